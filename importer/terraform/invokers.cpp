#include "importer/terraform/invokers.hpp"

#include <algorithm>
#include <array>
#include <string_view>
#include <unordered_map>

namespace cutpoint::terraform {

namespace {

using documents::Value;

constexpr std::array called_types = {std::string_view("google_cloud_run_service"),
                                     std::string_view("google_cloud_run_v2_service"),
                                     std::string_view("google_cloudfunctions_function"),
                                     std::string_view("google_cloudfunctions2_function")};

bool is_invoker_grant(const Resource& grant) {
  return std::any_of(called_types.begin(), called_types.end(), [&](std::string_view type) {
    return grant.type.starts_with(type) && grant.type.find("_iam_") != std::string::npos;
  });
}

/// "allUsers" as the member, as one of the members, or in a policy.
bool is_for_everybody(const Resource& grant) {
  const auto names_all = [&](std::string_view path) {
    const std::vector<Value> found = scalars_at(grant, path);
    return std::any_of(found.begin(), found.end(), [](const Value& one) {
      return one.text().find("allUsers") != std::string_view::npos;
    });
  };
  return names_all("member") || names_all("members") || names_all("policy_data");
}

/// "projects/shop/locations/here/services/front" and "front" are one.
std::string_view last_part(std::string_view path) {
  return path.substr(path.rfind('/') + 1);
}

std::string_view called_by(const Resource& grant) {
  for (const std::string_view attribute : {"service", "name", "cloud_function"}) {
    const std::string_view name = text_at(grant, attribute);
    if (!name.empty()) return last_part(name);
  }
  return {};
}

}  // namespace

std::unordered_set<std::size_t> find_closed_to_users(const Inventory& inventory) {
  std::unordered_map<std::string_view, bool> open_by_name;
  for (const Resource& grant : inventory.resources) {
    if (grant.is_data || !is_invoker_grant(grant)) continue;
    const std::string_view name = called_by(grant);
    if (name.empty()) continue;
    const bool invokes = text_at(grant, "role").find("nvoker") != std::string_view::npos;
    const bool all = is_for_everybody(grant);
    if (invokes || all) open_by_name[name] = open_by_name[name] || all;
  }
  std::unordered_set<std::size_t> closed;
  for (std::size_t i = 0; i < inventory.resources.size(); ++i) {
    const Resource& called = inventory.resources[i];
    const bool is_called =
        std::find(called_types.begin(), called_types.end(), called.type) != called_types.end();
    if (!is_called) continue;
    const auto grant = open_by_name.find(text_at(called, "name"));
    if (grant != open_by_name.end() && !grant->second) closed.insert(i);
  }
  return closed;
}

}  // namespace cutpoint::terraform
