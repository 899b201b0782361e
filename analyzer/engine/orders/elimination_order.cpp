#include "analyzer/engine/orders/elimination_order.hpp"

#include <algorithm>
#include <limits>
#include <set>
#include <utility>

namespace cutpoint {

namespace {

/// Entries of neighbourhoods looked at.
constexpr std::size_t most_elimination_work = 40'000'000;
/// New edges are counted among so few neighbours only; among more, as if none knew another.
constexpr std::size_t counted_neighbours = 16;

class Elimination {
 public:
  Elimination(const PartSkeleton& skeleton, EngineMeter* meter)
      : skeleton_(skeleton),
        meter_(meter),
        neighbours_(skeleton.children.size()),
        key_(skeleton.children.size(), 0),
        parent_(skeleton.children.size(), none) {
    for (std::uint32_t gate = 0; gate < neighbours_.size(); ++gate) {
      for (const std::uint32_t child : skeleton.children[gate]) {
        neighbours_[gate].push_back(child);
        neighbours_[child].push_back(gate);
      }
    }
    for (std::vector<std::uint32_t>& list : neighbours_) {
      std::sort(list.begin(), list.end());
      list.erase(std::unique(list.begin(), list.end()), list.end());
    }
  }

  VariableOrder run() {
    for (std::uint32_t vertex = 0; vertex < neighbours_.size(); ++vertex) {
      if (!pass(meter_, neighbours_[vertex].size())) return {};
      key_[vertex] = cost_of(vertex);
      queue_.emplace(key_[vertex], vertex);
    }
    while (!queue_.empty()) {
      const std::uint32_t vertex = queue_.begin()->second;
      queue_.erase(queue_.begin());
      sequence_.push_back(vertex);
      if (!eliminate(vertex)) return {};
    }
    find_parents();
    return walk();
  }

 private:
  static constexpr std::uint32_t none = std::numeric_limits<std::uint32_t>::max();

  /// Edges that eliminating it would add. A single root stays to the last: the walk begins there.
  [[nodiscard]] std::size_t cost_of(std::uint32_t vertex) {
    if (skeleton_.roots.size() == 1 && vertex == skeleton_.roots.front()) {
      return std::numeric_limits<std::size_t>::max();
    }
    const std::vector<std::uint32_t>& around = neighbours_[vertex];
    const std::size_t pairs = around.size() * (around.size() - 1) / 2;
    if (around.empty() || around.size() > counted_neighbours) return around.empty() ? 0 : pairs;
    std::size_t known = 0;
    for (std::size_t i = 0; i < around.size(); ++i) {
      const std::vector<std::uint32_t>& other = neighbours_[around[i]];
      for (std::size_t j = i + 1; j < around.size(); ++j) {
        known += std::binary_search(other.begin(), other.end(), around[j]) ? 1 : 0;
      }
    }
    work_ += pairs;
    return pairs - known;
  }

  /// Its neighbours come to know one another. False where that is too much work, or the time is
  /// over.
  bool eliminate(std::uint32_t vertex) {
    const std::vector<std::uint32_t>& around = neighbours_[vertex];
    std::vector<std::uint32_t> together;
    for (const std::uint32_t other : around) {
      std::vector<std::uint32_t>& list = neighbours_[other];
      const std::size_t entries = list.size() + around.size();
      work_ += entries;
      if (work_ > most_elimination_work || !pass(meter_, entries)) return false;
      together.clear();
      std::set_union(list.begin(), list.end(), around.begin(), around.end(),
                     std::back_inserter(together));
      std::erase_if(together, [&](std::uint32_t one) { return one == vertex || one == other; });
      list = together;
    }
    for (const std::uint32_t other : around) {
      const std::size_t work_before = work_;
      const std::size_t key = cost_of(other);
      if (!pass(meter_, work_ - work_before)) return false;
      if (key == key_[other]) continue;
      queue_.erase({key_[other], other});
      key_[other] = key;
      queue_.emplace(key, other);
    }
    return true;
  }

  /// What is eliminated first among those that a vertex was together to: its parent in the tree.
  void find_parents() {
    std::vector<std::uint32_t> rank(sequence_.size());
    for (std::uint32_t i = 0; i < sequence_.size(); ++i) rank[sequence_[i]] = i;
    for (const std::uint32_t vertex : sequence_) {
      for (const std::uint32_t other : neighbours_[vertex]) {
        if (parent_[vertex] == none || rank[other] < rank[parent_[vertex]]) parent_[vertex] = other;
      }
    }
  }

  VariableOrder walk() {
    std::vector<std::size_t> size(sequence_.size(), 1);
    std::vector<std::vector<std::uint32_t>> below(sequence_.size());
    std::vector<std::uint32_t> open;
    for (const std::uint32_t vertex : sequence_) {
      if (parent_[vertex] == none) {
        open.push_back(vertex);
        continue;
      }
      size[parent_[vertex]] += size[vertex];
      below[parent_[vertex]].push_back(vertex);
    }
    VariableOrder order;
    while (!open.empty()) {
      const std::uint32_t at = open.back();
      open.pop_back();
      if (at < skeleton_.leaves) order.push_back(at);
      std::stable_sort(below[at].begin(), below[at].end(),
                       [&size](std::uint32_t a, std::uint32_t b) { return size[a] > size[b]; });
      open.insert(open.end(), below[at].begin(), below[at].end());
    }
    return order;
  }

  const PartSkeleton& skeleton_;
  EngineMeter* meter_;
  std::vector<std::vector<std::uint32_t>> neighbours_;  ///< sorted; as they were when eliminated
  std::vector<std::size_t> key_;
  std::set<std::pair<std::size_t, std::uint32_t>> queue_;
  std::vector<std::uint32_t> sequence_;
  std::vector<std::uint32_t> parent_;
  std::size_t work_ = 0;
};

}  // namespace

VariableOrder elimination_order(const PartSkeleton& skeleton, EngineMeter* meter) {
  return Elimination(skeleton, meter).run();
}

}  // namespace cutpoint
