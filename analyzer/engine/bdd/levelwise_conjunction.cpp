#include "analyzer/engine/bdd/levelwise_conjunction.hpp"

#include <algorithm>

#include "model/base/math/table_hash.hpp"

namespace cutpoint {

namespace {

/// So many pairs are met together; what they need stays in the nearest caches.
constexpr std::size_t pairs_at_once = 64;
constexpr std::size_t first_slots = std::size_t{1} << 12U;
/// Pairs for each node that the budget leaves: some join to nodes that are there already.
constexpr std::size_t pairs_for_a_node = 4;

template <class T>
void fetch(const T& object) {
  __builtin_prefetch(&object);
}

}  // namespace

Bdd::Ref LevelwiseConjunction::run(Ref a, Ref b) {
  Ref result = Bdd::zero;
  if (Bdd::simplify_pair(a, b, result)) return result;
  clear();
  most_pairs_ =
      pairs_for_a_node * (bdd_.budget_ - std::min(bdd_.budget_, bdd_.in_use_)) + pairs_at_once;
  const std::uint32_t top = add(a, b);
  if (join_all()) return pairs_[top].low;
  bdd_.conjunction_tables_.release();
  return Bdd::exhausted;
}

bool LevelwiseConjunction::join_all() {
  const auto levels = static_cast<Bdd::Level>(at_level_.size());
  for (Bdd::Level level = 0; level < levels; ++level) {
    if (part_level(level)) continue;
    bdd_.exhausted_ = true;
    return false;
  }
  for (Bdd::Level level = levels; level-- > 0;) {
    if (!join_level(level)) return false;
  }
  return true;
}

void LevelwiseConjunction::clear() {
  pairs_.clear();
  slots_.assign(first_slots, Slot());
  at_level_.resize(bdd_.at_level_.size(), MeteredVector<std::uint32_t>(bdd_.meter_));
  for (MeteredVector<std::uint32_t>& pairs : at_level_) pairs.clear();
}

/// Pairs of a level are never added to while it is parted: branches stand at later levels. False
/// where a budget is spent.
bool LevelwiseConjunction::part_level(Bdd::Level level) {
  const auto& pairs = at_level_[level];
  for (std::size_t begin = 0; begin < pairs.size(); begin += pairs_at_once) {
    const std::size_t end = std::min(begin + pairs_at_once, pairs.size());
    const std::size_t next_end = std::min(end + pairs_at_once, pairs.size());
    for (std::size_t i = end; i < next_end; ++i) fetch(pairs_[pairs[i]]);
    for (std::size_t i = begin; i < end; ++i) {
      fetch(bdd_.nodes_[pairs_[pairs[i]].a >> 1U]);
      fetch(bdd_.nodes_[pairs_[pairs[i]].b >> 1U]);
    }
    if (!has_room()) return false;
    branches_.clear();
    for (std::size_t i = begin; i < end; ++i) {
      add_branch(pairs[i], false);
      add_branch(pairs[i], true);
    }
    look_up_branches();
  }
  return true;
}

/// Asked for once a batch, which adds at most two pairs for each of its own.
bool LevelwiseConjunction::has_room() {
  if (pairs_.size() > most_pairs_) return false;
  EngineMeter* meter = bdd_.meter_;
  if (meter == nullptr) return true;
  if (!meter->step(pairs_at_once)) return false;
  const std::size_t wanted = pairs_.size() + 2 * pairs_at_once;
  std::uint64_t bytes = 2 * pairs_at_once * sizeof(std::uint32_t);
  if (wanted > pairs_.capacity()) bytes += 2 * pairs_.capacity() * sizeof(Pair);
  if (2 * wanted > slots_.size() && 4 * slots_.size() > slots_.capacity()) {
    bytes += 4 * slots_.size() * sizeof(Slot);
  }
  return meter->has_room(bytes);
}

void LevelwiseConjunction::add_branch(std::uint32_t pair, bool high) {
  const Pair& of = pairs_[pair];
  Branch branch{pair, high, bdd_.branch(of.a, of.variable, high),
                bdd_.branch(of.b, of.variable, high)};
  Ref result = Bdd::zero;
  if (Bdd::simplify_pair(branch.a, branch.b, result)) {
    answer(branch, result, false);
    return;
  }
  fetch(bdd_.cache_[bdd_.cache_slot(branch.a, branch.b, Bdd::zero)]);
  fetch(slots_[first_slot(branch.a, branch.b)]);
  fetch(bdd_.nodes_[branch.a >> 1U]);
  fetch(bdd_.nodes_[branch.b >> 1U]);
  branches_.push_back(branch);
}

void LevelwiseConjunction::look_up_branches() {
  for (const Branch& branch : branches_) {
    const Bdd::CacheEntry& cached = bdd_.cache_[bdd_.cache_slot(branch.a, branch.b, Bdd::zero)];
    if (cached.condition == branch.a && cached.then == branch.b && cached.otherwise == Bdd::zero) {
      answer(branch, cached.result, false);
    } else {
      answer(branch, find_or_add(branch.a, branch.b), true);
    }
  }
}

void LevelwiseConjunction::answer(const Branch& branch, std::uint32_t answer, bool waits) {
  Pair& pair = pairs_[branch.pair];
  (branch.high ? pair.high : pair.low) = answer;
  (branch.high ? pair.waits_high : pair.waits_low) = waits;
}

std::size_t LevelwiseConjunction::first_slot(Ref a, Ref b) const {
  return table_hash(a, b, 1) & (slots_.size() - 1);
}

/// Where the node that joins a pair is looked for.
const std::uint32_t& LevelwiseConjunction::bucket_of(const Pair& pair) const {
  const Ref negate = pair.low & 1U;
  return bdd_.buckets_[bdd_.bucket_of(pair.variable, pair.low ^ negate, pair.high ^ negate)];
}

std::uint32_t LevelwiseConjunction::find_or_add(Ref a, Ref b) {
  const std::size_t mask = slots_.size() - 1;
  std::size_t at = first_slot(a, b);
  for (; slots_[at].a != Bdd::exhausted; at = (at + 1) & mask) {
    if (slots_[at].a == a && slots_[at].b == b) return slots_[at].pair;
  }
  const std::uint32_t pair = add(a, b);
  slots_[at] = {a, b, pair};
  if (2 * pairs_.size() > slots_.size()) grow_slots();
  return pair;
}

std::uint32_t LevelwiseConjunction::add(Ref a, Ref b) {
  const auto number = static_cast<std::uint32_t>(pairs_.size());
  const Bdd::Variable of_a = bdd_.nodes_[a >> 1U].variable;
  const Bdd::Variable of_b = bdd_.nodes_[b >> 1U].variable;
  const Bdd::Variable first = bdd_.level_of_[of_a] <= bdd_.level_of_[of_b] ? of_a : of_b;
  pairs_.push_back({a, b, Bdd::zero, Bdd::zero, first, false, false});
  at_level_[bdd_.level_of_[first]].push_back(number);
  return number;
}

void LevelwiseConjunction::grow_slots() {
  slots_.assign(4 * slots_.size(), Slot());
  const std::size_t mask = slots_.size() - 1;
  for (std::uint32_t number = 0; number < pairs_.size(); ++number) {
    const Pair& pair = pairs_[number];
    std::size_t at = first_slot(pair.a, pair.b);
    while (slots_[at].a != Bdd::exhausted) at = (at + 1) & mask;
    slots_[at] = {pair.a, pair.b, number};
  }
}

/// False where the budget is spent. What stands at later levels is joined already.
bool LevelwiseConjunction::join_level(Bdd::Level level) {
  const auto& pairs = at_level_[level];
  for (std::size_t begin = 0; begin < pairs.size(); begin += pairs_at_once) {
    const std::size_t end = std::min(begin + pairs_at_once, pairs.size());
    for (std::size_t i = begin; i < end; ++i) {
      const Pair& pair = pairs_[pairs[i]];
      if (pair.waits_low) fetch(pairs_[pair.low]);
      if (pair.waits_high) fetch(pairs_[pair.high]);
    }
    for (std::size_t i = begin; i < end; ++i) {
      Pair& pair = pairs_[pairs[i]];
      pair.low = resolved(pair.low, pair.waits_low);
      pair.high = resolved(pair.high, pair.waits_high);
      fetch(bucket_of(pair));
      fetch(bdd_.cache_[bdd_.cache_slot(pair.a, pair.b, Bdd::zero)]);
    }
    for (std::size_t i = begin; i < end; ++i) {
      fetch(bdd_.nodes_[bucket_of(pairs_[pairs[i]])]);
    }
    for (std::size_t i = begin; i < end; ++i) {
      Pair& pair = pairs_[pairs[i]];
      const Ref result = bdd_.make(pair.variable, pair.low, pair.high);
      if (result == Bdd::exhausted) return false;
      bdd_.cache_[bdd_.cache_slot(pair.a, pair.b, Bdd::zero)] = {pair.a, pair.b, Bdd::zero, result};
      pair.low = result;
    }
  }
  return true;
}

}  // namespace cutpoint
