#include "session/joined_imports.hpp"

#include <algorithm>
#include <map>
#include <optional>
#include <set>
#include <utility>

#include <fmt/format.h>

#include "cutpoint/kind.hpp"
#include "importer/evidence/draft_parts.hpp"
#include "model/base/name_list.hpp"
#include "model/format/edit/document_comparison.hpp"

namespace cutpoint {

namespace {

constexpr std::size_t most_told = 6;  ///< hosts in one remark

void rename_conclusions(Imported& imported, const std::map<std::string, std::string>& names) {
  const auto rename = [&](std::string& name) {
    const auto found = names.find(name);
    if (found != names.end()) name = found->second;
  };
  for (Conclusion& conclusion : imported.conclusions) rename(conclusion.component);
  for (KnownAddress& answer : imported.answers) rename(answer.component);
  for (UnmetNeed& unmet : imported.unmet) rename(unmet.component);
}

void rename_all(Imported& imported, const std::vector<Renaming>& renamings) {
  std::map<std::string, std::string> components;
  for (const Renaming& one : renamings) {
    if (one.section == "components") components.emplace(one.before, one.after);
  }
  imported.draft = renamed(std::move(imported.draft), renamings);
  rename_conclusions(imported, components);
}

template <class T>
void append(std::vector<T>& all, std::vector<T>&& more) {
  if (all.empty()) {
    all = std::move(more);
    return;
  }
  std::move(more.begin(), more.end(), std::back_inserter(all));
}

class Joiner {
 public:
  Joiner(std::vector<ImportedPart> parts, const SourceFiles& sources, Diagnostics& diagnostics)
      : parts_(std::move(parts)), sources_(sources), diagnostics_(diagnostics) {}

  Imported run(const std::vector<SameComponent>& same) {
    tell_apart(resolve(same));
    Imported all;
    for (std::size_t i = 0; i < parts_.size(); ++i) append_part(all, i);
    if (named_by_) all.draft.name = named_by_;
    merge_same(all);
    meet(all);
    tell_unmet(all);
    tell_journeys(all);
    tell_edges(all);
    tell_empty(all);
    return all;
  }

 private:
  /// A component of a part, by position of the part and name in it.
  using Place = std::pair<std::size_t, std::string>;

  [[nodiscard]] std::vector<Place> places_of(const std::string& written) const {
    std::vector<Place> found;
    for (std::size_t i = 0; i < parts_.size(); ++i) {
      const std::string prefix = parts_[i].label + ":";
      const bool qualified = written.rfind(prefix, 0) == 0;
      const std::string name = qualified ? written.substr(prefix.size()) : written;
      const auto& components = parts_[i].imported.draft.components;
      if (std::any_of(components.begin(), components.end(),
                      [&](const DraftComponent& c) { return c.name.value == name; })) {
        found.emplace_back(i, name);
      }
    }
    return found;
  }

  std::optional<Place> place_of(const std::string& written) {
    const auto found = places_of(written);
    if (found.size() == 1) return found.front();
    std::string help = "a name stands alone, or behind its part:";
    for (const ImportedPart& part : parts_) help += fmt::format(" {}:NAME", part.label);
    diagnostics_
        .error("unknown-name", {},
               found.empty() ? fmt::format("no part has a component `{}`", written)
                             : fmt::format("several parts have a component `{}`", written))
        .help = help;
    return std::nullopt;
  }

  /// Pairs of places, what gives up its own first.
  std::vector<std::pair<Place, Place>> resolve(const std::vector<SameComponent>& same) {
    std::vector<std::pair<Place, Place>> pairs;
    for (const SameComponent& one : same) {
      auto gone = place_of(one.name), remains = place_of(one.remains);
      if (gone && remains && *gone != *remains) {
        pairs.emplace_back(std::move(*gone), std::move(*remains));
      }
    }
    return pairs;
  }

  /// Names that stand in an earlier part already get the label behind them.
  void tell_apart(const std::vector<std::pair<Place, Place>>& pairs) {
    std::set<std::string> components, journeys;
    std::vector<std::vector<Renaming>> renamings(parts_.size());
    std::map<Place, std::string> final_names;
    for (std::size_t i = 0; i < parts_.size(); ++i) {
      const Draft& draft = parts_[i].imported.draft;
      std::vector<std::string> own;
      for (const DraftComponent& c : draft.components) own.push_back(c.name.value);
      for (const DraftCommonCause& c : draft.common_causes) own.push_back(c.name.value);
      for (const std::string& name : own) {
        final_names[{i, name}] = add_name(i, "components", name, components, renamings[i]);
      }
      for (const DraftJourney& journey : draft.journeys) {
        add_name(i, "journeys", journey.name.value, journeys, renamings[i]);
      }
    }
    for (std::size_t i = 0; i < parts_.size(); ++i) {
      if (!renamings[i].empty()) rename_all(parts_[i].imported, renamings[i]);
      tell_renamed(i, renamings[i], pairs);
    }
    for (const auto& [gone, remains] : pairs) {
      same_.emplace_back(final_names[gone], final_names[remains]);
    }
  }

  std::string add_name(std::size_t part, const char* section, const std::string& name,
                       std::set<std::string>& taken, std::vector<Renaming>& renamings) const {
    std::string wanted = name;
    if (taken.contains(wanted)) wanted = fmt::format("{}-{}", name, parts_[part].label);
    while (!taken.insert(wanted).second) wanted += "-1";
    if (wanted != name) renamings.push_back({section, name, wanted});
    return wanted;
  }

  void tell_renamed(std::size_t part, const std::vector<Renaming>& renamings,
                    const std::vector<std::pair<Place, Place>>& pairs) {
    std::vector<std::string> names;
    for (const Renaming& one : renamings) {
      const Place place{part, one.before};
      const bool is_told = std::any_of(pairs.begin(), pairs.end(), [&](const auto& pair) {
        return pair.first == place || pair.second == place;
      });
      if (one.section == "components" && !is_told) names.push_back(one.before);
    }
    if (names.empty()) return;
    const std::string& label = parts_[part].label;
    diagnostics_
        .info("same-names", {},
              fmt::format("{} of {} stand{} in another part too and {} told apart by `-{}`: {}",
                          names.size() == 1 ? "one name" : fmt::format("{} names", names.size()),
                          label, names.size() == 1 ? "s" : "", names.size() == 1 ? "is" : "are",
                          label, first_names(names, most_told)))
        .help =
        fmt::format("where they are the same: --same {}:NAME={}:NAME", parts_.front().label, label);
  }

  void append_part(Imported& all, std::size_t part) {
    Imported& own = parts_[part].imported;
    // What users call gives the whole its name.
    if (!named_by_ && !own.draft.journeys.empty()) named_by_ = own.draft.name;
    Draft& into = all.draft;
    Draft& from = own.draft;
    if (part == 0) {
      into = std::move(from);
    } else {
      into.complete = into.complete && from.complete;
      if (!into.version) into.version = from.version;
      append(into.files, std::move(from.files));
      append(into.kinds, std::move(from.kinds));
      append(into.defaults, std::move(from.defaults));
      append(into.journeys, std::move(from.journeys));
      append(into.components, std::move(from.components));
      append(into.links, std::move(from.links));
      append(into.common_causes, std::move(from.common_causes));
      append(into.accept, std::move(from.accept));
    }
    if (part == 0) {
      all.conclusions = std::move(own.conclusions);
    } else {
      all.conclusions.append(std::move(own.conclusions));
    }
    append(all.answers, std::move(own.answers));
    append(all.unmet, std::move(own.unmet));
  }

  /// What gave up its place leaves its needs to the other, and everybody who needs it.
  void merge_same(Imported& all) {
    for (const auto& [gone, remains] : same_) {
      auto& components = all.draft.components;
      const auto named = [&components](const std::string& name) {
        return std::find_if(components.begin(), components.end(),
                            [&](const DraftComponent& c) { return c.name.value == name; });
      };
      const auto from = named(gone);
      if (from == components.end()) continue;
      auto needs = std::move(from->depends_on);
      components.erase(from);
      const auto into = named(remains);
      if (into == components.end()) continue;
      for (DraftRequirement& need : needs) add_need(*into, std::move(need));
      all.draft = renamed(std::move(all.draft), {{"components", gone, remains}});
      rename_conclusions(all, {{gone, remains}});
    }
  }

  static bool has_need(const DraftComponent& component, const std::string& target) {
    return std::any_of(
        component.depends_on.begin(), component.depends_on.end(), [&](const DraftRequirement& r) {
          return r.form == DraftRequirement::Form::component && r.component.value == target;
        });
  }

  static void add_need(DraftComponent& component, DraftRequirement need) {
    const bool is_there =
        need.form == DraftRequirement::Form::component &&
        (has_need(component, need.component.value) || need.component.value == component.name.value);
    if (is_there) return;
    component.dependencies_known.reset();
    component.depends_on.push_back(std::move(need));
  }

  /// That nothing answers to these is no longer so: components and what is said of them.
  static void drop_names(Conclusions& conclusions,
                         const std::set<std::pair<std::string, std::string>>& met) {
    if (met.empty()) return;
    conclusions.erase_if([&met](const Conclusion& one) {
      return met.contains({one.component, one.what});
    });
  }

  /// Hosts that one part names and another answers to.
  void meet(Imported& all) {
    std::map<std::string, DraftComponent*> by_name;
    for (DraftComponent& c : all.draft.components) by_name[c.name.value] = &c;
    std::map<std::string, std::set<std::string>> known;
    for (const KnownAddress& answer : all.answers) known[answer.address].insert(answer.component);
    std::set<std::pair<std::string, std::string>> no_longer;
    const auto is_met = [&](const UnmetNeed& unmet) {
      const auto answers = known.find(unmet.address);
      const auto from = by_name.find(unmet.component);
      if (answers == known.end() || from == by_name.end()) return false;
      bool met = false;
      for (const std::string& component : answers->second) {
        const auto to = by_name.find(component);
        if (to == by_name.end() || to == from) continue;
        add_need(*from->second, need_of(unmet, component));
        all.conclusions.push_back({ConclusionKind::need, unmet.component, "needs " + component,
                                   fmt::format("{} names {}", unmet.reason, unmet.address),
                                   Strength::inferred, unmet.span});
        met = true;
      }
      if (met) no_longer.emplace(unmet.component, "names " + unmet.address);
      return met;
    };
    std::erase_if(all.unmet, is_met);
    drop_names(all.conclusions, no_longer);
  }

  [[nodiscard]] DraftRequirement need_of(const UnmetNeed& unmet,
                                         const std::string& component) const {
    DraftRequirement need = plain_need(component, unmet.span);
    if (unmet.soft) need.soft = given_at(true, unmet.span);
    need.inferred = given_at(with_place(unmet.reason, unmet.span, sources_), unmet.span);
    return need;
  }

  void tell_unmet(const Imported& all) {
    std::set<std::string> hosts;
    SourceSpan first;
    for (const UnmetNeed& unmet : all.unmet) {
      // A bare address says nothing to a reader.
      if (unmet.address.find_first_not_of("0123456789.") == std::string::npos) continue;
      if (hosts.empty()) first = unmet.span;
      hosts.insert(unmet.address);
    }
    if (hosts.empty()) return;
    diagnostics_
        .info("outside-hosts", first,
              fmt::format("hosts that nothing here answers to are named but not modelled: {}",
                          first_names({hosts.begin(), hosts.end()}, most_told)))
        .help = "add those that matter as components of kind `external`";
  }

  void tell_journeys(const Imported& all) {
    if (!all.draft.journeys.empty() || all.draft.components.empty()) return;
    diagnostics_
        .warning("no-entry", all.draft.version ? all.draft.version->span : SourceSpan(),
                 "nothing in these files is open to users, so that the result has no journeys")
        .help = "add journeys in a file that includes the result";
  }

  /// Whether anything is said of who needs whom can be told once all parts are there.
  void tell_edges(const Imported& all) {
    const auto& components = all.draft.components;
    const bool has_edges = std::any_of(components.begin(), components.end(),
                                       [](const auto& c) { return !c.depends_on.empty(); });
    const auto runs = [](const DraftComponent& c) {
      const Kind* kind = c.kind ? find_built_in_kind(c.kind->value) : nullptr;
      return kind == nullptr ||
             !(kind->is_place || kind->name == "external" || kind->name == "network");
    };
    if (has_edges || std::count_if(components.begin(), components.end(), runs) < 2) return;
    diagnostics_
        .warning("no-dependency-information",
                 all.draft.version ? all.draft.version->span : SourceSpan(),
                 "nothing here says who needs whom: each component stands alone in the model")
        .help = "add what each needs under `depends_on` in a file that includes the result";
  }

  /// Each part may be empty, but not the whole.
  void tell_empty(const Imported& all) {
    if (parts_.size() < 2 || !all.draft.components.empty() || diagnostics_.has_errors()) return;
    diagnostics_.error("empty-document", SourceSpan(), "there is nothing to import in these files");
  }

  std::vector<ImportedPart> parts_;
  const SourceFiles& sources_;
  Diagnostics& diagnostics_;
  std::vector<std::pair<std::string, std::string>> same_;  ///< final names: gone, remains
  Given<std::string> named_by_;
};

}  // namespace

Imported join_imports(std::vector<ImportedPart> parts, const std::vector<SameComponent>& same,
                      const SourceFiles& sources, Diagnostics& diagnostics) {
  return Joiner(std::move(parts), sources, diagnostics).run(same);
}

}  // namespace cutpoint
