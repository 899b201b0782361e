#include "analyzer/engine/states/state_solution.hpp"

#include <algorithm>
#include <array>
#include <utility>

#include "analyzer/engine/bounds/likely_search.hpp"
#include "analyzer/engine/gates/gate_graph_maker.hpp"
#include "analyzer/engine/gates/module_factoring.hpp"

namespace cutpoint {

namespace {

/// At a time: with few of them in each order, then with more.
constexpr std::size_t allowed_states[] = {500, 4'000, 32'000};
/// Slopes of the members of all pools.
constexpr std::uint64_t most_slope_work = 200'000'000;
/// What hangs on an event up to this share hangs on it whole, or all but.
constexpr double nearly_all = 1.0 - 1e-6;
/// Where nothing is left to chance states are no fewer than nodes, and the diagram has been tried.
constexpr std::uint64_t steps_without_chance = 300'000;

/// All states in the first order that has so few.
std::optional<FollowedPart> followed_in_best_order(const GateModule& part, Operand root,
                                                   const std::vector<ProbabilityBounds>& leaves,
                                                   EngineMeter& meter) {
  if (!LikelyStates::can_follow(part)) return std::nullopt;
  CountedMembers counted = count_members(part, leaves);
  const bool none_counted = std::all_of(counted.chances.begin(), counted.chances.end(),
                                        [](const auto& chances) { return chances.empty(); });
  const EnginePortion portion(&meter,
                              MostSteps{none_counted ? steps_without_chance : meter.steps_left()});
  const auto in_order = likely_states_in_orders(part, counted, root, meter);
  for (const std::size_t states : allowed_states) {
    for (const auto& one : in_order) {
      auto record = one->record(leaves, states);
      if (record) return FollowedPart(std::move(counted), std::move(*record));
      if (meter.spent()) return std::nullopt;
    }
  }
  return std::nullopt;
}

}  // namespace

std::optional<StateSolution> StateSolution::of(const StructureFunction& function, NodeId top,
                                               EngineMeter& meter) {
  StateSolution solution(function);
  if (!solution.follow(top, meter)) return std::nullopt;
  return solution;
}

bool StateSolution::follow(NodeId top, EngineMeter& meter) {
  const GateGraph graph = make_gate_graph(*function_, {top}, LargePools::told_apart, &meter);
  for (const GateGraph::Vertex& vertex : graph.vertices) event_of_.push_back(vertex.event);
  std::vector<double> probabilities = probabilities_of_events();
  PartSequence sequence(graph);
  GateModule part;
  std::uint64_t work = 0;
  while (sequence.next(part)) {
    Part made{part.leaves, part.roots.front(), std::nullopt, sequence.module()};
    const std::vector<double> leaves = leaves_of(made, probabilities);
    if (!part.gates.empty()) {
      std::vector<ProbabilityBounds> bounds;
      for (const double leaf : leaves) bounds.push_back({leaf, leaf});
      const GateModule factored = factored_part(part);
      made.followed = followed_in_best_order(factored, factored.roots.front(), bounds, meter);
      if (!made.followed) return false;
      work += made.followed->work();
      work_ += made.followed->states();
      counts_members_ = counts_members_ || made.followed->counts_members();
      if (work > most_slope_work || !meter.step(made.followed->work())) return false;
    }
    probability_ = *probability_of(made, leaves);
    if (made.module != PartSequence::no_vertex) probabilities[made.module] = probability_;
    parts_.push_back(std::move(made));
  }
  find_sensitivities(probabilities);
  return true;
}

std::vector<double> StateSolution::leaves_of(const Part& part,
                                             const std::vector<double>& probabilities) {
  std::vector<double> leaves;
  leaves.reserve(part.leaves.size());
  for (const std::uint32_t leaf : part.leaves) leaves.push_back(probabilities[leaf]);
  return leaves;
}

std::vector<double> StateSolution::probabilities_of_events() const {
  std::vector<double> result;
  result.reserve(event_of_.size());
  for (const EventId event : event_of_) {
    result.push_back(event.valid() ? function_->events[event].process.unavailability : 0.0);
  }
  return result;
}

std::optional<double> StateSolution::probability_of(const Part& part,
                                                    std::span<const double> leaves) {
  if (part.followed) return part.followed->probability(leaves);
  return part.root.negated ? 1.0 - leaves[part.root.vertex] : leaves[part.root.vertex];
}

std::optional<double> StateSolution::without(std::span<const EventId> events) const {
  std::vector<double> probabilities = probabilities_of_events();
  for (std::size_t vertex = 0; vertex < event_of_.size(); ++vertex) {
    if (std::binary_search(events.begin(), events.end(), event_of_[vertex])) {
      probabilities[vertex] = 0.0;
    }
  }
  double result = 0.0;
  for (const Part& part : parts_) {
    const auto known = probability_of(part, leaves_of(part, probabilities));
    if (!known) return std::nullopt;
    result = *known;
    if (part.module != PartSequence::no_vertex) probabilities[part.module] = result;
  }
  return result;
}

/// The chain rule, from the top into the modules.
void StateSolution::find_sensitivities(const std::vector<double>& probabilities) {
  std::vector<double> slope(event_of_.size(), 0.0);
  for (auto part = parts_.rbegin(); part != parts_.rend(); ++part) {
    const double outer = part == parts_.rbegin() ? 1.0 : slope[part->module];
    const std::vector<double> slopes = part->followed
                                           ? part->followed->slopes(leaves_of(*part, probabilities))
                                           : std::vector<double>{part->root.negated ? -1.0 : 1.0};
    for (std::size_t leaf = 0; leaf < slopes.size(); ++leaf) {
      slope[part->leaves[leaf]] += outer * slopes[leaf];
    }
  }
  for (std::size_t vertex = 0; vertex < event_of_.size(); ++vertex) {
    const EventId event = event_of_[vertex];
    if (!event.valid()) continue;
    const bool may_be_necessary =
        function_->events[event].process.unavailability * slope[vertex] > nearly_all * probability_;
    const bool necessary = may_be_necessary && without(std::array{event}) == 0.0;
    sensitivities_.push_back({event, slope[vertex], necessary});
  }
  std::sort(sensitivities_.begin(), sensitivities_.end(),
            [](const EventSensitivity& a, const EventSensitivity& b) { return a.event < b.event; });
}

}  // namespace cutpoint
