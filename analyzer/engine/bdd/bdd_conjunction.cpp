/// Most of the work of building is conjunctions (disjunctions are their negations): the general
/// operation with all cases of three operands left out.
#include <algorithm>
#include <utility>

#include "analyzer/engine/bdd/bdd.hpp"
#include "analyzer/engine/bdd/levelwise_conjunction.hpp"

namespace cutpoint {

namespace {

/// Conjunctions that take more steps are large, and begun anew as such: what was found is known.
constexpr std::size_t small_steps = 4096;

}  // namespace

bool Bdd::find_or_push_pair(Ref a, Ref b, Ref& result) {
  if (simplify_pair(a, b, result)) return true;
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
  std::size_t steps_left = std::max(small_steps, at_level_.size() / 4);
  // The frame on top always waits for a branch to be begun; a finished branch is handed down.
  while (true) {
    const PairFrame top = pair_frames_.back();
    const bool high = top.has_low;
    if (!find_or_push_pair(branch(top.a, top.variable, high), branch(top.b, top.variable, high),
                           result)) {
      if (--steps_left == 0) return LevelwiseConjunction(*this).run(a, b);
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
      if (result == exhausted) {
        conjunction_tables_.release();
        return exhausted;
      }
      cache_[cache_slot(frame.a, frame.b, zero)] = {frame.a, frame.b, zero, result};
      pair_frames_.pop_back();
      if (pair_frames_.empty()) return result;
    }
  }
}

}  // namespace cutpoint
