#include "analyzer/analysis/program_parts.hpp"

#include <algorithm>
#include <unordered_map>
#include <utility>
#include <vector>

#include "model/architecture/queries/beta_members.hpp"

namespace cutpoint {

namespace {

using ProgramPart = AvailabilityProgram::Part;

ProgramPart part_with(const Figures& figures) {
  ProgramPart part;
  part.mtbf = figures.mtbf.in_hours();
  part.repair = figures.mttr.in_hours();
  part.unavailability = figures.unavailability;
  return part;
}

class PartCollector {
 public:
  PartCollector(const ProgramSubject& subject, AvailabilityProgram& program)
      : subject_(subject),
        model_(subject.model),
        program_(program),
        alike_(alike_by_beta(subject.model)),
        events_of_(subject.model.components.size()),
        part_of_(subject.function.events.size(), AvailabilityProgram::none) {
    for (std::size_t i = 0; i < subject.function.events.size(); ++i) {
      const BasicEvent& event = subject.function.events[EventId(i)];
      if (event.kind == EventKind::component) events_of_[event.component].push_back(EventId(i));
      if (event.kind == EventKind::link || event.kind == EventKind::common_cause) {
        others_.push_back(EventId(i));
      }
    }
  }

  IdVector<EventId, std::uint32_t> collect() {
    for (std::size_t i = 0; i < model_.components.size(); ++i) add_component(ComponentId(i));
    for (const EventId id : others_) add_other(id);
    return std::move(part_of_);
  }

 private:
  [[nodiscard]] bool is_fixed(EventId id) const { return subject_.fixed[id] != 0; }
  [[nodiscard]] bool any_fixed(ComponentId id) const {
    return std::any_of(events_of_[id].begin(), events_of_[id].end(),
                       [this](EventId event) { return is_fixed(event); });
  }

  /// What a chain knows of a family is events with shares of its figures.
  [[nodiscard]] bool is_fixed_family(const std::vector<ComponentId>& family) const {
    return std::any_of(family.begin(), family.end(), [this](ComponentId id) {
      return any_fixed(id) ||
             std::any_of(events_of_[id].begin(), events_of_[id].end(),
                         [this](EventId event) { return subject_.chained[event] != 0; });
    });
  }

  void add_component(ComponentId id) {
    const Component& component = model_.components[id];
    if (!component.figures) return;
    const std::vector<ComponentId>& family = alike_[id];
    if (any_fixed(id) || is_fixed_family(family)) {
      program_.not_settable.push_back(id);
      return;
    }
    if (!family.empty() && family.front() != id) return;  // has the figures of the first
    ProgramPart part = part_with(*component.figures);
    part.component = id;
    if (family.empty()) {
      add_variables(events_of_[id], part);
    } else {
      part.alike.assign(family.begin() + 1, family.end());
      for (const ComponentId member : family) add_rests(member, part);
      part_of_family_.emplace(id, program_.parts.size());
    }
    program_.parts.push_back(std::move(part));
  }

  /// What a member keeps, as `compile` has it.
  void add_rests(ComponentId member, ProgramPart& part) const {
    std::vector<double> betas;
    for (const CommonCause& cause : model_.common_causes) {
      const auto& members = cause.members;
      if (!cause.beta) continue;
      if (std::find(members.begin(), members.end(), member) == members.end()) continue;
      betas.push_back(cause.beta->value());
    }
    for (const EventId event : events_of_[member]) {
      const auto variable = subject_.steps.of(event);
      if (variable != AvailabilityProgram::none) part.rests.push_back({variable, betas});
    }
  }

  void add_other(EventId id) {
    const BasicEvent& event = subject_.function.events[id];
    if (event.kind == EventKind::common_cause && model_.common_causes[event.common_cause].beta) {
      add_share(model_.common_causes[event.common_cause], id);
      return;
    }
    const Boxed<Figures>& figures = event.kind == EventKind::link
                                        ? model_.links[event.link].figures
                                        : model_.common_causes[event.common_cause].figures;
    if (!figures || is_fixed(id)) return;
    ProgramPart part = part_with(*figures);
    part.link = event.link;
    part.common_cause = event.common_cause;
    add_variables({id}, part);
    program_.parts.push_back(std::move(part));
  }

  /// Common events of `beta` belong to the part of their members.
  void add_share(const CommonCause& cause, EventId id) {
    if (cause.members.empty()) return;
    const auto found = part_of_family_.find(alike_[cause.members.front()].front());
    const auto variable = subject_.steps.of(id);
    if (found == part_of_family_.end() || variable == AvailabilityProgram::none) return;
    program_.parts[found->second].common.push_back({variable, cause.beta->value()});
  }

  /// Of the part that is added next.
  void add_variables(const std::vector<EventId>& events, ProgramPart& part) {
    for (const EventId event : events) {
      part_of_[event] = static_cast<std::uint32_t>(program_.parts.size());
      const auto variable = subject_.steps.of(event);
      if (variable != AvailabilityProgram::none) part.variables.push_back(variable);
    }
  }

  const ProgramSubject& subject_;
  const Model& model_;
  AvailabilityProgram& program_;
  const IdVector<ComponentId, std::vector<ComponentId>> alike_;
  IdVector<ComponentId, std::vector<EventId>> events_of_;
  std::vector<EventId> others_;                                  ///< of links and common causes
  std::unordered_map<ComponentId, std::size_t> part_of_family_;  ///< by its first
  IdVector<EventId, std::uint32_t> part_of_;
};

}  // namespace

IdVector<EventId, std::uint32_t> add_program_parts(const ProgramSubject& subject,
                                                   AvailabilityProgram& program) {
  return PartCollector(subject, program).collect();
}

}  // namespace cutpoint
