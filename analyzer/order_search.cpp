#include "analyzer/order_search.hpp"

#include <algorithm>
#include <map>
#include <utility>

namespace cutpoint {

namespace {

/// Those that are best most often come first.
constexpr OrderHeuristic heuristics[] = {
    OrderHeuristic::affinity,    OrderHeuristic::force,       OrderHeuristic::closing,
    OrderHeuristic::weights,     OrderHeuristic::gates_first, OrderHeuristic::most_used_first,
    OrderHeuristic::large_first, OrderHeuristic::depth_first, OrderHeuristic::small_first,
};
/// What each may take before it is compared with others.
constexpr std::size_t first_allowance = 120'000;
constexpr std::size_t allowance_growth = 4;
/// The leader may take so many times as much before the others that were kept go on.
constexpr std::size_t leader_growth = 8;
/// So many go on after the first two comparisons, always with the leader among them.
constexpr std::size_t kept_first = 3;
constexpr std::size_t kept_last = 2;
constexpr std::size_t reorder_above = 20'000;
/// Above this many vertices only one order is tried.
constexpr std::size_t largest_choice = 50'000;
/// Who gives fewer nodes wants an answer at once, or none: making orders of more vertices than
/// these would cost more than building with them.
constexpr std::size_t least_search = 50'000;
constexpr std::size_t quickly_ordered = 500;

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
    if (node_budget < least_search && part_.size() > quickly_ordered) {
      return whatever_fits(node_budget);
    }
    for (const OrderHeuristic heuristic : heuristics) candidates_.push_back({heuristic});
    const std::size_t first = std::min(node_budget, std::max(first_allowance, 4 * part_.size()));
    const std::size_t second = std::min(node_budget, allowance_growth * first);
    const std::size_t third = std::min(node_budget, leader_growth * second);
    // The leader need not wait for others where it is nearly done.
    for (const std::size_t ahead : {first, std::min(second, 2 * first), second}) {
      if (fits(candidates_[0], ahead)) return taken(candidates_[0]);
    }
    if (Candidate* found = first_that_fits(first)) return taken(*found);
    drop_laggards(kept_first, first);
    if (fits(candidates_[0], third)) return taken(candidates_[0]);
    if (Candidate* found = first_that_fits(second)) return taken(*found);
    drop_laggards(kept_last, second);
    for (std::size_t allowance = third; !is_spent(); allowance *= allowance_growth) {
      allowance = std::min(node_budget, allowance);
      if (Candidate* found = first_that_fits(allowance)) return taken(*found);
      if (allowance == node_budget) break;
    }
    return whatever_fits(node_budget);
  }

 private:
  struct Pace {
    std::size_t gates = 0;
    std::size_t nodes = 0;
  };
  struct Candidate {
    OrderHeuristic heuristic;
    VariableOrder order = {};
    std::unique_ptr<PartBuilder> builder = nullptr;  ///< paused where its allowance was spent
    std::map<std::size_t, Pace> paces = {};          ///< by allowance: how far it came
  };

  [[nodiscard]] bool is_spent() const { return meter_ != nullptr && meter_->spent(); }

  bool fits(Candidate& candidate, std::size_t nodes) {
    if (candidate.paces.contains(nodes)) return false;
    if (!candidate.builder) {
      candidate.order = variable_order(part_, candidate.heuristic);
      candidate.builder = std::make_unique<PartBuilder>(graph_, part_, candidate.order, forms_,
                                                        PartBuildLimits{nodes, 0}, meter_);
      if (candidate.builder->build()) return true;
    } else if (candidate.builder->resume(nodes)) {
      return true;
    }
    candidate.paces[nodes] = {candidate.builder->gates_built(), candidate.builder->nodes_then()};
    return false;
  }

  Candidate* first_that_fits(std::size_t nodes) {
    for (Candidate& candidate : candidates_) {
      if (fits(candidate, nodes)) return &candidate;
    }
    return nullptr;
  }

  static OrderedPart taken(Candidate& candidate) {
    return {std::move(candidate.builder), std::move(candidate.order)};
  }

  /// Keeps the leader and those others that came farthest with the same allowance. How far one
  /// came tells little of the last gates, where orders that seemed quick are often lost.
  void drop_laggards(std::size_t count, std::size_t allowance) {
    const auto is_ahead = [allowance](const Candidate& a, const Candidate& b) {
      const Pace one = a.paces.at(allowance);
      const Pace other = b.paces.at(allowance);
      return std::pair(one.gates, other.nodes) > std::pair(other.gates, one.nodes);
    };
    std::stable_sort(candidates_.begin() + 1, candidates_.end(), is_ahead);
    candidates_.resize(std::min(count, candidates_.size()));
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
