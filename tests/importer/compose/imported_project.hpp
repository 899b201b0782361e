/// Imports of a few files that exist in memory alone.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "importer/importing.hpp"
#include "model/format/reading.hpp"
#include "renderer/writing/reports.hpp"

namespace cutpoint::testing {

struct ImportedProject {
  Imported imported;
  std::string document;
  std::string findings;  ///< one a line: "warning[rule]: message"
  bool has_errors = false;

  /// "a b c": what a component needs, groups in brackets with their threshold, soft ones with "~".
  [[nodiscard]] std::string needs(const std::string& name) const {
    for (const DraftComponent& component : imported.draft.components) {
      if (component.name.value == name) return listed(component.depends_on);
    }
    return "no component";
  }
  [[nodiscard]] std::string journeys() const {
    std::string text;
    for (const DraftJourney& journey : imported.draft.journeys) {
      text += (text.empty() ? "" : "; ") + listed(journey.needs);
    }
    return text;
  }
  [[nodiscard]] std::string kind(const std::string& name) const {
    for (const DraftComponent& component : imported.draft.components) {
      if (component.name.value == name) return component.kind->value;
    }
    return "no component";
  }

 private:
  static std::string listed(const std::vector<DraftRequirement>& needs) {
    std::string text;
    for (const DraftRequirement& need : needs) {
      if (!text.empty()) text += ' ';
      if (need.soft && need.soft->value) text += '~';
      if (need.form == DraftRequirement::Form::component) {
        text += need.component.value;
      } else {
        const std::string threshold =
            need.at_least ? std::to_string(need.at_least->value) + " of " : std::string();
        text += '[';
        text += threshold;
        text += listed(need.members.entries);
        text += ']';
      }
    }
    return text;
  }
};

/// The first of `paths` is the project's; without any, "/p/compose.yaml".
inline ImportedProject import_project(const std::map<std::string, std::string>& files,
                                      std::vector<std::string> paths = {},
                                      const std::map<std::string, std::string>& environment = {}) {
  ImportInput input;
  input.paths = paths.empty() ? std::vector<std::string>{"/p/compose.yaml"} : std::move(paths);
  input.environment = environment;
  MemoryAccess memory({files.begin(), files.end()});
  SourceFiles sources;
  Diagnostics diagnostics;
  ImportedProject result;
  result.imported = find_importer("compose")->import(input, memory, sources, diagnostics);
  result.has_errors = diagnostics.has_errors();
  result.document = write_architecture(result.imported.draft);
  for (const Diagnostic& d : diagnostics.all()) {
    result.findings += std::string(name_of(d.severity)) + "[" + d.rule + "]: " + d.message + "\n";
  }
  return result;
}

inline ImportedProject import_services(const std::string& services) {
  return import_project({{"/p/compose.yaml", "services:\n" + services}});
}

}  // namespace cutpoint::testing
