/// Imports manifests for tests, with what the import says.
#pragma once

#include <algorithm>
#include <string>
#include <string_view>

#include "cutpoint/diagnostic.hpp"
#include "importer/importing.hpp"

namespace cutpoint::testing {

struct KubernetesImport {
  Imported imported;
  SourceFiles sources;
  Diagnostics diagnostics;
  std::string findings;  ///< "rule: message", a line each

  explicit KubernetesImport(const std::string& text, bool explains = true) {
    MemoryAccess files(MemoryAccess::Texts{{"k.yaml", text}});
    ImportInput input;
    input.paths = {"k.yaml"};
    input.explains = explains;
    imported = find_importer("kubernetes")->import(input, files, sources, diagnostics);
    for (const Diagnostic& d : diagnostics.all()) findings += d.rule + ": " + d.message + "\n";
  }
  // What tests derive from it points into it.
  KubernetesImport(const KubernetesImport&) = delete;
  KubernetesImport& operator=(const KubernetesImport&) = delete;

  /// Null where there is none.
  [[nodiscard]] const DraftComponent* find(std::string_view name) const {
    const auto& all = imported.draft.components;
    const auto found = std::find_if(
        all.begin(), all.end(), [&](const DraftComponent& one) { return one.name.value == name; });
    return found == all.end() ? nullptr : &*found;
  }
  /// "use-web use-api ".
  [[nodiscard]] std::string journeys() const {
    std::string names;
    for (const DraftJourney& journey : imported.draft.journeys) names += journey.name.value + " ";
    return names;
  }
};

}  // namespace cutpoint::testing
