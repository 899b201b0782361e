/// How far each uncertain figure alone moves the probabilities of basic events.
#pragma once

#include <cstdint>
#include <vector>

#include "cutpoint/structure_function.hpp"

namespace cutpoint {

/// q with the figure at its 95th percentile less q with it at its 5th, the others in the middle.
struct FigureEffect {
  std::uint32_t event = 0;
  double change = 0;
};

/// By figure. Linear in the number of pairs of a quantity and a figure behind it.
[[nodiscard]] std::vector<std::vector<FigureEffect>> figure_effects(const UncertainInputs& inputs,
                                                                    std::uint64_t seed);

}  // namespace cutpoint
