#include "analyzer/comparison/group_names.hpp"

#include <algorithm>

namespace cutpoint {

namespace {

std::string owner_of(const AnalysedModel& side, const RedundancyGroup& group) {
  if (group.owner.valid()) return side.model.components[group.owner].name;
  return group.journey.valid() ? side.model.journeys[group.journey].name : "";
}

std::set<std::string> members_of(const AnalysedModel& side, const RedundancyGroup& group) {
  std::set<std::string> members;
  for (const ComponentId id : group.members) members.insert(side.model.components[id].name);
  return members;
}

}  // namespace

GroupNames::GroupNames(const AnalysedModel& side) {
  for (const RedundancyGroup& group : side.function.groups) {
    by_owner_[owner_of(side, group)].push_back({group.name, members_of(side, group)});
  }
}

std::string GroupNames::name_of(const AnalysedModel& side, const RedundancyGroup& group) const {
  const auto known = by_owner_.find(owner_of(side, group));
  if (known == by_owner_.end()) return group.name;
  const std::set<std::string> members = members_of(side, group);
  const Known* nearest = nullptr;
  std::ptrdiff_t most = 0;
  for (const Known& other : known->second) {
    if (other.name == group.name) return group.name;
    const auto shared = std::count_if(
        members.begin(), members.end(),
        [&other](const std::string& member) { return other.members.contains(member); });
    if (shared <= most) continue;
    most = shared;
    nearest = &other;
  }
  return nearest == nullptr ? group.name : nearest->name;
}

IdVector<EventId, std::string> GroupNames::event_names(const AnalysedModel& side) const {
  IdVector<EventId, std::string> names;
  for (std::size_t i = 0; i < side.function.events.size(); ++i) {
    names.push_back(side.function.events[EventId(i)].name);
  }
  std::map<std::string, std::string> called;  // where that differs
  for (const RedundancyGroup& group : side.function.groups) {
    std::string here = name_of(side, group);
    if (here != group.name) called.emplace(group.name, std::move(here));
  }
  const auto rename = [&names](EventId event, const std::string& from, const std::string& to) {
    if (!event.valid()) return;
    const std::size_t at = names[event].find(from);
    if (at != std::string::npos) names[event].replace(at, from.size(), to);
  };
  for (const FailoverGroup& group : side.function.failover_groups) {
    const auto found = called.find(group.name);
    if (found == called.end()) continue;
    rename(group.failover, found->first, found->second);
    rename(group.stuck, found->first, found->second);
    for (const FailoverGroup::Case& one : group.cases) {
      rename(one.event, found->first, found->second);
    }
  }
  return names;
}

}  // namespace cutpoint
