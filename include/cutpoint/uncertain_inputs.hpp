/// Figures that are not known exactly, and the way from them to the probabilities of events.
///
/// Plain values that own what they hold; functions are static. Evaluating a trial is linear in the
/// quantities.
#pragma once

#include <cstdint>
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

}  // namespace cutpoint
