#include "analyzer/engine/orders/affinity_order.hpp"

#include <algorithm>
#include <utility>

namespace cutpoint {

namespace {

/// What the share of met leaves is worth, beside a weight of 1 at the root: enough for weights to
/// decide between equals alone. Less (0.1) made diagrams larger by a fifth to two thirds.
constexpr double worth_of_met = 3.0;
/// Leaves below all gates together, and operands compared with one another.
constexpr std::size_t most_affinity_work = 5'000'000;

class AffinityWalk {
 public:
  AffinityWalk(const PartSkeleton& skeleton, EngineMeter* meter)
      : skeleton_(skeleton),
        meter_(meter),
        below_(skeleton.children.size(), 0),
        met_below_(skeleton.children.size(), 0),
        weight_(skeleton.children.size(), 0.0),
        met_(skeleton.children.size(), 0) {}

  VariableOrder run() {
    if (!find_gates_above()) return {};
    let_weights_flow();
    std::vector<Open> path;
    path.push_back({skeleton_.roots});
    while (!path.empty()) {
      std::vector<std::uint32_t>& left = path.back().left;
      if (left.empty()) {
        path.pop_back();
        continue;
      }
      if (!pass(meter_, left.size())) return {};
      const std::uint32_t next = take_best(left);
      if (std::exchange(met_[next], 1) != 0) continue;
      if (next < skeleton_.leaves) {
        place(next);
      } else {
        path.push_back({skeleton_.children[next]});
      }
    }
    return std::move(order_);
  }

 private:
  /// A gate being walked, and its operands still to be walked.
  struct Open {
    std::vector<std::uint32_t> left;
  };

  /// False where that is too much, or the time is over.
  bool find_gates_above() {
    std::size_t work = 0;
    std::vector<std::vector<std::uint32_t>> leaves(skeleton_.children.size());
    std::vector<std::size_t> last_above(skeleton_.leaves, 0);
    for (std::uint32_t leaf = 0; leaf < skeleton_.leaves; ++leaf) {
      leaves[leaf] = {leaf};
      below_[leaf] = 1;
    }
    gates_above_.resize(skeleton_.leaves);
    for (std::size_t gate = skeleton_.leaves; gate < leaves.size(); ++gate) {
      const auto& operands = skeleton_.children[gate];
      work += operands.size() * operands.size();
      const std::size_t before = work;
      for (const std::uint32_t child : operands) work += leaves[child].size();
      if (work > most_affinity_work || !pass(meter_, work - before)) return false;
      for (const std::uint32_t child : operands) {
        for (const std::uint32_t leaf : leaves[child]) {
          if (std::exchange(last_above[leaf], gate) == gate) continue;
          leaves[gate].push_back(leaf);
          gates_above_[leaf].push_back(static_cast<std::uint32_t>(gate));
        }
      }
      below_[gate] = static_cast<std::uint32_t>(leaves[gate].size());
    }
    return skeleton_.roots.size() * skeleton_.roots.size() <= most_affinity_work;
  }

  void let_weights_flow() {
    for (const std::uint32_t root : skeleton_.roots) weight_[root] += 1.0;
    for (std::size_t gate = weight_.size(); gate-- > skeleton_.leaves;) {
      const auto& operands = skeleton_.children[gate];
      const double share = weight_[gate] / static_cast<double>(operands.size());
      for (const std::uint32_t child : operands) weight_[child] += share;
    }
  }

  [[nodiscard]] double score(std::uint32_t vertex) const {
    return worth_of_met * met_below_[vertex] / std::max(below_[vertex], 1U) + weight_[vertex];
  }

  /// The first of equals.
  std::uint32_t take_best(std::vector<std::uint32_t>& left) const {
    auto best = left.begin();
    for (auto at = left.begin() + 1; at != left.end(); ++at) {
      if (score(*at) > score(*best)) best = at;
    }
    const std::uint32_t vertex = *best;
    left.erase(best);
    return vertex;
  }

  void place(std::uint32_t leaf) {
    order_.push_back(leaf);
    for (const std::uint32_t gate : gates_above_[leaf]) ++met_below_[gate];
    met_below_[leaf] = 1;
  }

  const PartSkeleton& skeleton_;
  EngineMeter* meter_;
  std::vector<std::vector<std::uint32_t>> gates_above_;  ///< by leaf
  std::vector<std::uint32_t> below_;                     ///< by vertex: leaves
  std::vector<std::uint32_t> met_below_;                 ///< those in the order already
  std::vector<double> weight_;
  std::vector<std::uint8_t> met_;
  VariableOrder order_;
};

}  // namespace

VariableOrder affinity_order(const PartSkeleton& skeleton, EngineMeter* meter) {
  return AffinityWalk(skeleton, meter).run();
}

}  // namespace cutpoint
