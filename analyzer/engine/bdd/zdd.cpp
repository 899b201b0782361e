#include "analyzer/engine/bdd/zdd.hpp"

#include <algorithm>

#include "model/base/math/table_hash.hpp"

namespace cutpoint {

namespace {

constexpr std::size_t first_zdd_table = std::size_t{1} << 10U;
constexpr std::size_t largest_zdd_cache = std::size_t{1} << 22U;

}  // namespace

Zdd::Zdd(std::size_t node_budget, EngineMeter* meter)
    : budget_(std::min<std::size_t>(node_budget, exhausted - 1)),
      meter_(meter),
      nodes_(meter),
      sizes_(meter),
      unique_(first_zdd_table, none, meter),
      without_(first_zdd_table, CacheEntry(), meter) {
  constexpr Variable last = std::numeric_limits<Variable>::max();
  nodes_.push_back({last, none, none});
  nodes_.push_back({last, only_empty, only_empty});
  sizes_.push_back({very_large, 0});  // no set is smaller, none larger
  sizes_.push_back({0, 0});
}

Zdd::Ref Zdd::make(Variable variable, Ref low, Ref high) {
  if (exhausted_) return exhausted;
  if (high == none) return low;
  const std::size_t mask = unique_.size() - 1;
  std::size_t slot = table_hash(variable, low, high) & mask;
  for (; unique_[slot] != none; slot = (slot + 1) & mask) {
    const Node& known = nodes_[unique_[slot]];
    if (known.variable == variable && known.low == low && known.high == high) return unique_[slot];
  }
  if (nodes_.size() >= budget_ || !may_take_node()) {
    exhausted_ = true;
    return exhausted;
  }
  const auto ref = static_cast<Ref>(nodes_.size());
  nodes_.push_back({variable, low, high});
  sizes_.push_back(sizes_of(low, high));
  unique_[slot] = ref;
  if (nodes_.size() * 2 > unique_.size()) grow();
  return ref;
}

/// Open addressing needs free slots: without room for more of them no node may come.
bool Zdd::may_take_node() {
  if (meter_ == nullptr) return true;
  if (!room_for_one_more(nodes_) || !room_for_one_more(sizes_)) return false;
  return (nodes_.size() + 1) * 2 <= unique_.size() ||
         meter_->has_room(2 * unique_.size() * (sizeof(Ref) + sizeof(CacheEntry)));
}

void Zdd::grow() {
  const std::size_t size = unique_.size() * 2;
  unique_ = MeteredVector<Ref>(size, none, meter_);
  const std::size_t mask = unique_.size() - 1;
  for (Ref ref = only_empty + 1; ref < nodes_.size(); ++ref) {
    const Node& node = nodes_[ref];
    std::size_t slot = table_hash(node.variable, node.low, node.high) & mask;
    while (unique_[slot] != none) slot = (slot + 1) & mask;
    unique_[slot] = ref;
  }
  if (without_.size() < std::min(size, largest_zdd_cache)) grow_cache(size);
}

/// A family of few nodes may be compared with many others: then the cache grows by itself.
void Zdd::grow_cache(std::size_t size) {
  MeteredVector<CacheEntry> before(size, CacheEntry(), meter_);
  before.swap(without_);
  for (const CacheEntry& entry : before) {
    if (entry.family == exhausted) continue;
    without_[table_hash(entry.family, entry.minimal, 0) & (without_.size() - 1)] = entry;
  }
  missed_ = 0;
}

Zdd::Sizes Zdd::sizes_of(Ref low, Ref high) const {
  const auto one_more = [](std::uint16_t size) {
    return static_cast<std::uint16_t>(size == very_large ? very_large : size + 1);
  };
  const Sizes with = sizes_[high];
  if (low == none) return {one_more(with.least), one_more(with.most)};
  const Sizes without = sizes_[low];
  return {std::min(without.least, one_more(with.least)),
          std::max(without.most, one_more(with.most))};
}

bool Zdd::find_or_push(Ref family, Ref minimal, Ref& result) {
  if (family == none || minimal == none) return result = family, true;
  // Every set contains the empty one; the empty set contains no other.
  if (minimal == only_empty || family == minimal) return result = none, true;
  if (family == only_empty) return result = only_empty, true;
  // A set holds none of the variables before its family's first.
  while (nodes_[minimal].variable < nodes_[family].variable) minimal = nodes_[minimal].low;
  if (minimal == none) return result = family, true;
  if (minimal == only_empty || family == minimal) return result = none, true;
  // A set contains none that is larger.
  if (sizes_[family].most < sizes_[minimal].least) return result = family, true;
  const CacheEntry& known = without_[table_hash(family, minimal, 0) & (without_.size() - 1)];
  if (known.family == family && known.minimal == minimal) return result = known.result, true;
  if (meter_ != nullptr && !meter_->step()) exhausted_ = true;
  if (++missed_ > 4 * without_.size() && without_.size() < largest_zdd_cache &&
      (meter_ == nullptr || 2 * without_.size() * sizeof(CacheEntry) <= meter_->room())) {
    grow_cache(2 * without_.size());
  }
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
  without_[table_hash(frame.family, frame.minimal, 0) & (without_.size() - 1)] = {
      frame.family, frame.minimal, result};
  frames_.pop_back();
}

}  // namespace cutpoint
