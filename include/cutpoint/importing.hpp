/// Foreign formats. An importer turns files of one format into a Draft.
#pragma once

#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "cutpoint/diagnostic.hpp"
#include "cutpoint/draft.hpp"
#include "cutpoint/fault_tree.hpp"
#include "cutpoint/file_access.hpp"

namespace cutpoint {

struct ImportInput {
  std::vector<std::string> paths;  ///< later ones overlay earlier ones where the format knows that
  std::vector<std::string> profiles;  ///< compose profiles that are switched on; "*": all
  std::map<std::string, std::string> environment;  ///< for interpolation
};

/// One row of the importer table; see importer/CMakeLists.txt.
struct Importer {
  std::string_view name;  ///< as in `import name FILE`
  std::string_view summary;
  Draft (*import)(const ImportInput& input, FileAccess& access, SourceFiles& sources,
                  Diagnostics& diagnostics);
};

[[nodiscard]] std::span<const Importer* const> importers();
[[nodiscard]] const Importer* find_importer(std::string_view name);

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
