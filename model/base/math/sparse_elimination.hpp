/// Steady states of sparse chains by elimination.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "model/base/math/sparse_chain.hpp"

namespace cutpoint {

/// Long-run share of time in each state, each to nearly all digits: nothing is subtracted
/// (Grassmann, Taksar and Heyman 1985). States go in an order that adds few transitions: next the
/// one with the fewest pairs of one before and one after it (Markowitz 1957). However badly a chain
/// mixes, it costs the same. Nothing where that is more than `most_work` transitions looked at.
[[nodiscard]] std::optional<std::vector<double>> steady_state_by_elimination(
    const SparseChain& chain, std::uint64_t most_work);

}  // namespace cutpoint
