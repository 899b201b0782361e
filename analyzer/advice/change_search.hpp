/// The cheapest set of changes that reaches a goal, whatever changes are.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <limits>
#include <map>

#include "cutpoint/advice.hpp"

namespace cutpoint {

/// A set of changes as bits.
using ChangeSet = std::uint64_t;
inline constexpr std::size_t most_changes = 64;

struct SetOutcome {
  double excess = 0;  ///< how far the goal is missed; 0 where it is reached
  double cost = 0;    ///< infinite where the changes contradict each other
  [[nodiscard]] bool is_possible() const { return cost < std::numeric_limits<double>::infinity(); }
};

struct SearchLimits {
  double budget = std::numeric_limits<double>::infinity();
  std::size_t exact_changes = 24;
  std::size_t evaluations = 4000;
  std::function<bool()> is_over = [] { return false; };  ///< then the search ends with what it has
};

struct FoundSet {
  ChangeSet changes = 0;
  SearchMethod method = SearchMethod::exact;
  std::size_t evaluations = 0;
};

/// Of all sets within the budget one of least excess, and among those one of least cost. Expects
/// that no change does harm: a larger set misses the goal by no more and costs no less. Then branch
/// and bound is exact; beyond its limits the set is found by greedily adding what helps most for
/// its cost, or taking the dearest needless away from all, and leaving out what is not needed.
/// Where time is over, sets that grow by what helps most for its cost are tried by halving, so that
/// a few evaluations are enough.
[[nodiscard]] FoundSet cheapest_changes(std::size_t count,
                                        const std::function<SetOutcome(ChangeSet)>& evaluate,
                                        const SearchLimits& limits);

}  // namespace cutpoint
