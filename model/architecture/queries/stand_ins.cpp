#include "model/architecture/queries/stand_ins.hpp"

namespace cutpoint {

StandIns::StandIns(const Model& model) : model_(model) {
  for (const Journey& journey : model.journeys) find_groups(journey.needs);
  for (const Component& component : model.components) {
    find_groups(component.needs);
    if (!component.details || !component.details->replication) continue;
    for (const auto& name : component.details->replication->to) {
      replicas_.insert(model.find_component(name.value));
    }
  }
}

/// Nesting is limited by the reader.
void StandIns::find_groups(const std::vector<Requirement>& needs) {
  for (const Requirement& requirement : needs) {
    find_groups(requirement.members);
    if (requirement.at_least < requirement.members.size()) {
      for (const Requirement& member : requirement.members) {
        if (member.component.valid()) grouped_.insert(member.component);
      }
    }
    if (!requirement.failover) continue;
    for (const Requirement& from : requirement.members) {
      for (const Requirement& to : requirement.members) {
        if (from.component.valid() && to.component.valid() && from.component != to.component) {
          failovers_.try_emplace({from.component, to.component}, &*requirement.failover);
        }
      }
    }
  }
}

bool StandIns::has_any(ComponentId id) const {
  return model_.components[id].is_pool() || grouped_.contains(id) || replicas_.contains(id);
}

const Failover* StandIns::failover(ComponentId from, ComponentId to) const {
  const auto found = failovers_.find({from, to});
  return found == failovers_.end() ? nullptr : found->second;
}

const Failover* StandIns::failover_of(ComponentId from) const {
  const auto found = failovers_.lower_bound({from, ComponentId(0U)});
  return found == failovers_.end() || found->first.first != from ? nullptr : found->second;
}

std::vector<ComponentId> StandIns::who_takes_from(ComponentId from) const {
  std::vector<ComponentId> others;
  for (auto one = failovers_.lower_bound({from, ComponentId(0U)});
       one != failovers_.end() && one->first.first == from; ++one) {
    others.push_back(one->first.second);
  }
  return others;
}

bool StandIns::moves_by_itself(ComponentId from, ComponentId to) const {
  const Failover* written = failover(from, to);
  return written != nullptr && !(written->automatic && !written->automatic->value);
}

}  // namespace cutpoint
