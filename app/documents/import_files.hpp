/// Files that an import is given, or finds in folders.
#pragma once

#include <string>
#include <vector>

#include "cutpoint/result.hpp"
#include "session/import_plan.hpp"

namespace cutpoint {

/// Files as they were named; folders searched in order of names for YAML, JSON and Terraform files,
/// hidden entries, links to folders and what package managers install left out. A folder that
/// cannot be searched is the error.
[[nodiscard]] Result<std::vector<ImportCandidate>> find_import_files(
    const std::vector<std::string>& paths);

}  // namespace cutpoint
