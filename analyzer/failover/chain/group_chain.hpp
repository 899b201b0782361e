/// The Markov chain of groups in time: its states are found from a behaviour, and solved.
#pragma once

#include <cstddef>
#include <cstdint>
#include <limits>
#include <map>
#include <memory>
#include <optional>
#include <utility>
#include <vector>

#include "analyzer/failover/chain/behaviour.hpp"

namespace cutpoint {

class GroupStates;

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

struct ChainLimits {
  std::size_t most_states = 200'000;
  /// Of what any group is down: what states that are left out may add up to.
  double negligible_share = 1e-10;
  /// Of chains that follow fixed times: phases each at most.
  std::uint16_t fixed_phases = 32;
  /// Of chains of more states than this what is negligible is left out first, not only where it
  /// must be.
  double leave_out_from = std::numeric_limits<double>::infinity();
  /// The same of chains that follow times by phases: with more states left out there would be room
  /// for more phases, and another figure.
  double leave_out_of_phases_from = std::numeric_limits<double>::infinity();
};

/// Where changes of a document are compared: figures are those of `analyze` up to digits that
/// nobody sees.
inline constexpr ChainLimits compared_chains = {200'000, 1e-7, 32, 2'000.0, 20'000.0};

/// States that were found for behaviours that differ in figures alone.
struct ChainShape {
  std::unique_ptr<GroupStates> whole, shallow;
  std::size_t fewest = 0;  ///< states that there are at least

  ChainShape();
  ~ChainShape();
  [[nodiscard]] std::size_t transitions() const;
};

/// Where there are more states than allowed, those are left out in which so much is down at once
/// that time spent there is negligible. Nothing where there are still too many, or the chain does
/// not settle. `shape`: what was found before, and is now.
[[nodiscard]] std::optional<GroupOutcome> solve_groups(const Behaviour& behaviour,
                                                       const ChainLimits& limits,
                                                       ChainShape& shape);

}  // namespace cutpoint
