#include "analyzer/analysis/domains/domain_losses.hpp"

#include <algorithm>
#include <map>
#include <string_view>
#include <utility>

namespace cutpoint {

namespace {

/// One instance of a place; of a pool that is taken as a whole the first stands for all.
struct Seat {
  ComponentId place;
  std::uint32_t instance = 0;
  friend auto operator<=>(const Seat&, const Seat&) = default;
};

/// Where instance `i` sits: round robin over the hosts and, where it is pinned, over the instances
/// of a host that is a pool.
Seat seat_of(const Model& model, const Component& component, std::uint32_t i) {
  const auto hosts = static_cast<std::uint32_t>(component.hosts.size());
  const ComponentId host = component.hosts[i % hosts];
  const std::uint32_t round = i / hosts;
  const bool sits = component.is_pinned() && model.components[host].is_pool();
  return {host, sits ? round % model.components[host].replicas : 0};
}

/// The zone above a seat; invalid where none is known.
Seat zone_above(const Model& model, Seat seat) {
  // Hosts form no circle.
  while (model.kind_of(seat.place).base != "zone") {
    const Component& place = model.components[seat.place];
    if (place.hosts.empty() || place.moves()) return {};
    seat = seat_of(model, place, seat.instance);
  }
  return seat;
}

DomainLoss worst_of(const std::map<Seat, std::uint32_t>& loads) {
  const auto worst = std::max_element(
      loads.begin(), loads.end(),
      [](const auto& one, const auto& other) { return one.second < other.second; });
  return {worst->first.place, worst->second};
}

/// Instances that fall with all instances of a pool only outlive one of them.
bool outlives_one(const Model& model, const Component& component) {
  return !component.is_pinned() &&
         std::any_of(component.hosts.begin(), component.hosts.end(),
                     [&](ComponentId host) { return model.components[host].is_pool(); });
}

/// Instances that move take the seats that are left; two never share one where they are exclusive.
DomainLosses losses_of_moving(const Model& model, ComponentId id) {
  const Component& component = model.components[id];
  std::uint64_t seats = 0;
  std::map<Seat, std::uint32_t> zones;
  for (const ComponentId host : component.hosts) {
    const std::uint32_t instances = model.components[host].replicas;
    seats += instances;
    for (std::uint32_t i = 0; i < instances; ++i) ++zones[zone_above(model, {host, i})];
  }
  const auto lost_without = [&](std::uint64_t gone) {
    if (gone == seats) return component.replicas;
    if (!component.takes_seats() || seats - gone >= component.replicas) return std::uint32_t(0);
    return component.replicas - static_cast<std::uint32_t>(seats - gone);
  };
  DomainLosses losses{id, {component.hosts.front(), lost_without(1)}, std::nullopt};
  if (zones.begin()->first.place.valid() && zones.rbegin()->first.place.valid()) {
    const DomainLoss worst = worst_of(zones);
    losses.zone = DomainLoss{worst.place, lost_without(worst.lost)};
  }
  return losses;
}

DomainLosses losses_of(const Model& model, ComponentId id) {
  const Component& component = model.components[id];
  if (component.moves()) return losses_of_moving(model, id);
  DomainLosses losses{id, {component.hosts.front(), 0}, std::nullopt};
  if (outlives_one(model, component)) return losses;
  std::map<Seat, std::uint32_t> nodes;
  std::map<Seat, std::uint32_t> zones;
  for (std::uint32_t i = 0; i < component.replicas; ++i) {
    const Seat seat = seat_of(model, component, i);
    ++nodes[seat];
    ++zones[zone_above(model, seat)];
  }
  losses.node = worst_of(nodes);
  if (zones.begin()->first.place.valid() && zones.rbegin()->first.place.valid())
    losses.zone = worst_of(zones);
  return losses;
}

/// Machines that one component stands for, of which any may fail: each is a node of its own.
bool is_pool_of_machines(const Model& model, ComponentId id) {
  const std::string_view base = model.kind_of(id).base;
  return model.components[id].is_pool() && (base == "vm" || base == "host");
}

}  // namespace

std::vector<DomainLosses> find_domain_losses(const Model& model) {
  std::vector<DomainLosses> found;
  for (std::size_t i = 0; i < model.components.size(); ++i) {
    const ComponentId id(i);
    const bool are_machines = is_pool_of_machines(model, id);
    if (model.components[id].hosts.empty() || (model.kind_of(id).is_place && !are_machines))
      continue;
    found.push_back(losses_of(model, id));
    if (are_machines) found.back().node = {id, 1};
  }
  return found;
}

}  // namespace cutpoint
