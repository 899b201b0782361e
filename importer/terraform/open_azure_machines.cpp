#include "importer/terraform/open_azure_machines.hpp"

#include <algorithm>
#include <initializer_list>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "importer/terraform/open_ports.hpp"

namespace cutpoint::terraform {

namespace {

using documents::Value;

bool is_one_of(std::string_view text, std::initializer_list<std::string_view> words) {
  return std::find(words.begin(), words.end(), text) != words.end();
}

bool is_anybody_of_azure(Value sources) {
  const auto is_all = [](std::string_view text) {
    return is_one_of(text, {"*", "0.0.0.0/0", "::/0", "Internet", "Any", "any"});
  };
  if (is_all(sources.text())) return true;
  for (const Value source : sources.items()) {
    if (is_all(source.text())) return true;
  }
  return false;
}

bool has_port_for_users(Value ports) {
  if (ports.text() == "*" || (!ports.text().empty() && is_for_users(ports.text()))) return true;
  for (const Value port : ports.items()) {
    if (port.text() == "*" || is_for_users(port.text())) return true;
  }
  return false;
}

/// A rule of a network security group, in the group or as a resource of its own.
bool lets_users_through(Value rule) {
  return is_one_of(rule.find("access").text(), {"Allow", "allow"}) &&
         is_one_of(rule.find("direction").text(), {"Inbound", "inbound"}) &&
         !is_one_of(rule.find("protocol").text(), {"Icmp", "icmp"}) &&
         (is_anybody_of_azure(rule.find("source_address_prefix")) ||
          is_anybody_of_azure(rule.find("source_address_prefixes"))) &&
         (has_port_for_users(rule.find("destination_port_range")) ||
          has_port_for_users(rule.find("destination_port_ranges")));
}

/// What hangs together on the way from the internet to a machine.
class AzureNetwork {
 public:
  AzureNetwork(const Inventory& inventory, const References& references) : inventory_(inventory) {
    for (const Reference& reference : references.all) take(reference.from, reference.to);
    for (std::size_t i = 0; i < inventory.resources.size(); ++i) {
      const Value rules = inventory.resources[i].values.find("security_rule");
      if (type(i) != "azurerm_network_security_group") continue;
      for (const Value rule : rules.items()) {
        if (lets_users_through(rule)) open_groups_.insert(i);
      }
    }
  }

  [[nodiscard]] bool reaches(std::size_t machine) const {
    const auto cards = cards_.find(machine);
    if (cards == cards_.end()) return false;
    return std::any_of(cards->second.begin(), cards->second.end(),
                       [this](std::size_t card) { return is_open(card); });
  }

 private:
  [[nodiscard]] std::string_view type(std::size_t i) const { return inventory_.resources[i].type; }

  void take(std::size_t from, std::size_t to) {
    const std::string_view source = type(from), target = type(to);
    if (source == "azurerm_network_security_rule" && target == "azurerm_network_security_group") {
      if (lets_users_through(inventory_.resources[from].values)) open_groups_.insert(to);
    } else if (source.ends_with("security_group_association")) {
      if (target == "azurerm_network_security_group") groups_of_[from].push_back(to);
      if (target != "azurerm_network_security_group") associations_[to].push_back(from);
    } else if (source == "azurerm_network_interface" && target == "azurerm_public_ip") {
      addressed_.insert(from);
    } else if (source == "azurerm_network_interface" && target == "azurerm_subnet") {
      subnets_[from].push_back(to);
    } else if (target == "azurerm_network_interface" && source.ends_with("virtual_machine")) {
      cards_[from].push_back(to);
    }
  }

  [[nodiscard]] std::vector<std::size_t> groups_on(std::size_t place) const {
    std::vector<std::size_t> groups;
    const auto found = associations_.find(place);
    if (found == associations_.end()) return groups;
    for (const std::size_t association : found->second) {
      const auto of = groups_of_.find(association);
      if (of != groups_of_.end()) groups.insert(groups.end(), of->second.begin(), of->second.end());
    }
    return groups;
  }

  [[nodiscard]] bool is_open(std::size_t card) const {
    if (!addressed_.contains(card)) return false;
    std::vector<std::size_t> groups = groups_on(card);
    if (const auto subnets = subnets_.find(card); subnets != subnets_.end()) {
      for (const std::size_t subnet : subnets->second) {
        const std::vector<std::size_t> more = groups_on(subnet);
        groups.insert(groups.end(), more.begin(), more.end());
      }
    }
    return !groups.empty() && std::all_of(groups.begin(), groups.end(), [this](std::size_t group) {
      return open_groups_.contains(group);
    });
  }

  using Lists = std::unordered_map<std::size_t, std::vector<std::size_t>>;
  const Inventory& inventory_;
  std::unordered_set<std::size_t> open_groups_;  ///< that let users in
  std::unordered_set<std::size_t> addressed_;    ///< interfaces with a public address
  Lists cards_;                                  ///< interfaces, by machine
  Lists subnets_;                                ///< by interface
  Lists associations_;                           ///< by interface or subnet
  Lists groups_of_;                              ///< by association
};

}  // namespace

void add_azure_machines(const Inventory& inventory, const References& references,
                        std::unordered_set<std::size_t>& open) {
  const AzureNetwork network(inventory, references);
  for (std::size_t i = 0; i < inventory.resources.size(); ++i) {
    if (network.reaches(i)) open.insert(i);
  }
}

}  // namespace cutpoint::terraform
