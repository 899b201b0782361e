#include "analyzer/analysis/part_importances.hpp"

#include <algorithm>

#include "analyzer/engine/quantities/probability.hpp"

namespace cutpoint {

namespace {

/// Nodes of the diagram evaluated for all pools together: some tenths of a second.
constexpr std::size_t most_part_work = 50'000'000;

}  // namespace

std::vector<PartImportance> PartImportances::of(JourneyId journey,
                                                const std::vector<Importance>& importance,
                                                double unavailability,
                                                const StateSolution* solution) {
  std::vector<PartImportance> parts;
  std::map<ComponentId, std::size_t> known;
  for (const Importance& row : importance) {
    const BasicEvent& event = diagram_.function().events[row.event];
    if (event.kind == EventKind::component) {
      const auto [at, is_new] = known.try_emplace(event.component, parts.size());
      if (!is_new) {
        PartImportance& part = parts[at->second];
        part.share += row.criticality;
        ++part.instances;
        continue;
      }
    }
    parts.push_back({row.event,
                     event.kind == EventKind::component ? event.component : ComponentId(), 1,
                     row.criticality, true});
  }
  for (PartImportance& part : parts) {
    if (part.instances == 1 || unavailability <= 0.0) continue;
    const std::optional<double> rest = without(part.component, journey, solution);
    part.is_exact = rest.has_value();
    part.share = std::clamp(rest ? 1.0 - *rest / unavailability : part.share, 0.0, 1.0);
  }
  std::stable_sort(parts.begin(), parts.end(),
                   [](const auto& a, const auto& b) { return a.share > b.share; });
  return parts;
}

std::optional<double> PartImportances::without(ComponentId component, JourneyId journey,
                                               const StateSolution* solution) {
  if (solution == nullptr) {
    const std::vector<double>& rest = without(component);
    return rest.empty() ? std::nullopt : std::optional(rest[journey.index()]);
  }
  if (work_ > most_part_work) return std::nullopt;
  work_ += solution->work();
  std::vector<EventId> instances = diagram_.function().component_events[component];
  std::sort(instances.begin(), instances.end());
  return solution->without(instances);
}

const std::vector<double>& PartImportances::without(ComponentId component) {
  const auto [at, is_new] = without_.try_emplace(component);
  std::vector<double>& values = at->second;
  if (!is_new || work_ > most_part_work) return values;
  work_ += diagram_.work();
  const StructureFunction& function = diagram_.function();
  std::vector<EventId> instances = function.component_events[component];
  std::sort(instances.begin(), instances.end());
  const NodeProbabilities probabilities(diagram_, {}, instances);
  for (std::size_t i = 0; i < function.journey_failed.size(); ++i) {
    const DecisionDiagram::Ref top = diagram_.top(i);
    values.push_back(top == DecisionDiagram::exhausted ? 1.0 : probabilities[top]);
  }
  return values;
}

}  // namespace cutpoint
