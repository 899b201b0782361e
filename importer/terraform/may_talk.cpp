#include "importer/terraform/may_talk.hpp"

#include <cstdint>
#include <map>
#include <set>
#include <string_view>
#include <utility>

#include <fmt/format.h>

#include "importer/documents/value_tree.hpp"
#include "model/base/name_list.hpp"

namespace cutpoint::terraform {

using documents::Value;

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

/// Of a list of identifiers those that are one of `groups`.
std::vector<std::size_t> named_in(Value list,
                                  const std::map<std::string_view, std::size_t>& groups) {
  std::vector<std::size_t> found;
  for (const Value item : list.items()) {
    const auto known = groups.find(item.text());
    if (known != groups.end()) found.push_back(known->second);
  }
  return found;
}

/// Of rules that stand in their group each pairs its own sources with its own destinations. Which
/// rule an identifier belongs to is told by values alone: an expression of a plan names the whole.
void add_inline_rules(const Findings& findings, std::vector<Permission>& found) {
  std::map<std::size_t, std::map<std::string_view, std::size_t>> groups;  // by rules, identifier
  for (const Reference& reference : findings.references.all) {
    const std::string_view name = reference.attribute;
    if (!name.starts_with("security_rule.") ||
        (!is_azure_end(name, "source") && !is_azure_end(name, "destination")))
      continue;
    const std::string_view id = text_at(findings.inventory.resources[reference.to], "id");
    if (!id.empty()) groups[reference.from].emplace(id, reference.to);
  }
  for (const auto& [guard, members] : groups) {
    for (const Value rule :
         findings.inventory.resources[guard].values.find("security_rule").items()) {
      if (rule.find("access").text() == "Deny") continue;
      for (const std::size_t from :
           named_in(rule.find("source_application_security_group_ids"), members)) {
        for (const std::size_t to :
             named_in(rule.find("destination_application_security_group_ids"), members))
          found.push_back({from, to, rule.span()});
      }
    }
  }
}

/// A rule of its own, or the only one of its group, that lets somebody in. (Of several in one group
/// an attribute does not say to which it belongs.)
bool allows(const Resource& rule) {
  if (rule.type == "azurerm_network_security_rule") return text_at(rule, "access") != "Deny";
  return rule.values.find("security_rule").size() == 1 &&
         text_at(rule, "security_rule.access") != "Deny";
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
  add_inline_rules(findings, found);
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
