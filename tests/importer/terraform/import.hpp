/// Imports plans and states for tests, with everything that the import says.
#pragma once

#include <string>

#include "cutpoint/diagnostic.hpp"
#include "importer/importing.hpp"

namespace cutpoint::testing {

struct TerraformImport {
  cutpoint::Imported imported;
  SourceFiles sources;
  Diagnostics diagnostics;

  [[nodiscard]] bool found(std::string_view rule) const;
  [[nodiscard]] const DraftComponent* component(std::string_view name) const;
  /// Whether one needs the other; in a group, or softly, where it says so.
  [[nodiscard]] std::string need(std::string_view from, std::string_view to) const;
  /// Everything that is shown of it: the document, reasons, addresses, findings with excerpts of
  /// every place that anything names.
  [[nodiscard]] std::string all_shown() const;
};

/// A state of version 4 with such resources, as `managed` writes them.
[[nodiscard]] std::string state_of(const std::string& resources);
/// `attributes`: a JSON object.
[[nodiscard]] std::string managed(const std::string& type, const std::string& name,
                                  const std::string& attributes);

[[nodiscard]] TerraformImport import_terraform_text(const std::string& text);
[[nodiscard]] TerraformImport import_terraform_file(const std::string& path);

}  // namespace cutpoint::testing
