/// Draws from the distributions of uncertain figures.
#pragma once

#include <cstdint>

#include "cutpoint/structure_function.hpp"

namespace cutpoint {

/// The value of a figure in one trial. Depends on the seed, the figure's position and the number of
/// the trial alone, so that trials may be run in any order and single figures drawn again.
/// Normal values by Marsaglia's polar method, gamma by Marsaglia and Tsang (2000).
[[nodiscard]] double sample(const UncertainFigure& figure, std::uint64_t seed,
                            std::uint32_t position, std::uint32_t trial);

/// A value in the middle of what is believed: the median of log-normal figures, the mean of gamma.
[[nodiscard]] double central_value(const UncertainFigure& figure);

}  // namespace cutpoint
