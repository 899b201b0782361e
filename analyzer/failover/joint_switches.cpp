#include "analyzer/failover/joint_switches.hpp"

#include <algorithm>
#include <cmath>
#include <map>
#include <utility>

#include "analyzer/engine/quantities/outage_classes.hpp"
#include "analyzer/failover/serving.hpp"
#include "model/base/math/markov_chain.hpp"

namespace cutpoint {

namespace joint_switches {

/// A set of the groups on one cause: bit i is the i-th of them.
using Mask = std::uint32_t;

/// A group on the cause, as far as it matters here.
struct Hit {
  const FailoverGroup* group = nullptr;
  std::uint32_t number = 0;
  std::vector<std::uint32_t> members;  ///< that the cause fails
};

/// One cause, the groups on it, and the event of each set of them that has one.
struct GroupsOnCause {
  EventId event;
  std::vector<Hit> hits;
  std::map<Mask, EventId> switches;
};

}  // namespace joint_switches

namespace {

using joint_switches::GroupsOnCause;
using joint_switches::Hit;
using joint_switches::Mask;

/// Those that several groups stand on, but not too many.
std::vector<GroupsOnCause> list_causes(const StructureFunction& function) {
  std::map<EventId, GroupsOnCause> causes;
  std::map<EventId, Mask> masks;  // by the event of a set
  for (std::uint32_t g = 0; g < function.failover_groups.size(); ++g) {
    const FailoverGroup& group = function.failover_groups[g];
    for (const FailoverGroup::SharedCause& shared : group.shared_causes) {
      GroupsOnCause& cause = causes[shared.cause];
      cause.event = shared.cause;
      if (cause.hits.empty() || cause.hits.back().number != g) {
        cause.hits.push_back({&group, g, shared.members});
      }
      const auto position = static_cast<std::uint32_t>(cause.hits.size() - 1);
      if (position < most_joint_groups) masks[shared.failover] |= Mask{1} << position;
    }
  }
  std::vector<GroupsOnCause> list;
  for (auto& [event, cause] : causes) {
    if (cause.hits.size() < 2 || cause.hits.size() > most_joint_groups) continue;
    for (const Hit& hit : cause.hits) {
      for (const FailoverGroup::SharedCause& shared : hit.group->shared_causes) {
        if (shared.cause == event) cause.switches.emplace(masks[shared.failover], shared.failover);
      }
    }
    list.push_back(std::move(cause));
  }
  return list;
}

[[nodiscard]] bool moves(const FailoverGroup& group) {
  return group.shares.switching + group.shares.failed_switch > 0.0;
}

/// The share of the group's switches that end with another member serving; of the others what had
/// failed is back first.
[[nodiscard]] double share_moved(const FailoverGroup& group) {
  const auto ends = [](double share, double hours) { return hours > 0.0 ? share / hours : 0.0; };
  const double moved = ends(group.shares.switching, group.switch_hours) +
                       ends(group.shares.failed_switch, group.manual_hours);
  const double begun = group.shares.outages_per_hour;
  return begun > 0.0 ? std::min(1.0, moved / begun) : 1.0;
}

/// Who serves the groups, when failures and switches take no time: the joint distribution of the
/// groups that work on what the cause takes.
class ServingChain {
 public:
  ServingChain(const StructureFunction& function, const GroupsOnCause& cause)
      : function_(function), cause_(cause) {
    for (std::size_t i = 0; i < cause.hits.size(); ++i) {
      const FailoverGroup& group = *cause.hits[i].group;
      if (!moves(group) || slots_of(group) > 1 || group.switch_hours <= 0.0 ||
          states_ * group.members.size() > most_states) {
        continue;
      }
      strides_.push_back(states_);
      followed_.push_back(i);
      states_ *= group.members.size();
    }
  }

  /// Probability of each set of groups being hit by the cause.
  [[nodiscard]] std::vector<double> hit_sets() const {
    std::vector<double> result(std::size_t{1} << cause_.hits.size(), 0.0);
    result.front() = 1.0;
    if (followed_.size() > 1) {
      result.front() = 0.0;
      const std::vector<double> steady = solve();
      for (std::size_t state = 0; state < states_; ++state) {
        Mask hit = 0;
        for (std::size_t f = 0; f < followed_.size(); ++f) {
          if (is_hit(cause_.hits[followed_[f]].members, serving(state, f))) {
            hit |= Mask{1} << followed_[f];
          }
        }
        result[hit] += steady[state];
      }
    }
    for (std::size_t i = 0; i < cause_.hits.size(); ++i) {
      const bool known = followed_.size() > 1 &&
                         std::find(followed_.begin(), followed_.end(), i) != followed_.end();
      if (!known) add_independent(i, result);
    }
    return result;
  }

 private:
  static constexpr std::size_t most_states = 256;

  [[nodiscard]] std::uint32_t serving(std::size_t state, std::size_t f) const {
    const std::size_t members = cause_.hits[followed_[f]].group->members.size();
    return static_cast<std::uint32_t>(state / strides_[f] % members);
  }

  [[nodiscard]] static bool is_hit(const std::vector<std::uint32_t>& members,
                                   std::uint32_t member) {
    return std::find(members.begin(), members.end(), member) != members.end();
  }

  void add_independent(std::size_t i, std::vector<double>& result) const {
    const FailoverGroup& group = *cause_.hits[i].group;
    if (!moves(group)) return;
    const double chance = function_.events[cause_.switches.at(single(i))].at_onset;
    const Mask bit = Mask{1} << i;
    for (Mask set = 0; set < result.size(); ++set) {
      if ((set & bit) != 0) continue;
      result[set | bit] = result[set] * chance;
      result[set] *= 1.0 - chance;
    }
  }

  [[nodiscard]] static Mask single(std::size_t i) { return Mask{1} << i; }

  [[nodiscard]] std::vector<double> solve() const {
    MarkovChain chain(states_);
    // What the groups have in common moves them together.
    std::map<EventId, std::map<std::size_t, std::vector<std::uint32_t>>> common;
    for (std::size_t f = 0; f < followed_.size(); ++f) {
      for (const auto& shared : cause_.hits[followed_[f]].group->shared_causes) {
        common[shared.cause][f] = shared.members;
      }
    }
    for (const auto& [event, members] : common) {
      const FailureProcess& process = function_.events[event].process;
      const double rate = process.rate * (1.0 - process.unavailability);
      for (std::size_t state = 0; state < states_; ++state) {
        std::vector<std::pair<std::size_t, double>> next{{state, rate}};
        for (const auto& [f, hit] : members) {
          if (is_hit(hit, serving(state, f))) next = moved(next, f, hit, share_after(f, event));
        }
        for (const auto& [to, share] : next) {
          if (to != state) chain.add(state, to, share);
        }
      }
    }
    for (std::size_t f = 0; f < followed_.size(); ++f) {
      for (std::size_t state = 0; state < states_; ++state) {
        const std::uint32_t member = serving(state, f);
        for (const auto& [to, share] :
             moved({{state, own_rate(f, member)}}, f, {member}, share_moved(group_of(f)))) {
          if (to != state) chain.add(state, to, share);
        }
      }
    }
    return chain.steady_state();
  }

  [[nodiscard]] const FailoverGroup& group_of(std::size_t f) const {
    return *cause_.hits[followed_[f]].group;
  }

  /// Of the group's switches that this event sets off, those that end with another one serving.
  [[nodiscard]] double share_after(std::size_t f, EventId event) const {
    const FailoverGroup& group = group_of(f);
    double moved = 0.0, all = 0.0;
    for (const OutageClass& outage : failures_by_length(function_.events[event])) {
      all += outage.rate;
      for (const auto& [chance, hours] : {std::pair{group.success, group.switch_hours},
                                          std::pair{1.0 - group.success, group.manual_hours}}) {
        if (hours > 0.0) {
          moved += outage.rate * chance / hours * mean_until_either(outage, 1.0 / hours);
        }
      }
    }
    return all > 0.0 ? std::min(1.0, moved / all) : 1.0;
  }

  /// Work of a group goes, with that chance, to any of the members that were not hit: to those that
  /// fail rarely more often, as the simulation chooses.
  [[nodiscard]] std::vector<std::pair<std::size_t, double>> moved(
      const std::vector<std::pair<std::size_t, double>>& from, std::size_t f,
      const std::vector<std::uint32_t>& hit, double chance) const {
    const std::vector<double>& rates = group_of(f).failure_rates;
    double weights = 0.0;
    for (std::uint32_t member = 0; member < rates.size(); ++member) {
      if (!is_hit(hit, member)) weights += choice_weight(rates[member]);
    }
    std::vector<std::pair<std::size_t, double>> result;
    for (const auto& [state, share] : from) {
      const std::size_t base = state - serving(state, f) * strides_[f];
      if (chance < 1.0) result.emplace_back(state, share * (1.0 - chance));
      for (std::uint32_t member = 0; member < rates.size(); ++member) {
        if (is_hit(hit, member)) continue;
        result.emplace_back(base + member * strides_[f],
                            share * chance * choice_weight(rates[member]) / weights);
      }
    }
    return result;
  }

  /// Failures of a member that no other group shares; a trace of them, so that every state is left.
  [[nodiscard]] double own_rate(std::size_t f, std::uint32_t member) const {
    const FailoverGroup& group = *cause_.hits[followed_[f]].group;
    const double all = group.failure_rates[member];
    double own = all;
    EventId last;
    for (const auto& shared : group.shared_causes) {
      if (shared.cause == last || !is_hit(shared.members, member)) continue;
      last = shared.cause;
      own -= function_.events[shared.cause].process.rate;
    }
    constexpr double trace = 1e-9, least = 1e-15;
    return std::max({own, trace * all, least});
  }

  const StructureFunction& function_;
  const GroupsOnCause& cause_;
  std::vector<std::size_t> followed_;  ///< hits whose member who serves is a digit of the state
  std::vector<std::size_t> strides_;
  std::size_t states_ = 1;
};

/// Shares of a cause's outage during which switches go on that began with it.
class SwitchesInOutage {
 public:
  SwitchesInOutage(const StructureFunction& function, const GroupsOnCause& cause)
      : cause_(cause), outages_(failures_by_length(function.events[cause.event])) {
    for (const OutageClass& outage : outages_) hours_ += outage.rate / outage.repair_rate;
  }

  /// At least one of these groups is still switching; all of them have begun. By inclusion and
  /// exclusion over which of them are.
  [[nodiscard]] double any_on(Mask groups) const {
    double share = 0.0;
    for (Mask some = groups; some != 0; some = (some - 1) & groups) {
      const double sign = __builtin_popcount(some) % 2 == 1 ? 1.0 : -1.0;
      share += sign * all_on(some);
    }
    return share;
  }

 private:
  /// All of these still switch: until the first of them ends, over which works and which is mended
  /// by hand.
  [[nodiscard]] double all_on(Mask groups) const {
    std::vector<std::pair<double, double>> ends{{1.0, 0.0}};  // chance, rate
    for (std::size_t i = 0; i < cause_.hits.size(); ++i) {
      if (((groups >> i) & 1U) == 0) continue;
      const FailoverGroup& group = *cause_.hits[i].group;
      std::vector<std::pair<double, double>> next;
      for (const auto& [chance, rate] : ends) {
        if (group.success > 0.0 && group.switch_hours > 0.0) {
          next.emplace_back(chance * group.success, rate + 1.0 / group.switch_hours);
        }
        if (group.success < 1.0) {
          const double mended = group.manual_hours > 0.0 ? 1.0 / group.manual_hours : 0.0;
          next.emplace_back(chance * (1.0 - group.success), rate + mended);
        }
      }
      ends = std::move(next);
    }
    double on = 0.0;
    for (const auto& [chance, rate] : ends) {
      for (const OutageClass& outage : outages_) {
        on += chance * outage.rate * mean_until_either(outage, rate);
      }
    }
    return hours_ > 0.0 ? on / hours_ : 0.0;
  }

  const GroupsOnCause& cause_;
  std::vector<OutageClass> outages_;
  double hours_ = 0.0;
};

/// Independent events, one for each set of groups, of which any that holds a group switches it:
/// with f(T) = −log P(no group of T switches) the sum of x over all sets that meet T, x follows by
/// Möbius inversion over the sets that do not. `none`: P(no group of T switches), by T.
std::vector<double> shocks(const std::vector<double>& none) {
  const auto all = static_cast<Mask>(none.size() - 1);
  std::vector<double> result(none.size(), 0.0);
  for (Mask set = 1; set <= all; ++set) {
    double x = 0.0;
    for (Mask part = set;; part = (part - 1) & set) {
      const double sign =
          (__builtin_popcount(set) - __builtin_popcount(part)) % 2 == 0 ? 1.0 : -1.0;
      x += sign * (std::log(none[all & ~part]) - std::log(none[all]));
      if (part == 0) break;
    }
    result[set] = -std::expm1(-std::max(0.0, x));
  }
  return result;
}

void set_figures(StructureFunction& function, const GroupsOnCause& cause) {
  const std::vector<double> hit = ServingChain(function, cause).hit_sets();
  const SwitchesInOutage outage(function, cause);
  std::vector<double> none_hit(hit.size(), 0.0), none_on(hit.size(), 0.0);
  // Nearly certain is all that an event of a switch can be.
  constexpr double least = 1e-12;
  for (Mask groups = 0; groups < hit.size(); ++groups) {
    double any_hit = 0.0, any_on = 0.0;
    for (Mask set = 1; set < hit.size(); ++set) {
      if ((set & groups) == 0 || hit[set] <= 0.0) continue;
      any_hit += hit[set];
      any_on += hit[set] * outage.any_on(set & groups);
    }
    none_hit[groups] = std::max(least, 1.0 - any_hit);
    none_on[groups] = std::max(least, 1.0 - any_on);
  }
  const std::vector<double> at_onset = shocks(none_hit), during = shocks(none_on);
  constexpr double rounding = 1e-10;
  for (const auto& [mask, id] : cause.switches) {
    BasicEvent& event = function.events[id];
    event.at_onset = at_onset[mask] > rounding ? at_onset[mask] : 0.0;
    event.process.unavailability = during[mask] > rounding ? during[mask] : 0.0;
    event.can_fail = event.at_onset > 0.0 || event.process.unavailability > 0.0;
  }
}

}  // namespace

/// With how many groups on it have no figures yet.
struct JointSwitches::Cause {
  joint_switches::GroupsOnCause groups;
  std::size_t open = 0;
};

JointSwitches::JointSwitches(StructureFunction& function)
    : function_(function), of_group_(function.failover_groups.size()) {
  for (GroupsOnCause& groups : list_causes(function)) {
    const std::size_t open = groups.hits.size();
    for (const Hit& hit : groups.hits) of_group_[hit.number].push_back(causes_.size());
    causes_.push_back({std::move(groups), open});
  }
}

JointSwitches::~JointSwitches() = default;

void JointSwitches::finish(std::size_t group) {
  for (const std::size_t number : of_group_[group]) {
    Cause& cause = causes_[number];
    if (--cause.open > 0) continue;
    const std::vector<Hit>& hits = cause.groups.hits;
    const BasicEvent& event = function_.events[cause.groups.event];
    const bool happens = event.can_fail && event.process.unavailability > 0.0;
    const bool any =
        std::any_of(hits.begin(), hits.end(), [](const Hit& hit) { return moves(*hit.group); });
    if (happens && any) set_figures(function_, cause.groups);
  }
}

}  // namespace cutpoint
