#include "analyzer/order_search.hpp"

#include <algorithm>
#include <utility>

namespace cutpoint {

namespace {

constexpr OrderHeuristic heuristics[] = {
    OrderHeuristic::depth_first,     OrderHeuristic::weights,     OrderHeuristic::force,
    OrderHeuristic::most_used_first, OrderHeuristic::large_first, OrderHeuristic::small_first,
    OrderHeuristic::gates_first,
};
constexpr std::size_t first_allowance = 4'000;
constexpr std::size_t allowance_growth = 8;
constexpr std::size_t reorder_above = 20'000;
/// Above this many vertices only one order is tried.
constexpr std::size_t largest_choice = 50'000;

class OrderSearch {
 public:
  OrderSearch(const GateGraph& graph, const DiagramPart& part, const std::vector<LeafForm>& forms)
      : graph_(graph), part_(part), forms_(forms) {}

  OrderedPart run(std::size_t node_budget) {
    // The order of a network's elements is that of its frontier, which no other comes near.
    const bool has_network =
        std::any_of(part_.gates.begin(), part_.gates.end(),
                    [](const auto& gate) { return gate.type == NodeType::connected; });
    const std::size_t tried = part_.size() > largest_choice ? 1 : std::size(heuristics);
    if (std::find(forms_.begin(), forms_.end(), LeafForm::too_large) != forms_.end()) {
      return whatever_fits(node_budget);
    }
    // Its states cost more than its nodes: they are gone through once.
    if (has_network) try_order(OrderHeuristic::depth_first, {node_budget, 0});
    if (has_network) return best_.builder ? std::move(best_) : whatever_fits(node_budget);
    const std::size_t first = std::max(first_allowance, 4 * part_.size());
    for (std::size_t allowance = first; allowance < node_budget; allowance *= allowance_growth) {
      for (std::size_t i = 0; i < tried && !is_good_enough(); ++i) {
        try_order(heuristics[i], {allowance, 0});
      }
      if (best_.builder) return std::move(best_);
    }
    try_order(OrderHeuristic::depth_first, {node_budget, 0});
    if (best_.builder) return std::move(best_);
    return whatever_fits(node_budget);
  }

 private:
  OrderedPart whatever_fits(std::size_t node_budget) {
    best_.order = variable_order(part_, part_.size() > largest_choice ? OrderHeuristic::depth_first
                                                                      : OrderHeuristic::weights);
    best_.builder = std::make_unique<PartBuilder>(
        graph_, part_, best_.order, forms_, PartBuildLimits{node_budget, reorder_above, false});
    (void)best_.builder->build();
    return std::move(best_);
  }

  /// About one node for each leaf: no order does much better.
  [[nodiscard]] bool is_good_enough() const {
    return best_.builder && best_size_ <= 2 * part_.leaves.size() + 2;
  }

  void try_order(OrderHeuristic heuristic, PartBuildLimits limits) {
    VariableOrder order = variable_order(part_, heuristic);
    auto builder = std::make_unique<PartBuilder>(graph_, part_, order, forms_, limits);
    if (!builder->build()) return;
    const std::size_t size = builder->size();
    if (best_.builder && best_size_ <= size) return;
    best_ = {std::move(builder), std::move(order)};
    best_size_ = size;
  }

  const GateGraph& graph_;
  const DiagramPart& part_;
  const std::vector<LeafForm>& forms_;
  OrderedPart best_;
  std::size_t best_size_ = 0;
};

}  // namespace

OrderedPart build_in_best_order(const GateGraph& graph, const DiagramPart& part,
                                const std::vector<LeafForm>& forms, std::size_t node_budget) {
  return OrderSearch(graph, part, forms).run(node_budget);
}

}  // namespace cutpoint
