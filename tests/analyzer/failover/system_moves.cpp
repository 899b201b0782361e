#include "tests/analyzer/failover/system_moves.hpp"

#include <algorithm>
#include <bit>

namespace cutpoint::testing {

SystemMoves::SystemMoves(const WholeSystem& system, std::uint32_t fixed_phases) : system_(system) {
  for (const TimedProcess& process : system.processes) {
    Repair repair;
    for (const RepairBranch& branch : process.repairs) {
      const std::uint32_t count = branch.fixed ? fixed_phases : 1;
      repair.entries.push_back({branch.share, static_cast<std::int16_t>(repair.phases.size() + 1),
                                branch.by_crew && process.crew >= 0});
      if (repair.entries.back().by_crew) repair.crew_share += branch.share;
      for (std::uint32_t i = 1; i <= count; ++i) {
        repair.phases.push_back({count / branch.hours, i == count, repair.entries.back().by_crew});
      }
    }
    repairs_.push_back(repair);
  }
}

SystemState SystemMoves::all_up() const {
  SystemState state(system_.processes.size() + 2 * system_.groups.size(), 0);
  for (std::size_t g = 0; g < system_.groups.size(); ++g) {
    const std::vector<std::uint32_t>& order = system_.groups[g].order;
    for (std::uint32_t seat = 0; seat < system_.groups[g].seats(); ++seat) {
      seats(state, g) = static_cast<std::int16_t>(seats(state, g) | 1 << order[seat]);
    }
  }
  return state;
}

std::int16_t& SystemMoves::seats(SystemState& s, std::size_t group) const {
  return s[system_.processes.size() + 2 * group];
}

std::int16_t& SystemMoves::clock(SystemState& s, std::size_t group) const {
  return s[system_.processes.size() + 2 * group + 1];
}

GroupClock SystemMoves::clock_of(const SystemState& s, std::size_t group) const {
  return static_cast<GroupClock>(s[system_.processes.size() + 2 * group + 1]);
}

bool SystemMoves::sits(const SystemState& s, std::size_t group, std::uint32_t member) const {
  return (s[system_.processes.size() + 2 * group] >> member & 1) != 0;
}

bool SystemMoves::met(Looked& at, const Requirement& requirement) const {
  if (requirement.soft) return true;
  if (requirement.failover) {
    return serves(at, static_cast<std::size_t>(system_.group_of(requirement)));
  }
  if (requirement.form == Requirement::Form::component) {
    return works(at, requirement.component.value());
  }
  std::uint32_t count = 0;
  for (const Requirement& member : requirement.members) count += met(at, member) ? 1U : 0U;
  return count >= requirement.at_least;
}

bool SystemMoves::instance_works(Looked& at, std::uint32_t component, std::uint32_t n) const {
  const int own = system_.instance_processes[component][n];
  if (own >= 0 && at.state[static_cast<std::size_t>(own)] != 0) return false;
  for (const std::uint32_t cause : system_.causes_of[component]) {
    if (at.state[cause] != 0) return false;
  }
  const Component& c = system_.model.components[ComponentId(component)];
  return c.hosts.empty() || works(at, c.hosts[n % c.hosts.size()].value());
}

bool SystemMoves::needs_met(Looked& at, const Component& component) const {
  return std::all_of(component.needs.begin(), component.needs.end(),
                     [&](const Requirement& need) { return met(at, need); });
}

bool SystemMoves::works(Looked& at, std::uint32_t component) const {
  if (at.components[component] >= 0) return at.components[component] != 0;
  const Component& c = system_.model.components[ComponentId(component)];
  bool result = false;
  if (system_.group_of_pool[component] >= 0) {
    result = serves(at, static_cast<std::size_t>(system_.group_of_pool[component]));
  } else {
    std::uint32_t count = 0;
    for (std::uint32_t n = 0; n < c.replicas; ++n) {
      count += instance_works(at, component, n) ? 1U : 0U;
    }
    result = count >= c.at_least;
  }
  result = result && needs_met(at, c);
  at.components[component] = result ? 1 : 0;
  return result;
}

bool SystemMoves::member_works(Looked& at, const TimedGroup& group, std::uint32_t member) const {
  return group.pool ? instance_works(at, group.component, member)
                    : met(at, group.requirement->members[member]);
}

std::uint32_t SystemMoves::working_members(Looked& at, std::size_t group,
                                           std::uint32_t& working) const {
  std::uint32_t count = 0;
  working = 0;
  for (std::uint32_t m = 0; m < system_.groups[group].members; ++m) {
    if (!member_works(at, system_.groups[group], m)) continue;
    working |= 1U << m;
    ++count;
  }
  return count;
}

bool SystemMoves::serves(Looked& at, std::size_t group) const {
  std::uint32_t working = 0;
  const bool enough = working_members(at, group, working) >= system_.groups[group].needed;
  return enough && clock_of(at.state, group) == GroupClock::none;
}

std::vector<SystemMoves::Seating> SystemMoves::seatings(std::uint32_t sitting, std::size_t group,
                                                        std::uint32_t working) const {
  const TimedGroup& g = system_.groups[group];
  sitting &= g.failback ? 0U : working;
  const std::uint32_t free = working & ~sitting;
  if (!g.active_passive && sitting == 0) {
    std::vector<Seating> result;
    for (std::uint32_t m = 0; m < g.members; ++m) {
      if ((free >> m & 1U) != 0) result.push_back({1U << m, 1.0 / std::popcount(free)});
    }
    return result;
  }
  for (const std::uint32_t next : g.order) {
    const bool room = static_cast<std::uint32_t>(std::popcount(sitting)) < g.seats();
    if (room && (free >> next & 1U) != 0) sitting |= 1U << next;
  }
  return {{sitting, 1.0}};
}

void SystemMoves::fill_seats(SystemState s, std::size_t group, std::uint32_t working,
                             std::size_t then, double rate, const Take& take) const {
  clock(s, group) = static_cast<std::int16_t>(GroupClock::none);
  const auto before = static_cast<std::uint32_t>(seats(s, group));
  for (const Seating& seating : seatings(before, group, working)) {
    seats(s, group) = static_cast<std::int16_t>(seating.sitting);
    settle(s, then, rate * seating.chance, take);
  }
}

void SystemMoves::settle(SystemState s, std::size_t group, double rate, const Take& take) const {
  if (group == system_.groups.size()) {
    take(s, rate);
    return;
  }
  Looked at{s, std::vector<signed char>(system_.model.components.size(), -1)};
  std::uint32_t working = 0;
  const std::uint32_t count = working_members(at, group, working);
  const TimedGroup& g = system_.groups[group];
  const std::uint32_t at_work = static_cast<std::uint32_t>(seats(s, group)) & working;
  const bool vacant = static_cast<std::uint32_t>(std::popcount(at_work)) < g.seats();
  const GroupClock before = clock_of(s, group);
  if (count < g.needed) {
    clock(s, group) = static_cast<std::int16_t>(GroupClock::too_few);
    seats(s, group) = static_cast<std::int16_t>(g.active_passive ? working : 0);
    settle(std::move(s), group + 1, rate, take);
    return;
  }
  if (before == GroupClock::too_few && (vacant || g.failback)) {
    fill_seats(std::move(s), group, working, group + 1, rate, take);
    return;
  }
  const bool arbiters = arbiters_work(at, g);
  const bool back = arbiters && g.failback &&
                    seat_to_give_back(g, static_cast<std::uint32_t>(seats(s, group)), working);
  if (before == GroupClock::returning && back) {
    settle(std::move(s), group + 1, rate, take);
  } else if (!vacant && back) {
    begin_return(std::move(s), group, working, rate, take);
  } else if (!vacant) {
    clock(s, group) = static_cast<std::int16_t>(GroupClock::none);
    settle(std::move(s), group + 1, rate, take);
  } else if (before == GroupClock::by_hand || (before == GroupClock::switching && arbiters)) {
    settle(std::move(s), group + 1, rate, take);
  } else if (arbiters) {
    begin_switch(std::move(s), group, working, rate, take);
  } else {
    clock(s, group) = static_cast<std::int16_t>(GroupClock::no_arbiter);
    settle(std::move(s), group + 1, rate, take);
  }
}

bool SystemMoves::arbiters_work(Looked& at, const TimedGroup& group) const {
  return std::all_of(group.arbiters.begin(), group.arbiters.end(),
                     [&](std::uint32_t component) { return works(at, component); });
}

bool SystemMoves::seat_to_give_back(const TimedGroup& group, std::uint32_t sitting,
                                    std::uint32_t working) const {
  const std::uint32_t free = working & ~sitting;
  std::uint32_t earlier = 0;
  for (const std::uint32_t member : group.order) {
    if ((sitting >> member & 1U) != 0 && (earlier & free) != 0) return true;
    earlier |= 1U << member;
  }
  return false;
}

void SystemMoves::begin_return(SystemState s, std::size_t group, std::uint32_t working, double rate,
                               const Take& take) const {
  double hours = system_.groups[group].return_hours;
  for (const double start : system_.groups[group].start_hours) hours += start;
  if (hours <= 0) {
    fill_seats(std::move(s), group, working, group + 1, rate, take);
    return;
  }
  clock(s, group) = static_cast<std::int16_t>(GroupClock::returning);
  settle(std::move(s), group + 1, rate, take);
}

void SystemMoves::begin_switch(SystemState s, std::size_t group, std::uint32_t working, double rate,
                               const Take& take) const {
  const TimedGroup& g = system_.groups[group];
  const std::size_t failing = who_failed(s, group, working);
  const double success = g.always_by_hand ? 0 : g.success[failing];
  if (success < 1) {
    SystemState failed = s;
    clock(failed, group) = static_cast<std::int16_t>(GroupClock::by_hand);
    settle(std::move(failed), group + 1, rate * (1 - success), take);
  }
  if (success > 0) {
    double hours = g.move_hours + g.notice_hours[failing];
    for (const double start : g.start_hours) hours += start;
    if (hours <= 0) {
      fill_seats(std::move(s), group, working, group + 1, rate * success, take);
      return;
    }
    clock(s, group) = static_cast<std::int16_t>(GroupClock::switching);
    settle(std::move(s), group + 1, rate * success, take);
  }
}

/// Of several the first in service order; any where nobody has.
std::size_t SystemMoves::who_failed(const SystemState& s, std::size_t group,
                                    std::uint32_t working) const {
  for (const std::uint32_t member : system_.groups[group].order) {
    if (sits(s, group, member) && (working >> member & 1U) == 0) return member;
  }
  return 0;
}

void SystemMoves::free_crew(SystemState s, int crew, double rate, const Take& take) const {
  std::size_t next = s.size();
  for (std::size_t p = 0; p < system_.processes.size(); ++p) {
    if (system_.processes[p].crew == crew && s[p] < 0 && ++s[p] == 0) next = p;
  }
  if (next == s.size()) {
    settle(std::move(s), 0, rate, take);
    return;
  }
  for (const Entry& entry : repairs_[next].entries) {
    if (!entry.by_crew) continue;
    s[next] = entry.phase;
    settle(s, 0, rate * entry.share / repairs_[next].crew_share, take);
  }
}

void SystemMoves::failures(const SystemState& s, std::size_t process, const Take& take) const {
  const TimedProcess& p = system_.processes[process];
  double rate = p.failures_per_hour;
  if (p.group >= 0 && !sits(s, static_cast<std::size_t>(p.group), p.member)) {
    rate *= system_.groups[static_cast<std::size_t>(p.group)].standby_rate;
  }
  if (rate == 0) return;
  std::uint32_t busy = 0;
  std::int16_t waiting = 0;
  for (std::size_t other = 0; other < system_.processes.size(); ++other) {
    if (p.crew < 0 || system_.processes[other].crew != p.crew || s[other] == 0) continue;
    if (s[other] < 0) {
      ++waiting;
    } else if (repairs_[other].phases[static_cast<std::size_t>(s[other] - 1)].by_crew) {
      ++busy;
    }
  }
  const Repair& repair = repairs_[process];
  const bool waits =
      repair.crew_share > 0 && busy >= system_.crews[static_cast<std::size_t>(p.crew)];
  SystemState next = s;
  for (const Entry& entry : repair.entries) {
    if (entry.by_crew && waits) continue;
    next[process] = entry.phase;
    settle(next, 0, rate * entry.share, take);
  }
  if (!waits) return;
  next[process] = static_cast<std::int16_t>(-waiting - 1);
  settle(std::move(next), 0, rate * repair.crew_share, take);
}

void SystemMoves::repairs(const SystemState& s, std::size_t process, const Take& take) const {
  if (s[process] <= 0) return;
  const Phase& phase = repairs_[process].phases[static_cast<std::size_t>(s[process] - 1)];
  SystemState next = s;
  next[process] = phase.last ? std::int16_t{0} : static_cast<std::int16_t>(s[process] + 1);
  if (phase.last && phase.by_crew) {
    free_crew(std::move(next), system_.processes[process].crew, phase.per_hour, take);
  } else {
    settle(std::move(next), 0, phase.per_hour, take);
  }
}

void SystemMoves::switches(const SystemState& s, std::size_t group, const Take& take) const {
  const TimedGroup& g = system_.groups[group];
  const GroupClock now = clock_of(s, group);
  const bool by_hand = now == GroupClock::by_hand || now == GroupClock::no_arbiter;
  if (now == GroupClock::none || now == GroupClock::too_few) return;
  if (by_hand && g.manual_hours == 0) return;
  Looked at{s, std::vector<signed char>(system_.model.components.size(), -1)};
  std::uint32_t working = 0;
  static_cast<void>(working_members(at, group, working));
  const auto before = static_cast<std::uint32_t>(s[system_.processes.size() + 2 * group]);
  const double noticed = g.notice_hours[who_failed(s, group, working)];
  const double moving = by_hand                        ? noticed + g.manual_hours
                        : now == GroupClock::returning ? g.return_hours
                                                       : noticed + g.move_hours;
  for (const Seating& seating : seatings(before, group, working)) {
    // A cold one has to start: the first of those that take a seat says how long.
    const auto first = static_cast<std::uint32_t>(std::countr_zero(seating.sitting & ~before));
    const double hours = moving + g.start_hours[first];
    SystemState next = s;
    clock(next, group) = static_cast<std::int16_t>(GroupClock::none);
    seats(next, group) = static_cast<std::int16_t>(seating.sitting);
    settle(std::move(next), 0, seating.chance / hours, take);
  }
}

void SystemMoves::moves_from(const SystemState& state, const Take& take) const {
  for (std::size_t p = 0; p < system_.processes.size(); ++p) {
    if (state[p] == 0) failures(state, p, take);
    repairs(state, p, take);
  }
  for (std::size_t g = 0; g < system_.groups.size(); ++g) switches(state, g, take);
}

std::vector<bool> SystemMoves::journeys_down(const SystemState& state) const {
  Looked at{state, std::vector<signed char>(system_.model.components.size(), -1)};
  std::vector<bool> down;
  for (const Journey& journey : system_.model.journeys) {
    down.push_back(!std::all_of(journey.needs.begin(), journey.needs.end(),
                                [&](const Requirement& need) { return met(at, need); }));
  }
  return down;
}

}  // namespace cutpoint::testing
