#include "analyzer/failover/lone_group.hpp"

#include <algorithm>
#include <optional>

#include "analyzer/engine/decision_diagram.hpp"
#include "analyzer/engine/quantities/probability.hpp"
#include "analyzer/failover/chain/group_chain.hpp"
#include "analyzer/failover/chain/serving.hpp"
#include "analyzer/structure/function_builder.hpp"
#include "analyzer/structure/function_part.hpp"

namespace cutpoint {

namespace {

constexpr std::size_t lone_diagram_nodes = 200'000;
constexpr std::size_t most_lone_states = 20'000;

/// The group alone, each member an event.
StructureFunction lone_function(const FailoverGroup& group, const std::vector<MemberRates>& rates) {
  StructureFunction function;
  FailoverGroup lone = group;
  lone.members.clear();
  lone.own.clear();
  lone.cases.clear();
  lone.arbiter = {};
  lone.stuck = {};
  FunctionBuilder builder(function);
  const auto add_event = [&](BasicEvent event) {
    const EventId id = function.events.push_back(std::move(event));
    function.event_nodes.push_back({});
    (void)builder.event(id);
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
  const auto spare = static_cast<std::uint32_t>(lone.members.size()) - lone.needed;
  std::vector<NodeId> down{builder.at_least(spare + 1, lone.members)};
  if (lone.failover.valid()) down.push_back(function.event_nodes[lone.failover]);
  lone.node = lone.full_node = builder.any(std::move(down));
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
  const auto known = chains.rates_of(members_part(function, group));
  const RatesOfMembers& rates = *known;
  if (!rates || group.members.size() <= group.needed) return;
  const StructureFunction lone = lone_function(group, *rates);
  NoChain why = NoChain::network;
  std::optional<GroupOutcome> outcome;
  if (group.members.size() <= 40) {
    auto behaviour = behaviour_of(lone, {0}, Observed{}, {}, why);
    if (behaviour) {
      set_repairs(*behaviour, lone.failover_groups.front(), *rates);
      ChainLimits limits = chains.limits();
      limits.most_states = most_lone_states;
      outcome = *chains.solve(*behaviour, limits);
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
  event.lengths = switch_lengths(group, *rates, event.process.mean_repair_hours);
}

double instant_unavailability(const StructureFunction& function, const FailoverGroup& group) {
  FunctionPart part = part_below(function, {group.node});
  for (std::size_t i = 0; i < part.function.events.size(); ++i) {
    BasicEvent& event = part.function.events[EventId(i)];
    if (event.kind == EventKind::failover) event.can_fail = false;
  }
  const DecisionDiagram diagram(part.function, part.roots, lone_diagram_nodes);
  if (diagram.top(0) == DecisionDiagram::exhausted) return 0.0;
  return NodeProbabilities(diagram)[diagram.top(0)];
}

}  // namespace cutpoint
