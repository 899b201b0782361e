#include "importer/kubernetes/workloads/search_nodes.hpp"

#include <algorithm>
#include <array>

#include <fmt/format.h>

namespace cutpoint::kubernetes {

namespace {

constexpr std::array all_roles = {
    std::string_view("master"),    std::string_view("data"),
    std::string_view("ingest"),    std::string_view("ml"),
    std::string_view("transform"), std::string_view("remote_cluster_client")};

/// `node.roles` as one key or two, and `roles` of OpenSearch.
Value written_roles(const Value& part) {
  const Value config = part.find("config");
  if (const Value joined = config.find("node.roles")) return joined;
  if (const Value nested = config.at({"node", "roles"})) return nested;
  return part.find("roles");
}

/// `node.master: false`, as before roles were a list.
bool is_switched_off(const Value& part, std::string_view role) {
  const Value config = part.find("config");
  return config.find(fmt::format("node.{}", role)).boolean() == false ||
         config.at({"node", role}).boolean() == false;
}

}  // namespace

bool is_search_cluster(const Object& object) {
  return object.is("elasticsearch.k8s.elastic.co", "Elasticsearch") ||
         object.is("opensearch.opster.io", "OpenSearchCluster");
}

std::set<std::string> node_roles(const Value& part) {
  std::set<std::string> roles;
  if (const Value written = written_roles(part)) {
    for (const Value role : written.items())
      roles.emplace(role.text() == "cluster_manager" ? "master" : role.text());
    return roles;
  }
  for (const std::string_view role : all_roles) {
    if (!is_switched_off(part, role)) roles.emplace(role);
  }
  return roles;
}

ClusterLife life_of(const std::set<std::string>& roles) {
  const bool keeps = std::any_of(roles.begin(), roles.end(), [](const std::string& role) {
    return role == "master" || role.starts_with("data");
  });
  return keeps ? ClusterLife::majority : ClusterLife::any;
}

bool is_search_helper(const std::set<std::string>& roles) {
  return std::all_of(roles.begin(), roles.end(), [](const std::string& role) {
    return role == "ml" || role == "transform" || role == "remote_cluster_client";
  });
}

std::string tier_of(const Value& part) {
  constexpr std::string_view attribute = "node.attr.";
  const auto is_place = [](std::string_view name) {
    return name.find("zone") != std::string_view::npos ||
           name.find("rack") != std::string_view::npos ||
           name.find("node") != std::string_view::npos || name == "az";
  };
  std::string tier;
  for (const std::string_view place : {"config", "additionalConfig"}) {
    for (const documents::Entry entry : part.find(place).entries()) {
      if (!entry.key.starts_with(attribute)) continue;
      if (!is_place(entry.key.substr(attribute.size())))
        tier += fmt::format(" {}={}", entry.key, entry.value.text());
    }
  }
  return tier;
}

Labels role_labels(const Value& part) {
  const std::set<std::string> roles = node_roles(part);
  Labels labels;
  for (const std::string_view role : all_roles)
    labels.emplace(fmt::format("elasticsearch.k8s.elastic.co/node-{}", role), "false");
  for (const std::string& role : roles)
    labels[fmt::format("elasticsearch.k8s.elastic.co/node-{}", role)] = "true";
  return labels;
}

}  // namespace cutpoint::kubernetes
