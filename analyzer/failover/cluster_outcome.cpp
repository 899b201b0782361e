#include "analyzer/failover/cluster_outcome.hpp"

#include <algorithm>
#include <cmath>
#include <vector>

namespace cutpoint {

namespace {

/// Chains with more phases than one are solved several times, so they are kept smaller.
constexpr std::size_t most_fitted_states = 12'000;
constexpr std::uint16_t most_phases = 32;
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
    const auto solved = fit.fixed_phases > 1 ? chains_.solve(behaviour_, most, left_out)
                                             : chains_.solve(behaviour_, most);
    if (!*solved) doubt = GroupDoubt::too_many_states;
    return *solved;
  }

  std::optional<ClusterOutcome> one(GroupDoubt& doubt) {
    auto outcome = solve({}, chains_.most_states(), doubt);
    if (!outcome) return std::nullopt;
    return ClusterOutcome{std::move(*outcome), 0.0};
  }

  std::optional<ClusterOutcome> with_more_phases(GroupDoubt& doubt) {
    std::vector<GroupOutcome> found;
    std::size_t before = 0;
    for (std::uint16_t phases = 1; phases <= most_phases;
         phases = static_cast<std::uint16_t>(phases * 2)) {
      const std::size_t most = found.empty() ? chains_.most_states() : most_fitted_states;
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
    ClusterOutcome result{carried_on(last, std::min<std::size_t>(3, found.size())), 0.0};
    if (last == 0) {
      result.relative_error = 1.0;
      return result;
    }
    // What the last step changed is more than what is still missing, once phases are so many that
    // the row is regular; before that, what the last term of the row adds says how far it is.
    double apart = 2.0 * deviation(result.outcome, carried_on(last <= 2 ? last : last - 1,
                                                              std::min<std::size_t>(last, 3)));
    if (last > 2) apart = std::max(apart, deviation(result.outcome, carried_on(last, 2)));
    result.relative_error = apart + all_left_out;
    return result;
  }

  [[nodiscard]] double deviation(const GroupOutcome& a, const GroupOutcome& b) const {
    double most = 0.0;
    for (std::size_t g = 0; g < behaviour_.groups.size(); ++g) {
      const double one = down_share(a, behaviour_, g), other = down_share(b, behaviour_, g);
      if (one > 0.0) most = std::max(most, std::abs(one - other) / one);
    }
    return most;
  }

  /// Two fits that share two moments, but not the third.
  void compare_with_other_fit(ClusterOutcome& best) {
    GroupDoubt none = GroupDoubt::none;
    const PhaseFit one{4, false}, other{4, true};
    const auto first = solve(one, chains_.most_states(), none);
    const auto second = solve(other, chains_.most_states(), none);
    constexpr double safety = 3.0, least = 0.02;
    const double apart = first && second ? deviation(*first, *second) : 1.0;
    best.relative_error += std::max(least, safety * apart);
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
