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
constexpr std::size_t allowance_growth = 4;
constexpr std::size_t first_choice = 50'000;
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
    if (has_network) {
      Candidate only{OrderHeuristic::depth_first};
      try_order(only, {node_budget, 0});
      return best_.builder ? std::move(best_) : whatever_fits(node_budget);
    }
    const std::size_t first = std::max(first_allowance, 4 * part_.size());
    for (std::size_t i = 0; i < tried; ++i) candidates_.push_back({heuristics[i]});
    for (std::size_t allowance = first; allowance < node_budget; allowance *= allowance_growth) {
      try_candidates(allowance);
      if (best_.builder) return std::move(best_);
    }
    try_candidates(node_budget);
    if (best_.builder) return std::move(best_);
    return whatever_fits(node_budget);
  }

 private:
  struct Candidate {
    OrderHeuristic heuristic;
    VariableOrder order = {};  ///< made when first tried
    std::size_t gates_built = 0;
    std::size_t nodes = 0;  ///< in use when the last of them was built
  };

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

  /// The one that comes least far with this allowance is not tried again; where the allowance is
  /// enough for one, the others have to do with what that one took.
  void try_candidates(std::size_t allowance) {
    for (Candidate& candidate : candidates_) {
      // After the first round they stand by how far they came: the first to fit is likely the best.
      if (is_good_enough() || (best_.builder && allowance > first_choice)) return;
      try_order(candidate, {allowance, 0});
      if (best_.builder) allowance = std::min(allowance, best_.builder->peak());
    }
    std::stable_sort(candidates_.begin(), candidates_.end(),
                     [](const Candidate& a, const Candidate& b) {
                       return std::pair(b.gates_built, a.nodes) < std::pair(a.gates_built, b.nodes);
                     });
    // Early rounds tell little apart.
    if (allowance < first_choice || candidates_.size() <= 2) return;
    candidates_.resize((candidates_.size() + 1) / 2);
  }

  void try_order(Candidate& candidate, PartBuildLimits limits) {
    if (candidate.order.empty()) candidate.order = variable_order(part_, candidate.heuristic);
    auto builder = std::make_unique<PartBuilder>(graph_, part_, candidate.order, forms_, limits);
    const bool fits = builder->build();
    candidate.gates_built = builder->gates_built();
    candidate.nodes = builder->nodes_then();
    if (!fits) return;
    const std::size_t size = builder->size();
    if (best_.builder && best_size_ <= size) return;
    best_ = {std::move(builder), candidate.order};
    best_size_ = size;
  }

  const GateGraph& graph_;
  const DiagramPart& part_;
  const std::vector<LeafForm>& forms_;
  std::vector<Candidate> candidates_;
  OrderedPart best_;
  std::size_t best_size_ = 0;
};

}  // namespace

OrderedPart build_in_best_order(const GateGraph& graph, const DiagramPart& part,
                                const std::vector<LeafForm>& forms, std::size_t node_budget) {
  return OrderSearch(graph, part, forms).run(node_budget);
}

}  // namespace cutpoint
