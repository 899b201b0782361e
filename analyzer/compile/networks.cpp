#include "analyzer/compile/networks.hpp"

#include <numeric>

namespace cutpoint {

namespace {

std::uint32_t find_root(std::vector<std::uint32_t>& parent, std::uint32_t at) {
  while (parent[at] != at) {
    parent[at] = parent[parent[at]];
    at = parent[at];
  }
  return at;
}

}  // namespace

NetworkIndex::NetworkIndex(const Model& model, StructureFunction& function)
    : function_(function),
      network_of_(model.components.size()),
      position_(model.components.size(), 0) {
  std::vector<std::uint32_t> parent(model.components.size());
  std::iota(parent.begin(), parent.end(), 0U);
  std::vector<bool> linked(model.components.size(), false);
  for (const Link& link : model.links) {
    linked[link.from.index()] = linked[link.to.index()] = true;
    parent[find_root(parent, link.from.value())] = find_root(parent, link.to.value());
  }
  for (std::size_t i = 0; i < model.components.size(); ++i) {
    if (!linked[i]) continue;
    const ComponentId id(i);
    const ComponentId root(find_root(parent, id.value()));
    if (!network_of_[root].valid()) {
      network_of_[root] = function.networks.push_back({});
      vertices_.push_back({});
      links_.push_back({});
    }
    const NetworkId network = network_of_[root];
    network_of_[id] = network;
    position_[id] = function.networks[network].vertex_count++;
    vertices_[network].push_back(id);
  }
  for (std::size_t i = 0; i < model.links.size(); ++i) {
    const Link& link = model.links[LinkId(i)];
    const NetworkId network = network_of_[link.from];
    function.networks[network].edges.push_back(
        {position_[link.from], position_[link.to], link.directed});
    links_[network].push_back(LinkId(i));
  }
}

std::optional<std::uint32_t> NetworkIndex::reachability(const std::vector<ComponentId>& ends) {
  const NetworkId network = network_of_[ends.front()];
  Reachability wanted;
  for (const ComponentId end : ends) {
    if (!network_of_[end].valid() || network_of_[end] != network) return std::nullopt;
    wanted.terminals.push_back(position_[end]);
  }
  wanted.network = network;
  const auto next = static_cast<std::uint32_t>(function_.reachabilities.size());
  const auto [place, added] = known_.emplace(std::pair(network, wanted.terminals), next);
  if (added) function_.reachabilities.push_back(std::move(wanted));
  return place->second;
}

}  // namespace cutpoint
