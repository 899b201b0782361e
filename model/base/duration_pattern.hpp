/// Durations as a regular expression, for the schema: from the table of units that the reader uses.
#pragma once

#include <string>

namespace cutpoint {

/// What parse_duration takes, without blanks around it and without a limit of its length.
[[nodiscard]] std::string duration_pattern();

}  // namespace cutpoint
