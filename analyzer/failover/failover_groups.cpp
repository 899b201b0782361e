#include "analyzer/failover/failover_groups.hpp"

#include <algorithm>
#include <functional>
#include <iterator>
#include <map>
#include <string_view>
#include <tuple>
#include <utility>

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
    for (const Journey& journey : model_.journeys) {
      find_groups(journey.needs, {ComponentId(), journey.name});
    }
    for (std::size_t i = 0; i < model_.components.size(); ++i) {
      const ComponentId id(i);
      add_pool(id);
      find_groups(model_.components[id].needs, {id, model_.components[id].name});
    }
    return std::move(index_);
  }

 private:
  struct Owner {
    ComponentId component;  ///< invalid for a journey
    std::string_view name;
  };

  /// Nesting is limited by the reader.
  void find_groups(const std::vector<Requirement>& needs, Owner owner) {
    for (const Requirement& requirement : needs) {
      find_groups(requirement.members, owner);
      if (requirement.failover && requirement.at_least < requirement.members.size()) {
        add_group(requirement, owner);
      }
    }
  }

  void add_group(const Requirement& requirement, Owner owner) {
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
    apply_by_member(requirement, group);
    group.by = who_switches(model_, *requirement.failover);
    if (!takes_time(group) && !group.shapes_members()) return;
    const std::size_t number = function_.failover_groups.size();
    if (group.components.size() == requirement.members.size()) {
      std::vector<std::size_t>& known = known_[members_of(group)];
      const auto same = std::find_if(known.begin(), known.end(), [&](std::size_t other) {
        return moves_alike(function_.failover_groups[other], group);
      });
      if (same != known.end()) {
        index_.of_requirement.emplace(&requirement, *same);
        return;
      }
      // Names are unique: of several that move work in their own ways the later say for whom.
      if (!known.empty()) group.name = fmt::format("{} for {}", group.name, owner.name);
      const bool taken = std::any_of(known.begin(), known.end(), [&](std::size_t other) {
        return function_.failover_groups[other].name == group.name;
      });
      if (taken) group.name = fmt::format("{}, {}", group.name, known.size() + 1);
      known.push_back(number);
    }
    add_event(group, owner.component);
    index_.of_requirement.emplace(&requirement, number);
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
      apply(failover_terms(model_, *details.failover, id, id), group);
      group.by = who_switches(model_, *details.failover);
    }
    if (group.needed < pool.replicas) add_event(group, id);
    if (!group.failover.valid() && !group.shapes_members()) return;
    index_.of_pool.emplace(id, function_.failover_groups.size());
    function_.failover_groups.push_back(std::move(group));
  }

  /// Whoever fails is noticed by its own health check, and whoever takes over starts in its own
  /// time. Of the group there is told what is slowest.
  void apply_by_member(const Requirement& requirement, FailoverGroup& group) const {
    const Failover& written = *requirement.failover;
    double longest_start = 0.0;
    for (const Requirement& member : requirement.members) {
      const ComponentId id = member.component;  // invalid where a group stands for it
      apply(failover_terms(model_, written, id, ComponentId()), group);
      const double start = time_to_start(model_, written, id).in_hours();
      group.unlike.push_back({group.success, group.switch_hours, group.manual_hours,
                              group.failback ? group.return_hours + start : 0.0, start});
      longest_start = std::max(longest_start, start);
    }
    for (const FailoverGroup::MemberSwitch& one : group.unlike) {
      group.success = std::min(group.success, one.success);
      group.switch_hours = std::max(group.switch_hours, one.switch_hours);
      group.manual_hours = std::max(group.manual_hours, one.manual_hours);
      group.return_hours = std::max(group.return_hours, one.return_hours);
    }
    group.switch_hours += longest_start;
    if (group.manual_hours > 0.0) group.manual_hours += longest_start;
    const auto& all = group.unlike;
    if (std::adjacent_find(all.begin(), all.end(), std::not_equal_to<>()) != all.end()) return;
    const ComponentId any = requirement.members.front().component;
    apply(failover_terms(model_, written, any, any), group);
    group.unlike.clear();
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

  static bool takes_time(const FailoverGroup& group) {
    return group.switch_hours > 0.0 || group.success < 1.0 || !group.by.empty();
  }

  using Members = std::pair<std::vector<ComponentId>, std::uint32_t>;

  /// In any order, and how many of them are needed.
  static Members members_of(const FailoverGroup& group) {
    Members members{group.components, group.needed};
    std::sort(members.first.begin(), members.first.end());
    return members;
  }

  /// Of groups with the same members: their work moves once. Where one serves, the order says
  /// which.
  static bool moves_alike(const FailoverGroup& a, const FailoverGroup& b) {
    const auto terms = [](const FailoverGroup& group) {
      return std::tie(group.active_passive, group.standby_rate, group.success, group.switch_hours,
                      group.manual_hours, group.failback, group.return_hours, group.always_by_hand,
                      group.by, group.unlike);
    };
    const bool ordered = a.active_passive || !a.unlike.empty();
    return terms(a) == terms(b) && (!ordered || a.components == b.components);
  }

  void add_event(FailoverGroup& group, ComponentId owner) {
    if (!takes_time(group)) return;
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
  std::map<Members, std::vector<std::size_t>> known_;
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
