#include "importer/terraform/origin_groups.hpp"

#include <algorithm>
#include <map>
#include <set>

#include "importer/evidence/addresses.hpp"
#include "importer/terraform/configuration.hpp"
#include "importer/terraform/identifiers.hpp"

namespace cutpoint::terraform {

namespace {

using documents::Value;

class OriginJoiner {
 public:
  OriginJoiner(const Inventory& inventory, Wiring& wiring)
      : inventory_(inventory), wiring_(wiring) {}

  void run(std::size_t network) {
    const Resource& resource = inventory_.resources[network];
    if (resource.values.find("origin").size() < 2) return;
    find_targets(network);
    std::set<std::string> alone;
    for (const std::string_view behaviour : {"default_cache_behavior", "ordered_cache_behavior"}) {
      for (const Value one : resource.values.find(behaviour).items())
        alone.emplace(one.find("target_origin_id").text());
    }
    const Value groups = resource.values.find("origin_group");
    for (const Value group : groups.items()) join(network, group, alone);
    soften_unused(network, groups, alone);
  }

 private:
  /// What each origin leads to: by the host that it has or, before the apply, by what its
  /// expression refers to.
  void find_targets(std::size_t network) {
    targets_.clear();
    const Resource& resource = inventory_.resources[network];
    for (const Value origin : resource.values.find("origin").items()) {
      const std::string_view host = origin.find("domain_name").text();
      if (host.empty()) continue;
      for (const Requirement& need : wiring_.needs[network]) {
        const std::vector<std::string> own =
            own_addresses(inventory_.resources[need.targets.front()]);
        const bool answers = std::find(own.begin(), own.end(), normalised_host(host)) != own.end();
        if (need.targets.size() == 1 && answers)
          targets_[std::string(origin.find("origin_id").text())] = need.targets.front();
      }
    }
    // Blocks are looked up by their address, once a file.
    const auto [configuration, added] = configurations_.try_emplace(
        resource.source, inventory_.sources[resource.source].configuration);
    const Value written = configuration->second.expressions(resource.block);
    for (const Value origin : written.find("origin").items()) {
      const Value reference = origin.at({"domain_name", "references"});
      if (reference.size() == 0) continue;
      const Address meant = parse_reference(reference.first().text());
      for (const Requirement& need : wiring_.needs[network]) {
        const Resource& target = inventory_.resources[need.targets.front()];
        if (need.targets.size() == 1 && target.type == meant.type &&
            target.name.name == meant.resource.name)
          targets_.emplace(origin.at({"origin_id", "constant_value"}).text(), need.targets.front());
      }
    }
  }

  void join(std::size_t network, const Value& group, const std::set<std::string>& alone) {
    std::vector<std::size_t> members;
    for (const Value member : group.find("member").items()) {
      const std::string id(member.find("origin_id").text());
      const auto target = targets_.find(id);
      if (target == targets_.end() || alone.contains(id)) return;
      members.push_back(target->second);
    }
    std::sort(members.begin(), members.end());
    members.erase(std::unique(members.begin(), members.end()), members.end());
    if (members.size() < 2) return;
    std::vector<Requirement>& needs = wiring_.needs[network];
    std::erase_if(needs, [&members](const Requirement& need) {
      return need.targets.size() == 1 &&
             std::binary_search(members.begin(), members.end(), need.targets.front());
    });
    needs.push_back({std::move(members), Bond::hard, "origin_group", group.span()});
  }

  /// An origin that no behaviour sends requests to is there for another day.
  void soften_unused(std::size_t network, Value groups, std::set<std::string> used) {
    if (used.empty() || used.contains(std::string())) return;
    for (const Value group : groups.items()) {
      for (const Value member : group.find("member").items())
        used.emplace(member.find("origin_id").text());
    }
    std::set<std::size_t> asked, unused;
    for (const auto& [id, target] : targets_) (used.contains(id) ? asked : unused).insert(target);
    for (Requirement& need : wiring_.needs[network]) {
      const std::size_t target = need.targets.front();
      if (need.targets.size() > 1 || !unused.contains(target) || asked.contains(target)) continue;
      if (need.bond == Bond::hard) need.bond = Bond::soft;
    }
  }

  const Inventory& inventory_;
  Wiring& wiring_;
  std::map<std::size_t, Configuration> configurations_;  ///< by source
  std::map<std::string, std::size_t> targets_;           ///< by the id of the origin
};

}  // namespace

void join_origin_groups(const Inventory& inventory, Wiring& wiring) {
  OriginJoiner joiner(inventory, wiring);
  for (std::size_t i = 0; i < inventory.resources.size(); ++i) {
    if (inventory.resources[i].type == "aws_cloudfront_distribution") joiner.run(i);
  }
}

}  // namespace cutpoint::terraform
