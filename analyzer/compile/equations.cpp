#include "analyzer/compile/equations.hpp"

#include <algorithm>
#include <functional>
#include <utility>

#include <fmt/format.h>

#include "analyzer/structure/reachability.hpp"
#include "model/architecture/queries/requirement_text.hpp"

namespace cutpoint {

namespace {

/// Components that a requirement names, in order, each once.
void collect_members(const Requirement& requirement, std::vector<ComponentId>& members) {
  if (requirement.form == Requirement::Form::component &&
      std::find(members.begin(), members.end(), requirement.component) == members.end()) {
    members.push_back(requirement.component);
  }
  for (const Requirement& member : requirement.members) collect_members(member, members);
  for (const ComponentId end : requirement.ends) {
    if (std::find(members.begin(), members.end(), end) == members.end()) members.push_back(end);
  }
}

class EquationWriter {
 public:
  EquationWriter(const Model& model, const EventIndex& events, NetworkIndex& networks,
                 const EquationScope& scope, StructureFunction& function, Diagnostics& diagnostics)
      : model_(model),
        events_(events),
        networks_(networks),
        service_(scope.service),
        choices_(scope.choices),
        function_(function),
        diagnostics_(diagnostics) {}

  EquationSystem write() {
    system_.recovery.resize(function_.failover_groups.size());
    for (std::size_t i = 0; i < function_.events.size(); ++i) {
      Equation equation;
      equation.type = NodeType::event;
      equation.event = EventId(i);
      system_.equations.push_back(equation);
    }
    for (std::size_t i = 0; i < model_.components.size(); ++i) {
      system_.component.push_back(system_.equations.push_back({}));
    }
    reserve_seats();
    for (std::size_t i = 0; i < model_.components.size(); ++i) write_component(ComponentId(i));
    for (std::size_t i = 0; i < model_.journeys.size(); ++i) write_journey(JourneyId(i));
    return std::move(system_);
  }

 private:
  struct Owner {
    ComponentId component;
    JourneyId journey;
  };

  static EquationId of_event(EventId event) { return EquationId(event.value()); }

  EquationId add(NodeType type, std::uint32_t threshold, const std::vector<EquationId>& children) {
    const EquationId id = system_.equations.push_back({});
    define(id, type, threshold, children);
    return id;
  }

  void define(EquationId id, NodeType type, std::uint32_t threshold,
              const std::vector<EquationId>& children) {
    Equation& equation = system_.equations[id];
    equation.type = type;
    equation.threshold = threshold;
    equation.first_child = static_cast<std::uint32_t>(system_.children.size());
    equation.child_count = static_cast<std::uint32_t>(children.size());
    system_.children.insert(system_.children.end(), children.begin(), children.end());
  }

  /// Fails when fewer than `needed` of the children still work.
  EquationId too_few(std::uint32_t needed, const std::vector<EquationId>& children) {
    const auto threshold = static_cast<std::uint32_t>(children.size()) - needed + 1;
    if (threshold == 1) return add(NodeType::any, 0, children);
    if (threshold == children.size()) return add(NodeType::all, 0, children);
    return add(NodeType::at_least, threshold, children);
  }

  /// Equations for the instances of pools that others stay on, or share out among them.
  void reserve_seats() {
    seats_.resize(model_.components.size());
    for (const Component& component : model_.components) {
      if (!component.takes_seats()) continue;
      for (const ComponentId host : component.used_hosts()) {
        if (!model_.components[host].is_pool() || !seats_[host].empty()) continue;
        for (std::uint32_t i = 0; i < model_.components[host].replicas; ++i) {
          seats_[host].push_back(system_.equations.push_back({}));
        }
      }
    }
  }

  /// All that instances of it can sit on: hosts, and the instances of those that are pools.
  [[nodiscard]] std::vector<EquationId> all_seats(const Component& component) const {
    std::vector<EquationId> seats;
    for (const ComponentId host : component.used_hosts()) {
      if (model_.components[host].is_pool()) {
        seats.insert(seats.end(), seats_[host].begin(), seats_[host].end());
      } else {
        seats.push_back(system_.component[host]);
      }
    }
    return seats;
  }

  /// What instance i stays on, where it stays on something.
  [[nodiscard]] EquationId seat_of(const Component& component, std::size_t i) const {
    const std::size_t hosts = component.hosts.size();
    const ComponentId host = component.hosts[i % hosts];
    if (!component.is_pinned() || !model_.components[host].is_pool()) {
      return system_.component[host];
    }
    return seats_[host][i / hosts % seats_[host].size()];
  }

  [[nodiscard]] bool all_sit_alike(const Component& component) const {
    if (!component.is_pool()) return true;
    return component.hosts.size() == 1 &&
           !(component.is_pinned() && model_.components[component.hosts.front()].is_pool());
  }

  /// What each instance stays on; nothing where they move or all stay on the same.
  [[nodiscard]] std::vector<EquationId> seats_one_by_one(const Component& component) const {
    std::vector<EquationId> seats;
    if (component.hosts.empty() || component.moves() || all_sit_alike(component)) return seats;
    if (component.placement == Seating::one_to_one) seats = all_seats(component);
    for (std::size_t i = seats.size(); i < component.replicas; ++i) {
      seats.push_back(seat_of(component, i));
    }
    return seats;
  }

  /// Of instances that move: no host is left, or, where each needs its own, too few.
  [[nodiscard]] EquationId nowhere_to_go(const Component& component) {
    if (component.placement == Seating::exclusive) {
      const std::vector<EquationId> seats = all_seats(component);
      const bool never_enough = seats.size() < component.at_least;
      return never_enough ? add(NodeType::all, 0, {}) : too_few(component.at_least, seats);
    }
    std::vector<EquationId> hosts;
    for (const ComponentId host : component.hosts) hosts.push_back(system_.component[host]);
    return hosts.size() == 1 ? hosts.front() : add(NodeType::all, 0, hosts);
  }

  /// What every instance stands on: where it is placed, if all are placed alike, and common causes.
  [[nodiscard]] std::vector<EquationId> shared_ground(ComponentId id) {
    const Component& component = model_.components[id];
    std::vector<EquationId> ground;
    if (component.moves() && !component.hosts.empty()) {
      ground.push_back(nowhere_to_go(component));
    } else if (!component.hosts.empty() && all_sit_alike(component)) {
      ground.push_back(seat_of(component, 0));
    }
    for (const EventId cause : events_.causes_of[id]) ground.push_back(of_event(cause));
    return ground;
  }

  /// Failures of the instances one by one: by themselves, with a host that not all of them have,
  /// and `with` all that they share.
  std::vector<EquationId> write_instances(ComponentId id, const std::vector<EquationId>& with) {
    std::vector<EquationId> instances;
    for (const auto& causes : causes_one_by_one(id, with)) {
      instances.push_back(add(NodeType::any, 0, causes));
    }
    return instances;
  }

  /// One list for each instance: its own failure, that of what it alone stays on, and `with`.
  [[nodiscard]] std::vector<std::vector<EquationId>> causes_one_by_one(
      ComponentId id, const std::vector<EquationId>& with) const {
    const std::vector<EquationId> seats = seats_one_by_one(model_.components[id]);
    std::vector<std::vector<EquationId>> causes;
    for (const EventId own : function_.component_events[id]) {
      std::vector<EquationId>& failed = causes.emplace_back();
      failed.push_back(of_event(own));
      if (!seats.empty()) failed.push_back(seats[causes.size() - 1]);
      failed.insert(failed.end(), with.begin(), with.end());
    }
    return causes;
  }

  /// The instances as what others stay on: with all that they need and stand on.
  void write_seats(ComponentId id, const std::vector<EquationId>& needs,
                   const std::vector<EquationId>& ground) {
    if (seats_[id].empty()) return;
    std::vector<EquationId> shared = needs;
    shared.insert(shared.end(), ground.begin(), ground.end());
    const auto causes = causes_one_by_one(id, shared);
    for (std::size_t i = 0; i < seats_[id].size(); ++i) {
      define(seats_[id][i], NodeType::any, 0, causes[i]);
    }
  }

  EquationId write_pool(ComponentId id) {
    const auto instances = write_instances(id, {});
    if (choices_ == nullptr || choices_->fails_with[id].empty()) {
      return too_few(model_.components[id].at_least, instances);
    }
    std::vector<EquationId> ways;
    for (const EventId chosen : choices_->fails_with[id]) {
      const auto needed = static_cast<std::uint32_t>(instances.size() - ways.size());
      ways.push_back(add(NodeType::all, 0, {of_event(chosen), too_few(needed, instances)}));
    }
    return add(NodeType::any, 0, ways);
  }

  void write_component(ComponentId id) {
    const Component& component = model_.components[id];
    std::vector<EquationId> causes = write_requirements(component.needs, {id, JourneyId()});
    const std::vector<EquationId> ground = shared_ground(id);
    write_seats(id, causes, ground);
    const auto recovery = events_.recovery.of_pool.find(id);
    if (recovery != events_.recovery.of_pool.end()) {
      // Groups in time follow their members, with all that these stand on.
      const auto instances = write_instances(id, ground);
      const EquationId pool = too_few(component.at_least, instances);
      causes.push_back(write_recovery(recovery->second, pool, instances));
    } else {
      // What all instances stand on fails the pool, whatever else.
      causes.push_back(component.is_pool() ? write_pool(id)
                                           : of_event(function_.component_events[id].front()));
      causes.insert(causes.end(), ground.begin(), ground.end());
    }
    define(system_.component[id], NodeType::any, 0, causes);
    if (component.at_least < component.replicas) {
      add_group({component.name,
                 NodeId(),
                 {id},
                 id,
                 JourneyId(),
                 component.span,
                 component.at_least,
                 component.replicas},
                system_.component[id]);
    }
  }

  void write_journey(JourneyId id) {
    const auto causes = write_requirements(model_.journeys[id].needs, {ComponentId(), id});
    system_.journey.push_back(add(NodeType::any, 0, causes));
  }

  std::vector<EquationId> write_requirements(const std::vector<Requirement>& requirements,
                                             const Owner& owner) {
    std::vector<EquationId> result;
    result.reserve(requirements.size());
    for (const Requirement& requirement : requirements) {
      result.push_back(write_requirement(requirement, owner));
    }
    return result;
  }

  /// The equation "this requirement is not met".
  EquationId write_requirement(const Requirement& requirement, const Owner& owner) {
    EquationId unmet = write_form(requirement, owner);
    if (const EventId chosen = choice_of(requirement); chosen.valid()) {
      unmet = add(NodeType::all, 0, {unmet, of_event(chosen)});
    } else if (requirement.soft && service_ == Service::up) {
      return add(NodeType::any, 0, {});
    }
    if (requirement.fallback) {
      unmet = add(NodeType::all, 0, {unmet, of_event(events_.no_fallback.at(&requirement))});
    }
    return unmet;
  }

  [[nodiscard]] EventId choice_of(const Requirement& requirement) const {
    if (choices_ == nullptr) return {};
    const auto found = choices_->is_hard.find(&requirement);
    return found == choices_->is_hard.end() ? EventId() : found->second;
  }

  EquationId write_form(const Requirement& requirement, const Owner& owner) {
    switch (requirement.form) {
      case Requirement::Form::component:
        return system_.component[requirement.component];
      case Requirement::Form::connected:
        return write_connected(requirement);
      case Requirement::Form::at_least:
        break;
    }
    // Nesting is limited by the reader, so this recursion is shallow.
    const auto members = write_requirements(requirement.members, owner);
    EquationId group = too_few(requirement.at_least, members);
    const auto recovery = events_.recovery.of_requirement.find(&requirement);
    if (recovery != events_.recovery.of_requirement.end()) {
      group = write_recovery(recovery->second, group, members);
    }
    if (requirement.at_least < requirement.members.size()) {
      RedundancyGroup declared;
      declared.name = requirement_text(model_, requirement);
      collect_members(requirement, declared.members);
      declared.owner = owner.component;
      declared.journey = owner.journey;
      declared.span = requirement.span;
      declared.needed = requirement.at_least;
      declared.of = static_cast<std::uint32_t>(requirement.members.size());
      add_group(std::move(declared), group);
    }
    return group;
  }

  /// The group is down as well while its work moves, or should and nobody is there to move it.
  EquationId write_recovery(std::size_t index, EquationId too_few,
                            const std::vector<EquationId>& members) {
    std::vector<EquationId> causes{too_few};
    const FailoverGroup& group = function_.failover_groups[index];
    if (group.failover.valid()) causes.push_back(of_event(group.failover));
    EquationId arbiter;
    if (group.stuck.valid()) {
      std::vector<EquationId> by;
      for (const ComponentId id : group.by) by.push_back(system_.component[id]);
      arbiter = add(NodeType::any, 0, by);
      causes.push_back(add(NodeType::all, 0, {of_event(group.stuck), arbiter}));
    }
    const EquationId node = add(NodeType::any, 0, causes);
    system_.recovery[index] = {node, arbiter, members};
    return node;
  }

  EquationId write_connected(const Requirement& requirement) {
    const auto reachability = networks_.reachability(requirement.ends);
    if (!reachability || is_parted(*reachability)) {
      if (service_ == Service::up) {
        diagnostics_
            .warning("unreachable-end", requirement.span,
                     fmt::format("no links join {}: this requirement is never met",
                                 requirement_text(model_, requirement)))
            .help = "declare `connects` on components, or `links`";
      }
      return add(NodeType::all, 0, {});
    }
    const NetworkId network = function_.reachabilities[*reachability].network;
    std::vector<EquationId> elements;
    for (const ComponentId vertex : networks_.vertices(network)) {
      elements.push_back(system_.component[vertex]);
    }
    for (const LinkId link : networks_.links(network)) {
      elements.push_back(of_event(events_.link[link]));
    }
    const EquationId id = add(NodeType::connected, 0, elements);
    system_.equations[id].reachability = *reachability;
    system_.equations[id].span = requirement.span;
    return id;
  }

  /// Even with everything working, as directed links can have it.
  [[nodiscard]] bool is_parted(std::uint32_t index) const {
    const Reachability& reachability = function_.reachabilities[index];
    const Network& network = function_.networks[reachability.network];
    return is_disconnected(network, NetworkAdjacency(network), reachability,
                           [](std::uint32_t) { return false; });
  }

  void add_group(RedundancyGroup group, EquationId equation) {
    if (service_ != Service::up) return;
    function_.groups.push_back(std::move(group));
    system_.group.push_back(equation);
  }

  const Model& model_;
  const EventIndex& events_;
  NetworkIndex& networks_;
  Service service_;
  const ChoiceEvents* choices_;
  StructureFunction& function_;
  Diagnostics& diagnostics_;
  EquationSystem system_;
  IdVector<ComponentId, std::vector<EquationId>> seats_;  ///< of pools that hold them one by one
};

}  // namespace

EquationSystem write_equations(const Model& model, const EventIndex& events, NetworkIndex& networks,
                               const EquationScope& scope, StructureFunction& function,
                               Diagnostics& diagnostics) {
  return EquationWriter(model, events, networks, scope, function, diagnostics).write();
}

}  // namespace cutpoint
