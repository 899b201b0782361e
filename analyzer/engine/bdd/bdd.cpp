#include "analyzer/engine/bdd/bdd.hpp"

#include <algorithm>
#include <numeric>

namespace cutpoint {

namespace {

constexpr std::size_t first_bdd_table = std::size_t{1} << 10U;
constexpr std::size_t largest_bdd_cache = std::size_t{1} << 23U;

}  // namespace

Bdd::Bdd(std::size_t variables, std::size_t node_budget, EngineMeter* meter)
    : budget_(std::min<std::size_t>(node_budget, (exhausted >> 1U) - 1)),
      meter_(meter),
      nodes_(meter),
      buckets_(first_bdd_table, no_node, meter),
      cache_(first_bdd_table, CacheEntry(), meter),
      conjunction_tables_(meter),
      level_of_(variables + 1),
      at_level_(variables) {
  std::iota(level_of_.begin(), level_of_.end(), Level{0});
  level_of_.back() = no_level;
  std::iota(at_level_.begin(), at_level_.end(), Variable{0});
  nodes_.push_back({static_cast<Variable>(variables), zero, zero, no_node});
}

void Bdd::raise_budget(std::size_t node_budget) {
  budget_ = std::min<std::size_t>(node_budget, (exhausted >> 1U) - 1);
  exhausted_ = in_use_ > budget_;
}

Bdd::Ref Bdd::make(Variable variable, Ref low, Ref high) {
  if (low == high) return low;
  if (meter_ != nullptr && !meter_->step() && !always_fits_) {
    exhausted_ = true;
    return exhausted;
  }
  const Ref negate = low & 1U;
  low ^= negate;
  high ^= negate;
  for (std::uint32_t at = buckets_[bucket_of(variable, low, high)]; at != no_node;
       at = nodes_[at].next) {
    const Node& known = nodes_[at];
    if (known.low == low && known.high == high && known.variable == variable) {
      return (at << 1U) | negate;
    }
  }
  if (in_use_ >= budget_ || !may_take_node()) {
    exhausted_ = true;
    return exhausted;
  }
  const std::uint32_t index = take_node();
  nodes_[index] = {variable, low, high, no_node};
  link(index);
  if (in_use_ > buckets_.size()) grow();
  return (index << 1U) | negate;
}

bool Bdd::may_take_node() {
  if (meter_ == nullptr || always_fits_ || free_ != no_node) return true;
  return room_for_one_more(nodes_);
}

std::uint32_t Bdd::take_node() {
  ++in_use_;
  if (free_ == no_node) {
    nodes_.emplace_back();
    return static_cast<std::uint32_t>(nodes_.size() - 1);
  }
  const std::uint32_t index = free_;
  free_ = nodes_[index].next;
  return index;
}

void Bdd::free_node(std::uint32_t index) {
  nodes_[index].next = free_;
  free_ = index;
  --in_use_;
}

void Bdd::link(std::uint32_t index) {
  Node& node = nodes_[index];
  std::uint32_t& head = buckets_[bucket_of(node.variable, node.low, node.high)];
  node.next = head;
  head = index;
}

void Bdd::unlink(std::uint32_t index) {
  const Node& node = nodes_[index];
  std::uint32_t* at = &buckets_[bucket_of(node.variable, node.low, node.high)];
  while (*at != index) at = &nodes_[*at].next;
  *at = node.next;
}

/// Where there is no room, the buckets grow longer instead.
void Bdd::grow() {
  const std::size_t size = buckets_.size() * 2;
  const bool larger_cache = cache_.size() < std::min(largest_bdd_cache, size);
  const std::size_t bytes =
      size * (sizeof(std::uint32_t) + (larger_cache ? sizeof(CacheEntry) : 0));
  if (meter_ != nullptr && bytes > meter_->room()) return;
  MeteredVector<std::uint32_t> old(size, no_node, meter_);
  old.swap(buckets_);
  for (const std::uint32_t head : old) {
    for (std::uint32_t at = head; at != no_node;) {
      const std::uint32_t next = nodes_[at].next;
      link(at);
      at = next;
    }
  }
  if (larger_cache) {
    MeteredVector<CacheEntry> before(size, CacheEntry(), meter_);
    before.swap(cache_);
    for (const CacheEntry& entry : before) {
      if (entry.condition == exhausted) continue;
      cache_[cache_slot(entry.condition, entry.then, entry.otherwise)] = entry;
    }
  }
}

void Bdd::forget_results() {
  std::fill(cache_.begin(), cache_.end(), CacheEntry());
}

void Bdd::collect(std::span<const Ref> roots) {
  const std::vector<bool> needed = marked_below(roots);
  sweep(needed);
  // What is known of the nodes that stay need not be found again.
  for (CacheEntry& entry : cache_) {
    if (entry.condition == exhausted) continue;
    const bool stays = needed[entry.condition >> 1U] && needed[entry.then >> 1U] &&
                       needed[entry.otherwise >> 1U] && needed[entry.result >> 1U];
    if (!stays) entry = CacheEntry();
  }
  exhausted_ = false;
}

/// By node. Nodes are met in the order in which they were found, so that those to come can be
/// fetched ahead.
std::vector<bool> Bdd::marked_below(std::span<const Ref> roots) const {
  constexpr std::size_t ahead = 16;
  std::vector<bool> marked(nodes_.size(), false);
  marked[0] = true;
  std::vector<std::uint32_t> found;
  const auto mark = [&](Ref ref) {
    if (ref == exhausted || marked[ref >> 1U]) return;
    marked[ref >> 1U] = true;
    found.push_back(ref >> 1U);
  };
  for (const Ref root : roots) mark(root);
  for (std::size_t head = 0; head < found.size(); ++head) {
    if (head + ahead < found.size()) __builtin_prefetch(&nodes_[found[head + ahead]]);
    const Node& node = nodes_[found[head]];
    mark(node.low);
    mark(node.high);
  }
  return marked;
}

/// Links the nodes of the unique table anew. Free nodes are listed as they lie in memory, the first
/// one first: what is made together will lie together.
void Bdd::sweep(const std::vector<bool>& needed) {
  constexpr std::uint32_t ahead = 16;
  std::fill(buckets_.begin(), buckets_.end(), no_node);
  free_ = no_node;
  in_use_ = 1;
  for (auto index = static_cast<std::uint32_t>(nodes_.size() - 1); index > no_node; --index) {
    if (index > ahead && needed[index - ahead]) {
      const Node& later = nodes_[index - ahead];
      __builtin_prefetch(&buckets_[bucket_of(later.variable, later.low, later.high)]);
    }
    if (needed[index]) {
      link(index);
      ++in_use_;
    } else {
      nodes_[index].next = free_;
      free_ = index;
    }
  }
}

/// Brings the operands into the one form that the cache knows.
bool Bdd::simplify(Ref& condition, Ref& then, Ref& otherwise, Ref& result) {
  if (condition == one) return result = then, true;
  if (condition == zero) return result = otherwise, true;
  if (then == condition) then = one;
  if (then == negated(condition)) then = zero;
  if (otherwise == condition) otherwise = zero;
  if (otherwise == negated(condition)) otherwise = one;
  if (then == otherwise) return result = then, true;
  if (then == one && otherwise == zero) return result = condition, true;
  if (then == zero && otherwise == one) return result = negated(condition), true;
  return false;
}

bool Bdd::find_or_push(Ref condition, Ref then, Ref otherwise, Ref& result) {
  if (simplify(condition, then, otherwise, result)) return true;
  // Everything with a constant branch becomes a conjunction, whose operands commute.
  Ref negate = 0;
  if (then == one) {
    negate = 1;
    then = negated(otherwise);
    otherwise = zero;
    condition = negated(condition);
  } else if (otherwise == one) {
    negate = 1;
    then = negated(then);
    otherwise = zero;
  } else if (then == zero) {
    condition = negated(condition);
    std::swap(then, otherwise);
  }
  if (otherwise == zero) {
    if (then < condition) std::swap(condition, then);
  } else {
    if ((condition & 1U) != 0) {
      condition = negated(condition);
      std::swap(then, otherwise);
    }
    if ((otherwise & 1U) != 0) {
      negate ^= 1U;
      then = negated(then);
      otherwise = negated(otherwise);
    }
  }
  const CacheEntry& cached = cache_[cache_slot(condition, then, otherwise)];
  if (cached.condition == condition && cached.then == then && cached.otherwise == otherwise) {
    result = cached.result ^ negate;
    return true;
  }
  Variable top = nodes_[condition >> 1U].variable;
  for (const Ref other : {then, otherwise}) {
    const Variable variable = nodes_[other >> 1U].variable;
    if (level_of_[variable] < level_of_[top]) top = variable;
  }
  frames_.push_back({condition, then, otherwise, top, zero, 0, static_cast<std::uint8_t>(negate)});
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
      result ^= frame.negate;
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
