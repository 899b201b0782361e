#include "model/architecture/builder/places.hpp"

#include <algorithm>
#include <cstdint>
#include <utility>

#include <fmt/format.h>

#include "model/architecture/builder/without_effect.hpp"

namespace cutpoint {

namespace {

/// Nesting is limited by the reader.
void add_named(const Requirement& requirement, std::vector<ComponentId>& names) {
  if (requirement.component.valid()) names.push_back(requirement.component);
  names.insert(names.end(), requirement.ends.begin(), requirement.ends.end());
  for (const Requirement& member : requirement.members) add_named(member, names);
}

}  // namespace

void PlaceChecks::check(const IdVector<JourneyId, Journey>& journeys) {
  for (const Journey& journey : journeys) {
    check_sites(journey.needs);
    check_judged(journey);
  }
  for (std::size_t i = 0; i < components_.size(); ++i) {
    check_sites(components_[ComponentId(i)].needs);
    check_offsite(ComponentId(i));
  }
}

std::vector<ComponentId> PlaceChecks::ground_of(ComponentId id) const {
  std::vector<ComponentId> ground;
  // As many steps as there are components at most: circles of hosts are reported elsewhere.
  while (id.valid() && ground.size() < components_.size()) {
    ground.push_back(id);
    const auto hosts = components_[id].used_hosts();
    id = hosts.size() == 1 ? hosts.front() : ComponentId();
  }
  return ground;
}

std::vector<ComponentId> PlaceChecks::shared_ground(const Requirement& group) const {
  std::vector<ComponentId> shared = ground_of(group.members.front().component);
  for (const Requirement& member : group.members) {
    const std::vector<ComponentId> ground = ground_of(member.component);
    std::erase_if(shared, [&ground](ComponentId place) {
      return std::find(ground.begin(), ground.end(), place) == ground.end();
    });
  }
  return shared;
}

void PlaceChecks::check_sites(const std::vector<Requirement>& needs) {
  for (const Requirement& need : needs) {
    check_sites(need.members);
    if (!need.failover || !need.failover->strategy || need.members.size() < 2) continue;
    for (const ComponentId place : shared_ground(need)) {
      const KindId kind = components_[place].kind;
      if (!kind.valid()) continue;
      const std::string& base = kinds_[kind].base;
      if (base == "provider" || base == "group" || base == "network") continue;
      diagnostics_
          .error("conflicting-figures", need.failover->strategy->span,
                 fmt::format("all members run in `{}`: that strategy cannot survive its loss",
                             components_[place].name))
          .help = "let the second site run in another region (`runs_on`)";
      break;
    }
  }
}

void PlaceChecks::check_offsite(ComponentId id) {
  const DraftComponent& written = names_.written(id);
  for (const Backup& backup : written.backups) {
    if (!backup.to || !backup.offsite || !backup.offsite->value) continue;
    const ComponentId keeper = names_.find(backup.to->value);
    if (!keeper.valid() || keeper == id) continue;
    const auto own = ground_of(id), its = ground_of(keeper);
    const auto shared = std::find_if(own.begin(), own.end(), [&](ComponentId place) {
      const KindId kind = components_[place].kind;
      return kind.valid() && kinds_[kind].base != "provider" &&
             std::find(its.begin(), its.end(), place) != its.end();
    });
    if (shared == own.end()) continue;
    diagnostics_
        .error("conflicting-figures", backup.offsite->span,
               fmt::format("`{}` lies in `{}` as `{}` does: a backup there is not off-site",
                           backup.to->value, components_[*shared].name, written.name.value))
        .help = "let it lie in another region (`runs_on`), or leave `offsite` out";
  }
}

void PlaceChecks::check_judged(const Journey& journey) {
  if (!journey.objectives || !journey.objectives->rpo) return;
  std::vector<ComponentId> queue;
  for (const Requirement& need : journey.needs) add_named(need, queue);
  IdVector<ComponentId, std::uint8_t> seen(components_.size(), 0);
  while (!queue.empty()) {
    const ComponentId id = queue.back();
    queue.pop_back();
    if (std::exchange(seen[id], 1) != 0) continue;
    const Component& component = components_[id];
    const bool known = component.kind.valid() && component.dependencies_known;
    if (!known || kinds_[component.kind].kept == KeptData::records) return;
    for (const Requirement& need : component.needs) add_named(need, queue);
    const auto hosts = component.used_hosts();
    queue.insert(queue.end(), hosts.begin(), hosts.end());
  }
  without_effect(
      diagnostics_, journey.objectives->rpo->span,
      fmt::format("nothing that `{}` needs keeps records: its RPO is judged nowhere", journey.name))
      .help = "let it need its database, or give `rpo` to the component that keeps the data";
}

}  // namespace cutpoint
