/// How far results are known that follow from figures which are not known exactly.
///
/// Plain values. Same inputs, samples and seed: same values, whatever the threads. Cost: one
/// evaluation of the diagram a sample.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace cutpoint {

/// How many trials, and on how many threads.
struct UncertaintyOptions {
  /// How many trials; 0: none. Absent: as many as are quick, where anything is uncertain.
  std::optional<std::uint32_t> samples = 0;
  std::uint64_t seed = 1;
  unsigned threads = 0;  ///< 0: one for each core; changes no digit of the result
};

/// How a probability is distributed over the trials. Percentiles by nearest rank.
struct UncertainProbability {
  double mean = 0;
  double percentile_5 = 0;
  double median = 0;
  double percentile_95 = 0;
};

/// How much of the spread of a result comes from one figure.
struct UncertaintyShare {
  std::uint32_t figure = 0;  ///< position in UncertainInputs::figures
  /// Square of the rank correlation (Spearman 1904) of figure and result over the trials: the part
  /// of the variance of ranks that knowing this figure alone would take away.
  double share = 0;
  std::vector<std::uint32_t> events;  ///< positions of the basic events whose figure it is
};

/// Of one journey.
struct JourneyUncertainty {
  UncertainProbability unavailability;
  UncertainProbability full_unavailability;  ///< equal where nothing soft is needed
  /// Share of the trials in which the availability asked for is reached.
  std::optional<double> slo_met;
  std::optional<double> sla_met;
  std::vector<UncertaintyShare> shares;  ///< by falling share, those of at least 1 %
};

/// How the uncertain figures were carried to the results.
struct UncertaintyRun {
  std::uint32_t samples = 0;  ///< fewer than asked for where the results would not fit in memory
  std::uint64_t seed = 0;
  std::size_t figures = 0;  ///< how many independent uncertain figures there are
};

/// Some trials of a run, for another process to put together with the others. A trial draws from
/// streams of its own, so it makes no difference who runs it.
struct UncertaintyPart {
  std::string fingerprint;    ///< of what is asked: all that was read, and its figures
  std::string diagram;        ///< of what each trial evaluates, which follows from the budget too
  std::uint32_t samples = 0;  ///< of the whole run
  std::uint64_t seed = 0;
  std::uint32_t first = 0;  ///< the trials are first, first + 1, …
  std::uint32_t count = 0;
  /// By function that is evaluated, then by trial; empty where all trials give the same.
  std::vector<std::vector<double>> results;
};

}  // namespace cutpoint
