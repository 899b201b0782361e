/// Where a project ends.
#pragma once

#include <string>

#include "cutpoint/file_access.hpp"

namespace cutpoint {

/// The root of the repository that the folder lies in, absolute; the folder itself where it lies in
/// none. What a document names may lie anywhere below it.
[[nodiscard]] std::string enclosing_repository(const std::string& folder, FileAccess& access);

}  // namespace cutpoint
