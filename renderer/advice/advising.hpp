/// Advice as text: where effort is best spent, what to change, what to try out.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "cutpoint/advice.hpp"
#include "renderer/writing/reports.hpp"

namespace cutpoint {

/// What to show of a sensitivity table.
struct SensitivityReport {
  const Model& model;
  const Sensitivity& sensitivity;
  std::vector<JourneyId> journeys;  ///< in this order
  std::size_t top = 10;             ///< rows a journey; what is left out is counted
  RenderOptions options;
  /// Nobody asked for `top`: a format without a place for a word on what it leaves out lists all.
  bool top_is_usual = false;
};

[[nodiscard]] Formats<SensitivityReport> sensitivity_formats();

/// Advice with what goes beside it.
struct AdviceReport {
  const Model& model;  ///< as it is
  const Advice& advice;
  const Sensitivity& sensitivity;
  std::size_t top = 10;  ///< changes, and rows of the sensitivity table; those chosen always
  std::string patch;     ///< the chosen changes as a unified diff
  RenderOptions options;
};

[[nodiscard]] Formats<AdviceReport> advice_formats();

}  // namespace cutpoint
