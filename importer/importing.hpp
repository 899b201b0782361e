/// Foreign formats. An importer turns files of one format into a Draft.
#pragma once

#include <map>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "cutpoint/diagnostic.hpp"
#include "cutpoint/draft.hpp"
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

}  // namespace cutpoint
