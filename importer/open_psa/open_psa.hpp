/// Fault trees in the Open-PSA model exchange format.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "cutpoint/diagnostic.hpp"
#include "cutpoint/file_access.hpp"
#include "cutpoint/source.hpp"
#include "model/architecture/fault_tree.hpp"

namespace cutpoint {

struct FaultTreeInput {
  std::vector<std::string> paths;  ///< read as one model, in any order
  double mission_hours = 8760;     ///< what `system-mission-time` means; not negative
};

/// Reads Open-PSA files (model exchange format 2.0) as one fault tree. All findings of all files go
/// to `diagnostics`; a tree is returned only where none is an error. Its elements are listed in
/// docs/reference/open-psa.md.
[[nodiscard]] std::optional<FaultTree> read_fault_tree(const FaultTreeInput& input,
                                                       FileAccess& access, SourceFiles& sources,
                                                       Diagnostics& diagnostics);

/// The supported elements as a Markdown reference page, made from the reader's tables.
[[nodiscard]] std::string open_psa_reference();

}  // namespace cutpoint
