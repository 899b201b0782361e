#include "cutpoint/simulation.hpp"

#include <algorithm>
#include <atomic>
#include <cmath>
#include <exception>
#include <limits>
#include <mutex>
#include <numeric>
#include <optional>
#include <thread>

#include <fmt/format.h>

#include "analyzer/simulation/batch_numbers.hpp"
#include "analyzer/simulation/part_batches.hpp"
#include "analyzer/simulation/simulate.hpp"
#include "analyzer/simulation/summary.hpp"

namespace cutpoint {

namespace {

/// Enough for intervals by Student's t, and few enough that starting each costs little.
constexpr std::uint32_t wanted_batches = 256;

double longest_period_hours(const std::vector<JourneyPeriods>& journeys) {
  double longest = 0.0;
  for (const JourneyPeriods& journey : journeys) {
    for (const std::vector<double>& lengths : journey.lengths_hours) {
      longest = std::max(longest, *std::max_element(lengths.begin(), lengths.end()));
    }
  }
  return longest;
}

/// Years of each batch. Every batch holds the longest period at least once, where the run does.
std::vector<std::uint32_t> batch_years(std::uint32_t years,
                                       const std::vector<JourneyPeriods>& journeys) {
  const double longest = std::ceil(longest_period_hours(journeys) / Duration::hours_a_year - 1e-9);
  const auto least =
      static_cast<std::uint32_t>(std::clamp(longest, 1.0, static_cast<double>(years)));
  const std::uint32_t length = std::max(least, (years + wanted_batches - 1) / wanted_batches);
  std::vector<std::uint32_t> batches(years / length, length);
  // What is left goes on top of the last: a batch of its own could be too short for a period.
  if (years % length != 0) batches.back() += years % length;
  return batches;
}

std::string refuse(const BatchPlan& plan, const SimulationOptions& options) {
  const auto years = static_cast<double>(options.years);
  double failures = 0.0;
  for (const FailureProcess& process : plan.processes) {
    failures += process.rate * (1.0 - process.unavailability) * Duration::hours_a_year * years;
  }
  if (failures > SimulationLimits::failures) {
    return fmt::format(
        "about {:.2g} failures would have to be simulated, at most {:.2g} are; "
        "simulate fewer years",
        failures, SimulationLimits::failures);
  }
  if (years * static_cast<double>(plan.journeys.size()) > SimulationLimits::records) {
    return fmt::format("{} years of {} journeys are too many to keep; simulate fewer years",
                       options.years, plan.journeys.size());
  }
  double periods = 0.0;
  for (const JourneyPeriods& journey : plan.journeys) {
    for (const std::vector<double>& lengths : journey.lengths_hours) {
      const double circle = std::accumulate(lengths.begin(), lengths.end(), 0.0);
      periods += years * Duration::hours_a_year * static_cast<double>(lengths.size()) / circle;
    }
  }
  if (periods > SimulationLimits::periods) {
    return "the periods of the promises are too short for so many years; simulate fewer years";
  }
  return {};
}

/// Runs batches on several threads; which thread runs which batch changes nothing.
class Workers {
 public:
  Workers(const BatchPlan& plan, const SimulationOptions& options,
          std::vector<std::uint32_t> numbers)
      : plan_(plan),
        options_(options),
        years_(batch_years(options.years, plan.journeys)),
        numbers_(std::move(numbers)) {}

  /// In the order of their numbers.
  std::vector<Batch> run() {
    batches_.resize(numbers_.size());
    unsigned count = options_.threads != 0 ? options_.threads : std::thread::hardware_concurrency();
    count = std::clamp(count, 1U, std::max(1U, static_cast<unsigned>(numbers_.size())));
    {
      // Joined at the end of the block, whatever happens: a system may refuse a further thread.
      std::vector<std::jthread> threads;
      for (unsigned i = 1; i < count; ++i) threads.emplace_back([this] { work(); });
      work();
    }
    if (failure_) std::rethrow_exception(failure_);
    return std::move(batches_);
  }

 private:
  void work() {
    try {
      BatchRunner runner(plan_);
      for (std::size_t i = next_++; i < numbers_.size(); i = next_++) {
        const std::uint32_t number = numbers_[i];
        batches_[i] = runner.run(static_cast<double>(years_[number]) * Duration::hours_a_year,
                                 RandomStream(options_.seed, number));
        const std::lock_guard lock(mutex_);
        ++done_;
        if (options_.progress) {
          options_.progress(static_cast<double>(done_) / static_cast<double>(numbers_.size()));
        }
      }
    } catch (...) {
      // Out of memory, say: told once, by the thread that asked for the simulation.
      const std::lock_guard lock(mutex_);
      failure_ = std::current_exception();
      next_ = numbers_.size();
    }
  }

  const BatchPlan& plan_;
  const SimulationOptions& options_;
  std::vector<std::uint32_t> years_;    ///< by number of the batch
  std::vector<std::uint32_t> numbers_;  ///< of those that are run
  std::vector<Batch> batches_;
  std::atomic<std::size_t> next_{0};
  std::mutex mutex_;
  std::size_t done_ = 0;
  std::exception_ptr failure_;
};

/// What is played, or why not.
struct Played {
  LivePlan live;
  BatchPlan plan;
  std::vector<std::uint32_t> years;
  std::string refused;

  Played(const Model& model, const StructureFunction& function, const SimulationOptions& options)
      : live(function), plan(make_batch_plan(live)) {
    plan_journeys(model, plan);
    refused = options.years == 0 ? "nothing can be said about no years" : refuse(plan, options);
    if (refused.empty()) years = batch_years(options.years, plan.journeys);
  }
  [[nodiscard]] std::size_t batches() const { return years.size(); }
};

Simulation summary_of(const Model& model, const BatchPlan& plan, const std::vector<Batch>& batches,
                      const SimulationOptions& options) {
  Simulation result;
  result.years = options.years;
  result.seed = options.seed;
  result.confidence = options.confidence;
  result.batches = static_cast<std::uint32_t>(batches.size());
  for (const Batch& batch : batches) result.failures += batch.failures;
  for (std::size_t i = 0; i < model.journeys.size(); ++i) {
    result.journeys.push_back(summarise(model, JourneyId(i), plan, batches, options.confidence));
  }
  return result;
}

Result<Simulation> simulate_years(const Model& model, const StructureFunction& function,
                                  const SimulationOptions& options) {
  const Played played(model, function, options);
  if (!played.refused.empty()) return Failure(played.refused);
  std::vector<std::uint32_t> all(played.batches());
  std::iota(all.begin(), all.end(), 0U);
  return summary_of(model, played.plan, Workers(played.plan, options, std::move(all)).run(),
                    options);
}

/// The largest relative error of an unavailability; a journey that was never seen down counts until
/// this many years.
double relative_error_of(const Simulation& simulation) {
  constexpr std::uint32_t long_enough = 10'000;
  double largest = 0.0;
  for (const JourneySimulation& journey : simulation.journeys) {
    const auto error = journey.unavailability.relative_error();
    if (!error && simulation.years >= long_enough) continue;
    largest = std::max(largest, error.value_or(std::numeric_limits<double>::infinity()));
  }
  return largest;
}

/// More years each time; each run starts anew, so that the last one is a run like any other.
Result<Simulation> simulate_until_precise(const Model& model, const StructureFunction& function,
                                          SimulationOptions options) {
  constexpr std::uint32_t first_years = 100, most_years = 5'000'000;
  constexpr double least_growth = 1.5, most_growth = 10.0, room = 1.1;
  std::optional<Simulation> last;
  options.years = first_years;
  for (;;) {
    auto next = simulate_years(model, function, options);
    // More than is simulated: what there is so far, or the reason.
    if (!next) return last ? Result<Simulation>(std::move(*last)) : next;
    const double reached = relative_error_of(*next) / *options.precision;
    next->precision = options.precision;
    next->precision_reached = reached <= 1.0;
    last = std::move(*next);
    if (last->precision_reached || options.years >= most_years) return std::move(*last);
    const double growth = std::clamp(room * reached * reached, least_growth, most_growth);
    options.years = static_cast<std::uint32_t>(
        std::min<double>(most_years, std::ceil(growth * static_cast<double>(options.years))));
  }
}

}  // namespace

Result<SimulationPart> simulate_part(const Model& model, const StructureFunction& function,
                                     const SimulationOptions& options, const Shard& shard) {
  if (!shard.exists()) return Failure("there is no such shard");
  const Played played(model, function, options);
  if (!played.refused.empty()) return Failure(played.refused);
  SimulationPart part{{}, options.years, options.seed, {}};
  const std::vector<std::uint32_t> numbers = batches_of_shard(shard, played.batches());
  const std::vector<Batch> batches = Workers(played.plan, options, numbers).run();
  for (std::size_t i = 0; i < numbers.size(); ++i) {
    part.batches.push_back({numbers[i], numbers_of(batches[i])});
  }
  return part;
}

Result<Simulation> merge_parts(const Model& model, const StructureFunction& function,
                               const std::vector<SimulationPart>& parts, double confidence) {
  if (parts.empty()) return Failure("there are no parts to put together");
  SimulationOptions options;
  options.years = parts.front().years;
  options.seed = parts.front().seed;
  options.confidence = confidence;
  for (const SimulationPart& part : parts) {
    if (part.years == options.years && part.seed == options.seed) continue;
    return Failure("the parts are of different runs: their years and seeds must be the same");
  }
  const Played played(model, function, options);
  if (!played.refused.empty()) return Failure(played.refused);
  const auto batches = batches_of_parts<Batch>(
      parts, played.batches(),
      [&played](const std::vector<double>& numbers) { return batch_of(played.plan, numbers); });
  if (!batches) return batches.error;
  return summary_of(model, played.plan, *batches, options);
}

Result<Simulation> simulate(const Model& model, const StructureFunction& function,
                            const SimulationOptions& options) {
  return options.precision ? simulate_until_precise(model, function, options)
                           : simulate_years(model, function, options);
}

}  // namespace cutpoint
