#include "tests/importer/truth/score.hpp"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <map>
#include <set>
#include <sstream>
#include <tuple>

#include <nlohmann/json.hpp>

#include "importer/importing.hpp"

namespace cutpoint::truth {

namespace {

using nlohmann::json;
using Edge = std::pair<std::string, std::string>;
using Members = std::set<std::string>;

std::string text_of(const json& row, const char* key) {
  const auto found = row.find(key);
  return found != row.end() && found->is_string() ? found->get<std::string>() : std::string();
}

const json& rows_of(const json& truth, const char* key) {
  static const json none = json::array();
  const auto found = truth.find(key);
  return found != truth.end() && found->is_array() ? *found : none;
}

bool also(const json& row, const char* strength) {
  const json& others = rows_of(row, "also_ok");
  return std::find(others.begin(), others.end(), strength) != others.end();
}

/// What a draft says, as names.
struct Said {
  std::map<std::string, std::string> kinds;
  std::set<Edge> hard;
  std::set<Edge> weak;
  std::map<Members, std::uint32_t> groups;
  std::set<std::string> entries;
};

void add_names(const std::vector<DraftRequirement>& needs, std::set<std::string>& names) {
  for (const DraftRequirement& need : needs) {
    if (need.form == DraftRequirement::Form::component) names.insert(need.component.value);
    add_names(need.members.entries, names);
  }
}

void add_need(Said& said, const std::string& from, const DraftRequirement& need) {
  const bool weak = (need.soft && need.soft->value) || need.fallback.has_value();
  std::set<std::string> targets;
  add_names({need}, targets);
  for (const std::string& target : targets) (weak ? said.weak : said.hard).emplace(from, target);
  const bool any = need.form == DraftRequirement::Form::any_of;
  const bool some = need.form == DraftRequirement::Form::at_least;
  if ((!any && !some) || targets.size() < 2) return;
  said.groups[targets] = some && need.at_least ? need.at_least->value : 1;
}

Said said_by(const Draft& draft) {
  Said said;
  for (const DraftComponent& component : draft.components) {
    const std::string& name = component.name.value;
    said.kinds[name] = component.kind ? component.kind->value : std::string();
    for (const DraftRequirement& need : component.depends_on) add_need(said, name, need);
    if (component.replicas && component.replicas->value > 1) {
      said.groups[{name}] = component.at_least ? component.at_least->value : 1;
    }
  }
  for (const DraftJourney& journey : draft.journeys) add_names(journey.needs, said.entries);
  return said;
}

class Scorer {
 public:
  Scorer(const Draft& draft, const json& truth) : said_(said_by(draft)), truth_(truth) {}

  Score run() {
    score_needs();
    score_groups();
    score_journeys();
    score_kinds();
    return std::move(score_);
  }

 private:
  /// Namespaces in front of a name may be missing from either side.
  [[nodiscard]] std::string component(const std::string& name) const {
    if (said_.kinds.contains(name)) return name;
    for (const auto& [known, kind] : said_.kinds) {
      const std::size_t cut = known.find_last_of("/.:");
      if (cut != std::string::npos && known.substr(cut + 1) == name) return known;
    }
    return name.substr(name.rfind('/') + 1);
  }

  [[nodiscard]] Edge edge(const json& row) const {
    return {component(text_of(row, "from")), component(text_of(row, "to"))};
  }

  /// What stands for places and things that no truth lists is judged elsewhere.
  [[nodiscard]] bool is_judged(const Edge& edge) const {
    static const std::set<std::string> beside = {"host",    "zone",   "region", "provider",
                                                 "network", "volume", "secret", "external"};
    const auto kind = said_.kinds.find(edge.second);
    return kind != said_.kinds.end() && !beside.contains(kind->second);
  }

  void remark(const std::string& what, const Edge& edge) {
    score_.remarks.push_back(what + ": " + edge.first + " -> " + edge.second);
  }

  void score_needs() {
    std::set<Edge> needed;
    std::set<Edge> fair;
    for (const json& row : rows_of(truth_, "needs")) {
      const std::string strength = text_of(row, "strength");
      const bool need = strength.empty() || strength == "need";
      const bool optional = row.value("optional_in_score", false);
      if (need && !optional) needed.insert(edge(row));
      if (optional || also(row, "need")) fair.insert(edge(row));
    }
    for (const json& row : rows_of(truth_, "hinted")) {
      if (row.is_object()) fair.insert(edge(row));
    }
    for (const Edge& found : said_.hard) {
      if (!is_judged(found)) continue;
      ++score_.needs.precision.whole;
      if (needed.contains(found) || fair.contains(found)) {
        ++score_.needs.precision.part;
      } else {
        remark("no need", found);
      }
    }
    for (const Edge& wanted : needed) {
      ++score_.needs.recall.whole;
      if (said_.hard.contains(wanted) || said_.weak.contains(wanted)) {
        ++score_.needs.recall.part;
      } else {
        remark("missed need", wanted);
      }
    }
  }

  void score_groups() {
    std::map<Members, std::uint32_t> wanted;  // 0: any threshold is right
    for (const json& row : rows_of(truth_, "groups")) {
      Members members;
      for (const json& name : rows_of(row, "members")) {
        members.insert(component(name.get<std::string>()));
      }
      wanted[members] = row.value("at_least", 0U);
    }
    for (const json& row : rows_of(truth_, "workloads")) {
      const Members alone{component(text_of(row, "name"))};
      if (row.value("instances", 1U) > 1) wanted.try_emplace(alone, 0U);
    }
    for (const auto& [members, at_least] : said_.groups) {
      ++score_.groups.precision.whole;
      const auto right = wanted.find(members);
      if (right == wanted.end()) {
        ++score_.invented;
        score_.remarks.push_back("invented redundancy of " + *members.begin());
      } else if (right->second == 0 || right->second == at_least) {
        ++score_.groups.precision.part;
      } else {
        score_.remarks.push_back("wrong threshold of " + *members.begin());
      }
    }
    for (const auto& [members, at_least] : wanted) {
      ++score_.groups.recall.whole;
      if (said_.groups.contains(members)) {
        ++score_.groups.recall.part;
      } else {
        score_.remarks.push_back("missed group of " + *members.begin());
      }
    }
  }

  void score_journeys() {
    std::set<std::string> wanted;
    for (const json& row : rows_of(truth_, "journeys"))
      wanted.insert(component(text_of(row, "entry")));
    for (const std::string& entry : said_.entries) {
      ++score_.journeys.precision.whole;
      if (wanted.contains(entry)) {
        ++score_.journeys.precision.part;
      } else {
        score_.remarks.push_back("no way in: " + entry);
      }
    }
    for (const std::string& entry : wanted) {
      ++score_.journeys.recall.whole;
      if (said_.entries.contains(entry)) {
        ++score_.journeys.recall.part;
      } else {
        score_.remarks.push_back("missed way in: " + entry);
      }
    }
  }

  void score_kinds() {
    for (const json& row : rows_of(truth_, "workloads")) {
      const std::string name = component(text_of(row, "name"));
      const std::string wanted = text_of(row, "kind");
      if (wanted.empty()) continue;
      ++score_.kinds.whole;
      const auto kind = said_.kinds.find(name);
      if (kind != said_.kinds.end() && kind->second == wanted) {
        ++score_.kinds.part;
      } else {
        score_.remarks.push_back("kind of " + name + ": " +
                                 (kind == said_.kinds.end() ? "missing" : kind->second) + ", not " +
                                 wanted);
      }
    }
  }

  Said said_;
  const json& truth_;
  Score score_;
};

std::string content_of(const std::filesystem::path& path) {
  std::ifstream stream(path, std::ios::binary);
  std::ostringstream text;
  text << stream.rdbuf();
  return text.str();
}

/// The files that a truth is about, beside it or elsewhere; none where one is missing.
bool find_inputs(const json& truth, const std::filesystem::path& beside,
                 const std::string& elsewhere, TruthCase& found) {
  std::vector<std::string> names;
  const auto file = truth.find("file");
  if (file == truth.end()) return false;
  if (file->is_string()) names.push_back(file->get<std::string>());
  for (const json& name : rows_of(truth, "file")) names.push_back(name.get<std::string>());
  for (const std::string& name : names) {
    std::filesystem::path path = beside / name;
    if (!std::filesystem::exists(path)) {
      found.is_public = true;
      path = std::filesystem::path(elsewhere) / name;
      if (elsewhere.empty() || !std::filesystem::exists(path)) return false;
    }
    found.inputs.push_back(path.string());
  }
  return !names.empty();
}

}  // namespace

Score& Score::operator+=(const Score& other) {
  needs += other.needs;
  groups += other.groups;
  journeys += other.journeys;
  kinds += other.kinds;
  invented += other.invented;
  remarks.insert(remarks.end(), other.remarks.begin(), other.remarks.end());
  return *this;
}

Score score(const Draft& draft, std::string_view truth) {
  const json parsed = json::parse(truth);
  return Scorer(draft, parsed).run();
}

std::vector<TruthCase> truth_cases(const std::string& folder, const std::string& elsewhere) {
  std::vector<TruthCase> cases;
  for (const Importer* importer : importers()) {
    const std::filesystem::path room = std::filesystem::path(folder) / importer->name;
    if (!std::filesystem::exists(room)) continue;
    for (const auto& entry : std::filesystem::recursive_directory_iterator(room)) {
      const std::filesystem::path& path = entry.path();
      const bool own = path.filename() == "truth.json";
      const bool named = path.filename().string().ends_with(".truth.json");
      const bool listed = path.parent_path().filename() == "public";
      if (path.extension() != ".json" || (!own && !named && !listed)) continue;
      TruthCase found;
      found.format = importer->name;
      found.name = own ? path.parent_path().filename().string() : path.stem().stem().string();
      found.truth = content_of(path);
      const json truth = json::parse(found.truth);
      if (find_inputs(truth, path.parent_path(), elsewhere, found))
        cases.push_back(std::move(found));
    }
  }
  std::sort(cases.begin(), cases.end(), [](const TruthCase& a, const TruthCase& b) {
    return std::tie(a.format, a.is_public, a.name) < std::tie(b.format, b.is_public, b.name);
  });
  return cases;
}

Score score(const TruthCase& system) {
  ImportInput input;
  input.paths = system.inputs;
  DiskAccess disk;
  SourceFiles sources;
  Diagnostics diagnostics;
  const Imported imported = find_importer(system.format)->import(input, disk, sources, diagnostics);
  Score result = score(imported.draft, system.truth);
  if (diagnostics.has_errors()) result.remarks.insert(result.remarks.begin(), "not imported");
  return result;
}

}  // namespace cutpoint::truth
