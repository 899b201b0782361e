#include "analyzer/compile/basic_events.hpp"

#include <string>
#include <unordered_map>

#include <fmt/format.h>

#include "model/architecture/queries/requirement_text.hpp"
#include "model/architecture/queries/targets.hpp"

namespace cutpoint {

namespace {

FailureProcess process_of(const Figures& figures) {
  return {figures.unavailability, 1.0 / figures.mtbf.in_hours(), figures.mttr.in_hours(),
          figures.repair};
}

/// A process with the given unavailability and the repairs of these figures.
FailureProcess process_with(double unavailability, const Figures& figures) {
  const double repair_hours = figures.mttr.in_hours();
  FailureProcess process{unavailability, 0.0, repair_hours, figures.repair};
  if (repair_hours > 0.0 && unavailability < 1.0) {
    process.rate = unavailability / (1.0 - unavailability) / repair_hours;
  }
  return process;
}

class EventCollector {
 public:
  EventCollector(const Model& model, StructureFunction& function)
      : model_(model), function_(function) {}

  EventIndex collect() {
    index_.causes_of.resize(model_.components.size());
    function_.component_events.resize(model_.components.size());
    for (std::size_t i = 0; i < model_.components.size(); ++i) add_component(ComponentId(i));
    for (std::size_t i = 0; i < model_.links.size(); ++i) add_link(LinkId(i));
    for (std::size_t i = 0; i < model_.common_causes.size(); ++i) add_cause(CommonCauseId(i));
    keep_own_shares();
    for (const Journey& journey : model_.journeys) {
      add_fallbacks(journey.needs, journey.name, ComponentId());
    }
    for (std::size_t i = 0; i < model_.components.size(); ++i) {
      const Component& component = model_.components[ComponentId(i)];
      add_fallbacks(component.needs, component.name, ComponentId(i));
    }
    index_.recovery = add_failover_groups(model_, function_);
    function_.event_nodes.resize(function_.events.size());
    return std::move(index_);
  }

 private:
  void add_component(ComponentId id) {
    const Component& component = model_.components[id];
    for (std::uint32_t i = 1; i <= component.replicas; ++i) {
      BasicEvent event;
      event.name = component.is_pool() ? fmt::format("{}#{}", component.name, i) : component.name;
      event.component = id;
      event.instance = component.is_pool() ? i : 0;
      event.can_fail = component.figures.has_value();
      if (component.figures) {
        event.process = process_of(*component.figures);
        event.assumed = !is_downtime_known(*component.figures);
      }
      function_.component_events[id].push_back(function_.events.push_back(std::move(event)));
    }
  }

  void add_link(LinkId id) {
    const Link& link = model_.links[id];
    BasicEvent event;
    event.name = link.name;
    event.kind = EventKind::link;
    event.link = id;
    event.can_fail = link.figures.has_value();
    if (link.figures) {
      event.process = process_of(*link.figures);
      event.assumed = !is_downtime_known(*link.figures);
    }
    index_.link.push_back(function_.events.push_back(std::move(event)));
  }

  void add_cause(CommonCauseId id) {
    const CommonCause& cause = model_.common_causes[id];
    BasicEvent event;
    event.name = cause.name;
    event.kind = EventKind::common_cause;
    event.common_cause = id;
    if (cause.beta) {
      share_failures(cause, event);
    } else if (cause.figures) {
      event.process = process_of(*cause.figures);
      event.assumed = !is_downtime_known(*cause.figures);
    } else {
      event.can_fail = false;
    }
    const EventId added = function_.events.push_back(std::move(event));
    index_.common_cause.push_back(added);
    for (const ComponentId member : cause.members) index_.causes_of[member].push_back(added);
  }

  /// Beta factor: the common part takes βq. What the members keep is settled when all are known.
  void share_failures(const CommonCause& cause, BasicEvent& common) {
    const double beta = cause.beta->value();
    common.can_fail = beta > 0.0 && !cause.members.empty();
    if (!common.can_fail) return;
    const Figures& figures = *model_.components[cause.members.front()].figures;
    const double q = beta * figures.unavailability;
    common.process = process_with(q, figures);
    common.assumed = !is_downtime_known(figures);
    for (const ComponentId member : cause.members) {
      double& shared = shared_.try_emplace(member, 0.0).first->second;
      shared += q * (1.0 - shared);
    }
  }

  /// Each member keeps 1 - (1 - q) / Π(1 - β_j q) = (q - c) / (1 - c), c being what its common
  /// events take together: as independent events, they and the rest have the member's q exactly.
  void keep_own_shares() {
    constexpr double rounding = 1e-12;
    for (const auto& [member, shared] : shared_) {
      const Figures& figures = *model_.components[member].figures;
      const double q = figures.unavailability;
      const bool any =
          q - shared > rounding * q;  // the builder refuses members that share too much
      const double own = any ? (q - shared) / (1.0 - shared) : 0.0;
      for (const EventId id : function_.component_events[member]) {
        function_.events[id].process = process_with(own, figures);
        function_.events[id].can_fail = any;
      }
    }
  }

  void add_fallbacks(const std::vector<Requirement>& needs, const std::string& owner,
                     ComponentId component) {
    for (const Requirement& requirement : needs) {
      // Nesting is limited by the reader, so this recursion is shallow.
      add_fallbacks(requirement.members, owner, component);
      if (!requirement.fallback) continue;
      BasicEvent event;
      event.name =
          fmt::format("no fallback from {} to {}", owner, requirement_text(model_, requirement));
      const int copy = ++fallback_names_[event.name];
      if (copy > 1) event.name += fmt::format(" ({})", copy);
      event.kind = EventKind::fallback;
      event.component = component;
      event.process.unavailability = 1.0 - requirement.fallback->value();
      event.can_fail = event.process.unavailability > 0.0;
      index_.no_fallback.emplace(&requirement, function_.events.push_back(std::move(event)));
    }
  }

  const Model& model_;
  StructureFunction& function_;
  EventIndex index_;
  std::unordered_map<ComponentId, double> shared_;  ///< by common causes with beta, by member
  std::unordered_map<std::string, int> fallback_names_;
};

}  // namespace

EventIndex add_basic_events(const Model& model, StructureFunction& function) {
  return EventCollector(model, function).collect();
}

}  // namespace cutpoint
