#include "lint/subject.hpp"

namespace cutpoint {

LintSubject::LintSubject(const Model& model_read, const StructureFunction& function_read,
                         const Analysis& analysis_read, const LintOptions& options_read)
    : model(model_read),
      function(function_read),
      analysis(analysis_read),
      options(options_read),
      stops_(model_read.components.size()),
      groups_(model_read.components.size()),
      used_(model_read.components.size(), 1),
      replica_(model_read.components.size(), 0) {
  index_stops();
  for (std::size_t i = 0; i < function.groups.size(); ++i) {
    for (const ComponentId member : function.groups[GroupId(i)].members) {
      groups_[member].emplace_back(i);
    }
  }
  for (const ComponentId id : analysis.unreachable) used_[id] = 0;
  for (const Component& component : model.components) {
    if (!component.details || !component.details->replication) continue;
    for (const auto& target : component.details->replication->to) {
      const ComponentId id = model.find_component(target.value);
      if (id.valid()) replica_[id] = 1;
    }
  }
}

void LintSubject::index_stops() {
  for (const JourneyAnalysis& journey : analysis.journeys) {
    for (const SinglePoint& point : journey.single_points) {
      const BasicEvent& event = function.events[point.event];
      if (event.kind != EventKind::component) continue;
      auto& stops = stops_[event.component];
      // Every instance of a pool without spares stops the journey: one stands for all.
      if (!stops.empty() && stops.back().journey == journey.journey) continue;
      stops.push_back({journey.journey, &point});
    }
  }
}

std::vector<ComponentId> LintSubject::components() const {
  std::vector<ComponentId> ids;
  ids.reserve(model.components.size());
  for (std::size_t i = 0; i < model.components.size(); ++i) ids.emplace_back(i);
  return ids;
}

RuleFinding LintSubject::at(ComponentId id, std::string message) const {
  RuleFinding finding;
  finding.span = model.components[id].span;
  finding.subject = model.components[id].name;
  finding.message = std::move(message);
  finding.components = {id};
  return finding;
}

RuleFinding LintSubject::at(JourneyId id, std::string message) const {
  RuleFinding finding;
  finding.span = model.journeys[id].span;
  finding.subject = model.journeys[id].name;
  finding.message = std::move(message);
  finding.journeys = {id};
  return finding;
}

}  // namespace cutpoint
