/// What may have been meant by a value that cannot be read.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "cutpoint/diagnostic.hpp"

namespace cutpoint {

/// What can stand in place of `written`, at the place of the diagnostic: the words that its help
/// names; `30d`, `30h` … for a duration `30`, `99.9%` for a share `99.9`, both ends of a range
/// alike. Nothing where nobody knows.
[[nodiscard]] std::vector<std::string> meant_values(std::string_view written,
                                                    const Diagnostic& diagnostic);

}  // namespace cutpoint
