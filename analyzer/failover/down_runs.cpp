#include "analyzer/failover/down_runs.hpp"

#include <algorithm>
#include <cmath>
#include <utility>

#include "analyzer/failover/chain/behaviour.hpp"
#include "analyzer/failover/chain/group_states.hpp"
#include "analyzer/failover/failover_groups.hpp"
#include "model/base/math/sparse_chain.hpp"

namespace cutpoint {

namespace {

/// Lengths are asked for where promises are judged: a small part of what an analysis takes.
constexpr std::size_t most_run_states = 2'000;
constexpr std::size_t most_followed_phases = 8;
/// Steps between transitions, times transitions, that following a run may take.
constexpr double most_run_steps = 1e7;

/// The steps from one length to the next, each as much longer as this.
constexpr double longer_by = 1.08;
constexpr double hardly_any = 1e-6;

/// States of a run, and where they lead to while it lasts.
class RunStates {
 public:
  RunStates(const SparseChain& chain, const std::vector<double>& steady,
            const std::vector<bool>& is_inside)
      : number_(chain.states(), none) {
    std::uint32_t next = 0;
    for (std::size_t state = 0; state < chain.states(); ++state) {
      if (is_inside[state]) number_[state] = next++;
    }
    mass_.assign(next, 0.0);
    for (std::size_t state = 0; state < chain.states(); ++state) add(chain, state, steady[state]);
    for (const double departure : departures_) fastest_ = std::max(fastest_, departure);
  }

  [[nodiscard]] double begin_per_hour() const { return begins_; }
  [[nodiscard]] double share() const { return share_; }

  /// Absent where it takes too many steps.
  [[nodiscard]] std::optional<DownRuns> follow() {
    if (begins_ <= 0.0 || fastest_ <= 0.0) return std::nullopt;
    DownRuns runs{begins_, share_, {0.0}, {1.0}};
    for (double& mass : mass_) mass /= begins_;
    double now = 0.0, step = 0.02 / fastest_, work = 0.0;
    while (runs.longer.back() > hardly_any) {
      work += pass(step);
      if (work > most_run_steps) return std::nullopt;
      now += step;
      double left = 0.0;
      for (const double mass : mass_) left += mass;
      runs.hours.push_back(now);
      runs.longer.push_back(std::min(left, runs.longer.back()));
      step = (longer_by - 1.0) * now;
    }
    return runs;
  }

 private:
  static constexpr std::uint32_t none = UINT32_MAX;
  struct Move {
    std::uint32_t from, to;
    double per_hour;
  };

  void add(const SparseChain& chain, std::size_t state, double share) {
    const std::uint32_t from = number_[state];
    double departs = 0.0;
    for (const auto* t = chain.begin(state); t != chain.end(state); ++t) {
      departs += t->per_hour;
      const std::uint32_t to = number_[t->to];
      if (to == none) continue;
      if (from == none) {
        mass_[to] += share * t->per_hour;
        begins_ += share * t->per_hour;
      } else {
        moves_.push_back({from, to, t->per_hour});
      }
    }
    if (from == none) return;
    departures_.push_back(departs);
    share_ += share;
  }

  /// The mass after so many hours, by uniformisation; the work that it takes.
  double pass(double hours) {
    const double mean = fastest_ * hours;
    double chance = std::exp(-mean), all = chance;
    std::vector<double> at = mass_, next(mass_.size());
    for (double& mass : mass_) mass *= chance;
    double steps = 0.0;
    // Long passes in shorter ones, so that the first chance is a number.
    constexpr double longest = 200.0;
    if (mean > longest) {
      mass_ = std::move(at);
      const double half = 0.5 * hours;
      return pass(half) + pass(half);
    }
    for (double n = 1.0; 1.0 - all > 1e-13 && n < mean + 60.0 + 10.0 * std::sqrt(mean); ++n) {
      for (std::size_t i = 0; i < at.size(); ++i)
        next[i] = at[i] * (1.0 - departures_[i] / fastest_);
      for (const Move& move : moves_) next[move.to] += at[move.from] * move.per_hour / fastest_;
      std::swap(at, next);
      chance *= mean / n;
      all += chance;
      for (std::size_t i = 0; i < at.size(); ++i) mass_[i] += chance * at[i];
      steps += static_cast<double>(moves_.size() + at.size());
    }
    return steps;
  }

  std::vector<std::uint32_t> number_;  ///< by state
  std::vector<double> mass_, departures_;
  std::vector<Move> moves_;
  double begins_ = 0.0, share_ = 0.0, fastest_ = 0.0;
};

bool has_fixed_times(const StructureFunction& function, const GroupCluster& cluster) {
  const auto is_fixed = [&function](EventId event) {
    const FittedTimes times = fitted_times(function.events[event].process);
    return times.restart || (times.repair && !times.spread);
  };
  const auto any = [&is_fixed](const std::vector<EventId>& events) {
    return std::any_of(events.begin(), events.end(), is_fixed);
  };
  return any(cluster.ground) || std::any_of(cluster.inner.begin(), cluster.inner.end(), any) ||
         std::any_of(cluster.arbiter_events.begin(), cluster.arbiter_events.end(), any);
}

std::optional<DownRuns> runs_of(const Behaviour& behaviour, const std::vector<bool>& is_down) {
  GroupStates states(behaviour);
  if (!states.find_all(most_run_states)) return std::nullopt;
  const std::vector<double> rates = states.terms().values(behaviour);
  SparseChain chain;
  std::vector<SparseChain::Transition> row;
  std::vector<std::uint32_t> parts;
  std::vector<bool> is_inside;
  for (std::size_t state = 0; state < states.rows(); ++state) {
    row.clear();
    states.each_transition(state, [&](std::uint32_t to, RateTerms::Term term) {
      row.push_back({to, rates[term]});
    });
    chain.add_merged_row(row);
    parts.push_back(states.part(state));
    is_inside.push_back(is_down[states.pattern(state)]);
  }
  const auto steady = chain.steady_state(parts);
  return steady ? RunStates(chain, *steady, is_inside).follow() : std::nullopt;
}

class RunsByPhases {
 public:
  RunsByPhases(const StructureFunction& function, const GroupCluster& cluster,
               const std::vector<bool>& is_down)
      : function_(function), cluster_(cluster), is_down_(is_down) {}

  [[nodiscard]] std::optional<DownRuns> with(std::size_t phases) const {
    NoChain why = NoChain::network;
    const auto behaviour =
        behaviour_of(function_, cluster_.groups, {cluster_.ground, cluster_.arbiters},
                     {static_cast<std::uint16_t>(phases), false}, why);
    return behaviour ? runs_of(*behaviour, is_down_) : std::nullopt;
  }

  /// What is off by the phases falls as their number: rate and mean are carried on to infinitely
  /// many, and lengths are stretched to the mean.
  [[nodiscard]] std::optional<DownRuns> carried_on(std::size_t phases) const {
    auto runs = with(phases);
    if (!runs) return std::nullopt;
    const auto half = with(phases / 2);
    if (!half) return runs;
    const double mean = runs->share / runs->per_hour;
    const double share = 2.0 * runs->share - half->share;
    const double per_hour = 2.0 * runs->per_hour - half->per_hour;
    if (share <= 0.0 || per_hour <= 0.0) return runs;
    for (double& hours : runs->hours) hours *= share / per_hour / mean;
    runs->share = share;
    runs->per_hour = per_hour;
    return runs;
  }

 private:
  const StructureFunction& function_;
  const GroupCluster& cluster_;
  const std::vector<bool>& is_down_;
};

}  // namespace

std::optional<DownRuns> runs_down(const StructureFunction& function, const GroupCluster& cluster,
                                  const std::vector<bool>& is_down) {
  StructureFunction own = function;
  undo_calibration(own);
  const RunsByPhases runs(own, cluster, is_down);
  if (has_fixed_times(own, cluster)) {
    for (std::size_t phases = most_followed_phases; phases > 1; phases /= 2) {
      if (auto found = runs.carried_on(phases)) return found;
    }
  }
  return runs.with(1);
}

}  // namespace cutpoint
