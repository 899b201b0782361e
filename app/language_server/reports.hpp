/// Findings as the protocol has them.
#pragma once

#include <string>

#include "app/language_server/places.hpp"
#include "app/language_server/workspace.hpp"

namespace cutpoint {

/// What is found in one file by all that was checked, once each. What is due to be checked anew is
/// outdated: it is heard only where nothing else speaks of the file.
[[nodiscard]] RpcJson diagnostics_json(const std::string& path, const Workspace& workspace);

}  // namespace cutpoint
