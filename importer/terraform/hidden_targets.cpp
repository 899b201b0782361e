#include "importer/terraform/hidden_targets.hpp"

#include <unordered_map>

namespace cutpoint::terraform {

namespace {

using documents::Value;

/// Of a group of targets: whether something leads to it, and whether something is in it.
struct Use {
  bool is_named = false;
  bool has_members = false;
};

/// The groups of one instance of a module that nothing leads to.
struct Unnamed {
  std::size_t group = 0;
  std::size_t count = 0;
};

bool is_target_group(const Resource& resource) {
  return resource.type == "aws_lb_target_group" || resource.type == "aws_alb_target_group";
}

bool is_listener(const Resource& resource) {
  return resource.type == "aws_lb_listener" || resource.type == "aws_alb_listener";
}

/// True where a target group follows from the apply only.
bool hides_target(const Resource& listener) {
  for (const Value action : listener.unknown.find("default_action").items()) {
    if (action.find("target_group_arn").text() == "true") return true;
    for (const Value forward : action.find("forward").items()) {
      for (const Value target : forward.find("target_group").items()) {
        if (target.find("arn").text() == "true") return true;
      }
    }
  }
  return false;
}

}  // namespace

std::vector<Reference> find_hidden_targets(const Inventory& inventory, const ResourceTypes& types,
                                           const References& references) {
  std::unordered_map<std::size_t, Use> uses;
  std::unordered_map<std::size_t, bool> leads;
  for (const Reference& reference : references.all) {
    const Resource& from = inventory.resources[reference.from];
    const Resource& to = inventory.resources[reference.to];
    if (!is_target_group(to)) continue;
    const Relation relation = types.relation(from.type, reference.attribute, *to.row);
    Use& use = uses[reference.to];
    (relation == Relation::member_of ? use.has_members : use.is_named) = true;
    if (is_listener(from)) leads[reference.from] = true;
  }
  std::unordered_map<std::string, Unnamed> unnamed;
  for (const auto& [group, use] : uses) {
    if (use.is_named || !use.has_members) continue;
    Unnamed& of_module = unnamed[inventory.resources[group].module];
    of_module.group = group;
    ++of_module.count;
  }
  std::vector<Reference> found;
  for (std::size_t i = 0; i < inventory.resources.size(); ++i) {
    const Resource& listener = inventory.resources[i];
    if (!is_listener(listener) || leads.contains(i) || !hides_target(listener)) continue;
    const auto only = unnamed.find(listener.module);
    if (only == unnamed.end() || only->second.count != 1) continue;
    found.push_back({i, only->second.group, "default_action.forward, hidden in a dynamic block,",
                     Proof::expression, listener.span});
  }
  return found;
}

}  // namespace cutpoint::terraform
