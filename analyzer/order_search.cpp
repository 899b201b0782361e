#include "analyzer/order_search.hpp"

#include <algorithm>
#include <utility>

namespace cutpoint {

namespace {

/// Those that are best most often come first.
constexpr OrderHeuristic heuristics[] = {
    OrderHeuristic::affinity,    OrderHeuristic::force,       OrderHeuristic::closing,
    OrderHeuristic::weights,     OrderHeuristic::gates_first, OrderHeuristic::most_used_first,
    OrderHeuristic::large_first, OrderHeuristic::depth_first, OrderHeuristic::small_first,
};
constexpr std::size_t first_allowance = 120'000;
/// The leaders may take so much before others are tried.
constexpr std::size_t leaders = 2;
constexpr std::size_t leaders_allowance = 480'000;
constexpr std::size_t allowance_growth = 4;
constexpr std::size_t reorder_above = 20'000;
/// Above this many vertices only one order is tried.
constexpr std::size_t largest_choice = 50'000;

class OrderSearch {
 public:
  OrderSearch(const GateGraph& graph, const DiagramPart& part, const std::vector<LeafForm>& forms,
              EngineMeter* meter)
      : graph_(graph), part_(part), forms_(forms), meter_(meter) {}

  OrderedPart run(std::size_t node_budget) {
    // The order of a network's elements is that of its frontier, which no other comes near.
    const bool has_network =
        std::any_of(part_.gates.begin(), part_.gates.end(),
                    [](const auto& gate) { return gate.type == NodeType::connected; });
    if (std::find(forms_.begin(), forms_.end(), LeafForm::too_large) != forms_.end()) {
      return whatever_fits(node_budget);
    }
    // A network's states cost more than its nodes: they are gone through once.
    if (has_network || part_.size() > largest_choice) {
      Candidate only{has_network ? OrderHeuristic::depth_first : heuristics[0]};
      return fits(only, node_budget) ? taken(only) : whatever_fits(node_budget);
    }
    for (const OrderHeuristic heuristic : heuristics) candidates_.push_back({heuristic});
    std::size_t allowance = std::min(node_budget, std::max(first_allowance, 4 * part_.size()));
    for (std::size_t ahead = allowance; ahead <= std::min(node_budget, leaders_allowance);
         ahead *= 2) {
      for (std::size_t i = 0; i < leaders; ++i) {
        if (fits(candidates_[i], ahead)) return taken(candidates_[i]);
      }
    }
    while (true) {
      for (Candidate& candidate : candidates_) {
        if (fits(candidate, allowance)) return taken(candidate);
      }
      if (allowance == node_budget || is_spent()) return whatever_fits(node_budget);
      drop_laggards();
      allowance = std::min(node_budget, allowance * allowance_growth);
    }
  }

 private:
  struct Candidate {
    OrderHeuristic heuristic;
    VariableOrder order = {};
    std::unique_ptr<PartBuilder> builder = nullptr;  ///< paused where its allowance was spent
  };

  [[nodiscard]] bool is_spent() const { return meter_ != nullptr && meter_->spent(); }

  bool fits(Candidate& candidate, std::size_t nodes) {
    if (candidate.builder) {
      return candidate.builder->peak() < nodes && candidate.builder->resume(nodes);
    }
    candidate.order = variable_order(part_, candidate.heuristic);
    candidate.builder = std::make_unique<PartBuilder>(graph_, part_, candidate.order, forms_,
                                                      PartBuildLimits{nodes, 0}, meter_);
    return candidate.builder->build();
  }

  static OrderedPart taken(Candidate& candidate) {
    return {std::move(candidate.builder), std::move(candidate.order)};
  }

  /// Those that came less far with the same allowance.
  void drop_laggards() {
    std::stable_sort(candidates_.begin(), candidates_.end(),
                     [](const Candidate& a, const Candidate& b) {
                       return std::pair(b.builder->gates_built(), a.builder->nodes_then()) <
                              std::pair(a.builder->gates_built(), b.builder->nodes_then());
                     });
    candidates_.resize(std::max<std::size_t>(2, (candidates_.size() + 1) / 2));
  }

  OrderedPart whatever_fits(std::size_t node_budget) {
    candidates_.clear();
    OrderedPart best;
    best.order = variable_order(
        part_, part_.size() > largest_choice ? OrderHeuristic::depth_first : heuristics[0]);
    best.builder =
        std::make_unique<PartBuilder>(graph_, part_, best.order, forms_,
                                      PartBuildLimits{node_budget, reorder_above, false}, meter_);
    (void)best.builder->build();
    return best;
  }

  const GateGraph& graph_;
  const DiagramPart& part_;
  const std::vector<LeafForm>& forms_;
  EngineMeter* meter_;
  std::vector<Candidate> candidates_;
};

}  // namespace

OrderedPart build_in_best_order(const GateGraph& graph, const DiagramPart& part,
                                const std::vector<LeafForm>& forms, std::size_t node_budget,
                                EngineMeter* meter) {
  return OrderSearch(graph, part, forms, meter).run(node_budget);
}

}  // namespace cutpoint
