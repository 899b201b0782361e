/// Makes and solves chains of groups in time whose figures are left open.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

#include "cutpoint/parametric_chain.hpp"
#include "cutpoint/structure_function.hpp"

namespace cutpoint {

/// Of a cluster of a function whose calibration has been undone; its factors are of events. Members
/// stand for each other only where they have their figures from the same component. Nothing where
/// there are more states.
[[nodiscard]] std::optional<ParametricChain> parametric_chain(const StructureFunction& function,
                                                              const GroupCluster& cluster,
                                                              std::size_t most_states);

/// Share of time by pattern, with these values of its factors; by nothing but elimination. Nothing
/// where that looks at more transitions than `most_work`.
[[nodiscard]] std::optional<std::vector<double>> pattern_shares(
    const ParametricChain& chain, const std::vector<double>& factors,
    std::uint64_t most_work = UINT64_MAX);

/// What of the time in which just the bits of `context` below it are down it is down too.
[[nodiscard]] double share_down(const std::vector<double>& by_pattern, std::uint32_t bit,
                                std::uint32_t context);

}  // namespace cutpoint
