#include "analyzer/advice/sensitivity_subjects.hpp"

#include <utility>

#include "analyzer/structure/nodes_below.hpp"
#include "model/architecture/queries/beta_members.hpp"

namespace cutpoint {

std::vector<SensitivitySubject> sensitivity_subjects(const Model& model,
                                                     const StructureFunction& function) {
  std::vector<SensitivitySubject> list;
  const auto below = mark_below(function, function.journey_failed.raw());
  const auto below_groups = mark_below_groups(function);
  const auto alike = alike_by_beta(model);
  const auto counts = [&](EventId id) {
    const BasicEvent& event = function.events[id];
    if (below[function.event_nodes[id]] == 0) return false;
    // All its failures may be those of the common cause.
    if (event.kind == EventKind::component && !alike[event.component].empty()) return true;
    return event.can_fail && event.process.has_frequency && event.process.rate > 0.0 &&
           event.process.mean_repair_hours > 0.0;
  };
  for (std::size_t i = 0; i < function.events.size(); ++i) {
    const EventId id(i);
    const BasicEvent& event = function.events[id];
    if (!counts(id)) continue;
    SensitivitySubject subject;
    subject.row.name = event.name;
    subject.row.kind = event.kind;
    subject.events = {id};
    subject.in_group =
        event.kind == EventKind::failover || below_groups[function.event_nodes[id]] != 0;
    if (event.kind == EventKind::component) {
      const auto& all = function.component_events[event.component];
      if (all.front() != id) continue;
      subject.row.name = model.components[event.component].name;
      subject.row.component = event.component;
      subject.events = all;
      subject.alike = alike[event.component];
    }
    list.push_back(std::move(subject));
  }
  return list;
}

}  // namespace cutpoint
