// Imported systems against what reading their files by hand says: tests/importer/truth/kubernetes.
#include <algorithm>
#include <filesystem>
#include <map>
#include <set>

#include <nlohmann/json.hpp>

#include "cutpoint/diagnostic.hpp"
#include "importer/importing.hpp"
#include "model/architecture/build_model.hpp"
#include "model/format/reading.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/golden.hpp"

namespace cutpoint::testing::truth_test {

namespace {

using Json = nlohmann::json;
using Edge = std::pair<std::string, std::string>;

struct ImportedTruth {
  Json truth;
  Draft draft;
  std::string everything;  ///< that is written or said
  bool has_errors = false;
};

ImportedTruth import_of_truth(const std::string& folder) {
  ImportedTruth result;
  result.truth = Json::parse(read_file(folder + "/truth.json"));
  ImportInput input;
  input.paths = {folder + "/" + result.truth["file"].get<std::string>()};
  DiskAccess disk;
  SourceFiles sources;
  Diagnostics diagnostics;
  auto imported = find_importer("kubernetes")->import(input, disk, sources, diagnostics);
  result.draft = std::move(imported.draft);
  (void)build_model(result.draft, diagnostics);
  result.has_errors = diagnostics.has_errors();
  result.everything = write_architecture(result.draft);
  for (const Diagnostic& d : diagnostics.all())
    result.everything += d.message + "\n" + d.help + "\n";
  for (const Conclusion& c : imported.conclusions) result.everything += c.what + c.reason + "\n";
  for (const UnmetNeed& need : imported.unmet) result.everything += need.address + "\n";
  return result;
}

/// Edges to other components, with whether each is hard.
std::map<Edge, bool> edges_of(const Draft& draft) {
  std::map<Edge, bool> edges;
  for (const DraftComponent& component : draft.components) {
    for (const DraftRequirement& need : component.depends_on) {
      const bool hard = !need.soft && need.form == DraftRequirement::Form::component;
      if (need.form == DraftRequirement::Form::component)
        edges[{component.name.value, need.component.value}] = hard;
      for (const DraftRequirement& member : need.members.entries)
        edges[{component.name.value, member.component.value}] = false;
    }
  }
  return edges;
}

/// The most instances of a component on one of its hosts, or on one zone of these.
std::uint32_t worst_load(const Draft& draft, const std::string& name, bool of_zones) {
  std::map<std::string, const DraftComponent*> components;
  for (const DraftComponent& component : draft.components)
    components[component.name.value] = &component;
  const DraftComponent& own = *components.at(name);
  const std::uint32_t instances = own.replicas ? own.replicas->value : 1;
  std::map<std::string, std::uint32_t> loads;
  for (std::uint32_t i = 0; i < instances; ++i) {
    std::string host = own.runs_on.names[i % own.runs_on.names.size()].value;
    if (of_zones) host = components.at(host)->runs_on.names.front().value;
    ++loads[host];
  }
  std::uint32_t most = 0;
  for (const auto& [host, load] : loads) most = std::max(most, load);
  return most;
}

void check_edges(const ImportedTruth& imported) {
  const auto edges = edges_of(imported.draft);
  std::set<Edge> known;
  for (const Json& need : imported.truth["needs"]) {
    const Edge edge = {need["from"], need["to"]};
    known.insert(edge);
    INFO(edge.first << " -> " << edge.second);
    REQUIRE(edges.contains(edge));
    const bool is_need = need["strength"] == "need";
    if (!need.contains("also_ok")) CHECK(edges.at(edge) == is_need);
  }
  for (const Json& outside : imported.truth.value("external", Json::array()))
    known.insert(Edge(outside["from"], outside["to"]));
  for (const auto& [edge, hard] : edges) {
    INFO(edge.first << " -> " << edge.second);
    CHECK(known.contains(edge));
  }
}

void check_components(const ImportedTruth& imported) {
  std::map<std::string, const DraftComponent*> components;
  for (const DraftComponent& component : imported.draft.components)
    components[component.name.value] = &component;
  for (const Json& workload : imported.truth["workloads"]) {
    const std::string name = workload["name"];
    INFO(name);
    REQUIRE(components.contains(name));
    if (workload.contains("kind"))
      CHECK(components[name]->kind->value == workload["kind"].get<std::string>());
    const std::uint32_t instances =
        components[name]->replicas ? components[name]->replicas->value : 1;
    CHECK(instances == std::max(workload["instances"].get<std::uint32_t>(), 1U));
  }
  for (const Json& group : imported.truth["groups"]) {
    if (group["members"].size() != 1) continue;
    const DraftComponent& pool = *components.at(group["members"][0]);
    INFO(pool.name.value);
    CHECK((pool.at_least ? pool.at_least->value : 1) == group["at_least"].get<std::uint32_t>());
  }
}

void check_journeys(const ImportedTruth& imported) {
  std::set<std::string> entries;
  std::set<std::string> wanted;
  for (const DraftJourney& journey : imported.draft.journeys) {
    for (const DraftRequirement& need : journey.needs) entries.insert(need.component.value);
  }
  for (const Json& journey : imported.truth["journeys"]) wanted.insert(journey["entry"]);
  CHECK(entries == wanted);
}

}  // namespace

TEST_CASE("imported systems are what their files say") {
  const std::string folder = source_path("tests/importer/truth/kubernetes");
  std::size_t systems = 0;
  for (const auto& entry : std::filesystem::directory_iterator(folder)) {
    // Public systems are scored with those of all formats.
    if (!std::filesystem::exists(entry.path() / "truth.json")) continue;
    INFO(entry.path().filename().string());
    const ImportedTruth imported = import_of_truth(entry.path().string());
    ++systems;
    CHECK_FALSE(imported.has_errors);
    check_components(imported);
    check_edges(imported);
    check_journeys(imported);
    for (const Json& domain : imported.truth["domains"]) {
      INFO(domain["workload"].get<std::string>());
      CHECK(worst_load(imported.draft, domain["workload"], false) == domain["worst_node"]);
      CHECK(worst_load(imported.draft, domain["workload"], true) == domain["worst_zone"]);
    }
    for (const Json& secret : imported.truth.value("secrets", Json::array()))
      CHECK(imported.everything.find(secret.get<std::string>()) == std::string::npos);
  }
  CHECK(systems >= 4);
}

}  // namespace cutpoint::testing::truth_test
