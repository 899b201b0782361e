#include "analyzer/failover/cluster_outcome.hpp"

#include <algorithm>
#include <cmath>
#include <vector>

namespace cutpoint {

namespace {

/// Chains with more phases than one are solved several times, so they are kept smaller; also a
/// third of what one may have at most.
constexpr std::size_t most_fitted_states = 12'000;
/// Of what a group is down: left out of chains with phases, and what that may add up to when they
/// are combined.
constexpr double left_out = 1e-7, all_left_out = 1e-6;

GroupDoubt doubt_of(NoChain why) {
  switch (why) {
    case NoChain::network:
    case NoChain::negation:
      return GroupDoubt::network;
    case NoChain::demand:
      return GroupDoubt::demand;
    case NoChain::shared_standby:
      return GroupDoubt::several_standbys;
    case NoChain::arbiter_above:
      return GroupDoubt::arbiter_above;
  }
  return GroupDoubt::none;
}

/// Share of time that a group is down.
double down_share(const GroupOutcome& outcome, const Behaviour& behaviour, std::size_t group) {
  double down = 0.0;
  const std::size_t bit = behaviour.first_group_bit() + group;
  for (std::size_t pattern = 0; pattern < outcome.share.size(); ++pattern) {
    if (((pattern >> bit) & 1U) != 0) down += outcome.share[pattern];
  }
  return down;
}

/// What is seen of the ground and of arbiters.
std::size_t seen_outside(const Behaviour& behaviour) {
  return (std::size_t{1} << behaviour.first_group_bit()) - 1;
}

/// What of it the group's own events tell: not that its ground is down, nor, where these do not
/// change how members fail, that too few members work. Of these nothing was fitted, and what is
/// left may be little.
double told_share(const GroupOutcome& outcome, const Behaviour& behaviour, std::size_t group) {
  const Behaviour::Group& of = behaviour.groups[group];
  const bool shapes_members = of.crews != 0 || of.standby_rate < 1.0;
  const std::size_t outside = seen_outside(behaviour);
  const std::size_t bit = behaviour.first_group_bit() + group;
  std::vector<double> time(outside + 1, 0.0), down(time), few(time);
  for (std::size_t pattern = 0; pattern < outcome.share.size(); ++pattern) {
    time[pattern & outside] += outcome.share[pattern];
    few[pattern & outside] += outcome.too_few[group][pattern];
    if (((pattern >> bit) & 1U) != 0) down[pattern & outside] += outcome.share[pattern];
  }
  constexpr double surely = 1.0 - 1e-9, hardly = 1e-9;
  double told = 0.0, all = 0.0;
  for (std::size_t context = 0; context <= outside; ++context) {
    all += down[context];
    if (down[context] >= surely * time[context]) continue;
    told += shapes_members ? down[context] : std::max(0.0, down[context] - few[context]);
  }
  return told > hardly * all ? told : 0.0;
}

/// How often a group goes down, an hour.
double falls_per_hour(const GroupOutcome& outcome, const Behaviour& behaviour, std::size_t group) {
  double per_hour = 0.0;
  const std::size_t bit = std::size_t{1} << (behaviour.first_group_bit() + group);
  for (const auto& [between, flow] : outcome.flows) {
    if ((between.first & bit) == 0 && (between.second & bit) != 0) per_hour += flow;
  }
  return per_hour;
}

/// The same while nothing that others see is down.
double falls_by_itself(const GroupOutcome& outcome, const Behaviour& behaviour, std::size_t group) {
  double per_hour = 0.0;
  const std::size_t outside = seen_outside(behaviour);
  const std::size_t bit = std::size_t{1} << (behaviour.first_group_bit() + group);
  for (const auto& [between, flow] : outcome.flows) {
    const bool is_outside = ((between.first | between.second) & outside) != 0;
    if (!is_outside && (between.first & bit) == 0 && (between.second & bit) != 0) per_hour += flow;
  }
  return per_hour;
}

/// `weights` of outcomes, added up; below zero there is none.
GroupOutcome combine(const std::vector<const GroupOutcome*>& outcomes,
                     const std::vector<double>& weights) {
  GroupOutcome result = *outcomes.back();
  const auto add = [&](auto of) {
    std::vector<double>& target = of(result);
    for (std::size_t i = 0; i < target.size(); ++i) {
      double sum = 0.0;
      for (std::size_t k = 0; k < outcomes.size(); ++k) {
        sum += weights[k] * of(const_cast<GroupOutcome&>(*outcomes[k]))[i];
      }
      // Carried on too far: the best outcome there is stays.
      if (sum > 0.0) target[i] = sum;
    }
  };
  add([](GroupOutcome& o) -> std::vector<double>& { return o.share; });
  add([](GroupOutcome& o) -> std::vector<double>& { return o.switching; });
  add([](GroupOutcome& o) -> std::vector<double>& { return o.failed_switch; });
  add([](GroupOutcome& o) -> std::vector<double>& { return o.into_too_few; });
  for (std::size_t g = 0; g < result.too_few.size(); ++g) {
    add([g](GroupOutcome& o) -> std::vector<double>& { return o.too_few[g]; });
  }
  for (auto& [between, flow] : result.flows) {
    double sum = 0.0;
    for (std::size_t k = 0; k < outcomes.size(); ++k) {
      const auto found = outcomes[k]->flows.find(between);
      if (found != outcomes[k]->flows.end()) sum += weights[k] * found->second;
    }
    if (sum > 0.0) flow = sum;
  }
  return result;
}

class ClusterSolver {
 public:
  ClusterSolver(const StructureFunction& function, const GroupCluster& cluster,
                SolvedChains& chains)
      : function_(function), cluster_(cluster), chains_(chains) {
    // Where nobody reacts and nothing waits, times matter by their means alone.
    bool reacts = false;
    for (const std::uint32_t g : cluster.groups) {
      const FailoverGroup& group = function.failover_groups[g];
      reacts = reacts || group.failover.valid() || group.standby_rate < 1.0;
      for (const EventId own : group.own) {
        if (own.valid() && group.crews != 0) {
          const FittedTimes times = fitted_times(function.events[own].process);
          crewed_ = crewed_ || times.restart || times.repair;
        }
      }
    }
    const auto look = [&](EventId event) {
      const FittedTimes times = fitted_times(function.events[event].process);
      const bool fixed = times.restart || (times.repair && !times.spread);
      fixed_ = fixed_ || (fixed && (reacts || crewed_));
      spread_ = spread_ || (times.spread && (reacts || crewed_));
    };
    for (const EventId event : cluster.ground) look(event);
    for (const auto* some : {&cluster.inner, &cluster.arbiter_events}) {
      for (const auto& events : *some) {
        for (const EventId event : events) look(event);
      }
    }
  }

  std::optional<ClusterOutcome> solve(GroupDoubt& doubt) {
    auto best = fixed_ ? with_more_phases(doubt) : one(doubt);
    if (best && spread_) compare_with_other_fit(*best);
    return best;
  }

 private:
  std::optional<GroupOutcome> solve(const PhaseFit& fit, std::size_t most, GroupDoubt& doubt) {
    NoChain why = NoChain::network;
    auto behaviour =
        behaviour_of(function_, cluster_.groups, {cluster_.ground, cluster_.arbiters}, fit, why);
    if (!behaviour) {
      doubt = doubt_of(why);
      return std::nullopt;
    }
    behaviour_ = std::move(*behaviour);
    ChainLimits limits = chains_.limits();
    limits.most_states = most;
    if (fit.fixed_phases > 1) {
      limits.negligible_share = std::max(limits.negligible_share, left_out);
      limits.leave_out_from = limits.leave_out_of_phases_from;
    }
    const auto solved = chains_.solve(behaviour_, limits);
    if (!*solved) doubt = GroupDoubt::too_many_states;
    return *solved;
  }

  std::optional<ClusterOutcome> one(GroupDoubt& doubt) {
    auto outcome = solve({}, chains_.limits().most_states, doubt);
    if (!outcome) return std::nullopt;
    return ClusterOutcome{std::move(*outcome), 0.0, 0.0};
  }

  std::optional<ClusterOutcome> with_more_phases(GroupDoubt& doubt) {
    std::vector<GroupOutcome> found;
    std::size_t before = 0;
    for (std::uint16_t phases = 1; phases <= chains_.limits().fixed_phases;
         phases = static_cast<std::uint16_t>(phases * 2)) {
      const std::size_t whole = chains_.limits().most_states;
      const std::size_t most = found.empty() ? whole : std::min(most_fitted_states, whole / 3);
      // The next one has more states than this one, by as much at least as this one had.
      if (found.size() > 1 && found.back().states * found.back().states / before > most) break;
      GroupDoubt none = GroupDoubt::none;
      auto outcome = solve({phases, false}, most, found.empty() ? doubt : none);
      if (!outcome) break;
      before = found.empty() ? 1 : found.back().states;
      found.push_back(std::move(*outcome));
    }
    if (found.empty()) return std::nullopt;
    const auto carried_on = [&found](std::size_t last, std::size_t steps) {
      std::vector<const GroupOutcome*> outcomes;
      for (std::size_t i = last + 1 - steps; i <= last; ++i) outcomes.push_back(&found[i]);
      const std::vector<double> weights = steps == 1 ? std::vector<double>{1.0}
                                          : steps == 2
                                              ? std::vector<double>{-1.0, 2.0}
                                              : std::vector<double>{1.0 / 3, -2.0, 8.0 / 3};
      return combine(outcomes, weights);
    };
    const std::size_t last = found.size() - 1;
    ClusterOutcome result{carried_on(last, std::min<std::size_t>(3, found.size())), 0.0, 0.0};
    if (last == 0) {
      result.relative_error = result.flows_error = 1.0;
      return result;
    }
    // What the last step changed is more than what is still missing, once phases are so many that
    // the row is regular; before that, what the last term of the row adds says how far it is.
    const GroupOutcome before_last =
        carried_on(last <= 2 ? last : last - 1, std::min<std::size_t>(last, 3));
    const GroupOutcome without_last_term = carried_on(last, 2);
    const auto apart = [&](const auto& of) {
      const double step = 2.0 * deviation(result.outcome, before_last, of);
      const double term = last > 2 ? deviation(result.outcome, without_last_term, of) : 0.0;
      return std::max({step, term, slow_row(result.outcome, found, of)});
    };
    result.relative_error = std::max(apart(down_share), apart(told_share)) + all_left_out;
    result.flows_error = std::max(apart(falls_per_hour), apart(falls_by_itself)) + all_left_out;
    return result;
  }

  /// Two fixed times that begin a short time apart run almost side by side, and which of them ends
  /// first is told by phases only once these are shorter than that: until then the row does not go
  /// on as 1/phases but as its root. Then the limit lies between that of a row of the root (each
  /// step 0.71 of the one before) and that of a geometric row of the last two steps; how far the
  /// farthest of them is from what was found.
  template <class Figure>
  [[nodiscard]] double slow_row(const GroupOutcome& best, const std::vector<GroupOutcome>& found,
                                const Figure& figure) const {
    constexpr double regular = 0.55;  // a half, but for what is not settled yet
    constexpr double slowest = 0.95;
    if (found.size() < 3) return 0.0;
    double most = 0.0;
    for (std::size_t g = 0; g < behaviour_.groups.size(); ++g) {
      const auto at = [&](std::size_t back) {
        return figure(found[found.size() - 1 - back], behaviour_, g);
      };
      const double step = at(0) - at(1), before = at(1) - at(2),
                   value = figure(best, behaviour_, g);
      const double ratio = before != 0.0 ? step / before : 0.0;
      if (ratio <= regular || value <= 0.0) continue;
      const double geometric = std::min(ratio, slowest);
      for (const double left : {1.0 + std::sqrt(2.0), geometric / (1.0 - geometric)}) {
        most = std::max(most, std::abs(at(0) + left * step - value) / value);
      }
    }
    return most;
  }

  /// The largest of any group.
  template <class Figure>
  [[nodiscard]] double deviation(const GroupOutcome& a, const GroupOutcome& b,
                                 const Figure& figure) const {
    double most = 0.0;
    for (std::size_t g = 0; g < behaviour_.groups.size(); ++g) {
      const double one = figure(a, behaviour_, g), other = figure(b, behaviour_, g);
      if (one > 0.0) most = std::max(most, std::abs(one - other) / one);
    }
    return most;
  }

  /// Two fits that share two moments, but not the third.
  void compare_with_other_fit(ClusterOutcome& best) {
    GroupDoubt none = GroupDoubt::none;
    const PhaseFit one{4, false}, other{4, true};
    const auto first = solve(one, chains_.limits().most_states, none);
    const auto second = solve(other, chains_.limits().most_states, none);
    constexpr double safety = 3.0, least = 0.02;
    const auto apart = [&](const auto& of) {
      return std::max(least, safety * (first && second ? deviation(*first, *second, of) : 1.0));
    };
    best.relative_error += std::max(apart(down_share), apart(told_share));
    best.flows_error += std::max(apart(falls_per_hour), apart(falls_by_itself));
  }

  const StructureFunction& function_;
  const GroupCluster& cluster_;
  SolvedChains& chains_;
  Behaviour behaviour_;
  bool crewed_ = false;  ///< repairs that others wait for are not exponential
  bool fixed_ = false;
  bool spread_ = false;
};

}  // namespace

std::optional<ClusterOutcome> solve_cluster(const StructureFunction& function,
                                            const GroupCluster& cluster, SolvedChains& chains,
                                            GroupDoubt& doubt) {
  return ClusterSolver(function, cluster, chains).solve(doubt);
}

}  // namespace cutpoint
