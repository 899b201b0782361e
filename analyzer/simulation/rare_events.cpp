#include <algorithm>
#include <atomic>
#include <cmath>
#include <exception>
#include <mutex>
#include <numeric>
#include <optional>
#include <string>
#include <thread>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "analyzer/simulation/batch.hpp"
#include "analyzer/simulation/cycle_runner.hpp"
#include "analyzer/simulation/number_reader.hpp"
#include "analyzer/simulation/part_batches.hpp"
#include "analyzer/simulation/simulate.hpp"
#include "cutpoint/simulation.hpp"
#include "model/base/math/statistics.hpp"

namespace cutpoint {

namespace {

constexpr std::uint32_t rare_batches = 200;
/// With more failed at a time than this, "everything works" is too rare to start from.
constexpr double most_failed = 3.0;

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

/// What cycles have shown of each journey.
using CycleBatch = std::vector<WeightedOutages>;

/// The batches of these numbers, in their order.
std::vector<CycleBatch> run_batches(const RarePlan& plan, const RareOptions& options,
                                    const std::vector<std::uint32_t>& numbers, std::size_t journeys,
                                    std::atomic<bool>& endless) {
  std::size_t done = 0;  // guarded by the mutex
  std::vector<CycleBatch> results(numbers.size(), CycleBatch(journeys));
  std::atomic<std::size_t> next{0};
  std::exception_ptr failure;
  std::mutex mutex;
  const auto work = [&] {
    try {
      CycleRunner runner(plan);
      for (std::size_t i = next++; i < numbers.size() && !endless; i = next++) {
        RandomStream random(options.seed, numbers[i]);
        for (std::uint32_t n = cycles_of(options, numbers[i]); n > 0 && !endless; --n) {
          if (!runner.run(random, results[i])) endless = true;
        }
        const std::lock_guard lock(mutex);
        ++done;
        if (options.progress) {
          options.progress(static_cast<double>(done) / static_cast<double>(numbers.size()));
        }
      }
    } catch (...) {
      const std::lock_guard lock(mutex);
      failure = std::current_exception();
      next = numbers.size();
    }
  };
  unsigned count = options.threads != 0 ? options.threads : std::thread::hardware_concurrency();
  count = std::clamp(count, 1U, std::max(1U, static_cast<unsigned>(numbers.size())));
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

/// What is played, or why not.
struct PlannedCycles {
  LivePlan live;
  BatchPlan batch;
  RarePlan plan{batch};
  double log_all_up = 0.0;
  std::string refused;

  PlannedCycles(const StructureFunction& function, const RareOptions& options)
      : live(function), batch(make_batch_plan(live)) {
    const double failed = plan_cycles(batch, plan, log_all_up);
    refused = options.cycles < 2 * rare_batches
                  ? fmt::format("at least {} cycles are needed for intervals", 2 * rare_batches)
                  : refuse(live, failed);
  }
  PlannedCycles(const PlannedCycles&) = delete;
  PlannedCycles& operator=(const PlannedCycles&) = delete;
  ~PlannedCycles() = default;
};

Result<std::vector<CycleBatch>> play(const Model& model, const PlannedCycles& planned,
                                     const RareOptions& options,
                                     const std::vector<std::uint32_t>& numbers) {
  const std::size_t journeys = model.journeys.size();
  if (planned.plan.total_rate <= 0.0) {
    return std::vector<CycleBatch>(numbers.size(), CycleBatch(journeys));
  }
  std::atomic<bool> endless{false};
  auto batches = run_batches(planned.plan, options, numbers, journeys, endless);
  if (endless) return Failure("a cycle does not end; simulate years instead");
  return batches;
}

RareSimulation rare_summary(const Model& model, const PlannedCycles& planned,
                            const std::vector<CycleBatch>& batches, const RareOptions& options) {
  RareSimulation result{options.cycles, options.seed, options.confidence, {}};
  // Cycles begin at the rate at which everything works and something fails.
  const double cycles_an_hour = planned.plan.total_rate * std::exp(planned.log_all_up);
  std::vector<double> cycles;
  for (std::size_t i = 0; i < rare_batches; ++i) cycles.push_back(cycles_of(options, i));
  for (std::size_t j = 0; j < model.journeys.size(); ++j) {
    RareJourney row;
    row.journey = JourneyId(j);
    std::vector<double> hours, outages;
    for (const CycleBatch& batch : batches) {
      hours.push_back(batch[j].down_hours);
      outages.push_back(batch[j].outages);
      row.cycles_down += batch[j].cycles_down;
    }
    row.unavailability = estimate(hours, cycles, cycles_an_hour, options.confidence);
    row.outages_per_year =
        estimate(outages, cycles, cycles_an_hour * Duration::hours_a_year, options.confidence);
    result.journeys.push_back(row);
  }
  return result;
}

std::vector<double> numbers_of_cycles(const CycleBatch& batch) {
  std::vector<double> numbers;
  for (const WeightedOutages& journey : batch) {
    numbers.push_back(journey.down_hours);
    numbers.push_back(journey.outages);
    numbers.push_back(static_cast<double>(journey.cycles_down));
  }
  return numbers;
}

/// Nothing where no batch of so many journeys and cycles says that.
std::optional<CycleBatch> cycles_of_numbers(const std::vector<double>& numbers,
                                            std::size_t journeys, std::uint32_t most_cycles) {
  NumberReader reader(numbers);
  CycleBatch batch(journeys);
  for (WeightedOutages& journey : batch) {
    journey.down_hours = reader.next();
    journey.outages = reader.next();
    journey.cycles_down = reader.count();
    if (journey.down_hours < 0.0 || journey.outages < 0.0) return std::nullopt;
    if (journey.cycles_down > most_cycles) return std::nullopt;
  }
  return reader.finished() ? std::optional(std::move(batch)) : std::nullopt;
}

}  // namespace

Result<RareSimulation> simulate_rare(const Model& model, const StructureFunction& function,
                                     const RareOptions& options) {
  const PlannedCycles planned(function, options);
  if (!planned.refused.empty()) return Failure(planned.refused);
  const auto batches = play(model, planned, options, batches_of_shard({1, 1}, rare_batches));
  if (!batches) return batches.error;
  return rare_summary(model, planned, *batches, options);
}

Result<RareSimulationPart> simulate_rare_part(const Model& model, const StructureFunction& function,
                                              const RareOptions& options, const Shard& shard) {
  if (!shard.exists()) return Failure("there is no such shard");
  const PlannedCycles planned(function, options);
  if (!planned.refused.empty()) return Failure(planned.refused);
  const auto numbers = batches_of_shard(shard, rare_batches);
  const auto batches = play(model, planned, options, numbers);
  if (!batches) return batches.error;
  RareSimulationPart part{{}, options.cycles, options.seed, {}};
  for (std::size_t i = 0; i < numbers.size(); ++i) {
    part.batches.push_back({numbers[i], numbers_of_cycles((*batches)[i])});
  }
  return part;
}

Result<RareSimulation> merge_parts(const Model& model, const StructureFunction& function,
                                   const std::vector<RareSimulationPart>& parts,
                                   double confidence) {
  if (parts.empty()) return Failure("there are no parts to put together");
  RareOptions options;
  options.cycles = parts.front().cycles;
  options.seed = parts.front().seed;
  options.confidence = confidence;
  for (const RareSimulationPart& part : parts) {
    if (part.cycles == options.cycles && part.seed == options.seed) continue;
    return Failure("the parts are of different runs: their cycles and seeds must be the same");
  }
  const PlannedCycles planned(function, options);
  if (!planned.refused.empty()) return Failure(planned.refused);
  const auto batches =
      batches_of_parts<CycleBatch>(parts, rare_batches, [&](const std::vector<double>& numbers) {
        return cycles_of_numbers(numbers, model.journeys.size(), cycles_of(options, 0));
      });
  if (!batches) return batches.error;
  return rare_summary(model, planned, *batches, options);
}

}  // namespace cutpoint
