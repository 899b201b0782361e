/// Which gates stand above a vertex, whichever way one comes.
#pragma once

#include <cstdint>
#include <vector>

#include "analyzer/engine/gates/gate_graph.hpp"
#include "model/base/math/graph_algorithms.hpp"

namespace cutpoint {

/// The gates that every way from a top to a vertex passes through, as a tree that is numbered so
/// that what one dominates follows it without a gap. Of the graph as it was.
class DominatorTree {
 public:
  explicit DominatorTree(const GateGraph& graph);

  [[nodiscard]] bool is_below_tops(std::uint32_t vertex) const {
    return dominator_[vertex] != no_vertex;
  }
  [[nodiscard]] std::uint32_t place(std::uint32_t vertex) const { return first_[vertex]; }
  [[nodiscard]] bool dominates(std::uint32_t upper, std::uint32_t lower) const {
    return first_[upper] <= first_[lower] && first_[lower] < end_[upper];
  }

 private:
  void number();

  std::vector<std::uint32_t> dominator_;  ///< the nearest; the last vertex stands above all
  std::vector<std::uint32_t> first_;
  std::vector<std::uint32_t> end_;
};

}  // namespace cutpoint
