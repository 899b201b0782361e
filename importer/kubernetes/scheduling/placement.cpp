#include "importer/kubernetes/scheduling/placement.hpp"

#include <algorithm>
#include <map>

#include <fmt/format.h>

#include "importer/kubernetes/scheduling/volumes.hpp"

namespace cutpoint::kubernetes {

namespace {

/// A node of the model with who is on it.
struct SeatedNode {
  std::string name;
  std::vector<std::size_t> workloads;
};

struct SeatedZone {
  std::string name;
  std::vector<SeatedNode> nodes;
  std::vector<std::size_t> workloads;
};

class Placer {
 public:
  Placer(const std::vector<Workload>& workloads, const Objects& objects)
      : workloads_(workloads),
        objects_(objects),
        nodes_(find_nodes(objects)),
        repulsions_(find_repulsions(workloads)) {
    placement_.seats.resize(workloads.size());
    placement_.is_real = !nodes_.empty();
    for (std::size_t i = 0; i < nodes_.size(); ++i) {
      node_index_.emplace(nodes_[i].name, i);
      zone_nodes_[nodes_[i].zone].push_back(i);
    }
  }

  Placement run() {
    for (const Workload& workload : workloads_)
      schedulings_.push_back(scheduling_of(workload, objects_));
    name_zones();
    for (std::size_t i = 0; i < workloads_.size(); ++i) {
      // Jobs come and go; a name for several things is nowhere.
      if (!workloads_[i].is_run_to_end() && workloads_[i].component_kind != "group") place(i);
    }
    list_places();
    return std::move(placement_);
  }

 private:
  void place(std::size_t index) {
    const Workload& workload = workloads_[index];
    const Scheduling& scheduling = schedulings_[index];
    Seats& seats = placement_.seats[index];
    seats.remarks = scheduling.remarks;
    seats.instances = workload.instances.value;
    if (const std::string remark = remark_on_claims(workload, objects_); !remark.empty())
      seats.remarks.push_back({remark, workload.claims.span()});
    if (!nodes_.empty() && seat_really(workload, seats)) return;
    if (!nodes_.empty() && seat_on_known(workload, scheduling, seats)) return;
    seat_on_fewest(index, scheduling, seats);
  }

  /// Zones that the files name come first: what is bound to none may be in these too.
  void name_zones() {
    if (!nodes_.empty()) return;
    std::size_t unused = 0;
    for (const Scheduling& scheduling : schedulings_) {
      if (!scheduling.only_zone.empty()) (void)zone_for(0, scheduling.only_zone, unused);
    }
  }

  /// Where the pods of a dump are. With more than are always there, those that share most count.
  bool seat_really(const Workload& workload, Seats& seats) {
    std::map<std::string, std::uint32_t> loads;
    std::uint32_t running = 0;
    for (const RunningPod& pod : workload.pods) {
      if (!node_index_.contains(pod.node)) continue;
      ++loads[pod.node];
      ++running;
    }
    if (running == 0) return false;
    if (workload.kind == "DaemonSet") seats.instances = running;
    seats.instances = std::min(seats.instances, running);
    std::vector<std::pair<std::string, std::uint32_t>> order(loads.begin(), loads.end());
    std::stable_sort(order.begin(), order.end(),
                     [](const auto& a, const auto& b) { return a.second > b.second; });
    std::uint32_t left = seats.instances;
    for (auto& [node, load] : order) {
      load = std::min(load, left);
      left -= load;
      if (load > 0) take(seats, node, load);
    }
    measure_known(seats);
    seats.node_reason = seats.zone_reason = "where its pods are";
    return true;
  }

  /// Nodes are known and pods are not: the worst that the rules allow on these nodes.
  bool seat_on_known(const Workload& workload, const Scheduling& scheduling, Seats& seats) {
    std::map<std::string, std::vector<std::size_t>> by_zone;
    std::uint32_t eligible = 0;
    for (std::size_t i = 0; i < nodes_.size(); ++i) {
      if (!takes_pod(nodes_[i], workload.pod)) continue;
      by_zone[nodes_[i].zone].push_back(i);
      ++eligible;
    }
    if (eligible == 0) {
      seats.remarks.push_back({"no node of the files takes its pods", workload.span});
      return false;
    }
    if (workload.kind == "DaemonSet") {
      seats.instances = eligible;
      for (const auto& [zone, members] : by_zone) {
        for (const std::size_t i : members) take(seats, nodes_[i].name, 1);
      }
      measure_known(seats);
      seats.node_reason = seats.zone_reason = "one on each node that takes it";
      return true;
    }
    const KnownDomains known = {eligible, static_cast<std::uint32_t>(by_zone.size())};
    fill_known(scheduling, known, by_zone, seats);
    return true;
  }

  void fill_known(const Scheduling& scheduling, const KnownDomains& known,
                  const std::map<std::string, std::vector<std::size_t>>& by_zone, Seats& seats) {
    std::vector<const std::vector<std::size_t>*> zones;
    zones.reserve(by_zone.size());
    for (const auto& [zone, members] : by_zone) zones.push_back(&members);
    std::stable_sort(zones.begin(), zones.end(),
                     [](const auto* a, const auto* b) { return a->size() > b->size(); });
    const DomainCap cap = cap_of(DomainLevel::node, seats.instances, scheduling.rules, known);
    const DomainCap zone_cap = cap_of(DomainLevel::zone, seats.instances, scheduling.rules, known);
    const std::uint32_t most = scheduling.one_node ? seats.instances : std::max(cap.most, 1U);
    std::uint32_t left = seats.instances;
    for (const auto* zone : zones) {
      std::uint32_t in_zone = std::min(left, zone_cap.most);
      for (const std::size_t node : *zone) {
        const std::uint32_t load = std::min(in_zone, most);
        if (load > 0) take(seats, nodes_[node].name, load);
        in_zone -= load;
        left -= load;
      }
    }
    if (left > 0) {
      seats.remarks.push_back(
          {fmt::format("only {} of {} instances find a node that the rules allow",
                       seats.instances - left, seats.instances),
           SourceSpan()});
      seats.instances -= left;
    }
    measure_known(seats);
    seats.node_reason = cap.reason.empty() ? scheduling.bound_by : cap.reason;
    seats.zone_reason = zone_cap.reason.empty() ? scheduling.bound_by : zone_cap.reason;
  }

  static void take(Seats& seats, const std::string& node, std::uint32_t load) {
    seats.nodes.insert(seats.nodes.end(), load, node);
  }

  void measure_known(Seats& seats) {
    std::map<std::string, std::uint32_t> by_node;
    std::map<std::string, std::uint32_t> by_zone;
    for (const std::string& node : seats.nodes) {
      const std::string& zone = nodes_[node_index_.at(node)].zone;
      seats.zones_known = seats.zones_known && !zone.empty();
      ++by_node[node];
      ++by_zone[zone];
    }
    const auto most = [](const auto& loads) {
      std::uint32_t highest = 0;
      for (const auto& [name, load] : loads) highest = std::max(highest, load);
      return highest;
    };
    seats.worst_node = most(by_node);
    seats.worst_zone = most(by_zone);
  }

  /// Nodes are unknown: as few as may legally hold everything, shared by all workloads.
  void seat_on_fewest(std::size_t index, const Scheduling& scheduling, Seats& seats) {
    const std::uint32_t instances = seats.instances;
    const DomainCap node_cap = cap_of(DomainLevel::node, instances, scheduling.rules, {});
    const DomainCap zone_cap = cap_of(DomainLevel::zone, instances, scheduling.rules, {});
    const bool together = scheduling.one_node || !scheduling.only_node.empty();
    std::vector<std::uint32_t> zone_loads = {instances};
    if (!together && scheduling.only_zone.empty())
      zone_loads = worst_loads(DomainLevel::zone, instances, scheduling.rules, {});
    seats.worst_node = together ? instances : node_cap.most;
    seats.worst_zone = 0;
    std::vector<std::vector<std::uint32_t>> node_loads = {{instances}};
    if (!together) node_loads = node_loads_of(zone_loads, scheduling, node_cap);
    std::size_t next_zone = 0;
    for (std::size_t i = 0; i < zone_loads.size(); ++i) {
      SeatedZone& zone = zone_for(index, scheduling.only_zone, next_zone);
      zone.workloads.push_back(index);
      seats.worst_zone = std::max(seats.worst_zone, zone_loads[i]);
      std::size_t next_node = 0;
      for (const std::uint32_t node_load : node_loads[i]) {
        SeatedNode& node = node_for(zone, index, scheduling.only_node, next_node);
        node.workloads.push_back(index);
        take(seats, node.name, node_load);
      }
    }
    seats.node_reason = together ? scheduling.bound_by : node_cap.reason;
    seats.zone_reason =
        together || !scheduling.only_zone.empty() ? scheduling.bound_by : zone_cap.reason;
  }

  /// Instances by node of each zone: the first node holds the most that one may, and there are as
  /// many nodes as the rules ask for.
  [[nodiscard]] static std::vector<std::vector<std::uint32_t>> node_loads_of(
      const std::vector<std::uint32_t>& zones, const Scheduling& scheduling, const DomainCap& cap) {
    if (zones.size() == 1)
      return {worst_loads(DomainLevel::node, zones.front(), scheduling.rules, {})};
    std::vector<std::uint32_t> counts;
    std::uint32_t sum = 0;
    for (const std::uint32_t load : zones) {
      counts.push_back((load + cap.most - 1) / cap.most);
      sum += counts.back();
    }
    for (std::size_t i = zones.size(); i-- > 0 && sum < cap.domains;) {
      const std::uint32_t more = std::min(cap.domains - sum, zones[i] - counts[i]);
      counts[i] += more;
      sum += more;
    }
    std::vector<std::vector<std::uint32_t>> loads;
    for (std::size_t i = 0; i < zones.size(); ++i) {
      std::uint32_t left = zones[i];
      std::uint32_t nodes = counts[i];
      loads.emplace_back();
      if (i == 0) {
        loads[i].push_back(std::min(cap.most, left - (nodes - 1)));
        left -= loads[i].back();
        --nodes;
      }
      for (; nodes > 0; --nodes) {
        loads[i].push_back((left + nodes - 1) / nodes);
        left -= loads[i].back();
      }
    }
    return loads;
  }

  [[nodiscard]] bool repelled(DomainLevel level, std::size_t index,
                              const std::vector<std::size_t>& others) const {
    if (repulsions_.nodes.empty() && repulsions_.zones.empty()) return false;
    return std::any_of(others.begin(), others.end(),
                       [&](std::size_t other) { return repulsions_.repel(level, index, other); });
  }

  SeatedZone& zone_for(std::size_t index, const std::string& named, std::size_t& next) {
    if (!named.empty()) {
      const auto known = std::find_if(zones_.begin(), zones_.end(),
                                      [&](const SeatedZone& zone) { return zone.name == named; });
      if (known != zones_.end()) return *known;
      zones_.push_back({named, {}, {}});
      return zones_.back();
    }
    for (; next < zones_.size(); ++next) {
      if (!repelled(DomainLevel::zone, index, zones_[next].workloads)) return zones_[next++];
    }
    zones_.push_back({fmt::format("zone-{}", ++made_zones_), {}, {}});
    ++next;
    return zones_.back();
  }

  SeatedNode& node_for(SeatedZone& zone, std::size_t index, const std::string& named,
                       std::size_t& next) {
    if (!named.empty()) {
      const auto known = std::find_if(zone.nodes.begin(), zone.nodes.end(),
                                      [&](const SeatedNode& node) { return node.name == named; });
      if (known != zone.nodes.end()) return *known;
      zone.nodes.push_back({named, {}});
      return zone.nodes.back();
    }
    for (; next < zone.nodes.size(); ++next) {
      if (!repelled(DomainLevel::node, index, zone.nodes[next].workloads))
        return zone.nodes[next++];
    }
    zone.nodes.push_back({fmt::format("{}-node-{}", zone.name, zone.nodes.size() + 1), {}});
    ++next;
    return zone.nodes.back();
  }

  void list_places() {
    for (const auto& [zone, members] : zone_nodes_) {
      const SourceSpan span = nodes_[members.front()].object->span;
      if (!zone.empty()) placement_.places.push_back({zone, "", true, true, span});
      for (const std::size_t i : members)
        placement_.places.push_back({nodes_[i].name, zone, false, true, nodes_[i].object->span});
    }
    for (const SeatedZone& zone : zones_) {
      if (zone.workloads.empty()) continue;
      const SourceSpan span = workloads_[zone.workloads.front()].span;
      placement_.places.push_back({zone.name, "", true, false, span});
      for (const SeatedNode& node : zone.nodes)
        placement_.places.push_back({node.name, zone.name, false, false, span});
    }
  }

  const std::vector<Workload>& workloads_;
  const Objects& objects_;
  std::vector<ClusterNode> nodes_;
  std::vector<Scheduling> schedulings_;
  Repulsions repulsions_;
  std::map<std::string, std::size_t> node_index_;
  std::map<std::string, std::vector<std::size_t>> zone_nodes_;
  std::vector<SeatedZone> zones_;
  std::size_t made_zones_ = 0;
  Placement placement_;
};

}  // namespace

Placement place_workloads(const std::vector<Workload>& workloads, const Objects& objects) {
  return Placer(workloads, objects).run();
}

}  // namespace cutpoint::kubernetes
