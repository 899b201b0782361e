#include "importer/terraform/open_machines.hpp"

#include <algorithm>
#include <array>
#include <optional>
#include <vector>

#include "importer/terraform/open_azure_machines.hpp"
#include "importer/terraform/open_ports.hpp"

namespace cutpoint::terraform {

namespace {

using documents::Value;

bool is_anybody(Value ranges) {
  if (ranges.text() == "0.0.0.0/0" || ranges.text() == "::/0") return true;
  for (const Value range : ranges.items()) {
    if (range.text() == "0.0.0.0/0" || range.text() == "::/0") return true;
  }
  return false;
}

/// True for a rule that lets anybody in, whatever its provider calls the ranges.
bool lets_users_in(Value rule) {
  constexpr std::array names = {"cidr_blocks", "ipv6_cidr_blocks", "cidr_ipv4", "cidr_ipv6",
                                "cidr"};
  const bool anybody = std::any_of(
      names.begin(), names.end(), [rule](const char* name) { return is_anybody(rule.find(name)); });
  const std::string_view protocol = rule.find("protocol").text();
  if (!anybody || protocol == "icmp" || rule.find("ip_protocol").text() == "icmp") return false;
  const std::int64_t from = rule.find("from_port").whole_number().value_or(0);
  const std::int64_t to = rule.find("to_port").whole_number().value_or(from);
  return !is_for_operators(from, to);
}

/// Of "…/global/networks/default".
std::string_view last_step(std::string_view link) {
  return link.substr(link.rfind('/') + 1);
}

bool has_item(Value list, std::string_view wanted) {
  for (const Value item : list.items()) {
    if (item.text() == wanted) return true;
  }
  return false;
}

/// Google: rules name no machines, but the network, and perhaps tags.
struct OpenTags {
  std::string_view network;
  Value tags;      ///< missing: whatever is on the network
  Value accounts;  ///< the same
};

std::optional<OpenTags> google_opening(const Resource& firewall) {
  const Value values = firewall.values;
  const bool applies =
      firewall.type == "google_compute_firewall" && values.find("direction").text() != "EGRESS" &&
      values.find("disabled").text() != "true" && is_anybody(values.find("source_ranges"));
  if (!applies) return std::nullopt;
  for (const Value rule : values.find("allow").items()) {
    const std::string_view protocol = rule.find("protocol").text();
    if (protocol != "tcp" && protocol != "udp" && protocol != "all") continue;
    bool is_open = rule.find("ports").size() == 0;
    for (const Value ports : rule.find("ports").items()) {
      is_open = is_open || is_for_users(ports.text());
    }
    if (is_open) {
      return OpenTags{last_step(values.find("network").text()), values.find("target_tags"),
                      values.find("target_service_accounts")};
    }
  }
  return std::nullopt;
}

bool is_reached(const Resource& machine, const OpenTags& opening) {
  if (opening.accounts.size() > 0) return false;
  bool is_on_network = false, has_address = false;
  for (const Value card : machine.values.find("network_interface").items()) {
    const std::string_view network = last_step(card.find("network").text());
    // A network that is not known yet may be this one: then tags decide.
    is_on_network = is_on_network || network == opening.network || network.empty();
    has_address = has_address || card.find("access_config").size() > 0;
  }
  if (!is_on_network || !has_address) return false;
  if (opening.tags.size() == 0) return !opening.network.empty();
  for (const Value tag : opening.tags.items()) {
    if (has_item(machine.values.find("tags"), tag.text())) return true;
  }
  return false;
}

void add_google_machines(const Inventory& inventory, std::unordered_set<std::size_t>& open) {
  std::vector<OpenTags> openings;
  for (const Resource& resource : inventory.resources) {
    if (auto opening = google_opening(resource)) openings.push_back(*opening);
  }
  if (openings.empty()) return;
  for (std::size_t i = 0; i < inventory.resources.size(); ++i) {
    const Resource& machine = inventory.resources[i];
    if (machine.type != "google_compute_instance") continue;
    if (std::any_of(openings.begin(), openings.end(),
                    [&](const OpenTags& opening) { return is_reached(machine, opening); })) {
      open.insert(i);
    }
  }
}

bool has_public_address(const Resource& machine) {
  for (const std::string_view attribute :
       {"public_ip", "public_ip_address", "network_interface.access_config.nat_ip"}) {
    if (!text_at(machine, attribute).empty()) return true;
  }
  return text_at(machine, "associate_public_ip_address") == "true" ||
         text_at(machine, "network_configuration.assign_public_ip") == "true";
}

/// Machines, and tasks that run on nobody's.
bool may_have_address(const Resource& resource) {
  const bool is_machine = resource.row->kind == "vm" && resource.row->extent == Extent::zonal;
  return is_machine || resource.type == "aws_ecs_service";
}

}  // namespace

std::unordered_set<std::size_t> find_open_machines(const Inventory& inventory, const Wiring& wiring,
                                                   const References& references) {
  std::unordered_set<std::size_t> open_guards;
  std::unordered_set<std::size_t> addressed;
  for (std::size_t i = 0; i < inventory.resources.size(); ++i) {
    if (inventory.resources[i].row->part != Part::guard) continue;
    for (const char* rules : {"ingress", "rule"}) {
      for (const Value rule : inventory.resources[i].values.find(rules).items()) {
        if (lets_users_in(rule)) open_guards.insert(i);
      }
    }
  }
  for (const Reference& reference : references.all) {
    const Resource& from = inventory.resources[reference.from];
    const bool is_rule =
        from.row->part == Part::guard && reference.attribute == "security_group_id";
    const bool goes_out =
        text_at(from, "type") == "egress" || from.type.find("egress") != std::string::npos;
    if (is_rule && !goes_out && lets_users_in(from.values)) open_guards.insert(reference.to);
    if (from.type == "aws_eip" || from.type == "aws_eip_association" ||
        from.type == "openstack_compute_floatingip_associate_v2")
      addressed.insert(reference.to);
  }
  std::unordered_set<std::size_t> open;
  for (std::size_t i = 0; i < inventory.resources.size(); ++i) {
    const Resource& machine = inventory.resources[i];
    if (!may_have_address(machine)) continue;
    if (!addressed.contains(i) && !has_public_address(machine)) continue;
    const std::vector<std::size_t>& guards = wiring.guards[i];
    const bool is_open = std::any_of(guards.begin(), guards.end(), [&](std::size_t guard) {
      return open_guards.contains(guard);
    });
    if (is_open) open.insert(i);
  }
  add_google_machines(inventory, open);
  add_azure_machines(inventory, references, open);
  return open;
}

}  // namespace cutpoint::terraform
