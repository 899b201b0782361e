/// Foreign formats. An importer turns files of one format into a Draft, and says what it concluded.
#pragma once

#include <map>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "cutpoint/diagnostic.hpp"
#include "cutpoint/file_access.hpp"
#include "importer/evidence/imported.hpp"

namespace cutpoint {

struct ImportInput {
  std::vector<std::string> paths;  ///< later ones overlay earlier ones where the format knows that
  std::vector<std::string> profiles;  ///< compose profiles that are switched on; "*": all
  std::map<std::string, std::string> environment;  ///< for interpolation
  bool explains = true;  ///< conclusions are wanted too, not the draft alone
  bool is_alone = true;  ///< no other source of another format makes the result with it
};

/// Files that hold nothing of what an importer looks for: an error, unless others may hold it.
inline Diagnostic& nothing_to_import(const ImportInput& input, SourceSpan start,
                                     std::string message, Diagnostics& diagnostics) {
  return input.is_alone ? diagnostics.error("empty-document", start, std::move(message))
                        : diagnostics.warning("empty-document", start, std::move(message));
}

/// One row of the importer table; see importer/CMakeLists.txt.
struct Importer {
  /// What several files are.
  enum class Files {
    one_system,  ///< parts of one, in any order
    overlays,    ///< later ones lie over earlier ones; those of different folders are different
    one_each,    ///< each a system of its own
  };
  std::string_view name;  ///< as in `import name FILE`
  std::string_view summary;
  Imported (*import)(const ImportInput& input, FileAccess& access, SourceFiles& sources,
                     Diagnostics& diagnostics);
  Files files = Files::one_system;
};

[[nodiscard]] std::span<const Importer* const> importers();
[[nodiscard]] const Importer* find_importer(std::string_view name);

}  // namespace cutpoint
