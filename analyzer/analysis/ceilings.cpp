#include "analyzer/analysis/ceilings.hpp"

#include <algorithm>
#include <map>

#include "analyzer/analysis/service_levels/service_levels.hpp"
#include "analyzer/engine/quantities/probability.hpp"
#include "model/architecture/queries/targets.hpp"

namespace cutpoint {

namespace {

constexpr std::size_t most_ceiling_nodes = 1'000'000;

bool is_foreign(const Model& model, ComponentId id) {
  const std::string_view kind = model.kind_of(id).base;
  const auto& details = model.components[id].details;
  const auto& figures = model.components[id].figures;
  return kind == "external" || kind == "provider" ||
         (details && details->sla && details->sla->availability) ||
         (figures && figures->profile != nullptr);
}

/// The function in which only foreign things fail; nothing where there are none.
std::optional<StructureFunction> foreign_function(const Model& model,
                                                  const StructureFunction& whole) {
  std::vector<EventId> foreign;
  std::vector<double> figures;
  for (std::size_t i = 0; i < model.components.size(); ++i) {
    const ComponentId id(i);
    const auto figure = foreign_figure(model, id);
    if (!figure) continue;
    for (const EventId event : whole.component_events[id]) {
      foreign.push_back(event);
      figures.push_back(figure->unavailability);
    }
  }
  if (foreign.empty()) return std::nullopt;
  StructureFunction function = whole;
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

std::vector<CeilingFactor> lowering_factors(const Model& model, const DecisionDiagram& diagram,
                                            const NodeProbabilities& probabilities,
                                            DecisionDiagram::Ref top,
                                            const std::vector<EventId>& excluded) {
  std::map<ComponentId, double> shares;  // of all instances
  for (const EventSensitivity& row : sensitivities(diagram, probabilities, top)) {
    const BasicEvent& event = diagram.function().events[row.event];
    if (!event.component.valid()) continue;  // a switch of one's own: perfect here
    if (std::binary_search(excluded.begin(), excluded.end(), row.event)) continue;
    shares[event.component] += row.birnbaum * event.process.unavailability;
  }
  std::vector<CeilingFactor> factors;
  for (const auto& [component, share] : shares) {
    if (share > 0.0) factors.push_back({component, *foreign_figure(model, component), share});
  }
  std::stable_sort(factors.begin(), factors.end(),
                   [](const auto& a, const auto& b) { return a.share > b.share; });
  return factors;
}

}  // namespace

std::optional<ForeignFigure> foreign_figure(const Model& model, ComponentId id) {
  if (!is_foreign(model, id)) return std::nullopt;
  const Component& component = model.components[id];
  const auto& details = component.details;
  ForeignFigure figure;
  if (details && details->sla && details->sla->availability && !component.is_pool()) {
    figure = {details->sla->availability->value.unavailability(), ForeignFigure::Basis::promise};
  }
  // A guess of the catalogue proves nothing.
  const auto& stated = component.figures;
  if (stated && is_downtime_known(*stated) && stated->unavailability > figure.unavailability) {
    figure = {stated->unavailability, ForeignFigure::Basis::figures};
  }
  if (figure.unavailability <= 0.0) return std::nullopt;
  return figure;
}

std::vector<JourneyCeiling> find_ceilings(const Model& model, const StructureFunction& function,
                                          EngineMeter& meter) {
  if (!function.coherent) return {};
  std::vector<JourneyId> journeys;
  std::vector<NodeId> tops;
  for (std::size_t i = 0; i < model.journeys.size(); ++i) {
    if (!target_of(model.journeys[JourneyId(i)])) continue;
    journeys.emplace_back(i);
    tops.push_back(function.journey_failed[JourneyId(i)]);
  }
  if (journeys.empty()) return {};
  const auto foreign = foreign_function(model, function);
  if (!foreign) return {};
  const DecisionDiagram diagram(*foreign, tops, most_ceiling_nodes, &meter);
  std::vector<JourneyCeiling> ceilings;
  for (std::size_t i = 0; i < journeys.size(); ++i) {
    const DecisionDiagram::Ref top = diagram.top(i);
    if (top == DecisionDiagram::exhausted) meter.cut();
    if (top == DecisionDiagram::exhausted || top == DecisionDiagram::zero) continue;
    const std::vector<EventId> excluded =
        excluded_events(model, *foreign, *target_of(model.journeys[journeys[i]])->level);
    const NodeProbabilities probabilities(diagram, {}, excluded);
    ceilings.push_back({journeys[i], std::clamp(probabilities[top], 0.0, 1.0),
                        lowering_factors(model, diagram, probabilities, top, excluded)});
  }
  return ceilings;
}

}  // namespace cutpoint
