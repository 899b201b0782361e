#include "analyzer/engine/order_search.hpp"

#include <algorithm>
#include <iterator>
#include <map>
#include <tuple>
#include <utility>

#include "analyzer/engine/unfolding.hpp"

namespace cutpoint {

namespace {

/// Those that are best most often come first.
constexpr OrderHeuristic heuristics[] = {
    OrderHeuristic::affinity,    OrderHeuristic::force,       OrderHeuristic::closing,
    OrderHeuristic::weights,     OrderHeuristic::gates_first, OrderHeuristic::most_used_first,
    OrderHeuristic::large_first, OrderHeuristic::depth_first, OrderHeuristic::small_first,
};
/// Those that unfolding is tried with.
constexpr OrderHeuristic unfolding_orders[] = {
    OrderHeuristic::elimination, OrderHeuristic::force, OrderHeuristic::affinity,
    OrderHeuristic::depth_first, OrderHeuristic::closing};
/// An unfolding goes on where it has come so far at first, and so many times as far each time that
/// it is allowed more.
constexpr double least_unfolded = 0.05;
constexpr double unfolding_progress = 1.5;
constexpr std::size_t kept_unfoldings = 2;
/// Looked at after each such share of the states allowed: where going on like that would take more
/// than so many, or than so many a vertex, it is left. What unfolding is good for takes few a
/// vertex.
constexpr std::size_t unfolding_shares[] = {64, 16, 4, 1};
constexpr double most_projected = 2e5;
constexpr double most_projected_a_vertex = 50.0;
/// Up to so many states that of the tree decomposition alone: what is joined within them is done
/// sooner than five unfoldings.
constexpr std::size_t one_unfolding = 200'000;
/// What each may take before it is compared with others, and how much more the next time.
constexpr std::size_t first_allowance = 15'000;
constexpr std::size_t allowance_growth = 4;
/// Who goes through the same nodes again and again has got no farther by that.
constexpr std::size_t steps_a_node = 100;
/// What is best most often may take so many times as much before all others.
constexpr std::size_t favourite_growth = 5;
/// The leader of a comparison goes on at once until it has taken so many times as much.
constexpr std::size_t leader_growth = allowance_growth * allowance_growth;
/// How many go on after the first comparisons, and after all later ones.
constexpr std::size_t kept_after[] = {4, 2};
constexpr std::size_t reorder_above = 20'000;
/// Who gives fewer nodes wants an answer at once, or none: making orders of more vertices than
/// these would cost more than building with them.
constexpr std::size_t least_search = 50'000;
constexpr std::size_t quickly_ordered = 500;

class OrderSearch {
 public:
  OrderSearch(const GateGraph& graph, const GateModule& part, const GateModule& factored,
              const std::vector<LeafForm>& forms, EngineMeter* meter)
      : graph_(graph), part_(part), factored_(factored), forms_(forms), meter_(meter) {}

  OrderedPart run(const OrderSearchLimits& limits) {
    const std::size_t node_budget = limits.nodes;
    to_the_end_ = limits.to_the_end;
    first_order_only_ = limits.first_order_only;
    // The order of a network's elements is that of its frontier, which no other comes near.
    const bool has_network = part_.has_network();
    if (std::find(forms_.begin(), forms_.end(), LeafForm::too_large) != forms_.end()) {
      return whatever_fits(node_budget);
    }
    // A network's states cost more than its nodes: they are gone through once.
    if (has_network || part_.size() > largest_order_choice) {
      Candidate only{has_network ? OrderHeuristic::depth_first : heuristics[0]};
      return fits(only, node_budget) ? taken(only) : whatever_fits(node_budget);
    }
    if (node_budget < least_search && part_.size() > quickly_ordered) {
      return whatever_fits(node_budget);
    }
    for (const OrderHeuristic heuristic : heuristics) candidates_.push_back({heuristic});
    for (const OrderHeuristic heuristic : unfolding_orders) unfoldings_.push_back({heuristic});
    if (Candidate* found = race(node_budget)) return taken(*found);
    if (unfolded_.unfolded) return std::move(unfolded_);
    return whatever_fits(node_budget);
  }

 private:
  struct Pace {
    std::size_t gates = 0;
    std::size_t operands = 0;  ///< of the gate that did not fit
    std::size_t nodes = 0;
  };
  struct Candidate {
    OrderHeuristic heuristic;
    VariableOrder order = {};
    std::unique_ptr<PartBuilder> builder = nullptr;  ///< paused where its allowance was spent
    std::map<std::size_t, Pace> paces = {};          ///< by allowance: how far it came
  };

  struct UnfoldingCandidate {
    OrderHeuristic heuristic;
    VariableOrder order = {};
    std::unique_ptr<Unfolding> unfolding = nullptr;
    std::size_t done = 0;     ///< vertices, the last time
    std::size_t allowed = 0;  ///< states, the last time
    bool is_slow = false;     ///< would take too many of them
  };

  /// All with the same allowance, the leader with more, fewer and fewer with more and more. Null
  /// where none fits.
  Candidate* race(std::size_t node_budget) {
    std::size_t comparisons = 0;
    // Large parts must not be judged by their first few gates.
    std::size_t allowance = std::min(node_budget, std::max(first_allowance, 4 * part_.size()));
    if (fits(candidates_.front(), allowance)) return &candidates_.front();
    if (first_order_only_) return nullptr;
    if (unfolds(allowance, 1)) return nullptr;
    if (goes_ahead(allowance, std::min(node_budget, favourite_growth * allowance))) {
      return &candidates_.front();
    }
    while (true) {
      for (Candidate& candidate : candidates_) {
        if (fits(candidate, allowance)) return &candidate;
      }
      if (is_spent() || allowance == node_budget) return nullptr;
      keep_leaders(kept_after[std::min(comparisons++, std::size(kept_after) - 1)], allowance);
      // The favourite goes the first of these steps too: it may be about to be done.
      const std::size_t next = std::min(node_budget, allowance_growth * allowance);
      if (goes_ahead(allowance, next)) return &candidates_.front();
      const auto favourite = std::find_if(candidates_.begin(), candidates_.end(), is_favourite);
      if (fits(*favourite, next)) return &*favourite;
      if (goes_ahead(next, std::min(node_budget, leader_growth * allowance))) {
        return &candidates_.front();
      }
      allowance = std::min(node_budget, allowance_growth * allowance);
      const std::size_t unfolded = allowance <= one_unfolding ? 1 : unfoldings_.size();
      if (unfolds(allowance, unfolded)) return nullptr;
    }
  }

  /// Whether the first candidate fits into `most`, step by step: it is compared by each later.
  bool goes_ahead(std::size_t allowance, std::size_t most) {
    while (!fits(candidates_.front(), allowance)) {
      if (allowance == most || is_spent()) return false;
      allowance = std::min(most, allowance_growth * allowance);
    }
    return true;
  }

  /// Whether one of the first `count` unfoldings gets through with so many states; those that came
  /// least far are left out from then on.
  bool unfolds(std::size_t states, std::size_t count) {
    for (std::size_t i = 0; i < std::min(count, unfoldings_.size()); ++i) {
      UnfoldingCandidate& candidate = unfoldings_[i];
      const EnginePortion portion(meter_, MostSteps{steps_a_node * states});
      if (!candidate.unfolding) {
        candidate.order = variable_order(part_, candidate.heuristic, meter_);
        candidate.unfolding =
            std::make_unique<Unfolding>(factored_, candidate.order, forms_, meter_);
      }
      if (!unfold(candidate, states)) continue;
      const std::size_t nodes = candidate.unfolding->states() + 2;
      unfolded_.unfolded = candidate.unfolding->diagram(nodes, unfolded_.unfolded_roots);
      unfolded_.order = std::move(candidate.order);
      return unfolded_.unfolded != nullptr;
    }
    leave_out_unfoldings();
    return false;
  }

  /// With so many states, or until it is clear that many times as many would not do.
  bool unfold(UnfoldingCandidate& candidate, std::size_t states) {
    Unfolding& unfolding = *candidate.unfolding;
    const double most =
        std::max(most_projected, most_projected_a_vertex * static_cast<double>(part_.size()));
    for (const std::size_t share : unfolding_shares) {
      const std::size_t allowed = states / share;
      if (allowed <= candidate.allowed) continue;
      const std::size_t done_before = unfolding.vertices_done();
      if (unfolding.run(allowed)) return true;
      const std::size_t done = unfolding.vertices_done();
      const auto more = static_cast<double>(allowed - candidate.allowed);
      const auto vertices = static_cast<double>(std::max<std::size_t>(done - done_before, 1));
      const auto left = static_cast<double>(part_.size() - std::min(done, part_.size()));
      candidate.allowed = allowed;
      candidate.is_slow = more / vertices * left > most;
      if (candidate.is_slow) return false;
    }
    return false;
  }

  /// What grows without end gets hardly farther with several times the states.
  void leave_out_unfoldings() {
    const auto done = [](const UnfoldingCandidate& candidate) {
      return candidate.unfolding ? candidate.unfolding->vertices_done() : 0;
    };
    std::erase_if(unfoldings_, [&](const UnfoldingCandidate& candidate) {
      const double least = std::max(least_unfolded * static_cast<double>(part_.size()),
                                    unfolding_progress * static_cast<double>(candidate.done));
      return candidate.is_slow ||
             (candidate.unfolding && static_cast<double>(done(candidate)) < least);
    });
    for (UnfoldingCandidate& candidate : unfoldings_) candidate.done = done(candidate);
    const auto tried = std::count_if(unfoldings_.begin(), unfoldings_.end(),
                                     [](const auto& one) { return one.unfolding != nullptr; });
    // Where the order of a tree decomposition leads nowhere, others hardly do.
    if (tried == 0) unfoldings_.clear();
    const bool all_tried = tried == static_cast<std::ptrdiff_t>(unfoldings_.size());
    if (!all_tried || unfoldings_.size() <= kept_unfoldings) return;
    std::stable_sort(unfoldings_.begin(), unfoldings_.end(),
                     [](const auto& x, const auto& y) { return x.done > y.done; });
    unfoldings_.resize(kept_unfoldings);
  }

  static bool is_favourite(const Candidate& candidate) {
    return candidate.heuristic == heuristics[0];
  }

  [[nodiscard]] bool is_spent() const { return meter_ != nullptr && meter_->spent(); }

  bool fits(Candidate& candidate, std::size_t nodes) {
    if (candidate.paces.contains(nodes)) return false;
    const EnginePortion portion(meter_, MostSteps{steps_a_node * nodes});
    if (!candidate.builder) {
      candidate.order = variable_order(part_, candidate.heuristic, meter_);
      candidate.builder = std::make_unique<PartBuilder>(graph_, factored_, candidate.order, forms_,
                                                        PartBuildLimits{nodes, 0}, meter_);
      if (candidate.builder->build()) return true;
    } else if (candidate.builder->resume(nodes)) {
      return true;
    }
    candidate.paces[nodes] = {candidate.builder->gates_built(),
                              candidate.builder->operands_joined(),
                              candidate.builder->nodes_then()};
    return false;
  }

  static OrderedPart taken(Candidate& candidate) {
    return {std::move(candidate.builder), std::move(candidate.order), nullptr, {}};
  }

  /// Those that came farthest with the same allowance, the leader first. The first few gates tell
  /// little: what is best most often stays among them.
  void keep_leaders(std::size_t count, std::size_t allowance) {
    const auto is_ahead = [allowance](const Candidate& a, const Candidate& b) {
      const Pace one = a.paces.at(allowance);
      const Pace other = b.paces.at(allowance);
      return std::tuple(one.gates, one.operands, other.nodes) >
             std::tuple(other.gates, other.operands, one.nodes);
    };
    std::stable_sort(candidates_.begin(), candidates_.end(), is_ahead);
    const auto favourite = std::find_if(candidates_.begin(), candidates_.end(), is_favourite);
    const auto last = static_cast<std::ptrdiff_t>(std::min(count, candidates_.size())) - 1;
    if (favourite - candidates_.begin() > last)
      std::iter_swap(favourite, candidates_.begin() + last);
    candidates_.resize(static_cast<std::size_t>(last) + 1);
  }

  OrderedPart whatever_fits(std::size_t node_budget) {
    candidates_.clear();
    OrderedPart best;
    // A good order takes as long as a small diagram: where nothing is built in it, any will do.
    const bool takes_any = part_.size() > largest_order_choice || is_spent();
    best.order =
        variable_order(part_, takes_any ? OrderHeuristic::depth_first : heuristics[0], meter_);
    best.builder =
        std::make_unique<PartBuilder>(graph_, factored_, best.order, forms_,
                                      PartBuildLimits{node_budget, reorder_above, false}, meter_);
    if (to_the_end_) (void)best.builder->build();
    return best;
  }

  const GateGraph& graph_;
  const GateModule& part_;
  const GateModule& factored_;
  const std::vector<LeafForm>& forms_;
  EngineMeter* meter_;
  bool to_the_end_ = true;
  bool first_order_only_ = false;
  std::vector<Candidate> candidates_;
  std::vector<UnfoldingCandidate> unfoldings_;
  OrderedPart unfolded_;
};

}  // namespace

OrderedPart build_in_best_order(const GateGraph& graph, const GateModule& part,
                                const GateModule& factored, const std::vector<LeafForm>& forms,
                                const OrderSearchLimits& limits, EngineMeter* meter) {
  return OrderSearch(graph, part, factored, forms, meter).run(limits);
}

}  // namespace cutpoint
