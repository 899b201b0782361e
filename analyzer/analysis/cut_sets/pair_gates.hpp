/// Which events fail the nodes of a monotone function together with one of them.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <queue>
#include <span>
#include <vector>

#include "analyzer/engine/budget/engine_meter.hpp"
#include "analyzer/structure/parents.hpp"
#include "cutpoint/structure_function.hpp"

namespace cutpoint {

/// For each node a set of events, as bits: those whose failure fails it, first with nothing else
/// failed, then with one event. Of gates with many children the number of failed children is kept
/// by event, so that one child that changes is not asked of all others.
class PairGates {
 public:
  /// Both must outlive it.
  PairGates(const StructureFunction& function, NodeId top, EngineMeter& meter);

  /// False where the meter's task has too few steps or too little room, where networks or negations
  /// lie below, or the top has failed with nothing else.
  [[nodiscard]] bool prepare();

  /// Those below the top that can fail, ascending.
  [[nodiscard]] const std::vector<EventId>& events() const { return events_; }
  [[nodiscard]] bool fails_alone(EventId event) const;

  /// `found(partner)` for each later event that fails the top with `event`, while neither does it
  /// alone. False where the meter ended it.
  template <class Found>
  [[nodiscard]] bool each_partner(EventId event, const Found& found);

 private:
  using Word = std::uint64_t;
  static constexpr std::size_t word_bits = 64;
  static constexpr std::uint32_t none = 0xffffffff;

  [[nodiscard]] bool take_nodes();
  [[nodiscard]] Word* base(NodeId node) { return base_.data() + place_of_[node] * words_; }
  [[nodiscard]] Word* changed(NodeId node) { return changed_.data() + place_of_[node] * words_; }
  /// As of now.
  [[nodiscard]] const Word* set_of(NodeId node) {
    return stamps_[node] == stamp_ ? changed(node) : base(node);
  }
  [[nodiscard]] bool spread(EventId event);
  void push_parents(NodeId node);
  /// False where the meter says so.
  [[nodiscard]] bool find_set(NodeId node, Word* out);
  [[nodiscard]] Word narrow_word(const Node& gate, std::span<const NodeId> children,
                                 std::size_t word);
  void count_children(NodeId node);
  void find_wide(NodeId node, Word* out);

  const StructureFunction& function_;
  NodeId top_;
  EngineMeter& meter_;
  Parents parents_;
  std::vector<EventId> events_;                 ///< by column
  IdVector<EventId, std::uint32_t> column_of_;  ///< none where it is not below
  std::vector<NodeId> nodes_;                   ///< by place, ascending
  IdVector<NodeId, std::uint32_t> place_of_;    ///< none where it is not below
  IdVector<NodeId, std::uint32_t> wide_of_;     ///< of gates with many children
  std::size_t words_ = 0;                       ///< of a set
  std::uint32_t wide_gates_ = 0;
  MeteredVector<Word> base_;
  MeteredVector<Word> changed_;
  MeteredVector<std::uint32_t> counts_;  ///< of wide gates, by column
  std::vector<std::uint32_t> counts_now_;
  IdVector<NodeId, std::uint32_t> stamps_;   ///< when it last changed
  IdVector<NodeId, std::uint32_t> waiting_;  ///< when it was last put into the queue
  std::uint32_t stamp_ = 1;
  std::priority_queue<NodeId, std::vector<NodeId>, std::greater<>> queue_;
};

template <class Found>
bool PairGates::each_partner(EventId event, const Found& found) {
  if (!spread(event)) return false;
  if (stamps_[top_] != stamp_) return true;
  const Word* fails = changed(top_);
  const Word* alone = base(top_);
  for (std::size_t column = column_of_[event] + 1; column < events_.size(); ++column) {
    const Word bits =
        (fails[column / word_bits] & ~alone[column / word_bits]) >> (column % word_bits);
    if (bits == 0) {
      column += word_bits - 1 - column % word_bits;
    } else if ((bits & 1U) != 0) {
      found(events_[column]);
    }
  }
  return true;
}

}  // namespace cutpoint
