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

}  // namespace cutpoint
