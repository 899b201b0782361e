/// Findings that are known and do not count: `lint --baseline`.
#pragma once

#include <string>
#include <vector>

#include "app/console/command.hpp"
#include "cutpoint/linting.hpp"

namespace cutpoint {

/// Suppresses the findings that the file knows; prints why it cannot be read and returns false.
[[nodiscard]] bool apply_baseline(const std::string& path, std::vector<Finding>& findings,
                                  Console& console);

/// Writes the findings that count, and those of an earlier baseline that were met again.
[[nodiscard]] Exit write_baseline(const std::string& path, const std::vector<Finding>& findings,
                                  Console& console);

}  // namespace cutpoint
