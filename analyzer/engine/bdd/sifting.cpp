#include "analyzer/engine/bdd/sifting.hpp"

#include <algorithm>
#include <numeric>
#include <utility>

namespace cutpoint {

Sifting::Sifting(Bdd& bdd, std::span<const Ref> roots, const SiftingLimits& limits)
    : bdd_(bdd), limits_(limits), nodes_at_(bdd.at_level_.size()) {
  bdd_.collect(roots);
  // Nodes are freed on the way, and their numbers taken again.
  bdd_.forget_results();
  uses_.assign(bdd_.nodes_.size(), 0);
  position_.assign(bdd_.nodes_.size(), 0);
  for (const std::uint32_t head : bdd_.buckets_) {
    for (std::uint32_t at = head; at != Bdd::no_node; at = bdd_.nodes_[at].next) {
      const Bdd::Node& node = bdd_.nodes_[at];
      auto& level = nodes_at_[node.variable];
      position_[at] = static_cast<std::uint32_t>(level.size());
      level.push_back(at);
      ++uses_[node.low >> 1U];
      ++uses_[node.high >> 1U];
    }
  }
  for (const Ref root : roots) {
    if (root != Bdd::exhausted) ++uses_[root >> 1U];
  }
}

bool Sifting::run() {
  const std::size_t before = bdd_.in_use_;
  // A walk may pass the budget for a while: it always comes back.
  const std::size_t budget = std::exchange(bdd_.budget_, std::size_t{Bdd::exhausted >> 1U} - 1);
  bdd_.always_fits_ = true;
  std::vector<Variable> variables(nodes_at_.size());
  std::iota(variables.begin(), variables.end(), Variable{0});
  std::stable_sort(variables.begin(), variables.end(), [this](Variable a, Variable b) {
    return nodes_at_[a].size() > nodes_at_[b].size();
  });
  for (const Variable variable : variables) {
    if (work_ >= limits_.work || nodes_at_[variable].empty()) break;
    if (bdd_.meter() != nullptr && bdd_.meter()->spent()) break;
    sift(variable);
  }
  bdd_.budget_ = budget;
  bdd_.always_fits_ = false;
  return bdd_.in_use_ < before;
}

void Sifting::sift(Variable variable) {
  const Level start = bdd_.level_of_[variable];
  const auto last = static_cast<Level>(nodes_at_.size() - 1);
  Level best_level = start;
  std::size_t best_size = bdd_.in_use_;
  // The nearer end first, so that the way back is short.
  const bool down_first = last - start < start;
  walk(variable, down_first ? last : 0, best_level, best_size);
  walk(variable, down_first ? 0 : last, best_level, best_size);
  std::size_t ignored = 0;
  walk(variable, best_level, best_level, ignored);
}

void Sifting::walk(Variable variable, Level target, Level& best_level, std::size_t& best_size) {
  const auto limit = static_cast<std::size_t>(static_cast<double>(best_size) * limits_.growth);
  for (Level at = bdd_.level_of_[variable]; at != target;) {
    if (at < target) {
      swap_with_next(at++);
    } else {
      swap_with_next(--at);
    }
    if (best_size == 0) continue;
    if (bdd_.in_use_ < best_size) {
      best_size = bdd_.in_use_;
      best_level = at;
    }
    if (bdd_.in_use_ > limit) return;
  }
}

/// The upper variable's nodes that test the lower one next are rewritten to test it first; all
/// others keep their form.
void Sifting::swap_with_next(Level level) {
  const Variable upper = bdd_.at_level_[level];
  const Variable lower = bdd_.at_level_[level + 1];
  std::vector<std::uint32_t> moved;
  if (!nodes_at_[lower].empty()) {
    const auto& nodes = bdd_.nodes_;
    work_ += nodes_at_[upper].size();
    for (const std::uint32_t index : nodes_at_[upper]) {
      if (nodes[nodes[index].low >> 1U].variable == lower ||
          nodes[nodes[index].high >> 1U].variable == lower) {
        moved.push_back(index);
      }
    }
    auto& stay = nodes_at_[upper];
    for (const std::uint32_t index : moved) {
      bdd_.unlink(index);
      const std::uint32_t last = stay.back();
      stay[position_[index]] = last;
      position_[last] = position_[index];
      stay.pop_back();
    }
  }
  std::swap(bdd_.at_level_[level], bdd_.at_level_[level + 1]);
  bdd_.level_of_[upper] = level + 1;
  bdd_.level_of_[lower] = level;
  work_ += 4 * moved.size() + 1;
  for (const std::uint32_t index : moved) rewrite(index, upper, lower);
}

void Sifting::rewrite(std::uint32_t index, Variable upper, Variable lower) {
  const Ref low = bdd_.nodes_[index].low;
  const Ref high = bdd_.nodes_[index].high;
  // A low branch is never negated, nor is the low branch of one: the canonical form stays.
  const Ref new_low = child(upper, bdd_.branch(low, lower, false), bdd_.branch(high, lower, false));
  const Ref new_high = child(upper, bdd_.branch(low, lower, true), bdd_.branch(high, lower, true));
  ++uses_[new_low >> 1U];
  ++uses_[new_high >> 1U];
  Bdd::Node& node = bdd_.nodes_[index];
  node.variable = lower;
  node.low = new_low;
  node.high = new_high;
  bdd_.link(index);
  position_[index] = static_cast<std::uint32_t>(nodes_at_[lower].size());
  nodes_at_[lower].push_back(index);
  release(low);
  release(high);
}

/// A node of the variable that moves down; counted in the lists where it is new.
Sifting::Ref Sifting::child(Variable variable, Ref low, Ref high) {
  const std::size_t before = bdd_.in_use_;
  const Ref ref = bdd_.make(variable, low, high);
  if (bdd_.in_use_ == before) return ref;
  const std::uint32_t index = ref >> 1U;
  if (index >= uses_.size()) {
    uses_.resize(bdd_.nodes_.size(), 0);
    position_.resize(bdd_.nodes_.size(), 0);
  }
  uses_[index] = 0;
  position_[index] = static_cast<std::uint32_t>(nodes_at_[variable].size());
  nodes_at_[variable].push_back(index);
  ++uses_[bdd_.nodes_[index].low >> 1U];
  ++uses_[bdd_.nodes_[index].high >> 1U];
  return ref;
}

/// A node without uses is freed. Its own branches keep a use by the nodes that replaced it.
void Sifting::release(Ref ref) {
  const std::uint32_t index = ref >> 1U;
  if (--uses_[index] > 0 || index == 0) return;
  auto& level = nodes_at_[bdd_.nodes_[index].variable];
  const std::uint32_t last = level.back();
  level[position_[index]] = last;
  position_[last] = position_[index];
  level.pop_back();
  bdd_.unlink(index);
  const Ref low = bdd_.nodes_[index].low;
  const Ref high = bdd_.nodes_[index].high;
  bdd_.free_node(index);
  --uses_[low >> 1U];
  --uses_[high >> 1U];
}

}  // namespace cutpoint
