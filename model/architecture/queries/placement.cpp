#include "model/architecture/queries/placement.hpp"

#include <algorithm>
#include <utility>
#include <vector>

namespace cutpoint {

std::set<ComponentId> common_places(const Model& model, ComponentId id) {
  std::set<ComponentId> common;
  bool first = true;
  for (const ComponentId host : model.components[id].used_hosts()) {
    std::set<ComponentId> own;
    // Hosts form no circle. A pool as a host is more than one place: what it runs on counts where
    // that is one.
    for (ComponentId place = host; place.valid();) {
      own.insert(place);
      const auto hosts = model.components[place].used_hosts();
      place = hosts.size() == 1 ? hosts.front() : ComponentId();
    }
    if (first) {
      common = std::move(own);
    } else {
      std::erase_if(common, [&own](ComponentId place) { return !own.contains(place); });
    }
    first = false;
  }
  return common;
}

ComponentId place_of_kind(const Model& model, ComponentId id, std::string_view kind) {
  for (const ComponentId place : common_places(model, id)) {
    if (model.kind_of(place).base == kind) return place;
  }
  return {};
}

bool is_lost_with(const Model& model, ComponentId id, ComponentId lost) {
  return id == lost || common_places(model, id).contains(lost);
}

std::vector<std::uint32_t> instances_by_host(const Model& model, const Component& pool) {
  const auto hosts = pool.used_hosts();
  const bool some_are_pools = std::any_of(hosts.begin(), hosts.end(), [&](ComponentId host) {
    return model.components[host].is_pool();
  });
  std::vector<std::uint32_t> instances;
  if (some_are_pools || pool.moves()) return instances;
  const auto count = static_cast<std::uint32_t>(hosts.size());
  for (std::uint32_t i = 0; i < count; ++i) {
    // The first hosts have one more where they do not come out even.
    instances.push_back(pool.replicas / count + (i < pool.replicas % count ? 1 : 0));
  }
  return instances;
}

}  // namespace cutpoint
