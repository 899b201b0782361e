// Who serves, and how work moves.
#include <algorithm>
#include <cmath>

#include "analyzer/failover/chain/group_dynamics.hpp"

namespace cutpoint {

void GroupDynamics::end_switch(const State& state, std::size_t group, Term per_hour) {
  evaluate(state, as_it_is_);
  State next = state;
  next[mode_at_[group]] = 0;
  // Filled at once; groups above are asked afterwards.
  open_.push_back({std::move(next), per_hour, group});
  Branch branch = std::move(open_.back());
  open_.pop_back();
  fill(std::move(branch));
  ask_groups();
}

void GroupDynamics::settle(State state, Term per_hour) {
  open_.push_back({std::move(state), per_hour, 0});
  ask_groups();
}

/// Inner groups first: what they do changes the members of those above.
void GroupDynamics::ask_groups() {
  while (!open_.empty()) {
    Branch branch = std::move(open_.back());
    open_.pop_back();
    while (branch.next < behaviour_.groups.size() && !behaviour_.groups[branch.next].serves) {
      ++branch.next;
    }
    if (branch.next == behaviour_.groups.size()) {
      canonicalise(branch.state);
      steps_->push_back({std::move(branch.state), branch.chance});
      continue;
    }
    evaluate(branch.state, as_it_is_);
    follow(std::move(branch));
  }
}

void GroupDynamics::follow(Branch branch) {
  const std::size_t g = branch.next;
  const Behaviour::Group& group = behaviour_.groups[g];
  State& state = branch.state;
  if (too_few(g)) {
    state[mode_at_[g]] = 0;
    for (std::size_t m = 0; m < group.members.size(); ++m) {
      state[serves_at_[g][m]] = group.active_passive && works(g, m) ? 1 : 0;
    }
    ++branch.next;
    open_.push_back(std::move(branch));
  } else if (lost_before_[g] != 0) {
    fill(std::move(branch));
  } else {
    const Mode now = mode(state.data(), g);
    follow_moving(std::move(branch), now);
  }
}

/// Of a group with enough members at work.
void GroupDynamics::follow_moving(Branch branch, Mode mode) {
  const std::size_t g = branch.next;
  const bool goes_on = mode == Mode::returning && can_return(branch.state, g) && can_switch(g);
  if (!goes_on && all_at_work(branch.state, g)) {
    branch.state[mode_at_[g]] = 0;  // what failed is back, or there is nothing to return to
    if (can_return(branch.state, g) && can_switch(g)) return begin_return(std::move(branch));
  } else if (!goes_on) {
    const bool begins = mode == Mode::settled || mode == Mode::returning ||
                        (mode == Mode::waiting && can_switch(g));
    if (begins) return begin(std::move(branch));
    if (mode == Mode::switching && !can_switch(g)) mode = Mode::waiting;
    // Another takes over now, or takes over from another.
    if (mode == Mode::switching && takes_no_time(Factor::Kind::switch_rate, branch.state, g)) {
      branch.state[mode_at_[g]] = 0;
      return fill(std::move(branch));
    }
    branch.state[mode_at_[g]] = static_cast<char16_t>(mode);
  } else if (takes_no_time(Factor::Kind::return_rate, branch.state, g)) {
    branch.state[mode_at_[g]] = 0;
    return fill(std::move(branch));
  }
  ++branch.next;
  open_.push_back(std::move(branch));
}

bool GroupDynamics::all_at_work(const State& state, std::size_t group) const {
  std::size_t at_work = 0;
  for (std::size_t m = 0; m < behaviour_.groups[group].members.size(); ++m) {
    if (state[serves_at_[group][m]] != 0 && works(group, m)) ++at_work;
  }
  return at_work >= behaviour_.groups[group].slots;
}

/// As of the last evaluation.
bool GroupDynamics::can_switch(std::size_t group) const {
  return arbiter_at_[group] == SIZE_MAX || !is_down(arbiter_at_[group]);
}

/// A member that works comes before one that work stands on.
bool GroupDynamics::can_return(const State& state, std::size_t group) const {
  if (!behaviour_.groups[group].failback) return false;
  bool free = false;
  for (std::size_t m = 0; m < behaviour_.groups[group].members.size(); ++m) {
    const bool serves = state[serves_at_[group][m]] != 0;
    if (serves && free) return true;
    free = free || (!serves && works(group, m));
  }
  return false;
}

/// As of the last evaluation: the first that serves and does not work, and the first that works and
/// does not serve, as factors name them where it matters who they are.
std::uint32_t GroupDynamics::who_moves(const State& state, std::size_t group) const {
  const Behaviour::Group& of = behaviour_.groups[group];
  if (!of.unlike) return 0;
  std::size_t failing = of.members.size(), taking = of.members.size();
  for (std::size_t m = of.members.size(); m-- > 0;) {
    const bool serves = state[serves_at_[group][m]] != 0;
    if (serves && !works(group, m)) failing = m;
    if (!serves && works(group, m)) taking = m;
  }
  // A return is from nobody who failed, and where all serve nobody waits.
  return RateTerms::pair_of(of, failing % of.members.size(), taking % of.members.size());
}

bool GroupDynamics::takes_no_time(Factor::Kind kind, const State& state, std::size_t group) const {
  const auto number = static_cast<std::uint32_t>(group);
  return std::isinf(RateTerms::value_of({kind, number, who_moves(state, group)}, behaviour_));
}

void GroupDynamics::go_on(Branch branch, Mode mode) {
  branch.state[mode_at_[branch.next]] = static_cast<char16_t>(mode);
  ++branch.next;
  open_.push_back(std::move(branch));
}

void GroupDynamics::begin(Branch branch) {
  const std::size_t g = branch.next;
  const Behaviour::Group& group = behaviour_.groups[g];
  if (!group.failover.valid()) return fill(std::move(branch));
  if (!can_switch(g)) return go_on(std::move(branch), Mode::waiting);
  const auto number = static_cast<std::uint32_t>(g);
  const std::uint32_t who = who_moves(branch.state, g);
  const double success = RateTerms::value_of({Factor::Kind::success, number, who}, behaviour_);
  if (success < 1.0) {
    Branch failed = branch;
    failed.chance = terms_.times(failed.chance, {Factor::Kind::failure, number, who});
    go_on(std::move(failed), group.manual_hours > 0.0 ? Mode::by_hand : Mode::stuck);
    if (success <= 0.0) return;
    branch.chance = terms_.times(branch.chance, {Factor::Kind::success, number, who});
  }
  if (takes_no_time(Factor::Kind::switch_rate, branch.state, g)) {
    branch.state[mode_at_[g]] = 0;
    return fill(std::move(branch));
  }
  go_on(std::move(branch), Mode::switching);
}

void GroupDynamics::begin_return(Branch branch) {
  const std::size_t g = branch.next;
  const Behaviour::Group& group = behaviour_.groups[g];
  if (!group.failover.valid() || takes_no_time(Factor::Kind::return_rate, branch.state, g)) {
    return fill(std::move(branch));
  }
  go_on(std::move(branch), Mode::returning);
}

/// Fills the places that nobody who works serves at; with failback those who come first get all.
void GroupDynamics::fill(Branch branch) {
  const std::size_t g = branch.next;
  const Behaviour::Group& group = behaviour_.groups[g];
  std::size_t missing = group.slots;
  std::vector<std::size_t> free;
  for (std::size_t m = 0; m < group.members.size(); ++m) {
    char16_t& serves = branch.state[serves_at_[g][m]];
    if (group.failback) serves = 0;
    if (works(g, m) && serves == 0) {
      free.push_back(m);
    } else if (works(g, m) && missing > 0) {
      --missing;
    } else {
      serves = 0;
    }
  }
  ++branch.next;
  if (missing == 0 || free.empty() || group.active_passive) {
    for (std::size_t i = 0; i < std::min(missing, free.size()); ++i) {
      branch.state[serves_at_[g][free[i]]] = 1;
    }
    open_.push_back(std::move(branch));
    return;
  }
  for (const std::size_t member : free) {  // the one user that is followed
    Branch next = branch;
    next.chance =
        terms_.times(next.chance, {Factor::Kind::one_of, static_cast<std::uint32_t>(free.size())});
    next.state[serves_at_[g][member]] = 1;
    open_.push_back(std::move(next));
  }
}

}  // namespace cutpoint
