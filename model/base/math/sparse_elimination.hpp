/// Steady states of sparse chains by elimination.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

namespace cutpoint {

/// A transition of a chain in continuous time, in the row of the state that it leaves.
struct RateTo {
  std::uint32_t to = 0;
  double per_hour = 0;
};

/// Long-run share of time in each state, each to nearly all digits: nothing is subtracted
/// (Grassmann, Taksar and Heyman 1985). States go in an order that adds few transitions: next the
/// one with the fewest pairs of one before and one after it (Markowitz 1957). However badly a chain
/// mixes, it costs the same. `rows`: by state,
/// none to itself and no target twice. Nothing where that is more than `most_work` transitions
/// looked at.
[[nodiscard]] std::optional<std::vector<double>> steady_state_by_elimination(
    std::vector<std::vector<RateTo>> rows, std::uint64_t most_work);

}  // namespace cutpoint
