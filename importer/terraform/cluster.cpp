#include "importer/terraform/cluster.hpp"

#include <algorithm>
#include <unordered_map>
#include <unordered_set>

#include <fmt/format.h>

#include "importer/evidence/addresses.hpp"
#include "importer/kubernetes/objects/read_kinds.hpp"
#include "importer/kubernetes/routes.hpp"
#include "importer/kubernetes/workloads/thresholds.hpp"
#include "importer/terraform/identifiers.hpp"

namespace cutpoint::terraform {

namespace {

using kubernetes::Need;
using kubernetes::NeedStrength;
using kubernetes::Workload;

Bond bond_of(NeedStrength strength) {
  if (strength == NeedStrength::hard) return Bond::hard;
  return strength == NeedStrength::telemetry ? Bond::telemetry : Bond::soft;
}

/// What is known by other evidence too is needed once, as hard as the harder says.
void add_once(Requirement need, std::vector<Requirement>& needs) {
  const auto known = std::find_if(needs.begin(), needs.end(), [&](const Requirement& other) {
    return other.targets == need.targets;
  });
  if (known == needs.end()) {
    needs.push_back(std::move(need));
  } else if (need.bond < known->bond) {
    *known = std::move(need);
  }
}

/// A workload is a component, and what says names and texts alone is read; all else is unknown.
const ResourceType& row_of_manifest(const Resource& manifest, const ResourceTypes& types) {
  static constexpr ResourceType unknown{"kubernetes_manifest"};
  const auto object = object_kind_of(manifest);
  if (!object) return unknown;
  const auto reads = kubernetes::read_kinds();
  const auto read = std::find_if(reads.begin(), reads.end(),
                                 [&](const auto& row) { return row.kind == object->kind; });
  if (read == reads.end()) return unknown;
  if (read->use == kubernetes::KindUse::workload) return types.find(manifest.type);
  return types.find("kubernetes_config_map");
}

}  // namespace

Cluster::Cluster(Inventory& inventory, const ResourceTypes& types)
    : inventory_(inventory), objects_(inventory) {
  for (Resource& resource : inventory.resources) {
    if (holds_manifest(resource)) resource.row = &row_of_manifest(resource, types);
  }
  if (objects_.empty()) return;
  // What is told of resources is told of these, by Terraform's names.
  Conclusions conclusions(false);
  Diagnostics untold;
  workloads_ = find_workloads(objects_.objects(), conclusions, untold).all;
  std::erase_if(workloads_, [this](const Workload& workload) {
    return !objects_.resource_of(*workload.object).has_value();
  });
  name_workloads(workloads_);
  for (const Workload& workload : workloads_)
    resources_.push_back(*objects_.resource_of(*workload.object));
  services_ = std::make_unique<kubernetes::ServiceTable>(objects_.objects(), workloads_,
                                                         conclusions, untold);
  recognise(inventory);
}

void Cluster::recognise(Inventory& inventory) {
  for (std::size_t i = 0; i < workloads_.size(); ++i) {
    const Workload& workload = workloads_[i];
    Resource& resource = inventory.resources[resources_[i]];
    ResourceType row = *resource.row;
    row.kind = workload.recognition.kind(row.kind);
    if (workload.role != Role::unknown) row.role = workload.role;
    row.life = workload.recognition.life();
    inventory.own_rows.push_back(row);
    resource.row = &inventory.own_rows.back();
  }
}

std::vector<std::size_t> Cluster::resources_of(const std::vector<std::size_t>& workloads) const {
  std::vector<std::size_t> found;
  found.reserve(workloads.size());
  for (const std::size_t workload : workloads) found.push_back(resources_[workload]);
  std::sort(found.begin(), found.end());
  found.erase(std::unique(found.begin(), found.end()), found.end());
  return found;
}

std::string Cluster::reason_of(const Need& need) const {
  std::string reason = need.reason;
  const std::string handed_over = fmt::format(" of Secret {}", sensitive_values);
  if (const std::size_t at = reason.find(handed_over); at != std::string::npos)
    reason.replace(at, handed_over.size(), ", a sensitive value");
  if (need.strength == NeedStrength::start_order) reason += "; only to start";
  return inventory_.secrets.reveals(reason) ? std::string("what it is told") : reason;
}

std::optional<Requirement> Cluster::requirement_of(const Need& need, std::size_t from) const {
  Requirement requirement;
  requirement.targets = resources_of(need.targets);
  std::erase(requirement.targets, from);
  if (requirement.targets.empty()) return std::nullopt;
  requirement.bond = bond_of(need.strength);
  requirement.reason = reason_of(need);
  requirement.span = inventory_.resources[from].span;
  return requirement;
}

void Cluster::add_needs(References& references, Wiring& wiring) const {
  if (workloads_.empty()) return;
  const kubernetes::Needs needs = find_needs(workloads_, *services_, objects_.objects());
  const Identifiers identifiers(inventory_);
  for (std::size_t i = 0; i < workloads_.size(); ++i) {
    const std::size_t from = resources_[i];
    // Of two, as of any number: are they alike?
    const bool are_alike = !keeps_data(workloads_[i].role) &&
                           needed_instances(workloads_[i], 2, services_->is_balanced(i)).value == 1;
    wiring.served[from] = wiring.served[from] || are_alike;
    for (const Need& need : needs.of[i]) {
      Need called = need;
      if (!need.outside.empty()) {
        const std::size_t target = identifiers.find_host(need.outside);
        if (target == Identifiers::none) continue;
        Requirement requirement{
            {target}, bond_of(need.strength), reason_of(need), inventory_.resources[from].span};
        add_once(std::move(requirement), wiring.needs[from]);
        continue;
      }
      // Of some out of several the model here knows one or all: more than is there is not claimed.
      if (need.at_least > 1) {
        for (const std::size_t target : need.targets) {
          called.targets = {target};
          if (auto requirement = requirement_of(called, from))
            add_once(*std::move(requirement), wiring.needs[from]);
        }
      } else if (auto requirement = requirement_of(called, from)) {
        add_once(*std::move(requirement), wiring.needs[from]);
      }
    }
    std::erase_if(references.foreign, [&](const ForeignHost& host) {
      return host.resource == from &&
             services_->resolve(host.host, workloads_[i].name_space).has_value();
    });
  }
}

WayIn Cluster::way_in(const std::vector<std::size_t>& workloads, std::string reason) const {
  WayIn way;
  way.components = resources_of(workloads);
  way.any = way.components.size() > 1;
  way.reason = inventory_.secrets.reveals(reason) ? std::string("it is open") : std::move(reason);
  const Resource& first = inventory_.resources[way.components.front()];
  way.name = inventory_.secrets.reveals(first.address) ? first.block : first.address;
  return way;
}

void Cluster::add_ways_in(const Wiring& wiring, std::vector<WayIn>& ways) const {
  if (workloads_.empty()) return;
  std::unordered_set<std::size_t> led_to;
  for (const WayIn& way : ways) {
    for (const std::size_t component : way.components) {
      led_to.insert(component);
      for (const Requirement& need : wiring.needs[component])
        led_to.insert(need.targets.begin(), need.targets.end());
    }
  }
  const kubernetes::Routes routes = find_routes(objects_.objects(), *services_);
  const auto add = [&](const std::vector<std::size_t>& workloads, const std::string& reason) {
    if (workloads.empty()) return;
    const std::vector<std::size_t> resources = resources_of(workloads);
    const bool is_known = std::all_of(resources.begin(), resources.end(),
                                      [&](std::size_t i) { return led_to.contains(i); });
    if (is_known) return;
    led_to.insert(resources.begin(), resources.end());
    ways.push_back(way_in(workloads, reason));
  };
  for (const kubernetes::Route& route : routes.all) add(route.destination.workloads, route.reason);
  for (const kubernetes::ServiceTable::Opening& opening : services_->openings()) {
    const Workload& first = workloads_[opening.workloads.front()];
    // Data and what looks on are opened for people who keep the system, as in manifests.
    const bool is_program = !is_beside(first.role) && !keeps_data(first.role);
    if (routes.all.empty() || !is_ingress_controller(first)) {
      if (is_program) add(opening.workloads, opening.reason);
    }
  }
}

void Cluster::add_answers(const std::vector<std::string>& names, Imported& imported) const {
  if (workloads_.empty()) return;
  std::unordered_map<std::string_view, std::size_t> by_name;
  for (std::size_t i = 0; i < workloads_.size(); ++i)
    by_name.emplace(workloads_[i].name, resources_[i]);
  for (const KnownAddress& answer : services_->answers()) {
    const auto found = by_name.find(answer.component);
    if (found == by_name.end() || names[found->second].empty()) continue;
    if (inventory_.secrets.reveals(answer.address)) continue;
    imported.answers.push_back({answer.address, names[found->second]});
    // The end is mostly left out.
    constexpr std::string_view domain = ".cluster.local";
    if (!answer.address.ends_with(domain)) continue;
    imported.answers.push_back(
        {answer.address.substr(0, answer.address.size() - domain.size()), names[found->second]});
  }
}

void Cluster::tell_what_is_left(Diagnostics& diagnostics) const {
  if (workloads_.empty()) return;
  diagnostics
      .info("unplaced-workloads", inventory_.resources[resources_.front()].span,
            fmt::format("on which nodes and in which zones {} of Kubernetes {}, and how many "
                        "instances may be down at a time, is not concluded from these files",
                        workloads_.size() == 1 ? std::string("the workload")
                                               : fmt::format("the {} workloads", workloads_.size()),
                        workloads_.size() == 1 ? "runs" : "run"))
      .help = "what `kubectl get -A -o json` says of the cluster has it: import that";
}

}  // namespace cutpoint::terraform
