/// Files below a folder.
#pragma once

#include <filesystem>
#include <functional>
#include <string>
#include <vector>

#include "cutpoint/result.hpp"

namespace cutpoint {

using PathTest = std::function<bool(const std::filesystem::path&)>;

/// Regular files below a folder that `takes` says yes to, as normal paths in order of names. Hidden
/// entries, links to folders and what `passes_over` says yes to, a folder with all in it, are left
/// out. The reason alone where the folder cannot be searched.
[[nodiscard]] Result<std::vector<std::string>> files_below(const std::string& folder,
                                                           const PathTest& takes,
                                                           const PathTest& passes_over);

}  // namespace cutpoint
