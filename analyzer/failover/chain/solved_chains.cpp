#include "analyzer/failover/chain/solved_chains.hpp"

#include <fmt/format.h>

#include "analyzer/structure/function_key.hpp"
#include "analyzer/structure/value_key.hpp"

namespace cutpoint {

namespace {

/// All that a chain is made from, byte by byte; of figures perhaps only whether they are none, or
/// all.
class BehaviourKey : public ValueKey {
 public:
  BehaviourKey(const Behaviour& behaviour, bool with_figures) : with_figures_(with_figures) {
    add_function(behaviour.function);
    for (const Behaviour::Part& part : behaviour.parts) {
      add_figure(part.rate);
      add(part.group);
      add(part.member);
      add(part.repair.size());
      for (const RepairPhase& phase : part.repair) {
        add_figure(phase.start);
        add_figure(phase.per_hour);
        add(phase.next);
      }
    }
    for (const Behaviour::Group& group : behaviour.groups) add_group(group);
    add_all(behaviour.observed);
    add(behaviour.arbiters.size());
    for (const NodeId arbiter : behaviour.arbiters) add(arbiter.value());
  }

 private:
  void add_figure(double value) {
    add(with_figures_ || value == 0.0 || value == 1.0 ? value : 0.5);
  }
  void add_all(const std::vector<std::uint32_t>& values) {
    add(values.size());
    for (const std::uint32_t value : values) add(value);
  }
  void add_function(const StructureFunction& function) {
    add(function.nodes.size());
    for (std::size_t i = 0; i < function.nodes.size(); ++i) {
      const NodeId id(i);
      const Node& node = function.nodes[id];
      add(node.type);
      add(node.threshold);
      add(node.child_count);
      for (const NodeId child : function.children_of(id)) add(child.value());
      if (node.type == NodeType::event) add(node.event.value());
    }
    add(function.events.size());
    for (const BasicEvent& event : function.events) {
      add(is_part(event));
      add(event.view);
    }
  }
  void add_group(const Behaviour::Group& group) {
    add(group.node.value());
    add(group.failover.valid() ? group.failover.value() : UINT32_MAX);
    add(group.arbiter.valid() ? group.arbiter.value() : UINT32_MAX);
    add(group.members.size());
    for (const Behaviour::Member& member : group.members) {
      add(member.node.value());
      add(member.alike);
      add_all(member.parts);
      if (!group.unlike) continue;
      const FailoverGroup::MemberSwitch& moves = member.moves;
      for (const double number : {moves.success, moves.switch_hours, moves.manual_hours,
                                  moves.return_hours, moves.start_hours}) {
        add_figure(number);
      }
    }
    for (const std::uint32_t number : {group.needed, group.slots, group.crews}) add(number);
    for (const bool flag : {group.active_passive, group.serves, group.failback, group.unlike})
      add(flag);
    for (const double number : {group.standby_rate, group.success, group.switch_hours,
                                group.manual_hours, group.return_hours}) {
      add_figure(number);
    }
  }

  bool with_figures_;
};

/// Of one behaviour.
bool solve_alike(const ChainLimits& a, const ChainLimits& b) {
  return a.most_states == b.most_states && a.negligible_share == b.negligible_share &&
         a.leave_out_from == b.leave_out_from;
}

/// Where the first solves it at all.
bool solves_as_well(const ChainLimits& a, const ChainLimits& as) {
  return a.negligible_share <= as.negligible_share && a.leave_out_from >= as.leave_out_from;
}

std::size_t numbers_of(const std::optional<GroupOutcome>& outcome) {
  if (!outcome) return 1;
  return outcome->share.size() * (outcome->too_few.size() + 1) + 8 * outcome->flows.size();
}

}  // namespace

SolvedChains::Solved SolvedChains::solve_in_shape(const Behaviour& behaviour,
                                                  const ChainLimits& limits) {
  const auto solved_with = [&](ChainShape& shape) {
    return std::make_shared<const std::optional<GroupOutcome>>(
        solve_groups(behaviour, limits, shape));
  };
  std::shared_ptr<SharedShape> shared;
  {
    const std::lock_guard lock(mutex_);
    std::string key = BehaviourKey(behaviour, false).take();
    const auto found = shapes_.find(key);
    if (found != shapes_.end()) {
      shared = found->second;
    } else if (transitions_ < most_transitions) {
      shared = std::make_shared<SharedShape>();
      shapes_.emplace(std::move(key), shared);
    }
  }
  if (!shared) {
    ChainShape alone;
    return solved_with(alone);
  }
  const std::lock_guard lock(shared->mutex);
  Solved solved = solved_with(shared->shape);
  const std::size_t now = shared->shape.transitions();
  const std::lock_guard lock_all(mutex_);
  transitions_ += now - shared->counted;
  shared->counted = now;
  return solved;
}

std::shared_ptr<const RatesOfMembers> SolvedChains::rates_of(MembersPart members) {
  std::string key = key_with_figures(members.part.function);
  if (key.empty()) return std::make_shared<const RatesOfMembers>(member_rates(std::move(members)));
  key += fmt::format(" {} {}", members.needed, members.switch_rate);
  for (const NodeId root : members.part.roots) key += fmt::format(" {}", root.value());
  {
    const std::lock_guard lock(mutex_);
    const auto found = rates_.find(key);
    if (found != rates_.end()) return found->second;
  }
  auto rates = std::make_shared<const RatesOfMembers>(member_rates(std::move(members)));
  const std::lock_guard lock(mutex_);
  const std::size_t numbers = key.size() / sizeof(double);
  if (numbers_ + numbers <= most_numbers && rates_.emplace(std::move(key), rates).second) {
    numbers_ += numbers;
  }
  return rates;
}

SolvedChains::Solved SolvedChains::solve(const Behaviour& behaviour, const ChainLimits& limits) {
  std::string key = BehaviourKey(behaviour, true).take();
  {
    const std::lock_guard lock(mutex_);
    const auto found = known_.find(key);
    if (found != known_.end()) {
      for (const Known& known : found->second) {
        if (solve_alike(known.limits, limits)) return known.solved;
      }
    }
  }
  if (finer_ != nullptr) {
    if (Solved solved = finer_->finer_than(limits, key)) return solved;
  }
  Solved solved = solve_in_shape(behaviour, limits);
  const std::lock_guard lock(mutex_);
  const std::size_t numbers = numbers_of(*solved) + key.size() / sizeof(double);
  if (numbers_ + numbers <= most_numbers) {
    known_[std::move(key)].push_back({limits, solved});
    numbers_ += numbers;
  }
  return solved;
}

SolvedChains::Solved SolvedChains::finer_than(const ChainLimits& limits,
                                              const std::string& key) const {
  const std::lock_guard lock(mutex_);
  const auto found = known_.find(key);
  if (found == known_.end()) return nullptr;
  for (const Known& known : found->second) {
    if (known.solved->has_value() && solves_as_well(known.limits, limits)) return known.solved;
  }
  return nullptr;
}

}  // namespace cutpoint
