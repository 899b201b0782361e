#include "importer/terraform/wiring.hpp"

#include <algorithm>
#include <map>
#include <optional>
#include <unordered_set>

#include <fmt/format.h>

namespace cutpoint::terraform {

namespace {

/// An arrow between any two resources, with what it was concluded from.
struct Arrow {
  std::size_t to = 0;
  Bond bond = Bond::hard;
  std::size_t reference = 0;  ///< in References::all
};

/// Of a way through joints: the weakest of its parts.
Bond weaker(Bond one, Bond other) {
  return std::max(one, other);
}

/// Programs that may call out; what a provider runs has ways of its own.
bool may_call_out(const ResourceType& row) {
  return row.role == Role::inner && (row.kind == "vm" || row.kind == "container" ||
                                     row.kind == "function" || row.kind == "service");
}

class Wirer {
 public:
  Wirer(const Inventory& inventory, const ResourceTypes& types, const References& references)
      : inventory_(inventory),
        references_(references.all),
        arrows_(inventory.resources.size()),
        member_arrows_(inventory.resources.size()),
        place_arrows_(inventory.resources.size()),
        member_cache_(inventory.resources.size()),
        way_out_cache_(inventory.resources.size()) {
    const std::size_t count = inventory.resources.size();
    wiring_.needs.resize(count);
    wiring_.hosts.resize(count);
    wiring_.places.resize(count);
    wiring_.guards.resize(count);
    wiring_.members.resize(count);
    wiring_.served.resize(count);
    for (std::size_t i = 0; i < references_.size(); ++i) {
      const Reference& reference = references_[i];
      const Resource& from = inventory.resources[reference.from];
      const Resource& to = inventory.resources[reference.to];
      Relation relation = types.relation(from.type, reference.attribute, *to.row);
      // Lists of dependencies go too far: what only stands there is no hard need.
      if (reference.proof == Proof::listed && relation == Relation::need) relation = Relation::soft;
      place(relation, reference, i);
    }
  }

  Wiring run() {
    hand_on_what_aliases_have();
    for (std::size_t i = 0; i < inventory_.resources.size(); ++i) {
      wiring_.places[i] = places_of(i);
      if (!is_modelled(part(i))) {
        if (part(i) == Part::group) mark_served(i);
        continue;
      }
      expand(i);
      add_members(i);
      add_ways_out(i);
    }
    return std::move(wiring_);
  }

 private:
  [[nodiscard]] Part part(std::size_t i) const { return inventory_.resources[i].row->part; }

  void place(Relation relation, const Reference& reference, std::size_t index) {
    const std::size_t from = reference.from;
    const std::size_t to = reference.to;
    switch (relation) {
      case Relation::none:
        break;
      case Relation::need:
        arrows_[from].push_back({to, Bond::hard, index});
        break;
      case Relation::needed_by:
        arrows_[to].push_back({from, Bond::hard, index});
        break;
      case Relation::member_of:
        member_arrows_[to].push_back({from, Bond::hard, index});
        break;
      case Relation::has_member:
        member_arrows_[from].push_back({to, Bond::hard, index});
        break;
      case Relation::soft:
        arrows_[from].push_back({to, Bond::soft, index});
        break;
      case Relation::telemetry:
        arrows_[from].push_back({to, Bond::telemetry, index});
        break;
      case Relation::copied_to:
        arrows_[from].push_back({to, Bond::copy, index});
        break;
      case Relation::runs_on:
        if (is_modelled(part(to))) {
          add_once(wiring_.hosts[from], to);
        } else {
          add_once(place_arrows_[from], to);
        }
        break;
      case Relation::carries:
        add_once(place_arrows_[from], to);
        arrows_[to].push_back({from, Bond::hard, index});
        break;
      case Relation::secured_by:
        add_once(wiring_.guards[from], to);
        break;
    }
  }

  /// What calls a function by its alias calls the function: `needed_by` an alias is by the
  /// function.
  void hand_on_what_aliases_have() {
    for (std::size_t i = 0; i < inventory_.resources.size(); ++i) {
      if (inventory_.resources[i].type != "aws_lambda_alias") continue;
      for (const Arrow& function : arrows_[i]) {
        if (!is_modelled(part(function.to))) continue;
        for (const Arrow& arrow : arrows_[i]) {
          if (arrow.to != function.to) arrows_[function.to].push_back(arrow);
        }
        break;
      }
    }
  }

  static void add_once(std::vector<std::size_t>& list, std::size_t value) {
    constexpr std::size_t searched = 64;
    const auto from = list.size() > searched ? list.end() - searched : list.begin();
    if (std::find(from, list.end(), value) == list.end()) list.push_back(value);
  }

  /// Everything on the way outwards: interfaces, subnets, groups of subnets, networks.
  std::vector<std::size_t> places_of(std::size_t from) {
    std::vector<std::size_t> reached = place_arrows_[from];
    std::unordered_set<std::size_t> seen(reached.begin(), reached.end());
    for (std::size_t i = 0; i < reached.size(); ++i) {
      for (const std::size_t next : place_arrows_[reached[i]]) {
        if (seen.insert(next).second) reached.push_back(next);
      }
      // What an interface may talk to is what its machine may talk to.
      for (const std::size_t guard : wiring_.guards[reached[i]])
        add_once(wiring_.guards[from], guard);
    }
    return reached;
  }

  [[nodiscard]] std::string reason_of(std::size_t component, const Arrow& arrow) const {
    const Reference& reference = references_[arrow.reference];
    std::string attribute = reference.attribute.empty() ? "listed dependency" : reference.attribute;
    if (reference.from == component) return attribute;
    return fmt::format("{} of {}", attribute, shown_name(reference.from));
  }

  [[nodiscard]] std::string shown_name(std::size_t i) const {
    const Resource& resource = inventory_.resources[i];
    return inventory_.secrets.reveals(resource.address) ? resource.block : resource.address;
  }

  /// Follows joints from a component to what it needs; each joint once hard and once soft.
  void expand(std::size_t component) {
    std::vector<Arrow> open(arrows_[component].rbegin(), arrows_[component].rend());
    std::unordered_set<std::size_t> seen;
    while (!open.empty()) {
      const Arrow arrow = open.back();
      open.pop_back();
      if (arrow.to == component) continue;
      if (is_modelled(part(arrow.to))) {
        add_need(component, {arrow.to}, arrow);
        continue;
      }
      if (!seen.insert(arrow.to * 2 + (arrow.bond == Bond::hard ? 0 : 1)).second) continue;
      if (part(arrow.to) == Part::group) add_group(component, arrow);
      if (part(arrow.to) != Part::glue && part(arrow.to) != Part::group) continue;
      const std::vector<Arrow>& next = arrows_[arrow.to];
      for (auto further = next.rbegin(); further != next.rend(); ++further)
        open.push_back({further->to, weaker(arrow.bond, further->bond), further->reference});
    }
  }

  void add_group(std::size_t component, const Arrow& arrow) {
    std::vector<std::size_t> members = members_of(arrow.to);
    std::erase(members, component);
    if (members.empty()) {
      if (arrows_[arrow.to].empty()) add_once(wiring_.empty_groups, arrow.to);
      return;
    }
    add_need(component, std::move(members), arrow);
  }

  void add_members(std::size_t component) {
    std::vector<std::size_t> members = members_of(component);
    std::erase(members, component);
    if (members.empty()) return;
    mark_served(component);
    wiring_.members[component] = members;
    add_need(component, std::move(members), member_arrows_[component].front());
  }

  void mark_served(std::size_t group) {
    for (const std::size_t member : members_of(group)) wiring_.served[member] = true;
  }

  /// The components in a group, through attachments and groups within it.
  const std::vector<std::size_t>& members_of(std::size_t group) {
    if (member_cache_[group]) return *member_cache_[group];
    std::vector<std::size_t> members;
    std::unordered_set<std::size_t> seen{group};
    std::vector<std::size_t> open;
    const auto push = [&](const std::vector<Arrow>& next) {
      for (auto arrow = next.rbegin(); arrow != next.rend(); ++arrow) {
        if (arrow->bond == Bond::hard) open.push_back(arrow->to);
      }
    };
    push(member_arrows_[group]);
    while (!open.empty()) {
      const std::size_t at = open.back();
      open.pop_back();
      if (!seen.insert(at).second) continue;
      if (is_modelled(part(at))) {
        members.push_back(at);
        continue;
      }
      if (part(at) == Part::glue || part(at) == Part::group) push(arrows_[at]);
      push(member_arrows_[at]);
    }
    member_cache_[group] = std::move(members);
    return *member_cache_[group];
  }

  /// What is needed twice is needed once, and hard where one of the two is.
  void add_need(std::size_t component, std::vector<std::size_t> targets, const Arrow& arrow) {
    std::sort(targets.begin(), targets.end());
    targets.erase(std::unique(targets.begin(), targets.end()), targets.end());
    const bool repeats = component == last_ && known_.contains(targets);
    if (component != last_) known_.clear();
    last_ = component;
    if (repeats) {
      Requirement& before = wiring_.needs[component][known_[targets]];
      if (before.bond != Bond::hard && arrow.bond == Bond::hard) {
        before.bond = Bond::hard;
        before.reason = reason_of(component, arrow);
      }
      return;
    }
    known_.emplace(targets, wiring_.needs[component].size());
    wiring_.needs[component].push_back({std::move(targets), arrow.bond, reason_of(component, arrow),
                                        references_[arrow.reference].span});
  }

  /// Gateways that the routes of its subnets lead to. Whether a program calls out is not known, so
  /// they are soft.
  void add_ways_out(std::size_t component) {
    if (!may_call_out(*inventory_.resources[component].row)) return;
    for (const std::size_t place : wiring_.places[component]) {
      for (const Arrow& arrow : ways_out(place)) {
        if (arrow.to != component)
          add_need(component, {arrow.to}, {arrow.to, Bond::soft, arrow.reference});
      }
    }
  }

  const std::vector<Arrow>& ways_out(std::size_t place) {
    if (way_out_cache_[place]) return *way_out_cache_[place];
    std::vector<Arrow> found;
    std::unordered_set<std::size_t> seen{place};
    std::vector<Arrow> open;
    if (part(place) == Part::place) open = arrows_[place];
    while (!open.empty()) {
      const Arrow arrow = open.back();
      open.pop_back();
      if (!seen.insert(arrow.to).second) continue;
      if (is_modelled(part(arrow.to))) {
        found.push_back(arrow);
      } else if (part(arrow.to) == Part::glue) {
        open.insert(open.end(), arrows_[arrow.to].begin(), arrows_[arrow.to].end());
      }
    }
    way_out_cache_[place] = std::move(found);
    return *way_out_cache_[place];
  }

  const Inventory& inventory_;
  const std::vector<Reference>& references_;
  std::vector<std::vector<Arrow>> arrows_;
  std::vector<std::vector<Arrow>> member_arrows_;
  std::vector<std::vector<std::size_t>> place_arrows_;
  std::vector<std::optional<std::vector<std::size_t>>> member_cache_;
  std::vector<std::optional<std::vector<Arrow>>> way_out_cache_;
  std::map<std::vector<std::size_t>, std::size_t> known_;  ///< needs of the component `last_`
  std::size_t last_ = static_cast<std::size_t>(-1);
  Wiring wiring_;
};

}  // namespace

bool is_modelled(Part part) {
  return part == Part::component || part == Part::host;
}

Wiring find_wiring(const Inventory& inventory, const ResourceTypes& types,
                   const References& references) {
  return Wirer(inventory, types, references).run();
}

}  // namespace cutpoint::terraform
