#include "importer/terraform/machines_of_services.hpp"

#include <algorithm>

namespace cutpoint::terraform {

namespace {

using documents::Value;

constexpr std::string_view default_pool = "default_node_pool";

Value first_item(const Value& value) {
  return value.is_list() && value.size() > 0 ? value.first() : value;
}

Resource pool_of(const Resource& cluster, const ResourceTypes& types) {
  Resource pool = cluster;
  pool.type = "azurerm_kubernetes_cluster_node_pool";
  pool.row = &types.find(pool.type);
  for (std::string* name : {&pool.address, &pool.block, &pool.name.name}) {
    *name += '.';
    *name += default_pool;
  }
  pool.values = first_item(cluster.values.find(default_pool));
  pool.unknown = first_item(cluster.unknown.find(default_pool));
  pool.masks.clear();
  for (const Value& mask : cluster.masks) {
    if (const Value below = mask.find(default_pool)) pool.masks.push_back(first_item(below));
  }
  pool.hidden_paths.clear();
  for (const std::string& hidden : cluster.hidden_paths) {
    const std::string below = std::string(default_pool) + "[0].";
    if (hidden.starts_with(below)) pool.hidden_paths.push_back(hidden.substr(below.size()));
  }
  pool.dependencies.clear();
  pool.span = pool.values.span();
  return pool;
}

/// Fargate has no machines that anybody sees.
bool runs_on_own_machines(const Resource& service) {
  const std::string_view launch = text_at(service, "launch_type");
  if (launch == "FARGATE" || launch == "EXTERNAL") return false;
  const std::vector<Value> providers =
      scalars_at(service, "capacity_provider_strategy.capacity_provider");
  return providers.empty() ||
         std::any_of(providers.begin(), providers.end(), [](const Value& provider) {
           return provider.text().substr(0, 7) != "FARGATE";
         });
}

}  // namespace

std::vector<Reference> add_default_pools(Inventory& inventory, const ResourceTypes& types) {
  std::vector<Reference> belonging;
  const std::size_t count = inventory.resources.size();
  for (std::size_t i = 0; i < count; ++i) {
    const Resource& cluster = inventory.resources[i];
    const bool has_pool = cluster.type == "azurerm_kubernetes_cluster" && !cluster.is_data &&
                          first_item(cluster.values.find(default_pool)).is_mapping();
    if (!has_pool) continue;
    Resource pool = pool_of(cluster, types);
    belonging.push_back(
        {inventory.resources.size(), i, std::string(default_pool), Proof::value, pool.span});
    inventory.resources.push_back(std::move(pool));
  }
  return belonging;
}

void place_on_machines(const Inventory& inventory, Wiring& wiring) {
  for (std::size_t i = 0; i < inventory.resources.size(); ++i) {
    const Resource& service = inventory.resources[i];
    if (service.type != "aws_ecs_service" || !runs_on_own_machines(service)) continue;
    for (const Requirement& cluster : wiring.needs[i]) {
      if (inventory.resources[cluster.targets.front()].type != "aws_ecs_cluster") continue;
      for (const Requirement& machines : wiring.needs[cluster.targets.front()]) {
        const std::size_t group = machines.targets.front();
        if (inventory.resources[group].type != "aws_autoscaling_group") continue;
        std::vector<std::size_t>& hosts = wiring.hosts[i];
        if (std::find(hosts.begin(), hosts.end(), group) == hosts.end()) hosts.push_back(group);
        // Tasks start anew on those that are left.
        wiring.served[group] = true;
      }
    }
  }
}

}  // namespace cutpoint::terraform
