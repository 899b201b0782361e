#include "importer/terraform/may_talk.hpp"

#include <cstdint>
#include <map>
#include <set>
#include <string_view>
#include <utility>

#include <fmt/format.h>

#include "model/base/name_list.hpp"

namespace cutpoint::terraform {

namespace {

/// Members of each group, as far as they are in the draft.
std::map<std::size_t, std::vector<std::size_t>> members_of_guards(
    const Findings& findings, const std::vector<std::string>& names) {
  std::map<std::size_t, std::vector<std::size_t>> members;
  for (std::size_t i = 0; i < names.size(); ++i) {
    if (names[i].empty()) continue;
    for (const std::size_t guard : findings.wiring.guards[i]) members[guard].push_back(i);
  }
  return members;
}

std::string listed(const std::vector<std::size_t>& members, const std::vector<std::string>& names) {
  constexpr std::size_t shown = 4;
  std::vector<std::string> of_members;
  of_members.reserve(members.size());
  for (const std::size_t member : members) of_members.push_back(names[member]);
  return first_names(of_members, shown);
}

/// One rule: who may talk to whom.
struct Permission {
  std::size_t from = 0;
  std::size_t to = 0;
  SourceSpan span;
};

constexpr std::string_view azure_membership =
    "azurerm_network_interface_application_security_group_association";

/// Machines in the application security group of one of their interfaces.
void add_members_by_interface(const Findings& findings, const std::vector<std::string>& names,
                              std::map<std::size_t, std::vector<std::size_t>>& members) {
  std::map<std::size_t, std::pair<std::size_t, std::size_t>> memberships;  // group, interface
  constexpr std::size_t none = SIZE_MAX;
  for (const Reference& reference : findings.references.all) {
    if (findings.inventory.resources[reference.from].type != azure_membership) continue;
    auto& [group, interface] = memberships.try_emplace(reference.from, none, none).first->second;
    if (reference.attribute == "application_security_group_id") group = reference.to;
    if (reference.attribute == "network_interface_id") interface = reference.to;
  }
  std::map<std::size_t, std::vector<std::size_t>> groups;  // by interface
  for (const auto& [association, ends] : memberships) {
    if (ends.first != none && ends.second != none) groups[ends.second].push_back(ends.first);
  }
  if (groups.empty()) return;
  for (std::size_t i = 0; i < names.size(); ++i) {
    if (names[i].empty()) continue;
    for (const std::size_t place : findings.wiring.places[i]) {
      const auto own = groups.find(place);
      if (own == groups.end()) continue;
      for (const std::size_t group : own->second) members[group].push_back(i);
    }
  }
}

/// What Azure's rules say of application security groups; a rule may also stand in its group.
bool is_azure_end(std::string_view attribute, std::string_view end) {
  const std::string_view last = attribute.substr(attribute.rfind('.') + 1);
  return last.starts_with(end) && last.ends_with("_application_security_group_ids");
}

/// Rules that forbid, and attributes of several rules in one group, pair nobody.
bool allows(const Resource& rule) {
  const bool is_alone =
      rule.type == "azurerm_network_security_rule" || rule.values.find("security_rule").size() == 1;
  const std::string_view access =
      rule.type == "azurerm_network_security_rule" ? "access" : "security_rule.access";
  return is_alone && text_at(rule, access) != "Deny";
}

/// Rules stand within a group, or as resources that name both.
std::vector<Permission> permissions(const Findings& findings) {
  std::vector<Permission> found;
  std::map<std::size_t, std::pair<std::vector<std::size_t>, std::vector<std::size_t>>> rules;
  for (const Reference& reference : findings.references.all) {
    const Resource& from = findings.inventory.resources[reference.from];
    const Resource& to = findings.inventory.resources[reference.to];
    if (from.row->part != Part::guard || to.row->part != Part::guard) continue;
    if (reference.attribute == "ingress.security_groups") {
      found.push_back({reference.to, reference.from, reference.span});
    } else if (reference.attribute == "egress.security_groups") {
      found.push_back({reference.from, reference.to, reference.span});
    } else if (reference.attribute == "source_security_group_id" ||
               reference.attribute == "referenced_security_group_id") {
      rules[reference.from].first.push_back(reference.to);
    } else if (reference.attribute == "security_group_id") {
      rules[reference.from].second.push_back(reference.to);
    } else if (is_azure_end(reference.attribute, "source") && allows(from)) {
      rules[reference.from].first.push_back(reference.to);
    } else if (is_azure_end(reference.attribute, "destination") && allows(from)) {
      rules[reference.from].second.push_back(reference.to);
    }
  }
  for (const auto& [rule, ends] : rules) {
    const Resource& resource = findings.inventory.resources[rule];
    const bool is_egress =
        text_at(resource, "type") == "egress" || resource.type.find("egress") != std::string::npos;
    for (const std::size_t other : ends.first) {
      for (const std::size_t own : ends.second)
        found.push_back({is_egress ? own : other, is_egress ? other : own, resource.span});
    }
  }
  return found;
}

}  // namespace

void conclude_permitted_talk(const Findings& findings, const std::vector<std::string>& names,
                             Imported& imported) {
  auto members = members_of_guards(findings, names);
  add_members_by_interface(findings, names, members);
  std::set<std::pair<std::size_t, std::size_t>> told;
  for (const Permission& permission : permissions(findings)) {
    const auto from = members.find(permission.from);
    const auto to = members.find(permission.to);
    if (from == members.end() || to == members.end() || permission.from == permission.to) continue;
    if (!told.insert({permission.from, permission.to}).second) continue;
    const auto block = [&](std::size_t i) { return findings.inventory.resources[i].block; };
    imported.conclusions.push_back(
        {ConclusionKind::left_out, from->second.size() == 1 ? names[from->second.front()] : "",
         fmt::format("may talk to {}: {}", listed(to->second, names), listed(from->second, names)),
         fmt::format("{} lets {} in; a permission is no need", block(permission.to),
                     block(permission.from)),
         Strength::assumed, permission.span});
  }
}

}  // namespace cutpoint::terraform
