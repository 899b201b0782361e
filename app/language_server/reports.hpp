/// Findings as the protocol has them.
#pragma once

#include <string>

#include "app/language_server/places.hpp"
#include "app/language_server/workspace.hpp"

namespace cutpoint {

/// What is found in one file by all that was checked, once each.
[[nodiscard]] RpcJson diagnostics_json(
    const std::string& path, const std::map<std::string, std::unique_ptr<CheckedRoot>>& checked);

}  // namespace cutpoint
