/// The Markov chain of groups in time: its states are found from a behaviour, and solved.
#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <utility>
#include <vector>

#include "analyzer/failover/behaviour.hpp"

namespace cutpoint {

/// What a chain says of its groups. A pattern is which observed parts are down (the lowest bits),
/// then which observed arbiters, then which groups.
struct GroupOutcome {
  std::size_t states = 0;
  std::vector<double> share;  ///< of time, by pattern
  /// Transitions an hour between different patterns.
  std::map<std::pair<std::uint32_t, std::uint32_t>, double> flows;
  /// By group and pattern: share of time with that pattern and too few members at work.
  std::vector<std::vector<double>> too_few;
  std::vector<double> switching;      ///< by group: share of time
  std::vector<double> failed_switch;  ///< the same; waiting for an arbiter too
  std::vector<double> into_too_few;   ///< by group: an hour, from a group that is up
};

/// Observed parts, arbiters and groups together.
inline constexpr std::size_t most_pattern_bits = 12;

/// Where there are more states than allowed, those are left out in which so much is down at once
/// that time spent there is at most this share of what any group is down. Nothing where there
/// are still too many, or the chain does not settle. `too_large`: whether there are more than
/// allowed; where that is known before, they are not counted again.
[[nodiscard]] std::optional<GroupOutcome> solve_groups(const Behaviour& behaviour,
                                                       std::size_t most_states, bool& too_large,
                                                       double negligible_share);

}  // namespace cutpoint
