#include "analyzer/member_rates.hpp"

#include <algorithm>
#include <array>
#include <unordered_map>

#include "analyzer/diagram.hpp"
#include "analyzer/recovery_groups.hpp"
#include "analyzer/top_probability.hpp"

namespace cutpoint {

namespace {

constexpr std::size_t diagram_nodes = 200'000;

/// Everything below a node, itself included, in no particular order.
std::vector<NodeId> nodes_below(const StructureFunction& function, NodeId root) {
  std::vector<NodeId> found{root};
  std::unordered_map<NodeId, bool> seen{{root, true}};
  for (std::size_t head = 0; head < found.size(); ++head) {
    for (const NodeId child : function.children_of(found[head])) {
      if (seen.emplace(child, true).second) found.push_back(child);
    }
  }
  return found;
}

struct Support {
  std::vector<EventId> events;
  bool series = true;  ///< any of the events alone fails it
};

Support support_of(const StructureFunction& function, NodeId root) {
  Support support;
  for (const NodeId id : nodes_below(function, root)) {
    const Node& node = function.nodes[id];
    if (node.type == NodeType::event) {
      if (function.events[node.event].can_fail) support.events.push_back(node.event);
    } else if (node.type != NodeType::any) {
      support.series = false;
    }
  }
  return support;
}

/// Outages of a member by their length, longest first; alike lengths are one class.
class OutageLengths {
 public:
  void add(double per_hour, double hours, bool fixed) {
    if (per_hour <= 0.0 || hours <= 0.0) return;
    (fixed ? fixed_ : spread_).push_back({per_hour, hours});
    per_hour_ += per_hour;
    down_ += per_hour * hours;
  }

  /// An event that alone fails the member: its restarts apart from its other repairs.
  void add_event(const BasicEvent& event, double per_hour) {
    const FailureProcess& process = event.process;
    const double cured = process.repair.cured;
    const double restart = process.repair.restart.in_hours();
    add(per_hour * cured, restart, true);
    if (cured < 1.0) {
      const double others = process.mean_repair_hours - cured * restart;
      add(per_hour * (1.0 - cured), others / (1.0 - cured),
          process.repair.distribution == RepairDistribution::fixed);
    }
  }

  /// A failover within the member: switches that work apart from those that do not, each with what
  /// repairs leave of it.
  void add_failover(const RecoveryGroup& group, const BasicEvent& event, double per_hour) {
    const double both = group.shares.switching + group.shares.failed_switch;
    if (both <= 0.0) return;
    const double down = per_hour * event.process.mean_repair_hours;
    const auto add_part = [&](double chance, double share) {
      if (chance > 0.0) add(per_hour * chance, down * share / both / (per_hour * chance), false);
    };
    add_part(group.success, group.shares.switching);
    add_part(1.0 - group.success, group.shares.failed_switch);
  }

  /// What the events leave: several failures together.
  void add_rest(double per_hour, double down) {
    const double rest = per_hour - per_hour_, rest_down = down - down_;
    if (rest > 1e-9 * per_hour && rest_down > 0.0) add(rest, rest_down / rest, false);
  }

  /// Scaled to the member's own share of time down and failures an hour.
  [[nodiscard]] MemberRates rates(double unavailability, double per_hour) {
    MemberRates rates;
    if (unavailability <= 0.0 || unavailability >= 1.0 || per_hour <= 0.0) return rates;
    const double up = 1.0 - unavailability;
    rates.failure_rate = per_hour / up;
    rates.repair_rate = per_hour / unavailability;
    const double scale = per_hour_ > 0.0 ? per_hour / per_hour_ : 0.0;
    const double stretch = down_ > 0.0 ? unavailability / (down_ * scale) : 0.0;
    const auto take = [&](std::vector<Outages>& outages, std::size_t most, bool fixed) {
      for (const auto& [rate, hours] : merged(outages, most)) {
        rates.classes.push_back({rate * scale / up, 1.0 / (hours * stretch), fixed});
      }
    };
    take(spread_, most_spread, false);
    take(fixed_, most_fixed, true);
    return rates;
  }

 private:
  struct Outages {
    double per_hour;
    double hours;
  };
  static constexpr double alike = 1.5;
  static constexpr std::size_t most_spread = 10;
  static constexpr std::size_t most_fixed = 4;

  [[nodiscard]] static std::vector<Outages> merged(std::vector<Outages>& outages,
                                                   std::size_t most) {
    std::sort(outages.begin(), outages.end(),
              [](const Outages& a, const Outages& b) { return a.hours > b.hours; });
    std::vector<Outages> result;
    double longest = 0.0;
    for (const Outages& next : outages) {
      if (result.empty() || (next.hours * alike < longest && result.size() < most)) {
        result.push_back(next);
        longest = next.hours;
        continue;
      }
      Outages& last = result.back();
      last.hours = (last.per_hour * last.hours + next.per_hour * next.hours) /
                   (last.per_hour + next.per_hour);
      last.per_hour += next.per_hour;
    }
    return result;
  }

  std::vector<Outages> spread_;
  std::vector<Outages> fixed_;
  double per_hour_ = 0.0;
  double down_ = 0.0;
};

void add_outages(const StructureFunction& function, EventId id, double per_hour,
                 OutageLengths& lengths) {
  const BasicEvent& event = function.events[id];
  if (event.kind != EventKind::failover) return lengths.add_event(event, per_hour);
  const RecoveryGroup* group = group_of_failover(function, id);
  if (group != nullptr) lengths.add_failover(*group, event, per_hour);
}

MemberRates of_series(const StructureFunction& function, const std::vector<EventId>& events) {
  double up = 1.0, rate = 0.0;
  for (const EventId event : events) {
    const FailureProcess& process = function.events[event].process;
    up *= 1.0 - process.unavailability;
    rate += process.rate;
  }
  OutageLengths lengths;
  for (const EventId event : events) {
    add_outages(function, event, function.events[event].process.rate * up, lengths);
  }
  return lengths.rates(1.0 - up, rate * up);
}

std::optional<MemberRates> by_diagram(const StructureFunction& function, NodeId root,
                                      const std::vector<EventId>& left_out) {
  PartOfFunction part = part_below(function, {root});
  for (const EventId event : left_out) part.function.events[event].can_fail = false;
  const Diagram diagram(part.function, part.roots, diagram_nodes);
  if (diagram.top(0) == Diagram::exhausted) return std::nullopt;
  const NodeProbabilities probabilities(diagram);
  const auto events = sensitivities(diagram, probabilities, diagram.top(0));
  const double down = probabilities[diagram.top(0)];
  OutageLengths lengths;
  for (const EventSensitivity& row : events) {
    const FailureProcess& process = part.function.events[row.event].process;
    // An event that alone fails it decides whenever nothing else has.
    const double decides = row.birnbaum * (1.0 - process.unavailability);
    constexpr double rounding = 1e-9;
    if (decides >= (1.0 - down) * (1.0 - rounding)) {
      add_outages(function, row.event, decides * process.rate, lengths);
    }
  }
  const double per_hour =
      outages_per_year(part.function, events) / (Duration::year / Duration::hour);
  lengths.add_rest(per_hour, down);
  return lengths.rates(down, per_hour);
}

/// Events that alone fail so many members that too few remain: nothing is left to take over.
class CommonLosses {
 public:
  CommonLosses(const StructureFunction& function, const RecoveryGroup& group)
      : part_(part_below(function, group.members)), spare_(group.members.size() - group.needed) {}

  [[nodiscard]] bool contain(EventId event) {
    const auto [place, added] = known_.try_emplace(event, true);
    if (!added || known_.size() > most_evaluations) return place->second;
    const auto failed = evaluate(part_.function, std::array{event});
    const auto lost = std::count_if(part_.roots.begin(), part_.roots.end(),
                                    [&failed](NodeId member) { return failed[member] != 0; });
    place->second = static_cast<std::size_t>(lost) > spare_;
    return place->second;
  }

 private:
  /// Each is linear in what lies below the members.
  static constexpr std::size_t most_evaluations = 1000;

  PartOfFunction part_;
  std::size_t spare_;
  std::unordered_map<EventId, bool> known_;
};

}  // namespace

PartOfFunction part_below(const StructureFunction& function, const std::vector<NodeId>& roots) {
  std::vector<NodeId> nodes;
  for (const NodeId root : roots) {
    const auto below = nodes_below(function, root);
    nodes.insert(nodes.end(), below.begin(), below.end());
  }
  std::sort(nodes.begin(), nodes.end());
  nodes.erase(std::unique(nodes.begin(), nodes.end()), nodes.end());
  const auto place_of = [&nodes](NodeId id) {
    return NodeId(static_cast<std::uint32_t>(std::lower_bound(nodes.begin(), nodes.end(), id) -
                                             nodes.begin()));
  };
  PartOfFunction part;
  StructureFunction& result = part.function;
  result.events = function.events;
  result.event_nodes.resize(function.events.size());
  result.networks = function.networks;
  result.reachabilities = function.reachabilities;
  result.coherent = function.coherent;
  for (const NodeId id : nodes) {
    Node node = function.nodes[id];
    node.first_child = static_cast<std::uint32_t>(result.children.size());
    for (const NodeId child : function.children_of(id)) result.children.push_back(place_of(child));
    const NodeId added = result.nodes.push_back(node);
    if (node.type == NodeType::event) result.event_nodes[node.event] = added;
  }
  for (const NodeId root : roots) part.roots.push_back(place_of(root));
  return part;
}

void restore_members(const RecoveryGroup& group, StructureFunction& function) {
  for (std::size_t i = 0; i < group.own_processes.size(); ++i) {
    function.events[group.own[i]].process = group.own_processes[i];
  }
}

std::optional<std::vector<MemberRates>> member_rates(const StructureFunction& function,
                                                     const RecoveryGroup& group) {
  if (!group.own_processes.empty()) {
    StructureFunction before = function;
    restore_members(group, before);
    RecoveryGroup unshaped = group;
    unshaped.own_processes.clear();
    return member_rates(before, unshaped);
  }
  std::vector<Support> supports;
  std::unordered_map<EventId, std::size_t> uses;
  for (const NodeId member : group.members) {
    supports.push_back(support_of(function, member));
    for (const EventId event : supports.back().events) ++uses[event];
  }
  const std::size_t spare = group.members.size() - group.needed;
  CommonLosses losses(function, group);
  std::vector<MemberRates> result;
  for (std::size_t i = 0; i < group.members.size(); ++i) {
    std::vector<EventId> own, common;
    bool shared = false;
    for (const EventId event : supports[i].events) {
      (uses[event] > spare && losses.contain(event) ? common : own).push_back(event);
      shared = shared || uses[event] > 1;
    }
    const auto rates = supports[i].series ? std::optional(of_series(function, own))
                                          : by_diagram(function, group.members[i], common);
    if (!rates) return std::nullopt;
    result.push_back(*rates);
    result.back().one_event = supports[i].events.size() == 1 && !shared;
  }
  return result;
}

}  // namespace cutpoint
