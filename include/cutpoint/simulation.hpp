/// Discrete-event simulation of a structure function: what a year is like, not only the average
/// one.
///
/// Units: unavailabilities are shares of time, frequencies by the year of 365 days. Results are
/// plain values that own what they hold. Cost: linear in the failures of events that are played, on
/// as many threads as asked for; memory in years × journeys.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "cutpoint/model.hpp"
#include "cutpoint/probability.hpp"
#include "cutpoint/structure_function.hpp"

namespace cutpoint {

/// How long is played, and how exactly it is judged.
struct SimulationOptions {
  std::uint32_t years = 1000;  ///< of 365 days
  /// Instead of `years`: as many as it takes until the unavailability of every journey is known
  /// with this relative error. The result is that of a run of so many years.
  std::optional<double> precision = std::nullopt;
  std::uint64_t seed = 1;
  unsigned threads = 0;      ///< 0: one for each core; changes no digit of the result
  double confidence = 0.95;  ///< of every interval, in (0, 1)
  /// Called now and then, from any thread but never from two at once, with the fraction done.
  std::function<void(double)> progress;
};

/// Limits of a simulation; beyond them it is refused with a reason.
struct SimulationLimits {
  static constexpr double failures = 2e9;  ///< expected failures of basic events in all
  static constexpr double periods = 1e8;   ///< periods of all promises in all
  static constexpr double records = 5e6;   ///< years × journeys
};

/// A simulated mean and the interval that holds the truth with the given confidence.
struct Estimate {
  double value = 0;
  std::optional<Interval> interval;  ///< absent where the run was too short to tell
  /// Half of the interval, as a share of the value; absent without either.
  [[nodiscard]] std::optional<double> relative_error() const {
    if (!interval || value <= 0.0) return std::nullopt;
    return 0.5 * (interval->high - interval->low) / value;
  }
};

/// How many periods had a downtime above the bin before and up to `up_to`.
struct DowntimeBin {
  Duration up_to;
  std::uint64_t periods = 0;
};

/// How the downtime of a year or month is spread. Percentiles by nearest rank.
struct DowntimeDistribution {
  Duration period;
  std::uint64_t periods = 0;  ///< how many were simulated
  std::uint64_t without_downtime = 0;
  Duration mean;
  Duration median;
  Duration percentile_90;
  Duration percentile_95;
  Duration percentile_99;
  Duration worst;
  /// Periods with downtime, in bins up to 1, 2, 5, 10, 30 s and so on up to a year, or, where all
  /// of many periods would be in three of these, in about a dozen of one width: from the first
  /// to the last that holds any.
  std::vector<DowntimeBin> spread;
  /// Of the periods; there must be some.
  [[nodiscard]] double share_without_downtime() const {
    return static_cast<double>(without_downtime) / static_cast<double>(periods);
  }
};

/// How often a period falls below an availability.
struct SimulatedMiss {
  Availability below;
  ServicePeriod period;
  std::optional<Probability> credit;  ///< for credit tiers
  std::uint64_t periods = 0;
  Estimate probability;
};

/// What was seen of one journey.
struct JourneySimulation {
  JourneyId journey;
  Estimate unavailability;       ///< journey down
  Estimate full_unavailability;  ///< journey down or degraded
  /// Journey down, planned downtime included; absent without maintenance windows.
  std::optional<Estimate> with_planned;
  Estimate outages_per_year;  ///< how often the journey goes down
  std::uint64_t outages = 0;  ///< that were seen
  std::optional<Duration> mean_outage;
  Duration longest_outage;  ///< cut off at the ends of a batch
  DowntimeDistribution year;
  DowntimeDistribution month;  ///< a twelfth of a year
  std::optional<SimulatedMiss> slo;
  std::vector<SimulatedMiss> sla;  ///< the promise, then its credit tiers
};

/// Every journey on the same failures. Each batch of years starts in the stationary state and draws
/// from its own stream of random numbers, so the result depends on years, seed and confidence
/// alone.
struct Simulation {
  std::uint32_t years = 0;
  std::optional<double> precision;  ///< that was asked for
  bool precision_reached = false;   ///< by every journey that was seen down
  std::uint64_t seed = 0;
  double confidence = 0;
  std::uint64_t failures = 0;  ///< of basic events
  std::uint32_t batches = 0;   ///< independent stretches that the intervals come from
  IdVector<JourneyId, JourneySimulation> journeys;
};

/// A batch that was played: what was counted, meant for `merge_parts` alone.
struct PlayedBatch {
  std::uint32_t number = 0;
  std::vector<double> numbers;
};

/// Some batches of a run, for another process to put together with the others: of N shards each has
/// every N-th. Batches draw from streams of their own, so it makes no difference who plays them.
struct SimulationPart {
  std::string fingerprint;  ///< of what is simulated: all that was read, and its figures
  std::uint32_t years = 0;  ///< of the whole run
  std::uint64_t seed = 0;
  std::vector<PlayedBatch> batches;
};

/// How many cycles, and how they are drawn.
struct RareOptions {
  std::uint32_t cycles = 200'000;  ///< from "everything works" back to "everything works"
  std::uint64_t seed = 1;
  unsigned threads = 0;  ///< 0: one for each core; changes no digit of the result
  double confidence = 0.95;
  /// Called now and then, from any thread but never from two at once, with the fraction done.
  std::function<void(double)> progress;
};

/// What was seen of one journey.
struct RareJourney {
  JourneyId journey;
  Estimate unavailability;
  Estimate outages_per_year;
  std::uint64_t cycles_down = 0;  ///< in which the journey went down
};

/// Some batches of cycles, as `SimulationPart` has years.
struct RareSimulationPart {
  std::string fingerprint;
  std::uint32_t cycles = 0;  ///< of the whole run
  std::uint64_t seed = 0;
  std::vector<PlayedBatch> batches;
};

/// Same system, cycles, seed and confidence: same values, whatever the threads.
struct RareSimulation {
  std::uint32_t cycles = 0;
  std::uint64_t seed = 0;
  double confidence = 0;
  IdVector<JourneyId, RareJourney> journeys;
};

}  // namespace cutpoint
