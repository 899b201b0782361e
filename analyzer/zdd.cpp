#include "analyzer/zdd.hpp"

namespace cutpoint {

Zdd::Zdd(std::size_t node_budget) : budget_(node_budget) {
  constexpr Variable last = std::numeric_limits<Variable>::max();
  nodes_.push_back({last, none, none});
  nodes_.push_back({last, only_empty, only_empty});
}

std::size_t Zdd::NodeHash::operator()(const Node& node) const {
  std::uint64_t hash = node.variable * 0x9e3779b97f4a7c15U;
  hash = (hash ^ node.low) * 0xbf58476d1ce4e5b9U;
  hash = (hash ^ node.high ^ (hash >> 31U)) * 0x94d049bb133111ebU;
  return static_cast<std::size_t>(hash ^ (hash >> 32U));
}

Zdd::Ref Zdd::make(Variable variable, Ref low, Ref high) {
  if (exhausted_) return exhausted;
  if (high == none) return low;
  const auto [place, added] =
      unique_.emplace(Node{variable, low, high}, static_cast<Ref>(nodes_.size()));
  if (!added) return place->second;
  if (nodes_.size() >= budget_) {
    exhausted_ = true;
    return exhausted;
  }
  nodes_.push_back({variable, low, high});
  return place->second;
}

bool Zdd::find_or_push(Ref family, Ref minimal, Ref& result) {
  if (family == none || minimal == none) return result = family, true;
  // Every set contains the empty one; the empty set contains no other.
  if (minimal == only_empty || family == minimal) return result = none, true;
  if (family == only_empty) return result = only_empty, true;
  // A set holds none of the variables before its family's first.
  while (nodes_[minimal].variable < nodes_[family].variable) minimal = nodes_[minimal].low;
  if (minimal <= only_empty || family == minimal) return find_or_push(family, minimal, result);
  const auto known = without_.find((std::uint64_t{family} << 32U) | minimal);
  if (known != without_.end()) return result = known->second, true;
  frames_.push_back({family, minimal, 0, none});
  return false;
}

Zdd::Ref Zdd::without(Ref family, Ref minimal) {
  if (exhausted_ || family == exhausted || minimal == exhausted) return exhausted;
  Ref result = none;
  frames_.clear();
  if (find_or_push(family, minimal, result)) return result;
  while (!frames_.empty()) {
    advance(result);
    if (exhausted_) return exhausted;
  }
  return result;
}

/// One step of the frame on top; `result` carries the value of the frame that ended last.
void Zdd::advance(Ref& result) {
  Frame& frame = frames_.back();
  const Node family = nodes_[frame.family];
  const Node minimal = nodes_[frame.minimal];
  const bool same = family.variable == minimal.variable;
  const std::uint8_t stage = frame.stage++;
  switch (stage) {
    case 0:
      (void)find_or_push(family.low, same ? minimal.low : frame.minimal, result);
      return;
    case 1:
      frame.low = result;
      // Sets with the variable may contain sets of `minimal` without it …
      (void)find_or_push(family.high, same ? minimal.low : frame.minimal, result);
      return;
    case 2:
      // … or with it.
      if (same) (void)find_or_push(result, minimal.high, result);
      return;
    default:
      break;
  }
  result = make(family.variable, frame.low, result);
  without_.emplace((std::uint64_t{frame.family} << 32U) | frame.minimal, result);
  frames_.pop_back();
}

}  // namespace cutpoint
