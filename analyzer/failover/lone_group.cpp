#include "analyzer/failover/lone_group.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <map>
#include <optional>

#include "analyzer/engine/decision_diagram.hpp"
#include "analyzer/engine/quantities/outage_classes.hpp"
#include "analyzer/engine/quantities/probability.hpp"
#include "analyzer/failover/group_chain.hpp"
#include "analyzer/failover/serving.hpp"
#include "analyzer/structure/function_part.hpp"

namespace cutpoint {

namespace {

constexpr std::size_t diagram_nodes = 200'000;
constexpr std::size_t most_lone_states = 20'000;

/// Failures and repairs of one member, with all that it stands on.
struct MemberRates {
  double failure_rate = 0;
  double repair_rate = 0;
  std::vector<RepairPhase> repair;
};

/// A member's outages by about how long they last: a region takes hours where a restart takes
/// seconds, and whether a switch is over before depends on which it is.
class OutageMix {
 public:
  void add(double rate, double mean_hours) {
    if (rate <= 0.0 || mean_hours <= 0.0) return;
    constexpr double fineness = 0.7;
    Sum& sum = by_length_[std::lround(std::log(mean_hours) / fineness)];
    sum.rate += rate;
    sum.down += rate * mean_hours;
  }

  [[nodiscard]] std::vector<RepairPhase> phases() const {
    double all = 0.0;
    for (const auto& [length, sum] : by_length_) all += sum.rate;
    std::vector<RepairPhase> phases;
    for (const auto& [length, sum] : by_length_) {
      phases.push_back({sum.rate / all, sum.rate / sum.down, RepairPhase::ends});
    }
    return phases;
  }

 private:
  struct Sum {
    double rate = 0;
    double down = 0;
  };
  std::map<long, Sum> by_length_;
};

/// Of what fails the member alone, or with something that lasts longer as switches do, outages are
/// as long as its own; the others share what is left of the time `down`. A fixed time is so short
/// against a switch as its race with it says.
std::vector<RepairPhase> outages_of(const StructureFunction& function,
                                    const std::vector<std::uint8_t>& alone, double down,
                                    const std::vector<EventSensitivity>& rows, double switch_rate) {
  OutageMix mix;
  double other_rate = 0.0;
  for (const EventSensitivity& row : rows) {
    const BasicEvent& event = function.events[row.event];
    const double rate = row.birnbaum * event.process.rate * (1.0 - event.process.unavailability);
    const bool fails_it = row.event.index() < alone.size() && alone[row.event.index()] != 0;
    if (!fails_it && !event.conditional) {
      other_rate += rate;
      continue;
    }
    for (const OutageClass& outage : failures_by_length(event)) {
      down -= row.birnbaum * outage.rate / outage.repair_rate;
      mix.add(row.birnbaum * outage.rate, 1.0 / rate_within(outage, switch_rate));
    }
  }
  mix.add(other_rate, other_rate > 0.0 ? std::max(down, 0.0) / other_rate : 0.0);
  return mix.phases();
}

/// Leaves out what alone fails too many members.
std::optional<std::vector<MemberRates>> member_rates(const StructureFunction& function,
                                                     const FailoverGroup& group) {
  FunctionPart part = part_below(function, group.members);
  const std::size_t spare = group.members.size() - group.needed;
  constexpr std::size_t most_evaluations = 1000;
  // By member and event: whether it fails the member alone.
  std::vector<std::vector<std::uint8_t>> alone(part.roots.size());
  for (std::size_t i = 0; i < std::min(part.function.events.size(), most_evaluations); ++i) {
    const EventId event(i);
    const auto failed = evaluate(part.function, std::array{event});
    std::size_t lost = 0;
    for (std::size_t m = 0; m < part.roots.size(); ++m) {
      alone[m].push_back(failed[part.roots[m]]);
      lost += failed[part.roots[m]];
    }
    if (lost > spare) part.function.events[event].can_fail = false;
  }
  const DecisionDiagram diagram(part.function, part.roots, diagram_nodes);
  const NodeProbabilities probabilities(diagram);
  const double switch_hours = group.success > 0.5 ? group.switch_hours : group.manual_hours;
  const double switch_rate = switch_hours > 0.0 ? 1.0 / switch_hours : 0.0;
  std::vector<MemberRates> rates;
  for (std::size_t m = 0; m < part.roots.size(); ++m) {
    const DecisionDiagram::Ref top = diagram.top(m);
    if (top == DecisionDiagram::exhausted) return std::nullopt;
    const double down = probabilities[top];
    double per_hour = 0.0;
    const auto rows = sensitivities(diagram, probabilities, top);
    for (const EventSensitivity& row : rows) {
      const FailureProcess& process = part.function.events[row.event].process;
      per_hour += row.birnbaum * process.rate * (1.0 - process.unavailability);
    }
    if (down <= 0.0 || down >= 1.0 || per_hour <= 0.0) {
      rates.push_back({});
    } else {
      rates.push_back({per_hour / (1.0 - down), per_hour / down, {}});
      rates.back().repair = outages_of(part.function, alone[m], down, rows, switch_rate);
    }
  }
  return rates;
}

/// The group alone, each member an event.
StructureFunction lone_function(const FailoverGroup& group, const std::vector<MemberRates>& rates) {
  StructureFunction function;
  FailoverGroup lone = group;
  lone.members.clear();
  lone.own.clear();
  lone.cases.clear();
  const auto add_event = [&function](BasicEvent event) {
    const EventId id = function.events.push_back(std::move(event));
    Node leaf;
    leaf.type = NodeType::event;
    leaf.event = id;
    function.event_nodes.push_back(function.nodes.push_back(leaf));
    return id;
  };
  for (const MemberRates& rate : rates) {
    BasicEvent event;
    event.process.rate = rate.failure_rate;
    event.can_fail = rate.failure_rate > 0.0;
    if (event.can_fail) {
      event.process.mean_repair_hours = 1.0 / rate.repair_rate;
      event.process.unavailability = rate.failure_rate / (rate.failure_rate + rate.repair_rate);
    }
    lone.own.push_back(add_event(std::move(event)));
    lone.members.push_back(function.event_nodes[lone.own.back()]);
  }
  if (group.failover.valid()) {
    BasicEvent event;
    event.kind = EventKind::failover;
    lone.failover = add_event(std::move(event));
  }
  const auto gate = [&function](NodeType type, std::uint32_t threshold,
                                const std::vector<NodeId>& children) {
    Node node;
    node.type = type;
    node.threshold = threshold;
    node.first_child = static_cast<std::uint32_t>(function.children.size());
    node.child_count = static_cast<std::uint32_t>(children.size());
    function.children.insert(function.children.end(), children.begin(), children.end());
    return function.nodes.push_back(node);
  };
  const auto spare = static_cast<std::uint32_t>(lone.members.size()) - lone.needed;
  std::vector<NodeId> down{gate(NodeType::at_least, spare + 1, lone.members)};
  if (lone.failover.valid()) down.push_back(function.event_nodes[lone.failover]);
  lone.node = lone.full_node = gate(NodeType::any, 0, down);
  function.failover_groups.push_back(std::move(lone));
  return function;
}

void set_repairs(Behaviour& behaviour, const FailoverGroup& lone,
                 const std::vector<MemberRates>& rates) {
  for (Behaviour::Part& part : behaviour.parts) {
    const auto member = std::find(lone.own.begin(), lone.own.end(), part.event) - lone.own.begin();
    const MemberRates& rate = rates[static_cast<std::size_t>(member)];
    if (!rate.repair.empty()) part.repair = rate.repair;
  }
}

/// Outages of two lengths: how many are short, and how long these are on average.
struct ShortOutages {
  double share = 0;
  double hours = 0;
};

/// A switch ends when the work has moved, or what failed is back. Of the lengths that this makes
/// the two kinds are told apart that differ most.
ShortOutages short_outages(const FailoverGroup& group, const std::vector<MemberRates>& rates) {
  std::vector<std::pair<double, double>> lengths;  // hours, and failures an hour
  const auto add = [&lengths](double failures, double back, double switch_hours) {
    const double moved = switch_hours > 0.0 ? 1.0 / switch_hours : 0.0;
    if (failures > 0.0) lengths.emplace_back(1.0 / (back + moved), failures);
  };
  for (const MemberRates& rate : rates) {
    for (const RepairPhase& phase : rate.repair) {
      const double failures = rate.failure_rate * phase.start;
      if (group.switch_hours > 0.0)
        add(failures * group.success, phase.per_hour, group.switch_hours);
      add(failures * (1.0 - group.success), phase.per_hour, group.manual_hours);
    }
  }
  std::sort(lengths.begin(), lengths.end());
  double all = 0.0, all_down = 0.0, rate = 0.0, down = 0.0, furthest = -1.0;
  for (const auto& [hours, failures] : lengths) {
    all += failures;
    all_down += failures * hours;
  }
  ShortOutages result;
  for (std::size_t i = 0; i + 1 < lengths.size(); ++i) {
    rate += lengths[i].second;
    down += lengths[i].second * lengths[i].first;
    const double gap = (all_down - down) / (all - rate) - down / rate;
    const double apart = rate * (all - rate) * gap * gap;  // what the split explains of the spread
    if (apart <= furthest) continue;
    furthest = apart;
    result = {rate / all, down / rate * all / all_down};  // as a share of the mean
  }
  return result;
}

void set_shares(FailoverGroup& group, const GroupOutcome& outcome) {
  group.chain_states = outcome.states;
  group.shares.switching = group.always_by_hand ? 0.0 : outcome.switching[0];
  group.shares.failed_switch = outcome.failed_switch[0];
  group.shares.all_failed = outcome.too_few[0][1];
  const auto down = outcome.flows.find({0U, 1U});
  group.shares.outages_per_hour = down != outcome.flows.end() ? down->second : 0.0;
}

/// Of groups beyond any chain: each failure of a member that serves starts a switch.
GroupOutcome by_rates(const FailoverGroup& group, const std::vector<MemberRates>& rates) {
  double failures = 0.0;
  for (const MemberRates& rate : rates) failures += rate.failure_rate;
  const double moves =
      failures * static_cast<double>(slots_of(group)) / static_cast<double>(rates.size());
  GroupOutcome outcome;
  outcome.switching = {moves * group.success * group.switch_hours};
  outcome.failed_switch = {moves * (1.0 - group.success) * group.manual_hours};
  outcome.too_few = {{0.0, 0.0}};
  outcome.into_too_few = {0.0};
  outcome.flows[{0U, 1U}] = moves;
  return outcome;
}

}  // namespace

void set_lone_group(StructureFunction& function, FailoverGroup& group, SolvedChains& chains) {
  const auto rates = member_rates(function, group);
  if (!rates || group.members.size() <= group.needed) return;
  const StructureFunction lone = lone_function(group, *rates);
  NoChain why = NoChain::network;
  std::optional<GroupOutcome> outcome;
  if (group.members.size() <= 40) {
    auto behaviour = behaviour_of(lone, {0}, {}, {}, why);
    if (behaviour) {
      set_repairs(*behaviour, lone.failover_groups.front(), *rates);
      outcome = *chains.solve(*behaviour, most_lone_states);
    }
  }
  if (!outcome) outcome = by_rates(group, *rates);
  set_shares(group, *outcome);
  if (!group.failover.valid()) return;
  BasicEvent& event = function.events[group.failover];
  const double moving = outcome->switching[0] + outcome->failed_switch[0];
  const double share = moving / (1.0 - group.shares.all_failed);
  const double moves = group.shares.outages_per_hour - outcome->into_too_few[0];
  event.can_fail = share > 0.0 && share < 1.0 && moves > 0.0;
  if (!event.can_fail) return;
  event.process.unavailability = share;
  event.process.mean_repair_hours = moving / moves;
  event.process.rate = share / (1.0 - share) / event.process.mean_repair_hours;
  const ShortOutages brief = short_outages(group, *rates);
  event.process.repair.cured = brief.share;
  event.process.repair.restart = Duration::hours(brief.hours * moving / moves);
}

double instant_unavailability(const StructureFunction& function, const FailoverGroup& group) {
  FunctionPart part = part_below(function, {group.node});
  for (std::size_t i = 0; i < part.function.events.size(); ++i) {
    BasicEvent& event = part.function.events[EventId(i)];
    if (event.kind == EventKind::failover) event.can_fail = false;
  }
  const DecisionDiagram diagram(part.function, part.roots, diagram_nodes);
  if (diagram.top(0) == DecisionDiagram::exhausted) return 0.0;
  return NodeProbabilities(diagram)[diagram.top(0)];
}

}  // namespace cutpoint
