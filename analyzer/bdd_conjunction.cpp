/// Most of the work of building is conjunctions (disjunctions are their negations): the general
/// operation with all cases of three operands left out.
#include <utility>

#include "analyzer/bdd.hpp"

namespace cutpoint {

bool Bdd::find_or_push_pair(Ref a, Ref b, Ref& result) {
  if (a > b) std::swap(a, b);
  // Constants are the least references.
  if (a <= one || a >> 1U == b >> 1U) {
    result = a == zero ? zero : (a == one || a == b) ? b : zero;
    return true;
  }
  const CacheEntry& cached = cache_[cache_slot(a, b, zero)];
  if (cached.condition == a && cached.then == b && cached.otherwise == zero) {
    result = cached.result;
    return true;
  }
  const Variable of_a = nodes_[a >> 1U].variable;
  const Variable of_b = nodes_[b >> 1U].variable;
  pair_frames_.push_back({a, b, level_of_[of_a] <= level_of_[of_b] ? of_a : of_b, zero, false});
  return false;
}

Bdd::Ref Bdd::both(Ref a, Ref b) {
  if (exhausted_ || a == exhausted || b == exhausted) return exhausted;
  Ref result = zero;
  pair_frames_.clear();
  if (find_or_push_pair(a, b, result)) return result;
  // The frame on top always waits for a branch to be begun; a finished branch is handed down.
  while (true) {
    const PairFrame top = pair_frames_.back();
    const bool high = top.has_low;
    if (!find_or_push_pair(branch(top.a, top.variable, high), branch(top.b, top.variable, high),
                           result)) {
      continue;
    }
    while (true) {
      PairFrame& frame = pair_frames_.back();
      if (!frame.has_low) {
        frame.low = result;
        frame.has_low = true;
        break;
      }
      result = make(frame.variable, frame.low, result);
      if (result == exhausted) return exhausted;
      cache_[cache_slot(frame.a, frame.b, zero)] = {frame.a, frame.b, zero, result};
      pair_frames_.pop_back();
      if (pair_frames_.empty()) return result;
    }
  }
}

}  // namespace cutpoint
