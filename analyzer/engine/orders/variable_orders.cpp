#include "analyzer/engine/orders/variable_orders.hpp"

#include <algorithm>
#include <numeric>
#include <utility>

#include "analyzer/engine/gates/module_skeleton.hpp"
#include "analyzer/engine/orders/affinity_order.hpp"
#include "analyzer/engine/orders/closing_order.hpp"
#include "analyzer/engine/orders/elimination_order.hpp"

namespace cutpoint {

namespace {

using Ranks = std::vector<double>;

/// Leaves as a depth-first walk meets them that takes operands by rising rank.
std::vector<std::uint32_t> walk(const PartSkeleton& skeleton, const Ranks* ranks) {
  std::vector<std::uint32_t> order;
  std::vector<std::uint8_t> met(skeleton.children.size(), 0);
  std::vector<std::uint32_t> stack;
  const auto push_all = [&](std::vector<std::uint32_t> list) {
    if (ranks != nullptr) {
      std::stable_sort(list.begin(), list.end(),
                       [&](std::uint32_t a, std::uint32_t b) { return (*ranks)[a] < (*ranks)[b]; });
    }
    stack.insert(stack.end(), list.rbegin(), list.rend());
  };
  push_all(skeleton.roots);
  while (!stack.empty()) {
    const std::uint32_t at = stack.back();
    stack.pop_back();
    if (std::exchange(met[at], 1) != 0) continue;
    if (at < skeleton.leaves) {
      order.push_back(at);
    } else {
      push_all(skeleton.children[at]);
    }
  }
  return order;
}

/// Leaves below each vertex, counted once for each way to them: an estimate of its size.
Ranks sizes(const PartSkeleton& skeleton) {
  Ranks size(skeleton.children.size(), 1.0);
  for (std::size_t gate = skeleton.leaves; gate < size.size(); ++gate) {
    size[gate] = 0.0;
    for (const std::uint32_t child : skeleton.children[gate]) size[gate] += size[child];
  }
  return size;
}

Ranks fewest_users_last(const PartSkeleton& skeleton) {
  Ranks rank(skeleton.children.size(), 0.0);
  for (const auto& list : skeleton.children) {
    for (const std::uint32_t child : list) rank[child] -= 1.0;
  }
  return rank;
}

/// Takes the heaviest leaf, then lets the weights flow again without it.
std::vector<std::uint32_t> by_weights(const PartSkeleton& skeleton, EngineMeter* meter) {
  constexpr std::size_t most_work = 20'000'000;
  std::size_t edges = skeleton.children.size();
  for (const auto& list : skeleton.children) edges += list.size();
  if (edges * skeleton.leaves > most_work) return walk(skeleton, nullptr);
  std::vector<std::uint32_t> order;
  std::vector<std::uint32_t> alive(skeleton.children.size(), 1);
  std::vector<double> weight;
  while (order.size() < skeleton.leaves) {
    if (!pass(meter, edges)) return walk(skeleton, nullptr);
    for (std::size_t gate = skeleton.leaves; gate < alive.size(); ++gate) {
      alive[gate] = 0;
      for (const std::uint32_t child : skeleton.children[gate]) alive[gate] += alive[child] > 0;
    }
    weight.assign(alive.size(), 0.0);
    for (const std::uint32_t root : skeleton.roots) weight[root] += 1.0;
    for (std::size_t gate = alive.size(); gate-- > skeleton.leaves;) {
      if (alive[gate] == 0) continue;
      const double share = weight[gate] / alive[gate];
      for (const std::uint32_t child : skeleton.children[gate]) {
        if (alive[child] > 0) weight[child] += share;
      }
    }
    std::uint32_t heaviest = 0;
    for (std::uint32_t leaf = 0; leaf < skeleton.leaves; ++leaf) {
      if (alive[leaf] == 0) continue;
      if (alive[heaviest] == 0 || weight[leaf] > weight[heaviest]) heaviest = leaf;
    }
    order.push_back(heaviest);
    alive[heaviest] = 0;
  }
  return order;
}

/// FORCE (Aloul, Markov, Sakallah 2003): each gate lies in the middle of its operands, each vertex
/// moves to the middle of the gates it belongs to; the order with the least total span is kept.
std::vector<std::uint32_t> by_force(const PartSkeleton& skeleton, std::vector<std::uint32_t> order,
                                    EngineMeter* meter) {
  constexpr int rounds = 40;
  // Sorting takes most of the time.
  constexpr std::size_t operations_a_vertex = 64;
  const std::size_t size = skeleton.children.size();
  std::vector<double> place(size, 0.0);
  std::vector<double> sum(size);
  std::vector<double> count(size);
  const auto set_places = [&] {
    for (std::size_t i = 0; i < order.size(); ++i) place[order[i]] = static_cast<double>(i);
  };
  // Gates begin in the middle of what is below them.
  set_places();
  for (std::size_t gate = skeleton.leaves; gate < size; ++gate) {
    double middle = 0.0;
    for (const std::uint32_t child : skeleton.children[gate]) middle += place[child];
    if (!skeleton.children[gate].empty()) {
      place[gate] = middle / static_cast<double>(skeleton.children[gate].size());
    }
  }
  std::vector<std::uint32_t> all(size);
  std::iota(all.begin(), all.end(), 0U);
  std::vector<std::uint32_t> best = order;
  double best_span = -1.0;
  for (int round = 0; round < rounds && pass(meter, operations_a_vertex * size); ++round) {
    std::fill(sum.begin(), sum.end(), 0.0);
    std::fill(count.begin(), count.end(), 0.0);
    double span = 0.0;
    for (std::size_t gate = skeleton.leaves; gate < size; ++gate) {
      double low = place[gate];
      double high = place[gate];
      double middle = place[gate];
      for (const std::uint32_t child : skeleton.children[gate]) {
        low = std::min(low, place[child]);
        high = std::max(high, place[child]);
        middle += place[child];
      }
      span += high - low;
      middle /= static_cast<double>(skeleton.children[gate].size() + 1);
      sum[gate] += middle;
      count[gate] += 1.0;
      for (const std::uint32_t child : skeleton.children[gate]) {
        sum[child] += middle;
        count[child] += 1.0;
      }
    }
    if (best_span < 0.0 || span < best_span) {
      best_span = span;
      best = order;
    }
    for (std::size_t i = 0; i < size; ++i) {
      if (count[i] > 0.0) place[i] = sum[i] / count[i];
    }
    std::stable_sort(all.begin(), all.end(),
                     [&](std::uint32_t a, std::uint32_t b) { return place[a] < place[b]; });
    order.clear();
    for (std::size_t i = 0; i < size; ++i) {
      place[all[i]] = static_cast<double>(i);
      if (all[i] < skeleton.leaves) order.push_back(all[i]);
    }
  }
  return best;
}

VariableOrder numbered_order(const PartSkeleton& skeleton, OrderHeuristic heuristic,
                             EngineMeter* meter) {
  switch (heuristic) {
    case OrderHeuristic::affinity: {
      VariableOrder order = affinity_order(skeleton, meter);
      return order.empty() ? walk(skeleton, nullptr) : order;
    }
    case OrderHeuristic::closing: {
      VariableOrder order = closing_order(skeleton, meter);
      return order.empty() ? walk(skeleton, nullptr) : order;
    }
    case OrderHeuristic::depth_first:
      return walk(skeleton, nullptr);
    case OrderHeuristic::small_first: {
      const Ranks ranks = sizes(skeleton);
      return walk(skeleton, &ranks);
    }
    case OrderHeuristic::large_first: {
      Ranks ranks = sizes(skeleton);
      for (double& rank : ranks) rank = -rank;
      return walk(skeleton, &ranks);
    }
    case OrderHeuristic::most_used_first: {
      const Ranks ranks = fewest_users_last(skeleton);
      return walk(skeleton, &ranks);
    }
    case OrderHeuristic::gates_first: {
      Ranks ranks = fewest_users_last(skeleton);
      constexpr double after_all_gates = 1e9;
      for (std::size_t leaf = 0; leaf < skeleton.leaves; ++leaf) ranks[leaf] += after_all_gates;
      return walk(skeleton, &ranks);
    }
    case OrderHeuristic::weights:
      return by_weights(skeleton, meter);
    case OrderHeuristic::elimination: {
      VariableOrder order = elimination_order(skeleton, meter);
      return order.empty() ? walk(skeleton, nullptr) : order;
    }
    case OrderHeuristic::force:
      break;
  }
  const Ranks ranks = sizes(skeleton);
  return by_force(skeleton, walk(skeleton, &ranks), meter);
}

}  // namespace

VariableOrder variable_order(const GateModule& part, OrderHeuristic heuristic, EngineMeter* meter) {
  return numbered_order(PartSkeleton(part), heuristic, meter);
}

}  // namespace cutpoint
