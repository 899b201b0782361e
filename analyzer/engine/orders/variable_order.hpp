/// An order of a part's leaves, by their numbers.
#pragma once

#include <cstdint>
#include <vector>

namespace cutpoint {

using VariableOrder = std::vector<std::uint32_t>;

}  // namespace cutpoint
