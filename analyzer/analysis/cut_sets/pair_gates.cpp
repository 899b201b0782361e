#include "analyzer/analysis/cut_sets/pair_gates.hpp"

#include <algorithm>
#include <array>
#include <bit>
#include <limits>

#include "analyzer/structure/nodes_below.hpp"

namespace cutpoint {

namespace {

/// From so many children on, failed ones are counted.
constexpr std::uint32_t many_children = 64;
constexpr std::size_t counter_bits = 7;
/// Words are gone through in about the time of so many in a step.
constexpr std::size_t words_a_step = 8;

std::uint32_t needed_children(const Node& gate) {
  if (gate.type == NodeType::any) return 1;
  return gate.type == NodeType::all ? gate.child_count : gate.threshold;
}

}  // namespace

PairGates::PairGates(const StructureFunction& function, NodeId top, EngineMeter& meter)
    : function_(function),
      top_(top),
      meter_(meter),
      parents_(function),
      column_of_(function.events.size(), none),
      place_of_(function.nodes.size(), none),
      wide_of_(function.nodes.size(), none),
      base_(&meter),
      changed_(&meter),
      counts_(&meter),
      stamps_(function.nodes.size(), 0),
      waiting_(function.nodes.size(), 0) {}

bool PairGates::prepare() {
  if (!take_nodes() || evaluate(function_, {})[top_] != 0) return false;
  words_ = (events_.size() + word_bits - 1) / word_bits;
  const std::uint64_t bytes =
      2 * sizeof(Word) * words_ * nodes_.size() +
      sizeof(std::uint32_t) * events_.size() * static_cast<std::uint64_t>(wide_gates_);
  if (!meter_.has_room(bytes)) return false;
  base_.resize(words_ * nodes_.size());
  changed_.resize(words_ * nodes_.size());
  counts_.resize(events_.size() * wide_gates_);
  counts_now_.resize(wide_gates_ > 0 ? events_.size() : 0);
  for (const NodeId node : nodes_) {
    if (wide_of_[node] != none) count_children(node);
    if (!find_set(node, base(node))) return false;
  }
  return true;
}

/// False where something below is no monotone gate.
bool PairGates::take_nodes() {
  const auto below = mark_below(function_, std::array{top_});
  for (std::size_t i = 0; i < function_.nodes.size(); ++i) {
    const NodeId id(i);
    if (below[id] == 0) continue;
    const Node& node = function_.nodes[id];
    if (node.type == NodeType::connected || node.type == NodeType::negation) return false;
    place_of_[id] = static_cast<std::uint32_t>(nodes_.size());
    nodes_.push_back(id);
    if (node.type == NodeType::event && function_.events[node.event].can_fail) {
      events_.push_back(node.event);
    } else if (node.type != NodeType::event && node.child_count >= many_children) {
      wide_of_[id] = wide_gates_++;
    }
  }
  std::sort(events_.begin(), events_.end());
  for (std::size_t i = 0; i < events_.size(); ++i) {
    column_of_[events_[i]] = static_cast<std::uint32_t>(i);
  }
  return true;
}

bool PairGates::fails_alone(EventId event) const {
  const std::uint32_t column = column_of_[event];
  return (base_[place_of_[top_] * words_ + column / word_bits] >> (column % word_bits) & 1U) != 0;
}

/// Nodes have larger ids than what is below them.
bool PairGates::spread(EventId event) {
  const NodeId start = function_.event_nodes[event];
  ++stamp_;
  std::fill_n(changed(start), words_, ~Word{0});
  stamps_[start] = stamp_;
  push_parents(start);
  while (!queue_.empty()) {
    const NodeId node = queue_.top();
    queue_.pop();
    if (!find_set(node, changed(node))) return false;
    if (std::equal(changed(node), changed(node) + words_, base(node))) continue;
    stamps_[node] = stamp_;
    push_parents(node);
  }
  return true;
}

void PairGates::push_parents(NodeId node) {
  for (const Parents::Place& place : parents_.of(node)) {
    if (place_of_[place.parent] == none || waiting_[place.parent] == stamp_) continue;
    waiting_[place.parent] = stamp_;
    queue_.push(place.parent);
  }
}

bool PairGates::find_set(NodeId node, Word* out) {
  const Node& gate = function_.nodes[node];
  const auto children = function_.children_of(node);
  if (gate.type == NodeType::event) {
    std::fill_n(out, words_, Word{0});
    const std::uint32_t column = column_of_[gate.event];
    if (column != none) out[column / word_bits] |= Word{1} << (column % word_bits);
    return meter_.step();
  }
  if (wide_of_[node] != none) {
    find_wide(node, out);
    return meter_.step(1 + (children.size() + 2 * events_.size()) / words_a_step);
  }
  for (std::size_t word = 0; word < words_; ++word) out[word] = narrow_word(gate, children, word);
  return meter_.step(1 + children.size() * words_ / words_a_step);
}

/// Of at_least the number of failed children stands in planes, one for each binary digit.
PairGates::Word PairGates::narrow_word(const Node& gate, std::span<const NodeId> children,
                                       std::size_t word) {
  const Word all_failed = ~Word{0};
  if (gate.type == NodeType::any) {
    Word bits = 0;
    for (const NodeId child : children) bits |= set_of(child)[word];
    return bits;
  }
  if (gate.type == NodeType::all) {
    Word bits = all_failed;
    for (const NodeId child : children) bits &= set_of(child)[word];
    return bits;
  }
  std::array<Word, counter_bits> planes{};
  for (const NodeId child : children) {
    Word carry = set_of(child)[word];
    for (std::size_t digit = 0; carry != 0 && digit < counter_bits; ++digit) {
      const Word both = planes[digit] & carry;
      planes[digit] ^= carry;
      carry = both;
    }
  }
  if (gate.threshold > children.size()) return 0;
  Word more = 0;
  Word equal = all_failed;
  for (std::size_t digit = counter_bits; digit-- > 0;) {
    if ((gate.threshold >> digit & 1U) == 0) more |= equal & planes[digit];
    equal &= (gate.threshold >> digit & 1U) != 0 ? planes[digit] : ~planes[digit];
  }
  return more | equal;
}

void PairGates::count_children(NodeId node) {
  std::uint32_t* counts = counts_.data() + wide_of_[node] * events_.size();
  for (const NodeId child : function_.children_of(node)) {
    const Word* set = base(child);
    for (std::size_t word = 0; word < words_; ++word) {
      for (Word bits = set[word]; bits != 0; bits &= bits - 1) {
        const std::size_t column =
            word * word_bits + static_cast<std::size_t>(std::countr_zero(bits));
        if (column < events_.size()) ++counts[column];
      }
    }
  }
}

void PairGates::find_wide(NodeId node, Word* out) {
  const std::uint32_t* counts = counts_.data() + wide_of_[node] * events_.size();
  std::copy_n(counts, events_.size(), counts_now_.begin());
  for (const NodeId child : function_.children_of(node)) {
    if (stamps_[child] != stamp_) continue;
    const Word* before = base(child);
    const Word* now = changed(child);
    for (std::size_t word = 0; word < words_; ++word) {
      for (Word bits = now[word] & ~before[word]; bits != 0; bits &= bits - 1) {
        const std::size_t column =
            word * word_bits + static_cast<std::size_t>(std::countr_zero(bits));
        if (column < events_.size()) ++counts_now_[column];
      }
    }
  }
  const std::uint32_t needed = needed_children(function_.nodes[node]);
  std::fill_n(out, words_, Word{0});
  for (std::size_t column = 0; column < events_.size(); ++column) {
    if (counts_now_[column] >= needed) out[column / word_bits] |= Word{1} << (column % word_bits);
  }
}

}  // namespace cutpoint
