#include "analyzer/analysis/journey_analysis.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>
#include <tuple>
#include <utility>

#include "analyzer/analysis/cut_sets/pair_search.hpp"
#include "analyzer/analysis/cut_sets/prime_implicants.hpp"
#include "analyzer/analysis/cut_sets/truncation.hpp"
#include "analyzer/engine/bounds/bound_search.hpp"
#include "analyzer/engine/quantities/coherence.hpp"
#include "analyzer/structure/nodes_below.hpp"

namespace cutpoint {

namespace {

/// Beyond this size it is not tried whether gates with negations make a coherent function.
constexpr std::size_t small_diagram = 100'000;
constexpr std::size_t listed_prime_implicants = 1000;
/// Explaining cut sets that were asked for, and those that every analysis lists.
constexpr std::size_t explanation_limit = 200'000'000;
constexpr std::size_t casual_explanation_limit = 2'000'000;
/// With what is estimated at an end of its interval.
StructureFunction at_end(StructureFunction function, bool least) {
  for (BasicEvent& event : function.events) {
    const double error = least ? -event.relative_error : event.relative_error;
    double& unavailability = event.process.unavailability;
    unavailability = std::clamp(unavailability * (1.0 + error), 0.0, 1.0);
  }
  return function;
}

/// False where nothing deviates.
bool widen(const DeviationBounds::Ends& off, AvailabilityResult& result) {
  result.lower_unavailability = std::max(0.0, result.lower_unavailability - off.too_much);
  result.upper_unavailability = std::min(1.0, result.upper_unavailability + off.too_little);
  return off.too_much > 0.0 || off.too_little > 0.0;
}

std::vector<EventId> events_of(const std::vector<EventSensitivity>& sensitivities) {
  std::vector<EventId> events;
  events.reserve(sensitivities.size());
  for (const EventSensitivity& row : sensitivities) events.push_back(row.event);
  return events;
}

}  // namespace

std::function<void()> working(const AnalysisOptions& options) {
  if (!options.progress) return {};
  return [progress = options.progress] { progress("decision diagram"); };
}

JourneyAnalyzer::JourneyAnalyzer(const Model& model, const StructureFunction& function,
                                 const AnalysisOptions& options, AnalysisScope scope,
                                 KnownDiagrams* known)
    : model_(model),
      function_(function),
      options_(options),
      scope_(scope),
      single_points_(model, function, options, working(options)),
      explainer_(model, function, single_points_.parents(), single_points_.paths(),
                 options.most_probable_first ? explanation_limit : casual_explanation_limit),
      meter_(engine_meter(model, function, options.budget, working(options))),
      diagram_(known != nullptr ? known->of(function, tops(), options.bdd_nodes, &meter_)
                                : DecisionDiagram(function, tops(), options.bdd_nodes, &meter_)),
      probabilities_(diagram_),
      frequency_(diagram_),
      deviations_(diagram_),
      part_importances_(diagram_),
      solutions_(diagram_, tops(), meter_),
      journeys_left_(function.journey_failed.size()) {}

std::optional<double> JourneyAnalyzer::exact_unavailability(NodeId top,
                                                            DecisionDiagram::Ref ref) const {
  if (ref != DecisionDiagram::exhausted) return probabilities_[ref];
  const StateSolution* solution = solutions_.of(top);
  return solution != nullptr ? std::optional(solution->probability()) : std::nullopt;
}

std::vector<NodeId> JourneyAnalyzer::tops() const {
  std::vector<NodeId> tops(function_.journey_failed.begin(), function_.journey_failed.end());
  if (scope_ == AnalysisScope::change) return tops;
  for (std::size_t i = 0; i < function_.journey_failed.size(); ++i) {
    tops.push_back(not_full_top(JourneyId(i)));
  }
  return tops;
}

DecisionDiagram::Ref JourneyAnalyzer::not_full_ref(JourneyId journey) const {
  return scope_ == AnalysisScope::everything
             ? diagram_.top(function_.journey_failed.size() + journey.index())
             : down_ref(journey);
}

NodeId JourneyAnalyzer::not_full_top(JourneyId journey) const {
  return scope_ == AnalysisScope::everything ? function_.journey_not_full[journey]
                                             : function_.journey_failed[journey];
}

std::vector<JourneyId> JourneyAnalyzer::easiest_first() const {
  const auto is_bounded = [this](NodeId top, DecisionDiagram::Ref ref) {
    return ref == DecisionDiagram::exhausted && solutions_.of(top) == nullptr;
  };
  std::vector<std::tuple<bool, DecisionDiagram::Ref, JourneyId>> order;
  for (std::size_t i = 0; i < function_.journey_failed.size(); ++i) {
    const JourneyId id(i);
    const bool is_open = is_bounded(function_.journey_failed[id], down_ref(id)) ||
                         is_bounded(not_full_top(id), not_full_ref(id));
    order.emplace_back(is_open, down_ref(id), id);
  }
  std::sort(order.begin(), order.end());
  std::vector<JourneyId> journeys;
  for (const auto& row : order) journeys.push_back(std::get<JourneyId>(row));
  return journeys;
}

JourneyAnalysis JourneyAnalyzer::analyze(JourneyId journey) {
  JourneyAnalysis result;
  result.journey = journey;
  const NodeId down = function_.journey_failed[journey];
  const NodeId not_full = not_full_top(journey);
  const DecisionDiagram::Ref down_function = down_ref(journey);
  const DecisionDiagram::Ref not_full_function = not_full_ref(journey);
  result.coherent = is_coherent(down, down_function);
  const std::vector<EventSensitivity> events = sensitivities_below(down, down_function);
  result.up = availability_of(down, down_function, result.coherent, events);
  result.has_soft_requirements = down != not_full;
  result.full =
      result.has_soft_requirements
          ? availability_of(not_full, not_full_function, is_coherent(not_full, not_full_function),
                            sensitivities_below(not_full, not_full_function))
          : result.up;
  result.single_points = single_points_.find(journey);
  tighten_by_single_points(result);
  find_importance(result, find_cut_sets(result), events);
  find_unknown_dependencies(result);
  if (journeys_left_ > 1) --journeys_left_;
  return result;
}

bool JourneyAnalyzer::is_coherent(NodeId top, DecisionDiagram::Ref function) const {
  if (function_.coherent || !has_negation_below(function_, top)) return true;
  return function < small_diagram && is_monotone(diagram_, function);
}

std::vector<EventSensitivity> JourneyAnalyzer::sensitivities_below(NodeId top,
                                                                   DecisionDiagram::Ref ref) const {
  if (ref == DecisionDiagram::exhausted) {
    const StateSolution* solution = solutions_.of(top);
    return solution != nullptr ? solution->sensitivities() : std::vector<EventSensitivity>();
  }
  return sensitivities(diagram_, probabilities_, ref);
}

AvailabilityResult JourneyAnalyzer::availability_of(NodeId top, DecisionDiagram::Ref ref,
                                                    bool coherent,
                                                    const std::vector<EventSensitivity>& events) {
  const auto exact = exact_unavailability(top, ref);
  if (!exact) return bounded(top);
  AvailabilityResult result;
  const double unavailability = std::clamp(*exact, 0.0, 1.0);
  result.availability = Availability::from_unavailability(unavailability);
  result.lower_unavailability = result.upper_unavailability = unavailability;
  if (ref != DecisionDiagram::exhausted) widen_by_estimates(ref, events, result);
  if (coherent) find_outages(ref, events, result);
  return result;
}

void JourneyAnalyzer::widen_by_estimates(DecisionDiagram::Ref ref,
                                         const std::vector<EventSensitivity>& events,
                                         AvailabilityResult& result) {
  const double unavailability = result.upper_unavailability;
  const bool fitted = std::any_of(events.begin(), events.end(), [this](const auto& row) {
    return function_.events[row.event].relative_error > 0.0;
  });
  if (fitted) {
    if (!least_)
      least_.emplace(diagram_, std::span<const EventId>(), std::span<const EventId>(),
                     NodeProbabilities::Estimate::least);
    if (!most_)
      most_.emplace(diagram_, std::span<const EventId>(), std::span<const EventId>(),
                    NodeProbabilities::Estimate::most);
    result.lower_unavailability = std::clamp((*least_)[ref], 0.0, unavailability);
    result.upper_unavailability = std::clamp((*most_)[ref], unavailability, 1.0);
  }
  const bool deviates = widen(deviations_.of(ref, events_of(events)), result);
  if (fitted || deviates) result.method = Method::estimated;
}

void JourneyAnalyzer::find_outages(DecisionDiagram::Ref ref,
                                   const std::vector<EventSensitivity>& events,
                                   AvailabilityResult& result) const {
  const bool frequencies = std::all_of(events.begin(), events.end(), [this](const auto& row) {
    return function_.events[row.event].process.has_frequency;
  });
  // The flows of groups in time are followed in diagrams alone.
  const bool has_flows = !function_.clusters.empty();
  if (!frequencies || (ref == DecisionDiagram::exhausted && has_flows)) return;
  const double unavailability = result.availability.unavailability();
  const double outages = frequency_.per_year(ref, events);
  result.outages_per_year = outages;
  if (result.method == Method::estimated && unavailability > 0.0) {
    const double of_time = std::max(result.upper_unavailability - unavailability,
                                    unavailability - result.lower_unavailability) /
                           unavailability;
    // Of short times there are more outages than there is downtime.
    const double error = frequency_.flows_error(events) +
                         std::max(of_time, deviations_.share_of(events, unavailability));
    result.outages_interval = {outages * std::max(0.0, 1.0 - error), outages * (1.0 + error)};
  }
  if (outages > 0.0) {
    result.mean_outage = Duration::seconds(unavailability * Duration::year / outages);
  }
}

AvailabilityResult JourneyAnalyzer::bounded(NodeId top) {
  find_pairs_without_diagrams();
  if (bounds_.empty()) find_bounds();
  AvailabilityResult result;
  result.method = Method::bounded;
  result.lower_unavailability = std::min(1.0, bounds_[top].lower);
  result.upper_unavailability = std::min(1.0, bounds_[top].upper);
  if (!deviations_.none()) {
    const auto below = mark_below(function_, std::array{top});
    std::vector<EventId> events;
    for (std::size_t i = 0; i < function_.events.size(); ++i) {
      const NodeId node = function_.event_nodes[EventId(i)];
      if (node.valid() && below[node] != 0) events.emplace_back(i);
    }
    widen(deviations_.of(DecisionDiagram::exhausted, events), result);
  }
  result.availability = Availability::from_unavailability(result.upper_unavailability);
  return result;
}

/// Of all tops that are without a diagram at once: they have most in common.
void JourneyAnalyzer::find_bounds() {
  std::vector<NodeId> open;
  const std::vector<NodeId> all = tops();
  for (std::size_t i = 0; i < all.size(); ++i) {
    const bool is_open = diagram_.top(i) == DecisionDiagram::exhausted;
    if (is_open && solutions_.of(all[i]) == nullptr) open.push_back(all[i]);
  }
  std::sort(open.begin(), open.end());
  open.erase(std::unique(open.begin(), open.end()), open.end());
  const bool estimated = is_estimated(function_);
  const auto most =
      bounds_of(estimated ? at_end(function_, false) : function_, open, estimated ? 2 : 1);
  const auto least = estimated ? bounds_of(at_end(function_, true), open, 1) : most;
  for (std::size_t i = 0; i < open.size(); ++i) {
    bounds_[open[i]] = {least[i].lower, std::max(least[i].lower, most[i].upper)};
  }
}

std::vector<ProbabilityBounds> JourneyAnalyzer::bounds_of(const StructureFunction& function,
                                                          const std::vector<NodeId>& open,
                                                          std::size_t parts) {
  const auto plain =
      function.coherent ? bound_probabilities(function) : bound_without_coherence(function);
  std::vector<ProbabilityBounds> bounds;
  for (const NodeId top : open) bounds.push_back(plain[top]);
  meter_.begin(EngineTask::bounds);
  const EnginePortion portion(&meter_, PartsLeft{parts});
  BoundSearch(function, open, meter_).tighten(bounds);
  return bounds;
}

void JourneyAnalyzer::tighten_by_single_points(JourneyAnalysis& result) const {
  if (result.up.method != Method::bounded || !result.coherent) return;
  double all_work = 0.0;  // log of Π(1 − q)
  for (const SinglePoint& point : result.single_points) {
    all_work += std::log1p(-point.share * function_.events[point.event].process.unavailability);
  }
  const double lower = std::min(-std::expm1(all_work), result.up.upper_unavailability);
  result.up.lower_unavailability = std::max(result.up.lower_unavailability, lower);
}

FoundCutSets JourneyAnalyzer::find_cut_sets(JourneyAnalysis& result) {
  const DecisionDiagram::Ref top = down_ref(result.journey);
  FoundCutSets found;
  if (top != DecisionDiagram::exhausted && options_.combinations) {
    meter_.begin(EngineTask::cut_sets);
    const EnginePortion portion(&meter_, PartsOfTime{journeys_left_});
    found = cutpoint::find_cut_sets(diagram_, top, options_, meter_);
  } else if (top == DecisionDiagram::exhausted) {
    find_pairs_without_diagrams();
    found.sets = pairs_->at(function_.journey_failed[result.journey]);
  }
  if (found.sets) {
    result.cut_sets = std::move(*found.sets);
  } else {
    cut_sets_of_order_one(result);
  }
  if (result.cut_sets.truncation && !result.coherent) {
    // Sets that need something to work besides make up less than the listed ones seem to.
    result.cut_sets.truncation->error_upper = 1.0;
  } else if (result.cut_sets.truncation) {
    const auto ranks = top != DecisionDiagram::exhausted
                           ? ranks_of_events(diagram_, top)
                           : IdVector<EventId, std::uint32_t>(function_.events.size(), 0);
    bound_truncation(function_, ranks, result.up, result.cut_sets);
  }
  if (options_.combinations) explainer_.explain(result.journey, result.cut_sets.sets);
  if (options_.combinations && !result.coherent) {
    meter_.begin(EngineTask::prime_implicants);
    const EnginePortion portion(&meter_, PartsOfTime{journeys_left_});
    result.prime_implicants =
        find_prime_implicants(diagram_, top, listed_prime_implicants, {}, &meter_);
    if (!result.prime_implicants->available) meter_.cut();
  }
  return found;
}

/// Before bounds are looked for, which take all the time that there is for them.
void JourneyAnalyzer::find_pairs_without_diagrams() {
  if (pairs_) return;
  pairs_.emplace();
  for (std::size_t i = 0; i < function_.journey_failed.size(); ++i) {
    const JourneyId id(i);
    if (down_ref(id) == DecisionDiagram::exhausted) (*pairs_)[function_.journey_failed[id]];
  }
  if (!options_.combinations || options_.max_order == 1) return;
  meter_.begin(EngineTask::cut_sets);
  std::size_t left = pairs_->size();
  for (auto& [top, pairs] : *pairs_) {
    const EnginePortion portion(&meter_, PartsLeft{left--});
    pairs = find_pairs(function_, top, options_, meter_);
    if (!pairs && meter_.spent()) meter_.cut();
  }
}

void JourneyAnalyzer::cut_sets_of_order_one(JourneyAnalysis& result) const {
  result.cut_sets.available = false;
  std::uint64_t sets = 0;
  const double least = options_.cutoff.value_or(0.0);
  bool all_above = true;
  for (const SinglePoint& point : result.single_points) {
    if (point.share < 1.0) continue;  // not without where the work is
    ++sets;
    const double q = function_.events[point.event].process.unavailability;
    if (q < least) continue;
    all_above = all_above && result.cut_sets.sets.size() < options_.listed_cut_sets;
    if (all_above) result.cut_sets.sets.push_back({{point.event}, q});
  }
  result.cut_sets.by_order = {sets};
  result.cut_sets.all_listed = result.cut_sets.sets.size() == sets;
  if (options_.most_probable_first) {
    result.cut_sets.truncation.emplace().cutoff = options_.cutoff;
    result.cut_sets.truncation->all_above_cutoff = false;
  }
}

void JourneyAnalyzer::find_unknown_dependencies(JourneyAnalysis& result) const {
  if (std::all_of(model_.components.begin(), model_.components.end(),
                  [](const Component& component) { return component.dependencies_known; })) {
    return;
  }
  // Whatever lies below the journey, soft requirements included.
  const auto below = mark_below(function_, std::array{function_.journey_failed[result.journey],
                                                      function_.journey_not_full[result.journey]});
  for (std::size_t i = 0; i < model_.components.size(); ++i) {
    const ComponentId id(i);
    if (model_.components[id].dependencies_known) continue;
    for (const EventId event : function_.component_events[id]) {
      if (function_.event_nodes[event].valid() && below[function_.event_nodes[event]] != 0) {
        result.unknown_dependencies.push_back(id);
        break;
      }
    }
  }
}

}  // namespace cutpoint
