#include "analyzer/simulation/failover_player.hpp"

#include <algorithm>
#include <utility>

#include "analyzer/failover/chain/serving.hpp"

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
  std::size_t up = 0;
  for (std::size_t i = 0; i < group.members.size(); ++i) up += works(group, i) ? 1U : 0U;
  if (up < group.needed) {
    // Nothing to move to: whoever still works, or comes back, serves; no one user is followed.
    if (state.move != Move::none) finish(number, clock);
    state.lost = true;
    for (std::size_t i = 0; i < group.members.size(); ++i) {
      set_serving(number, i, group.active_passive && works(group, i), clock);
    }
  } else if (state.lost) {
    state.lost = false;
    fill(number, clock, random);
  } else {
    follow_move(number, now, clock, random);
  }
}

/// Of a group with enough members at work.
void GroupPlayer::follow_move(std::uint32_t number, double now, GroupClock& clock,
                              RandomStream& random) {
  const bool switches = can_switch(group_of(number));
  const bool all = all_at_work(number);
  Move& move = states_[number].move;
  // The way back is barred, or there is no way back left.
  const bool given_up = move == Move::returning && !(switches && can_return(number));
  if (given_up) states_[number].gave_up = now;
  if (given_up || (all && move != Move::none && move != Move::returning)) finish(number, clock);
  switch (move) {
    case Move::none:
      if (!all) return begin(number, now, clock, random);
      if (switches && can_return(number) && states_[number].gave_up != now) {
        begin_return(number, now, clock, random);
      }
      return;
    case Move::switching:
      if (!switches) return wait(number, now, clock, random);
      return draw_anew(number, now, clock, random);
    case Move::waiting:
      if (switches) return begin(number, now, clock, random);
      return draw_anew(number, now, clock, random);
    case Move::failed:
    case Move::returning:
      return draw_anew(number, now, clock, random);
  }
}

/// Times are exponential: what another fails or takes over by goes on from here.
void GroupPlayer::draw_anew(std::uint32_t number, double now, GroupClock& clock,
                            RandomStream& random) {
  if (group_of(number).unlike.empty() || who_moves(number) == states_[number].who) return;
  const FailoverGroup::MemberSwitch figures = figures_of(number);
  const Move move = states_[number].move;
  double mean = figures.manual_hours;
  if (move == Move::switching) mean = figures.switch_hours;
  if (move == Move::returning) mean = figures.return_hours;
  const bool ends = mean > 0.0 || move == Move::switching || move == Move::returning;
  set_move(number, move, now + (ends ? random.exponential(mean) : never), clock);
}

/// The first that serves and does not work, and the first that works and does not serve.
std::pair<std::size_t, std::size_t> GroupPlayer::who_moves(std::uint32_t number) const {
  const FailoverGroup& group = group_of(number);
  std::pair<std::size_t, std::size_t> who{0, 0};
  const auto& order = orders_[number];
  for (auto member = order.rbegin(); member != order.rend(); ++member) {
    const bool serves = states_[number].serving[*member] != 0;
    if (serves && !works(group, *member)) who.first = *member;
    if (!serves && works(group, *member)) who.second = *member;
  }
  return who;
}

/// Of a switch that is to be made now.
FailoverGroup::MemberSwitch GroupPlayer::figures_of(std::uint32_t number) const {
  const FailoverGroup& group = group_of(number);
  if (group.unlike.empty()) return any_switch(group);
  const auto [failing, taking] = who_moves(number);
  return switch_between(group.unlike[failing], group.unlike[taking]);
}

bool GroupPlayer::can_switch(const FailoverGroup& group) const {
  return !group.arbiter.valid() || !live_.failed(group.arbiter);
}

bool GroupPlayer::all_at_work(std::uint32_t number) const {
  const FailoverGroup& group = group_of(number);
  std::size_t at_work = 0;
  for (std::size_t i = 0; i < group.members.size(); ++i) {
    if (works(group, i) && states_[number].serving[i] != 0) ++at_work;
  }
  return at_work >= slots_of(group);
}

/// A member that works comes before one that work stands on.
bool GroupPlayer::can_return(std::uint32_t number) const {
  const FailoverGroup& group = group_of(number);
  if (!group.failback) return false;
  bool free = false;
  for (const std::uint32_t i : orders_[number]) {
    const bool serves = states_[number].serving[i] != 0;
    if (serves && free) return true;
    free = free || (!serves && works(group, i));
  }
  return false;
}

void GroupPlayer::begin(std::uint32_t number, double now, GroupClock& clock, RandomStream& random) {
  const FailoverGroup& group = group_of(number);
  if (!group.failover.valid()) return fill(number, clock, random);
  if (!can_switch(group)) return wait(number, now, clock, random);
  const FailoverGroup::MemberSwitch figures = figures_of(number);
  if (figures.success >= 1.0 || random.unit() < figures.success) {
    if (figures.switch_hours <= 0.0) {
      fill(number, clock, random);
      if (states_[number].move != Move::none) finish(number, clock);
      return;
    }
    set_move(number, Move::switching, now + random.exponential(figures.switch_hours), clock);
    return;
  }
  const double moved =
      figures.manual_hours > 0.0 ? random.exponential(figures.manual_hours) : never;
  set_move(number, Move::failed, now + moved, clock);
}

void GroupPlayer::begin_return(std::uint32_t number, double now, GroupClock& clock,
                               RandomStream& random) {
  const FailoverGroup& group = group_of(number);
  const double hours = figures_of(number).return_hours;
  if (!group.failover.valid() || hours <= 0.0) return fill(number, clock, random);
  set_move(number, Move::returning, now + random.exponential(hours), clock);
}

/// Until those who switch are back, or somebody has moved the work without them.
void GroupPlayer::wait(std::uint32_t number, double now, GroupClock& clock, RandomStream& random) {
  const double by_hand = figures_of(number).manual_hours;
  set_move(number, Move::waiting, now + (by_hand > 0.0 ? random.exponential(by_hand) : never),
           clock);
}

void GroupPlayer::set_move(std::uint32_t number, Move move, double until, GroupClock& clock) {
  states_[number].move = move;
  if (!group_of(number).unlike.empty()) states_[number].who = who_moves(number);
  clock.schedule_switch(number, until);
  live_.set(group_of(number).failover, true);
}

void GroupPlayer::finish(std::uint32_t number, GroupClock& clock) {
  states_[number].move = Move::none;
  clock.schedule_switch(number, never);
  live_.set(group_of(number).failover, false);
}

void GroupPlayer::end_switch(std::uint32_t number, GroupClock& clock, RandomStream& random) {
  fill(number, clock, random);
  finish(number, clock);
}

/// Fills the places that nobody who works serves at: with the first in service order, or, where one
/// of many users is followed, with any. With failback those who come first get all places.
void GroupPlayer::fill(std::uint32_t number, GroupClock& clock, RandomStream& random) {
  const FailoverGroup& group = group_of(number);
  State& state = states_[number];
  std::size_t missing = slots_of(group);
  std::vector<std::size_t> free;
  if (group.failback) {
    for (const std::uint32_t i : orders_[number]) {
      set_serving(number, i, works(group, i) && missing > 0, clock);
      if (works(group, i) && missing > 0) --missing;
    }
    return;
  }
  for (const std::uint32_t i : orders_[number]) {
    const bool working = works(group, i);
    if (working && state.serving[i] == 0) {
      free.push_back(i);
    } else if (working && missing > 0) {
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
