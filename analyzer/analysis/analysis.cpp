#include "cutpoint/analysis.hpp"

#include <algorithm>
#include <array>
#include <map>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "analyzer/analysis/analyze.hpp"
#include "analyzer/analysis/analyze_change.hpp"
#include "analyzer/analysis/ceilings.hpp"
#include "analyzer/analysis/cut_vertices.hpp"
#include "analyzer/analysis/data_recovery/data_recovery.hpp"
#include "analyzer/analysis/data_recovery/disaster_recovery.hpp"
#include "analyzer/analysis/domains/domain_losses.hpp"
#include "analyzer/analysis/journey_analysis.hpp"
#include "analyzer/analysis/journeys_without.hpp"
#include "analyzer/analysis/planned_moves.hpp"
#include "analyzer/analysis/played_journeys.hpp"
#include "analyzer/analysis/played_promises.hpp"
#include "analyzer/analysis/service_levels/service_levels.hpp"
#include "analyzer/analysis/single_points/hidden_common_causes.hpp"
#include "analyzer/analysis/tornado.hpp"
#include "analyzer/analysis/uncertainty/uncertainty.hpp"
#include "analyzer/failover/failover_results.hpp"
#include "analyzer/structure/nodes_below.hpp"
#include "model/architecture/queries/targets.hpp"

namespace cutpoint {

std::string_view name_of(Method method) {
  switch (method) {
    case Method::exact:
      return "exact";
    case Method::bounded:
      return "bounded";
    case Method::estimated:
      return "estimated";
  }
  return "";
}

std::string_view name_of(SinglePointClass value) {
  switch (value) {
    case SinglePointClass::full:
      return "full";
    case SinglePointClass::partial:
      return "partial";
    case SinglePointClass::accepted:
      return "accepted";
  }
  return "";
}

namespace {

/// Keys that are kept for other analyses and change no number here.
std::vector<std::string> keys_not_modelled(const Model& model) {
  std::set<std::string> keys;
  const auto note = [&keys](bool present, const char* key) {
    if (present) keys.insert(key);
  };
  for (const Component& component : model.components) {
    if (!component.details) continue;
    const ComponentDetails& details = *component.details;
    note(details.health_check.has_value(), "health_check");
    note(details.sla.has_value(), "sla");
  }
  for (const Journey& journey : model.journeys) {
    note(journey.objectives.has_value(), "objectives");
  }
  return {keys.begin(), keys.end()};
}

std::vector<ExpiredAcceptance> expired_acceptances(const Model& model, std::optional<Date> today) {
  std::vector<ExpiredAcceptance> expired;
  if (!today) return expired;
  const auto collect = [&](const std::vector<Acceptance>& list, ComponentId component,
                           JourneyId journey) {
    for (const Acceptance& acceptance : list) {
      if (!acceptance.until || !(acceptance.until->value < *today)) continue;
      expired.push_back({&acceptance, component, journey});
    }
  };
  collect(model.accept, {}, {});
  for (std::size_t i = 0; i < model.journeys.size(); ++i) {
    collect(model.journeys[JourneyId(i)].accept, {}, JourneyId(i));
  }
  for (std::size_t i = 0; i < model.components.size(); ++i) {
    const auto& details = model.components[ComponentId(i)].details;
    if (details) collect(details->accept, ComponentId(i), {});
  }
  return expired;
}

/// The group's common causes that matter to a journey: those of groups below it.
void share_common_causes(const StructureFunction& function, const HiddenCommonCauses& hidden,
                         JourneyAnalysis& result) {
  if (hidden.found.empty()) return;
  const auto below = mark_below(function, std::array{function.journey_failed[result.journey],
                                                     function.journey_not_full[result.journey]});
  // Two dependants of the same members declare the same group. Causes stand event by event.
  std::map<std::string_view, GroupId> group_named;
  IdVector<GroupId, EventId> told_of(function.groups.size());
  for (const HiddenCommonCause& cause : hidden.found) {
    const RedundancyGroup& group = function.groups[cause.group];
    if (below[group.node] == 0) continue;
    EventId& told = told_of[group_named.try_emplace(group.name, cause.group).first->second];
    if (std::exchange(told, cause.event) != cause.event) {
      result.hidden_common_causes.push_back(cause);
    }
  }
}

/// Basic events of a fault tree that no top event uses.
std::vector<ComponentId> events_of_no_top(const StructureFunction& function) {
  const auto below = mark_below(function, function.journey_failed.raw());
  std::vector<ComponentId> result;
  for (std::size_t i = 0; i < function.component_failed.size(); ++i) {
    if (below[function.component_failed[ComponentId(i)]] == 0) result.emplace_back(i);
  }
  return result;
}

/// Planned downtime that counts is the same in every trial. Trials know nothing of what a promise
/// leaves out: then nothing is said.
std::optional<double> allowed_in_trials(const std::optional<ServiceLevelResult>& promise) {
  if (!promise || !promise->excluded_causes.empty()) return std::nullopt;
  return promise->target.unavailability() -
         promise->planned.in_seconds() / promise->period.length.in_seconds();
}

void add_uncertainty(const Model& model, const JourneyAnalyzer& journeys,
                     const UncertaintyOptions& options, JoinedTrials* joined, Analysis& result) {
  IdVector<JourneyId, AllowedUnavailability> allowed;
  for (const JourneyAnalysis& journey : result.journeys) {
    allowed.push_back({allowed_in_trials(journey.slo), allowed_in_trials(journey.sla)});
  }
  PropagatedUncertainty propagated = propagate_uncertainty(
      model, journeys.diagram(), journeys.probabilities(), allowed, options, joined);
  result.uncertainty = propagated.run;
  for (std::size_t i = 0; i < propagated.journeys.size(); ++i) {
    result.journeys[JourneyId(i)].uncertainty = std::move(propagated.journeys[JourneyId(i)]);
  }
}

Analysis single_points_of_journeys(const Model& model, const StructureFunction& function,
                                   const AnalysisOptions& options) {
  Analysis result;
  SinglePointFinder finder(model, function, options);
  for (std::size_t i = 0; i < model.journeys.size(); ++i) {
    JourneyAnalysis journey;
    journey.journey = JourneyId(i);
    journey.single_points = finder.find(journey.journey);
    result.journeys.push_back(std::move(journey));
  }
  return result;
}

bool promises_count_planned(const Journey& journey) {
  return (journey.slo && counts_planned(*journey.slo)) ||
         (journey.sla && counts_planned(*journey.sla));
}

/// Planned downtime and promises, by what is known of the journey's outages.
void judge(AnalysisScope scope, const ServiceLevelBasis& basis, JourneyAnalysis& journey) {
  const JourneyOutages outages = outages_of(journey, basis.diagram);
  if (scope == AnalysisScope::everything ||
      promises_count_planned(basis.model.journeys[journey.journey])) {
    journey.planned_unavailability = planned_share(basis, outages, {});
  }
  JourneyPromises promises =
      judge_promises(basis, outages, journey.planned_unavailability.value_or(0.0));
  journey.slo = std::move(promises.slo);
  journey.sla = std::move(promises.sla);
  journey.money = std::move(promises.money);
}

/// All that a requirement names. Nesting is limited by the reader.
void add_required_components(const std::vector<Requirement>& needs,
                             std::vector<ComponentId>& named) {
  for (const Requirement& need : needs) {
    if (need.component.valid()) named.push_back(need.component);
    named.insert(named.end(), need.ends.begin(), need.ends.end());
    add_required_components(need.members, named);
  }
}

/// Who makes the switches that journeys wait for, with all that these stand on.
IdVector<ComponentId, std::uint8_t> used_by_switches(const Model& model,
                                                     const StructureFunction& function) {
  std::vector<ComponentId> open;
  const auto below = mark_below(function, function.journey_failed.raw());
  for (const FailoverGroup& group : function.failover_groups) {
    if (!group.stuck.valid() || !group.node.valid()) continue;
    const NodeId moves = function.event_nodes[group.failover];
    if (below[group.node] == 0 && (!moves.valid() || below[moves] == 0)) continue;
    open.insert(open.end(), group.by.begin(), group.by.end());
  }
  IdVector<ComponentId, std::uint8_t> used(model.components.size(), 0);
  while (!open.empty()) {
    const ComponentId id = open.back();
    open.pop_back();
    if (used[id] != 0) continue;
    used[id] = 1;
    const Component& component = model.components[id];
    const auto hosts = component.used_hosts();
    open.insert(open.end(), hosts.begin(), hosts.end());
    add_required_components(component.needs, open);
  }
  return used;
}

}  // namespace

namespace {

/// All journeys, by what they have been found to be.
void judge_journeys(AnalysisScope scope, const Model& model, const AnalysisOptions& options,
                    JourneyAnalyzer& journeys, Analysis& result) {
  const StructureFunction& function = journeys.diagram().function();
  JourneysWithout without(model, function, options);
  const std::vector<PlannedState> windows = planned_states(function);
  PlannedMoves planned(model, function, windows, options);
  const GroupsOfPromises groups{
      [&](const JourneyOutages& outages, const std::vector<EventId>& excluded, bool chances) {
        return without.of(outages, excluded, chances, journeys.meter().left());
      },
      [&](JourneyId journey, const std::vector<EventId>& excluded) {
        return planned.unavailability(journey, excluded, journeys.meter().left());
      }};
  const GroupedEvents grouped(function);
  const ServiceLevelBasis basis{
      model, journeys.diagram(), grouped, groups, windows, scope == AnalysisScope::everything};
  for (JourneyAnalysis& journey : result.journeys) judge(scope, basis, journey);
}

Analysis analyze_in(AnalysisScope scope, const Model& model, const StructureFunction& function,
                    const AnalysisOptions& wanted, KnownDiagrams* known = nullptr,
                    JoinedTrials* joined = nullptr) {
  Analysis result;
  // Whatever works below says that it does, and whoever asked hears what it is.
  std::string stage;
  AnalysisOptions options = wanted;
  if (wanted.progress) {
    options.progress = [&](const std::string&) { wanted.progress(stage); };
  }
  const auto tell = [&](std::string what) {
    stage = std::move(what);
    if (wanted.progress) wanted.progress(stage);
  };
  tell("decision diagram");
  CutVertexAnalysis drawing = analyse_cut_vertices(model);
  JourneyAnalyzer journeys(model, function, options, scope, known);
  tell("common causes");
  // What a fault tree's gates are defeated by alone is no secret: its single events are listed.
  const HiddenCommonCauses hidden =
      model.form.shows_needs ? find_hidden_common_causes(journeys.single_points().function(),
                                                         journeys.single_points().wave(),
                                                         [&] { tell("common causes"); })
                             : HiddenCommonCauses{};
  result.common_causes_complete = hidden.complete;
  IdVector<ComponentId, std::uint8_t> is_single_point(model.components.size(), 0);
  const auto below_groups = mark_below_groups(function);
  result.journeys = IdVector<JourneyId, JourneyAnalysis>(model.journeys.size());
  std::size_t told = 0;
  for (const JourneyId id : journeys.easiest_first()) {
    tell(fmt::format("journey {} of {}", ++told, model.journeys.size()));
    JourneyAnalysis& journey = result.journeys[id] = journeys.analyze(id);
    share_common_causes(function, hidden, journey);
    journey.approximated = approximated_groups(function, id);
    journey.dominators = std::move(drawing.dominators[id]);
    for (const SinglePoint& point : journey.single_points) {
      const BasicEvent& event = function.events[point.event];
      if (event.kind == EventKind::component) is_single_point[event.component] = 1;
    }
    if (model.form.has_figures) {
      journey.tornado = tornado_bars(model, function, below_groups,
                                     journey.up.availability.unavailability(), journey.importance);
    }
  }
  tell("groups in time");
  PlayedSystem played(model, function);
  play_doubtful_journeys(played, result);
  judge_journeys(scope, model, options, journeys, result);
  if (scope == AnalysisScope::everything) play_doubtful_promises(model, played, result);
  tell("uncertain figures");
  add_uncertainty(model, journeys, options.uncertainty, joined, result);
  if (options.ceilings) {
    journeys.meter().begin(EngineTask::ceilings);
    result.ceilings = find_ceilings(model, function, journeys.meter());
  }
  result.budget = options.budget;
  result.cuts = journeys.meter().cuts();
  result.not_modelled = keys_not_modelled(model);
  if (!model.form.shows_needs) {
    result.unreachable = events_of_no_top(function);
    return result;
  }
  result.differences = explain_differences(model, drawing, is_single_point);
  result.component_costs = component_costs(model);
  result.recovery = analyse_data_recovery(model, function);
  result.groups = group_recoveries(function);
  result.domains = find_domain_losses(model);
  result.disasters = analyse_disasters(model, result.recovery);
  result.articulation_points = std::move(drawing.articulation_points);
  const auto switching = used_by_switches(model, function);
  for (std::size_t i = 0; i < model.components.size(); ++i) {
    const bool used = drawing.reached[ComponentId(i)] != 0 || switching[ComponentId(i)] != 0;
    if (!used) result.unreachable.emplace_back(i);
  }
  result.expired = expired_acceptances(model, options.today);
  return result;
}

}  // namespace

Analysis analyze(const Model& model, const StructureFunction& function,
                 const AnalysisOptions& options) {
  if (options.single_points_only) return single_points_of_journeys(model, function, options);
  return analyze_in(AnalysisScope::everything, model, function, options);
}

Result<UncertaintyPart> uncertainty_part(const Model& model, const StructureFunction& function,
                                         const AnalysisOptions& options, const Shard& shard) {
  const JourneyAnalyzer journeys(model, function, options, AnalysisScope::everything);
  return trials_of_shard(model, journeys.diagram(), journeys.probabilities(), model.journeys.size(),
                         options.uncertainty, shard);
}

Result<Analysis> analyze(const Model& model, const StructureFunction& function,
                         AnalysisOptions options, std::vector<UncertaintyPart> parts) {
  auto joined = join_trials(std::move(parts));
  if (!joined) return joined.error;
  if (options.single_points_only) return single_points_of_journeys(model, function, options);
  options.uncertainty.samples = joined->samples;
  options.uncertainty.seed = joined->seed;
  Analysis result =
      analyze_in(AnalysisScope::everything, model, function, options, nullptr, &*joined);
  if (joined->fits) return result;
  return Failure("the parts were run with another budget, and so on another diagram");
}

Analysis analyze_change(const Model& model, const StructureFunction& function,
                        AnalysisOptions options, KnownDiagrams* known) {
  options.max_order = 1;
  options.combinations = false;
  options.uncertainty.samples = 0;
  return analyze_in(AnalysisScope::change, model, function, options, known);
}

}  // namespace cutpoint
