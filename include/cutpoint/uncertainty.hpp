/// Figures that are not known exactly, the way from them to the probabilities of events, and how
/// far the results are known that follow from them.
///
/// Plain values that own what they hold; functions are static. Same inputs, samples and seed: same
/// values, whatever the threads. Cost of a trial: linear in the quantities, and one evaluation of
/// the diagram.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "cutpoint/source.hpp"

namespace cutpoint {

/// A figure that is not known exactly. Figures are independent of each other; everything that uses
/// one uses the same value of it in each trial.
struct UncertainFigure {
  enum class Form {
    log_normal,  ///< `a` and `b`: mean and standard deviation of the natural logarithm
    gamma,       ///< `a`: shape, `b`: scale
  };
  Form form = Form::log_normal;
  double a = 0;
  double b = 0;
  std::string name;  ///< "mtbf", "mttr", "availability", "observed failures", "observed repairs"
  SourceSpan span;   ///< where it is written
};

/// A step of the way from uncertain figures to the probability of an event: a figure, a constant,
/// or a function of earlier quantities.
struct UncertainQuantity {
  using Function = double (*)(std::span<const double> arguments);
  static constexpr std::uint32_t no_figure = UINT32_MAX;

  Function function = nullptr;
  std::vector<std::uint32_t> arguments;  ///< positions of earlier quantities
  std::uint32_t figure = no_figure;
  double constant = 0;
};

/// Empty where every figure is certain.
struct UncertainInputs {
  std::vector<UncertainFigure> figures;
  std::vector<UncertainQuantity> quantities;  ///< arguments stand before what uses them
  /// Position of a basic event and of the quantity that is its probability, by ascending event.
  std::vector<std::pair<std::uint32_t, std::uint32_t>> probabilities;
  /// The same of the mean repair, in hours; of events of which it is uncertain.
  std::vector<std::pair<std::uint32_t, std::uint32_t>> repairs;
};

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
