#include <algorithm>
#include <atomic>
#include <cmath>
#include <exception>
#include <mutex>
#include <numeric>
#include <thread>

#include <fmt/format.h>

#include "analyzer/simulation/batch.hpp"
#include "analyzer/simulation/simulate.hpp"
#include "cutpoint/simulation.hpp"
#include "model/base/math/statistics.hpp"

namespace cutpoint {

namespace {

constexpr std::uint32_t rare_batches = 200;
/// With more failed at a time than this, "everything works" is too rare to start from.
constexpr double most_failed = 3.0;
constexpr std::size_t most_steps = 100'000;

struct RarePlan {
  const BatchPlan& batch;
  double total_rate = 0.0;  ///< of all events while they are up
};

/// One journey over the cycles of a batch, by likelihood.
struct Weighted {
  double down_hours = 0.0;
  double outages = 0.0;
  std::uint64_t cycles_down = 0;
};

class CycleRunner : private GroupClock {
 public:
  explicit CycleRunner(const RarePlan& plan)
      : plan_(plan),
        live_(plan.batch.live),
        groups_(plan.batch.live, live_),
        repair_at_(plan.batch.live.timed.size(), never),
        switch_at_(plan.batch.live.groups.size(), never) {}

  /// False where a cycle does not end.
  bool run(RandomStream& random, std::vector<Weighted>& journeys) {
    start(random);
    std::vector<std::uint8_t> was_down(journeys.size(), 0);
    count_outages(journeys, was_down);
    for (std::size_t steps = 0; !failed_.empty(); ++steps) {
      if (steps == most_steps) return false;
      const auto [repair, next_repair] = next_change();
      const double wait = wait_for_failure(next_repair - now_, random);
      const bool fails = now_ + wait < next_repair;
      pass(fails ? now_ + wait : next_repair, journeys);
      if (fails) {
        fail(pick(random, true), random);
      } else {
        mend(repair, random);
      }
      count_outages(journeys, was_down);
    }
    for (std::size_t i = 0; i < journeys.size(); ++i) journeys[i].cycles_down += was_down[i];
    return true;
  }

 private:
  static constexpr double never = GroupPlayer::never;
  static constexpr double forced = 0.5;
  static constexpr std::size_t most_forcings = 12;

  void schedule_switch(std::uint32_t group, double time) override { switch_at_[group] = time; }
  void change_rate(EventId, double) override {}  // refused beforehand

  void start(RandomStream& random) {
    live_.reset();
    std::fill(repair_at_.begin(), repair_at_.end(), never);
    std::fill(switch_at_.begin(), switch_at_.end(), never);
    failed_.clear();
    now_ = 0.0;
    weight_ = 1.0;
    up_rate_ = plan_.total_rate;
    live_.settle_demands(random);
    groups_.start(*this, random);
    forcings_ = 0;
    down_before_.assign(plan_.batch.live.function.journey_failed.size(), 0);
    fail(pick(random, true), random);
  }

  [[nodiscard]] double rate(std::uint32_t position) const {
    return plan_.batch.processes[position].rate;
  }
  /// Until the next failure; longer than the time left where none comes before the next repair.
  /// Where one is improbable, it is forced with even odds, and the weight takes the difference: at
  /// most a factor of two each time, which is allowed a limited number of times in a cycle.
  double wait_for_failure(double left, RandomStream& random) {
    if (failed_.size() == repair_at_.size()) return never;
    const double comes = -std::expm1(-up_rate_ * left);
    if (comes >= forced || forcings_ == most_forcings || all_down()) {
      return random.exponential(1.0 / up_rate_);
    }
    ++forcings_;
    if (random.unit() >= forced) {
      weight_ *= (1.0 - comes) / (1.0 - forced);
      return never;
    }
    weight_ *= comes / forced;
    // Exponential, known to end in time.
    return -std::log1p(-random.unit() * comes) / up_rate_;
  }

  [[nodiscard]] bool all_down() const {
    for (std::size_t i = 0; i < down_before_.size(); ++i) {
      if (down_before_[i] == 0) return false;
    }
    return true;
  }

  /// An event that is up, in proportion to its rate; where `balanced`, half of the time each alike.
  /// The weight takes the difference.
  std::uint32_t pick(RandomStream& random, bool balanced) {
    const std::size_t count = repair_at_.size();
    const auto up = static_cast<double>(count - failed_.size());
    std::uint32_t chosen = 0;
    if (balanced && random.unit() < 0.5) {
      do {
        chosen = static_cast<std::uint32_t>(random.unit() * static_cast<double>(count));
      } while (repair_at_[chosen] != never);
    } else {
      double at = random.unit() * up_rate_;
      std::uint32_t last = 0;
      for (std::uint32_t i = 0; i < count; ++i) {
        if (repair_at_[i] != never) continue;
        last = i;
        at -= rate(i);
        if (at < 0.0) break;
      }
      chosen = last;
    }
    const double share = rate(chosen) / up_rate_;
    if (balanced) weight_ *= share / (0.5 * share + 0.5 / up);
    return chosen;
  }

  void fail(std::uint32_t position, RandomStream& random) {
    repair_at_[position] = now_ + plan_.batch.repairs[position].whole(random);
    failed_.push_back(position);
    up_rate_ -= rate(position);
    live_.set(plan_.batch.live.timed[position], true);
    settle(random);
  }

  /// A repair, or the end of a switch (numbered behind the events).
  void mend(std::uint32_t change, RandomStream& random) {
    const auto events = static_cast<std::uint32_t>(repair_at_.size());
    if (change >= events) {
      groups_.end_switch(change - events, *this, random);
    } else {
      repair_at_[change] = never;
      std::erase(failed_, change);
      up_rate_ = failed_.empty() ? plan_.total_rate : up_rate_ + rate(change);
      live_.set(plan_.batch.live.timed[change], false);
    }
    settle(random);
  }

  void settle(RandomStream& random) {
    do {
      live_.settle_demands(random);
    } while (groups_.settle(now_, *this, random) && live_.has_touched_demands());
  }

  [[nodiscard]] std::pair<std::uint32_t, double> next_change() const {
    std::pair<std::uint32_t, double> next{0, never};
    for (const std::uint32_t position : failed_) {
      if (repair_at_[position] < next.second) next = {position, repair_at_[position]};
    }
    for (std::uint32_t i = 0; i < switch_at_.size(); ++i) {
      if (switch_at_[i] < next.second) {
        next = {static_cast<std::uint32_t>(repair_at_.size()) + i, switch_at_[i]};
      }
    }
    return next;
  }

  [[nodiscard]] bool is_down(std::size_t journey) const {
    return live_.failed(plan_.batch.live.function.journey_failed[JourneyId(journey)]);
  }

  /// Time goes on.
  void pass(double until, std::vector<Weighted>& journeys) {
    const double time = until - now_;
    for (std::size_t i = 0; i < journeys.size(); ++i) {
      if (is_down(i)) journeys[i].down_hours += weight_ * time;
    }
    now_ = until;
  }

  void count_outages(std::vector<Weighted>& journeys, std::vector<std::uint8_t>& was_down) {
    for (std::size_t i = 0; i < journeys.size(); ++i) {
      const bool down = is_down(i);
      if (down && down_before_[i] == 0) {
        journeys[i].outages += weight_;
        was_down[i] = 1;
      }
      down_before_[i] = down ? 1 : 0;
    }
  }

  const RarePlan& plan_;
  LiveFunction live_;
  GroupPlayer groups_;
  std::vector<double> repair_at_;  ///< by position in live.timed; never while it is up
  std::vector<double> switch_at_;  ///< by group
  std::vector<std::uint32_t> failed_;
  std::vector<std::uint8_t> down_before_;
  double now_ = 0.0;
  double weight_ = 1.0;
  double up_rate_ = 0.0;
  std::size_t forcings_ = 0;  ///< in this cycle
};

/// Failed at a time on average, and what else cycles are planned by.
double plan_cycles(const BatchPlan& batch, RarePlan& plan, double& log_all_up) {
  double failed = 0.0;
  for (const FailureProcess& process : batch.processes) {
    plan.total_rate += process.rate;
    failed += process.unavailability;
    log_all_up += std::log1p(-process.unavailability);
  }
  return failed;
}

/// Told before anything is played, with the name of what stands in the way.
std::string refuse(const LivePlan& live, double failed) {
  for (const std::uint32_t number : live.groups) {
    const FailoverGroup& group = live.function.failover_groups[number];
    if (group.failback && group.return_hours > 0.0) {
      return fmt::format(
          "work returns in `{}` when nothing is down any more: cycles that end there cannot follow "
          "it; simulate years instead (without --rare)",
          group.name);
    }
    if (!group.shapes_members()) continue;
    return fmt::format(
        "`{}` has {}: what waits there has a memory that cycles cannot follow; simulate years "
        "instead (without --rare)",
        group.name, group.crews != 0 ? "limited repair crews" : "a cold or warm standby");
  }
  if (!live.frozen.empty()) {
    return fmt::format("`{}` is asked for all the time; simulate years instead (without --rare)",
                       live.function.events[live.frozen.front()].name);
  }
  if (failed > most_failed) {
    return fmt::format(
        "{:.1f} things are down at a time on average: nothing here is rare; "
        "simulate years instead (without --rare)",
        failed);
  }
  return {};
}

std::uint32_t cycles_of(const RareOptions& options, std::size_t batch) {
  const std::uint32_t rest = batch < options.cycles % rare_batches ? 1U : 0U;
  return options.cycles / rare_batches + rest;
}

std::vector<std::vector<Weighted>> run_all(const RarePlan& plan, const RareOptions& options,
                                           std::size_t journeys, std::atomic<bool>& endless) {
  std::size_t done = 0;  // guarded by the mutex
  std::vector<std::vector<Weighted>> results(rare_batches, std::vector<Weighted>(journeys));
  std::atomic<std::size_t> next{0};
  std::exception_ptr failure;
  std::mutex mutex;
  const auto work = [&] {
    try {
      CycleRunner runner(plan);
      for (std::size_t i = next++; i < rare_batches && !endless; i = next++) {
        RandomStream random(options.seed, i);
        for (std::uint32_t n = cycles_of(options, i); n > 0 && !endless; --n) {
          if (!runner.run(random, results[i])) endless = true;
        }
        const std::lock_guard lock(mutex);
        ++done;
        if (options.progress) {
          options.progress(static_cast<double>(done) / static_cast<double>(rare_batches));
        }
      }
    } catch (...) {
      const std::lock_guard lock(mutex);
      failure = std::current_exception();
      next = rare_batches;
    }
  };
  unsigned count = options.threads != 0 ? options.threads : std::thread::hardware_concurrency();
  count = std::clamp(count, 1U, rare_batches);
  {
    std::vector<std::jthread> threads;
    for (unsigned i = 1; i < count; ++i) threads.emplace_back(work);
    work();
  }
  if (failure) std::rethrow_exception(failure);
  return results;
}

/// The mean over cycles, times a factor.
Estimate estimate(const std::vector<double>& sums, const std::vector<double>& cycles, double factor,
                  double confidence) {
  Estimate result;
  const double all = std::accumulate(cycles.begin(), cycles.end(), 0.0);
  const double sum = std::accumulate(sums.begin(), sums.end(), 0.0);
  result.value = factor * sum / all;
  if (sum <= 0.0) return result;
  if (const auto interval = ratio_interval(sums, cycles, confidence)) {
    result.interval = Interval{factor * std::max(0.0, interval->low), factor * interval->high};
  }
  return result;
}

}  // namespace

Result<RareSimulation> simulate_rare(const Model& model, const StructureFunction& function,
                                     const RareOptions& options) {
  const LivePlan live(function);
  const BatchPlan batch = make_batch_plan(live);
  RarePlan plan{batch};
  double log_all_up = 0.0;
  const double failed = plan_cycles(batch, plan, log_all_up);
  if (options.cycles < 2 * rare_batches) {
    return Failure(fmt::format("at least {} cycles are needed for intervals", 2 * rare_batches));
  }
  if (std::string reason = refuse(live, failed); !reason.empty()) return Failure(std::move(reason));
  RareSimulation result{options.cycles, options.seed, options.confidence, {}};
  std::atomic<bool> endless{false};
  std::vector<std::vector<Weighted>> seen(rare_batches,
                                          std::vector<Weighted>(model.journeys.size()));
  if (plan.total_rate > 0.0) seen = run_all(plan, options, model.journeys.size(), endless);
  if (endless) return Failure("a cycle does not end; simulate years instead");
  // Cycles begin at the rate at which everything works and something fails.
  const double cycles_an_hour = plan.total_rate * std::exp(log_all_up);
  std::vector<double> cycles;
  for (std::size_t i = 0; i < rare_batches; ++i) cycles.push_back(cycles_of(options, i));
  for (std::size_t j = 0; j < model.journeys.size(); ++j) {
    RareJourney row;
    row.journey = JourneyId(j);
    std::vector<double> hours, outages;
    for (const std::vector<Weighted>& part : seen) {
      hours.push_back(part[j].down_hours);
      outages.push_back(part[j].outages);
      row.cycles_down += part[j].cycles_down;
    }
    row.unavailability = estimate(hours, cycles, cycles_an_hour, options.confidence);
    row.outages_per_year =
        estimate(outages, cycles, cycles_an_hour * Duration::hours_a_year, options.confidence);
    result.journeys.push_back(row);
  }
  return result;
}

}  // namespace cutpoint
