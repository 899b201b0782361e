/// Names in a message, as many as a line can bear.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

namespace cutpoint {

/// "a, b and 3 more": the first `most` of the names.
[[nodiscard]] std::string first_names(const std::vector<std::string>& names, std::size_t most);

}  // namespace cutpoint
