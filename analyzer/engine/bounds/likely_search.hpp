/// Finds an order in which few states of a part are likely, and follows them in it.
#pragma once

#include <cstddef>
#include <memory>
#include <vector>

#include "analyzer/engine/bounds/likely_states.hpp"

namespace cutpoint {

/// In orders of which the best is mostly among them; those with much longer states than the best
/// are left out. `part` is the one counted in; `counted` and `meter` must outlive them.
[[nodiscard]] std::vector<std::unique_ptr<LikelyStates>> likely_states_in_orders(
    const GateModule& part, const CountedMembers& counted, Operand root, EngineMeter& meter);

/// For one root of a part. All must outlive it.
class LikelySearch {
 public:
  LikelySearch(const GateModule& part, Operand root, EngineMeter& meter);

  /// Bounds of the root with so many states at a time: the first time in several orders, then in
  /// the two that came closest, then in one. Leaves that were known exactly are as they were.
  [[nodiscard]] ProbabilityBounds follow(const std::vector<ProbabilityBounds>& leaves,
                                         std::size_t states);

 private:
  void begin(const std::vector<ProbabilityBounds>& leaves);

  const GateModule& part_;
  Operand root_;
  EngineMeter& meter_;
  CountedMembers counted_;
  std::vector<std::unique_ptr<LikelyStates>>
      in_order_;  ///< those that go on; none before the first round
};

}  // namespace cutpoint
