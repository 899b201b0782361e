/// The states of groups in time and where each leads, whatever the figures.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "analyzer/failover/chain/behaviour.hpp"
#include "analyzer/failover/chain/group_dynamics.hpp"
#include "analyzer/failover/chain/rate_terms.hpp"
#include "analyzer/failover/chain/record_table.hpp"

namespace cutpoint {

/// Found once for all behaviours that differ in figures alone, as long as these are 0 or 1 in the
/// same places. Few parts down come first: rows are in the order in which states were looked at,
/// row 0 is the one where everything works, and each other one is reached from an earlier one.
class GroupStates {
 public:
  struct Transition {
    std::uint32_t to;  ///< state
    RateTerms::Term per_hour;
  };

  explicit GroupStates(const Behaviour& behaviour);
  GroupStates(const GroupStates&) = delete;
  GroupStates& operator=(const GroupStates&) = delete;

  /// All states; false where they are more than so many.
  [[nodiscard]] bool find_all(std::size_t most_states);
  /// Those that are reached without ever having more parts down at once. Not after `find_all`.
  [[nodiscard]] bool find_shallow(std::size_t most_down, std::size_t most_states);

  /// Of the last that was found.
  [[nodiscard]] std::size_t rows() const { return rows_; }
  /// Where the row's state leads, each target once; to rows from `rows()` on is beyond what was
  /// asked.
  template <class Visit>
  void each_transition(std::size_t row, const Visit& visit) const {
    for (std::size_t i = first_[row]; i < first_[row + 1]; ++i) {
      visit(row_of_[transitions_[i].to], transitions_[i].per_hour);
    }
  }
  [[nodiscard]] const RateTerms& terms() const { return dynamics_.terms(); }
  [[nodiscard]] std::uint32_t pattern(std::size_t row) const { return patterns_[row]; }
  [[nodiscard]] std::uint32_t part(std::size_t row) const { return parts_[row]; }
  /// Bits by group: fewer members work than are needed.
  [[nodiscard]] std::uint32_t few(std::size_t row) const { return few_[row]; }
  [[nodiscard]] GroupDynamics::Mode mode(std::size_t row, std::size_t group) const {
    return dynamics_.mode(states_[state_of_[row]], group);
  }
  /// What it takes to keep this.
  [[nodiscard]] std::size_t transitions() const { return transitions_.size(); }

 private:
  /// Looks at all states of so many parts down, from where it stopped on.
  bool look_at(std::size_t most_down, std::size_t most_states);
  void add_row(std::uint32_t state);
  std::uint32_t number_of(const GroupDynamics::State& state);

  static constexpr std::uint32_t beyond = UINT32_MAX;
  const Behaviour behaviour_;
  GroupDynamics dynamics_;
  RecordTable<char16_t> states_;
  std::vector<std::uint32_t> row_of_;    ///< by state; `beyond` where it was not looked at
  std::vector<std::uint16_t> down_;      ///< by state: parts
  std::vector<std::size_t> with_down_;   ///< how many states have so many parts down
  std::vector<std::uint32_t> state_of_;  ///< by row
  std::vector<std::uint32_t> patterns_, parts_, few_;
  std::vector<std::size_t> first_ = {0};
  std::vector<Transition> transitions_;
  std::vector<std::size_t> levels_;  ///< rows by parts down
  std::size_t next_ = 0;             ///< state
  std::size_t rows_ = 0;
  std::vector<GroupDynamics::Step> steps_;
  GroupDynamics::State state_;
  std::vector<Transition> row_;
};

}  // namespace cutpoint
