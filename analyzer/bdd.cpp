#include "analyzer/bdd.hpp"

#include <algorithm>

namespace cutpoint {

namespace {

constexpr std::size_t first_table_size = std::size_t{1} << 12U;
constexpr std::size_t largest_cache = std::size_t{1} << 22U;

std::size_t mix(std::uint64_t a, std::uint64_t b, std::uint64_t c) {
  std::uint64_t hash = a * 0x9e3779b97f4a7c15U ^ b * 0xc2b2ae3d27d4eb4fU ^ c * 0x165667b19e3779f9U;
  hash ^= hash >> 29U;
  hash *= 0xbf58476d1ce4e5b9U;
  hash ^= hash >> 32U;
  return static_cast<std::size_t>(hash);
}

}  // namespace

Bdd::Bdd(std::size_t node_budget)
    : budget_(std::min<std::size_t>(node_budget, exhausted - 1)),
      unique_(first_table_size, 0),
      cache_(first_table_size) {
  nodes_.push_back({no_variable, zero, zero});
  nodes_.push_back({no_variable, one, one});
}

Bdd::Ref Bdd::make(Variable variable, Ref low, Ref high) {
  if (low == high) return low;
  const std::size_t mask = unique_.size() - 1;
  std::size_t slot = mix(variable, low, high) & mask;
  while (unique_[slot] != 0) {
    const Node& known = nodes_[unique_[slot]];
    if (known.variable == variable && known.low == low && known.high == high) return unique_[slot];
    slot = (slot + 1) & mask;
  }
  if (nodes_.size() >= budget_) {
    exhausted_ = true;
    return exhausted;
  }
  const auto ref = static_cast<Ref>(nodes_.size());
  nodes_.push_back({variable, low, high});
  unique_[slot] = ref;
  if (nodes_.size() * 2 > unique_.size()) grow();
  return ref;
}

void Bdd::grow() {
  unique_.assign(unique_.size() * 2, 0);
  const std::size_t mask = unique_.size() - 1;
  for (Ref ref = 2; ref < nodes_.size(); ++ref) {
    const Node& node = nodes_[ref];
    std::size_t slot = mix(node.variable, node.low, node.high) & mask;
    while (unique_[slot] != 0) slot = (slot + 1) & mask;
    unique_[slot] = ref;
  }
  if (cache_.size() < largest_cache) cache_.assign(unique_.size(), CacheEntry());
}

bool Bdd::simplify(Ref& condition, Ref& then, Ref& otherwise, Ref& result) {
  if (condition == one) return result = then, true;
  if (condition == zero) return result = otherwise, true;
  if (then == condition) then = one;
  if (otherwise == condition) otherwise = zero;
  if (then == otherwise) return result = then, true;
  if (then == one && otherwise == zero) return result = condition, true;
  // Conjunction and disjunction commute: one order for the cache.
  if (then == one && otherwise < condition) std::swap(condition, otherwise);
  if (otherwise == zero && then < condition) std::swap(condition, then);
  return false;
}

Bdd::Ref Bdd::branch(Ref ref, Variable variable, bool high) const {
  const Node& node = nodes_[ref];
  if (node.variable != variable) return ref;
  return high ? node.high : node.low;
}

std::size_t Bdd::cache_slot(Ref condition, Ref then, Ref otherwise) const {
  return mix(condition, then, otherwise) & (cache_.size() - 1);
}

bool Bdd::find_or_push(Ref condition, Ref then, Ref otherwise, Ref& result) {
  if (simplify(condition, then, otherwise, result)) return true;
  const CacheEntry& cached = cache_[cache_slot(condition, then, otherwise)];
  if (cached.condition == condition && cached.then == then && cached.otherwise == otherwise) {
    result = cached.result;
    return true;
  }
  const Variable top =
      std::min({nodes_[condition].variable, nodes_[then].variable, nodes_[otherwise].variable});
  frames_.push_back({condition, then, otherwise, top, zero, 0});
  return false;
}

Bdd::Ref Bdd::if_then_else(Ref condition, Ref then, Ref otherwise) {
  if (exhausted_ || condition == exhausted || then == exhausted || otherwise == exhausted) {
    return exhausted;
  }
  Ref result = zero;
  frames_.clear();
  if (find_or_push(condition, then, otherwise, result)) return result;
  // Each frame asks for its low branch (stage 0), then its high branch (stage 1), then joins them.
  while (!frames_.empty()) {
    Frame& frame = frames_.back();
    if (frame.stage == 2) {
      result = make(frame.variable, frame.low, result);
      if (result == exhausted) return exhausted;
      cache_[cache_slot(frame.condition, frame.then, frame.otherwise)] = {
          frame.condition, frame.then, frame.otherwise, result};
      frames_.pop_back();
      // The frame below waits for this result in its own stage.
      if (!frames_.empty() && frames_.back().stage == 1) frames_.back().low = result;
      continue;
    }
    const bool high = frame.stage == 1;
    ++frame.stage;
    const Ref c = branch(frame.condition, frame.variable, high);
    const Ref t = branch(frame.then, frame.variable, high);
    const Ref o = branch(frame.otherwise, frame.variable, high);
    if (find_or_push(c, t, o, result) && !high) frames_.back().low = result;
  }
  return result;
}

}  // namespace cutpoint
