/// Markov chains in continuous time with many states and few transitions, in their steady state.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

#include "model/base/math/sparse_elimination.hpp"

namespace cutpoint {

/// Rows are added in the order of the states; then the chain is solved. State 0 must be reachable
/// from every state, and every state from state 0.
class SparseChain {
 public:
  using Transition = RateTo;

  /// The transitions of the next state. Those to the state itself are left out, and equal targets
  /// add up.
  void add_row(std::vector<Transition> row);
  /// The same where no target is there twice, nor the state itself.
  void add_merged_row(const std::vector<Transition>& row);

  [[nodiscard]] std::size_t states() const { return first_.size() - 1; }
  [[nodiscard]] std::size_t transitions() const { return transitions_.size(); }
  [[nodiscard]] const Transition* begin(std::size_t state) const {
    return transitions_.data() + first_[state];
  }
  [[nodiscard]] const Transition* end(std::size_t state) const {
    return transitions_.data() + first_[state + 1];
  }

  /// Long-run share of time in each state, every one of them to about ten digits, however small:
  /// nothing is subtracted. Small chains by elimination (Grassmann, Taksar and Heyman 1985), larger
  /// ones by sweeps of Gauss and Seidel with aggregation by the states of `parts` (Koury,
  /// McAllister and Stewart 1984), until no share changes any more, or, where they do not settle
  /// soon, by elimination in an order that keeps them sparse. `parts`: by state, a number
  /// below `most_parts`; states that time leaves rarely belong to parts of their own. Nothing where
  /// the sweeps do not come to an end within the work allowed.
  [[nodiscard]] std::optional<std::vector<double>> steady_state(
      const std::vector<std::uint32_t>& parts = {}) const;

  /// By elimination, whatever the size: cubic work.
  [[nodiscard]] std::vector<double> by_elimination() const;
  /// By elimination in an order that keeps it sparse; nothing beyond `most_work`.
  [[nodiscard]] std::optional<std::vector<double>> by_sparse_elimination(
      std::uint64_t most_work) const;
  /// By sweeps, whatever the size.
  [[nodiscard]] std::optional<std::vector<double>> by_sweeps(
      const std::vector<std::uint32_t>& parts) const;

  static constexpr std::size_t most_parts = 64;

 private:
  std::vector<std::size_t> first_ = {0};
  std::vector<Transition> transitions_;
};

}  // namespace cutpoint
