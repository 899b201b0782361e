#include "analyzer/failover/member_rates.hpp"

#include <algorithm>
#include <array>
#include <unordered_map>
#include <utility>

#include "analyzer/engine/decision_diagram.hpp"
#include "analyzer/engine/quantities/outage_classes.hpp"
#include "analyzer/engine/quantities/pair_outages.hpp"
#include "analyzer/engine/quantities/probability.hpp"
#include "analyzer/failover/failover_groups.hpp"
#include "analyzer/failover/shared_causes.hpp"
#include "analyzer/structure/function_part.hpp"

namespace cutpoint {

namespace {

constexpr std::size_t diagram_nodes = 200'000;

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

/// Outages of a member by their length; alike lengths are one class.
class OutageLengths {
 public:
  void add(double per_hour, double hours, double at_most_hours) {
    if (per_hour <= 0.0 || hours <= 0.0) return;
    (at_most_hours > 0.0 ? bounded_ : open_).push_back({per_hour, hours, at_most_hours});
    per_hour_ += per_hour;
    down_ += per_hour * hours;
  }

  /// An event that alone fails the member: its restarts apart from its other repairs.
  void add_event(const BasicEvent& event, double per_hour) {
    const double failures = event.process.rate * (1.0 - event.process.unavailability);
    if (failures <= 0.0) return;
    for (const OutageClass& outage : failures_by_length(event)) {
      add(outage.rate * per_hour / failures, 1.0 / outage.repair_rate, outage.at_most_hours);
    }
  }

  /// Failovers within the member.
  void add_switches(const std::vector<FailoverGroup::SwitchLength>& switches, double per_hour) {
    for (const auto& move : switches) add(per_hour * move.share, move.hours, move.at_most_hours);
  }

  /// What the events leave: several failures together.
  void add_rest(double per_hour, double down) {
    const double rest = per_hour - per_hour_, rest_down = down - down_;
    if (rest > 1e-9 * per_hour && rest_down > 0.0) add(rest, rest_down / rest, 0.0);
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
    const auto take = [&](std::vector<Outages>& outages, std::size_t most) {
      for (const auto& [rate, hours, at_most] : merged(outages, most)) {
        rates.classes.push_back({rate * scale / up, 1.0 / (hours * stretch), at_most * stretch});
      }
    };
    take(open_, most_open);
    take(bounded_, most_bounded);
    return rates;
  }

 private:
  struct Outages {
    double per_hour;
    double hours;
    double at_most_hours;
  };
  static constexpr double alike = 1.5;
  static constexpr std::size_t most_open = 10;
  static constexpr std::size_t most_bounded = 4;

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
      const double both = last.per_hour + next.per_hour;
      const auto mean = [&](double a, double b) {
        return (last.per_hour * a + next.per_hour * b) / both;
      };
      last = {both, mean(last.hours, next.hours), mean(last.at_most_hours, next.at_most_hours)};
    }
    return result;
  }

  std::vector<Outages> open_;
  std::vector<Outages> bounded_;  ///< that end at some moment at the latest
  double per_hour_ = 0.0;
  double down_ = 0.0;
};

void add_outages(const StructureFunction& function, EventId id, double per_hour,
                 OutageLengths& lengths) {
  const BasicEvent& event = function.events[id];
  if (event.kind != EventKind::failover) return lengths.add_event(event, per_hour);
  const FailoverGroup* group = group_of_failover(function, id);
  if (group != nullptr) lengths.add_switches(group->switch_lengths, per_hour);
}

/// What takes too many members at once, though none of it alone: an event behind a fallback that
/// all of them may lack, or two events that all members need one of. Nothing is left to take over
/// then.
struct JointLosses {
  double per_hour = 0;
  double down = 0;
};

/// Of the group's failures those by these events and by missing fallbacks alone.
JointLosses joint_losses(const StructureFunction& function, const FailoverGroup& group,
                         const std::vector<EventId>& events) {
  if (events.empty()) return {};
  FunctionPart part = part_below(function, {group.node});
  std::vector<EventId> kept;
  for (const EventId event : events) kept.push_back(part.here(event));
  for (std::size_t i = 0; i < part.function.events.size(); ++i) {
    BasicEvent& event = part.function.events[EventId(i)];
    const auto is_kept = [&kept](EventId id) {
      return std::find(kept.begin(), kept.end(), id) != kept.end();
    };
    // With what they set off.
    const bool counts = event.kind == EventKind::fallback || is_kept(EventId(i)) ||
                        (event.cause.valid() && is_kept(event.cause));
    event.can_fail = event.can_fail && counts;
  }
  const DecisionDiagram diagram(part.function, part.roots, diagram_nodes);
  const DecisionDiagram::Ref top = diagram.top(0);
  if (top == DecisionDiagram::exhausted) return {};
  const NodeProbabilities probabilities(diagram);
  const double per_year =
      OutageFrequency(diagram).per_year(top, sensitivities(diagram, probabilities, top));
  return {per_year / (Duration::year / Duration::hour), probabilities[top]};
}

MemberRates of_series(const StructureFunction& function, const std::vector<EventId>& events,
                      const JointLosses& joint) {
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
  return lengths.rates(1.0 - up - joint.down, rate * up - joint.per_hour);
}

std::optional<MemberRates> by_diagram(const StructureFunction& function, NodeId root,
                                      const std::vector<EventId>& left_out,
                                      const JointLosses& joint) {
  FunctionPart part = part_below(function, {root});
  for (const EventId event : left_out) part.function.events[part.here(event)].can_fail = false;
  const DecisionDiagram diagram(part.function, part.roots, diagram_nodes);
  if (diagram.top(0) == DecisionDiagram::exhausted) return std::nullopt;
  const NodeProbabilities probabilities(diagram);
  const auto events = sensitivities(diagram, probabilities, diagram.top(0));
  const double whole_down = probabilities[diagram.top(0)];
  OutageLengths lengths;
  std::vector<SwitchImportance> set_off;
  std::vector<bool> alone(part.function.events.size(), false);
  for (const EventSensitivity& row : events) {
    const BasicEvent& event = part.function.events[row.event];
    if (event.cause.valid()) set_off.push_back({row.event, row.birnbaum});
    const FailureProcess& process = event.process;
    // An event that alone fails it decides whenever nothing else has.
    const double decides = row.birnbaum * (1.0 - process.unavailability);
    constexpr double rounding = 1e-9;
    if (decides >= (1.0 - whole_down) * (1.0 - rounding)) {
      add_outages(function, part.original[row.event], decides * process.rate, lengths);
      alone[row.event.index()] = true;
    }
  }
  for (const OutagesSetOff& outages : outages_set_off(part.function, std::move(set_off))) {
    lengths.add_switches(switches_after(function, part.original[outages.failover]),
                         outages.per_hour);
  }
  for (const OutagesOfLength& pair : pair_outages(diagram, diagram.top(0), events, alone)) {
    lengths.add(pair.per_hour, pair.hours, 0.0);
  }
  const double per_hour = OutageFrequency(diagram).per_year(diagram.top(0), events) /
                              (Duration::year / Duration::hour) -
                          joint.per_hour;
  const double down = whole_down - joint.down;
  lengths.add_rest(per_hour, down);
  return lengths.rates(down, per_hour);
}

/// Events that alone fail so many members that too few remain: nothing is left to take over.
class CommonLosses {
 public:
  CommonLosses(const StructureFunction& function, const FailoverGroup& group)
      : part_(part_below(function, group.members)), spare_(group.members.size() - group.needed) {}

  [[nodiscard]] bool contain(EventId event) {
    const auto [place, added] = known_.try_emplace(event, true);
    if (!added || known_.size() > most_evaluations) return place->second;
    const auto failed = evaluate(part_.function, std::array{part_.here(event)});
    const auto lost = std::count_if(part_.roots.begin(), part_.roots.end(),
                                    [&failed](NodeId member) { return failed[member] != 0; });
    place->second = static_cast<std::size_t>(lost) > spare_;
    return place->second;
  }

 private:
  /// Each is linear in what lies below the members.
  static constexpr std::size_t most_evaluations = 1000;

  FunctionPart part_;
  std::size_t spare_;
  std::unordered_map<EventId, bool> known_;
};

}  // namespace

std::optional<std::vector<MemberRates>> member_rates(const StructureFunction& function,
                                                     const FailoverGroup& group) {
  std::vector<Support> supports;
  std::unordered_map<EventId, std::size_t> uses;
  for (const NodeId member : group.members) {
    supports.push_back(support_of(function, member));
    for (const EventId event : supports.back().events) ++uses[event];
  }
  const std::size_t spare = group.members.size() - group.needed;
  CommonLosses losses(function, group);
  std::vector<EventId> joint_events;
  for (const auto& [event, members] : uses) {
    if (members > spare && !losses.contain(event)) joint_events.push_back(event);
  }
  std::sort(joint_events.begin(), joint_events.end());
  const JointLosses joint = joint_losses(function, group, joint_events);
  std::vector<MemberRates> result;
  for (std::size_t i = 0; i < group.members.size(); ++i) {
    std::vector<EventId> own, common;
    bool shared = false;
    for (const EventId event : supports[i].events) {
      (uses[event] > spare && losses.contain(event) ? common : own).push_back(event);
      shared = shared || uses[event] > 1;
    }
    const auto rates = supports[i].series ? std::optional(of_series(function, own, joint))
                                          : by_diagram(function, group.members[i], common, joint);
    if (!rates) return std::nullopt;
    result.push_back(*rates);
    result.back().one_event = supports[i].events.size() == 1 && !shared;
  }
  return result;
}

}  // namespace cutpoint
