#include "analyzer/simulation/failover_player.hpp"

#include <algorithm>
#include <utility>

#include "analyzer/failover/serving.hpp"

namespace cutpoint {

namespace {

bool waiting_differs(const FailoverGroup& group) {
  return group.standby_rate < 1.0;
}

}  // namespace

GroupPlayer::GroupPlayer(const LivePlan& plan, LiveFunction& live) : plan_(plan), live_(live) {
  for (std::uint32_t i = 0; i < plan.groups.size(); ++i)
    orders_.push_back(service_order(group_of(i)));
}

void GroupPlayer::start(GroupClock& clock, RandomStream& random) {
  states_.assign(plan_.groups.size(), {});
  for (std::uint32_t i = 0; i < states_.size(); ++i) {
    const FailoverGroup& group = group_of(i);
    states_[i].serving.assign(group.members.size(), 0);
    // Everybody waits until told otherwise.
    if (waiting_differs(group)) {
      for (const EventId own : group.own) {
        if (own.valid()) clock.change_rate(own, group.standby_rate);
      }
    }
    const auto up = static_cast<std::size_t>(
        std::count_if(group.members.begin(), group.members.end(),
                      [this](NodeId member) { return !live_.failed(member); }));
    states_[i].lost = up < group.needed;
    if (!states_[i].lost) {
      fill(i, clock, random);
      continue;
    }
    for (std::size_t m = 0; m < group.members.size(); ++m) {
      if (group.active_passive && works(group, m)) set_serving(i, m, true, clock);
    }
  }
  live_.touched_groups().clear();
}

bool GroupPlayer::settle(double now, GroupClock& clock, RandomStream& random) {
  std::vector<std::uint32_t>& touched = live_.touched_groups();
  const bool any = !touched.empty();
  for (std::size_t next = 0; next < touched.size(); ++next) {
    follow(touched[next], now, clock, random);
  }
  touched.clear();
  return any;
}

void GroupPlayer::follow(std::uint32_t number, double now, GroupClock& clock,
                         RandomStream& random) {
  const FailoverGroup& group = group_of(number);
  State& state = states_[number];
  std::size_t up = 0, at_work = 0;
  for (std::size_t i = 0; i < group.members.size(); ++i) {
    if (!works(group, i)) continue;
    ++up;
    if (state.serving[i] != 0) ++at_work;
  }
  if (up < group.needed) {
    // Nothing to move to: whoever still works, or comes back, serves; no one user is followed.
    if (state.switching) finish(number, clock);
    state.lost = true;
    for (std::size_t i = 0; i < group.members.size(); ++i) {
      set_serving(number, i, group.active_passive && works(group, i), clock);
    }
  } else if (state.lost) {
    state.lost = false;
    fill(number, clock, random);
  } else if (state.switching) {
    if (at_work >= slots_of(group)) finish(number, clock);  // what failed is back
  } else if (at_work < slots_of(group)) {
    begin(number, now, clock, random);
  }
}

void GroupPlayer::begin(std::uint32_t number, double now, GroupClock& clock, RandomStream& random) {
  const FailoverGroup& group = group_of(number);
  if (!group.failover.valid()) return fill(number, clock, random);
  double time = never;
  if (group.success >= 1.0 || random.unit() < group.success) {
    if (group.switch_hours <= 0.0) return fill(number, clock, random);
    time = now + random.exponential(group.switch_hours);
  } else if (group.manual_hours > 0.0) {
    time = now + random.exponential(group.manual_hours);
  }
  states_[number].switching = true;
  live_.set(group.failover, true);
  clock.schedule_switch(number, time);
}

void GroupPlayer::finish(std::uint32_t number, GroupClock& clock) {
  states_[number].switching = false;
  clock.schedule_switch(number, never);
  live_.set(group_of(number).failover, false);
}

void GroupPlayer::end_switch(std::uint32_t number, GroupClock& clock, RandomStream& random) {
  fill(number, clock, random);
  finish(number, clock);
}

/// Fills the places that nobody who works serves at: with the first in service order, or, where one
/// of many users is followed, with any.
void GroupPlayer::fill(std::uint32_t number, GroupClock& clock, RandomStream& random) {
  const FailoverGroup& group = group_of(number);
  State& state = states_[number];
  std::size_t missing = slots_of(group);
  std::vector<std::size_t> free;
  for (const std::uint32_t i : orders_[number]) {
    if (!works(group, i)) {
      set_serving(number, i, false, clock);
    } else if (state.serving[i] == 0) {
      free.push_back(i);
    } else if (missing > 0) {
      --missing;
    } else {
      set_serving(number, i, false, clock);
    }
  }
  for (std::size_t next = 0; missing > 0 && next < free.size(); --missing, ++next) {
    if (!group.active_passive) {
      const auto any = static_cast<std::size_t>(random.unit() * static_cast<double>(free.size()));
      std::swap(free[next], free[std::min(any, free.size() - 1)]);
    }
    set_serving(number, free[next], true, clock);
  }
}

void GroupPlayer::set_serving(std::uint32_t number, std::size_t member, bool serves,
                              GroupClock& clock) {
  std::uint8_t& now = states_[number].serving[member];
  if ((now != 0) == serves) return;
  now = serves ? 1 : 0;
  const FailoverGroup& group = group_of(number);
  if (waiting_differs(group) && group.own[member].valid()) {
    clock.change_rate(group.own[member], serves ? 1.0 : group.standby_rate);
  }
}

}  // namespace cutpoint
