#include "lint/facts/ceiling.hpp"

#include <algorithm>
#include <map>

#include <fmt/format.h>

#include "analyzer/analysis/service_levels/service_levels.hpp"
#include "analyzer/engine/quantities/probability.hpp"
#include "lint/facts/roles.hpp"
#include "lint/facts/targets.hpp"

namespace cutpoint {

namespace {

constexpr std::size_t most_nodes = 1'000'000;

bool is_foreign(const LintSubject& subject, ComponentId id) {
  const ComponentDetails* details = subject.details(id);
  const auto& figures = subject.model.components[id].figures;
  return has_kind(subject.model, id, "external") || has_kind(subject.model, id, "provider") ||
         (details != nullptr && details->sla && details->sla->availability) ||
         (figures && figures->profile != nullptr);
}

/// The function in which only foreign things fail; nothing where there are none.
std::optional<StructureFunction> foreign_function(const LintSubject& subject) {
  std::vector<EventId> foreign;
  std::vector<double> figures;
  for (const ComponentId id : subject.components()) {
    const auto figure = foreign_figure(subject, id);
    if (!figure) continue;
    for (const EventId event : subject.function.component_events[id]) {
      foreign.push_back(event);
      figures.push_back(figure->unavailability);
    }
  }
  if (foreign.empty()) return std::nullopt;
  StructureFunction function = subject.function;
  for (std::size_t i = 0; i < function.events.size(); ++i) {
    function.events[EventId(i)].can_fail = false;
  }
  for (std::size_t i = 0; i < foreign.size(); ++i) {
    BasicEvent& event = function.events[foreign[i]];
    event.can_fail = true;
    event.process.unavailability = figures[i];
  }
  return function;
}

std::vector<CeilingFactor> factors_of(const StructureFunction& function,
                                      const DecisionDiagram& diagram,
                                      const NodeProbabilities& probabilities,
                                      DecisionDiagram::Ref top,
                                      const std::vector<EventId>& excluded) {
  std::map<ComponentId, double> shares;  // of all instances
  for (const EventSensitivity& row : sensitivities(diagram, probabilities, top)) {
    const BasicEvent& event = function.events[row.event];
    if (!event.component.valid()) continue;  // a switch of one's own: perfect here
    if (std::binary_search(excluded.begin(), excluded.end(), row.event)) continue;
    shares[event.component] += row.birnbaum * event.process.unavailability;
  }
  std::vector<CeilingFactor> factors;
  for (const auto& [component, share] : shares) {
    if (share > 0.0) factors.push_back({component, share});
  }
  std::stable_sort(factors.begin(), factors.end(),
                   [](const auto& a, const auto& b) { return a.share > b.share; });
  return factors;
}

}  // namespace

std::optional<ForeignFigure> foreign_figure(const LintSubject& subject, ComponentId id) {
  if (!is_foreign(subject, id)) return std::nullopt;
  const Component& component = subject.model.components[id];
  const ComponentDetails* details = subject.details(id);
  ForeignFigure figure;
  if (details != nullptr && details->sla && details->sla->availability && !component.is_pool()) {
    const Availability promised = details->sla->availability->value;
    figure.unavailability = promised.unavailability();
    figure.source =
        fmt::format("the provider of {} promises {}", component.name, to_human_text(promised));
  }
  // A guess of the catalogue proves nothing.
  const auto& stated = component.figures;
  if (stated && is_downtime_known(*stated) && stated->unavailability > figure.unavailability) {
    figure.unavailability = stated->unavailability;
    figure.source = fmt::format(
        "{} is {} available{}", component.name,
        to_human_text(Availability::from_unavailability(stated->unavailability)),
        stated->profile != nullptr ? fmt::format(" ({})", stated->profile->source) : "");
  }
  if (figure.unavailability <= 0.0) return std::nullopt;
  return figure;
}

std::vector<JourneyCeiling> ceilings_of(const LintSubject& subject,
                                        const std::vector<JourneyId>& journeys) {
  if (journeys.empty() || !subject.function.coherent) return {};
  const auto function = foreign_function(subject);
  if (!function) return {};
  std::vector<NodeId> tops;
  for (const JourneyId id : journeys) tops.push_back(function->journey_failed[id]);
  const DecisionDiagram diagram(*function, tops, most_nodes);
  std::vector<JourneyCeiling> ceilings;
  for (std::size_t i = 0; i < journeys.size(); ++i) {
    const DecisionDiagram::Ref top = diagram.top(i);
    if (top == DecisionDiagram::exhausted || top == DecisionDiagram::zero) continue;
    const auto target = target_of(subject.model.journeys[journeys[i]]);
    const auto excluded =
        target ? excluded_events(subject.model, *function, *target->level) : std::vector<EventId>();
    const NodeProbabilities probabilities(diagram, {}, excluded);
    ceilings.push_back({journeys[i], std::clamp(probabilities[top], 0.0, 1.0),
                        factors_of(*function, diagram, probabilities, top, excluded)});
  }
  return ceilings;
}

}  // namespace cutpoint
