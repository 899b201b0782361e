#include "analyzer/failover/failover_groups.hpp"

#include <algorithm>
#include <iterator>
#include <map>

#include <fmt/format.h>

#include "model/architecture/queries/failover_terms.hpp"
#include "model/architecture/queries/requirement_text.hpp"

namespace cutpoint {

namespace {

class GroupLister {
 public:
  GroupLister(const Model& model, StructureFunction& function)
      : model_(model), function_(function) {}

  RecoveryIndex list() {
    for (const Journey& journey : model_.journeys) find_groups(journey.needs, ComponentId());
    for (std::size_t i = 0; i < model_.components.size(); ++i) {
      add_pool(ComponentId(i));
      find_groups(model_.components[ComponentId(i)].needs, ComponentId(i));
    }
    return std::move(index_);
  }

 private:
  /// Nesting is limited by the reader.
  void find_groups(const std::vector<Requirement>& needs, ComponentId owner) {
    for (const Requirement& requirement : needs) {
      find_groups(requirement.members, owner);
      if (requirement.failover && requirement.at_least < requirement.members.size()) {
        add_group(requirement, owner);
      }
    }
  }

  void add_group(const Requirement& requirement, ComponentId owner) {
    FailoverGroup group;
    group.name = requirement_text(model_, requirement);
    group.needed = requirement.at_least;
    for (const Requirement& member : requirement.members) {
      const bool plain = member.form == Requirement::Form::component;
      if (plain) group.components.push_back(member.component);
      const bool single = plain && !model_.components[member.component].is_pool();
      group.own.push_back(single ? function_.component_events[member.component].front()
                                 : EventId());
    }
    if (group.components.size() == requirement.members.size()) {
      std::vector<ComponentId> key = group.components;
      std::sort(key.begin(), key.end());
      const auto [place, added] =
          known_.emplace(std::pair(std::move(key), group.needed), function_.failover_groups.size());
      if (!added) {
        index_.of_requirement.emplace(&requirement, place->second);
        return;
      }
    }
    const ComponentId first = group.components.empty() ? ComponentId() : group.components.front();
    apply(failover_terms(model_, *requirement.failover, first), group);
    group.by = who_switches(model_, *requirement.failover);
    add_event(group, owner);
    if (!group.failover.valid() && !group.shapes_members()) return;
    index_.of_requirement.emplace(&requirement, function_.failover_groups.size());
    function_.failover_groups.push_back(std::move(group));
  }

  void add_pool(ComponentId id) {
    const Component& pool = model_.components[id];
    if (!pool.is_pool() || !pool.details) return;
    const ComponentDetails& details = *pool.details;
    if (!details.failover && !details.repair_crews) return;
    FailoverGroup group;
    group.name = pool.name;
    group.components = {id};
    group.needed = pool.at_least;
    group.own = function_.component_events[id];
    group.hosts = std::max<std::uint32_t>(1, static_cast<std::uint32_t>(pool.used_hosts().size()));
    const std::uint32_t crews = details.repair_crews ? details.repair_crews->value : pool.replicas;
    group.crews = crews < pool.replicas ? crews : 0;
    if (details.failover) {
      apply(failover_terms(model_, *details.failover, id), group);
      group.by = who_switches(model_, *details.failover);
    }
    if (group.needed < pool.replicas) add_event(group, id);
    if (!group.failover.valid() && !group.shapes_members()) return;
    index_.of_pool.emplace(id, function_.failover_groups.size());
    function_.failover_groups.push_back(std::move(group));
  }

  static void apply(const FailoverTerms& terms, FailoverGroup& group) {
    group.active_passive = terms.active_passive;
    group.standby_rate = terms.standby_rate;
    group.success = terms.success;
    group.switch_hours = terms.switch_hours();
    group.manual_hours = terms.manual_hours();
    group.always_by_hand = terms.by_hand;
    group.failback = terms.failback;
    group.return_hours = terms.failback ? terms.return_hours() : 0.0;
  }

  void add_event(FailoverGroup& group, ComponentId owner) {
    if (group.switch_hours <= 0.0 && group.success >= 1.0 && group.by.empty()) return;
    BasicEvent event;
    event.name = "failover of " + group.name;
    event.kind = EventKind::failover;
    event.component = owner;
    event.can_fail = false;  // until it is calibrated
    if (!group.by.empty()) add_stuck_event(group, event);
    group.failover = function_.events.push_back(std::move(event));
  }

  void add_stuck_event(FailoverGroup& group, BasicEvent event) {
    std::string names;
    for (const ComponentId by : group.by) {
      names += (names.empty() ? "" : ", ") + model_.components[by].name;
    }
    event.name = fmt::format("no switch of {} without {}", group.name, names);
    event.conditional = true;
    group.stuck = function_.events.push_back(std::move(event));
  }

  const Model& model_;
  StructureFunction& function_;
  RecoveryIndex index_;
  std::map<std::pair<std::vector<ComponentId>, std::uint32_t>, std::size_t> known_;
};

}  // namespace

const FailoverGroup* group_of_failover(const StructureFunction& function, EventId failover) {
  const auto& groups = function.failover_groups;
  const auto found =
      std::find_if(groups.begin(), groups.end(), [failover](const FailoverGroup& candidate) {
        return candidate.failover == failover ||
               std::any_of(candidate.cases.begin(), candidate.cases.end(),
                           [failover](const auto& one) { return one.event == failover; });
      });
  return found == groups.end() ? nullptr : &*found;
}

std::vector<EventId> told_by(const FailoverGroup& group) {
  std::vector<EventId> events;
  if (group.failover.valid()) events.push_back(group.failover);
  for (const auto& one : group.cases) events.push_back(one.event);
  std::copy_if(group.own.begin(), group.own.end(), std::back_inserter(events),
               [](EventId own) { return own.valid(); });
  return events;
}

RecoveryIndex add_failover_groups(const Model& model, StructureFunction& function) {
  return GroupLister(model, function).list();
}

}  // namespace cutpoint
