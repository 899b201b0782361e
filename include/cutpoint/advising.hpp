/// Advice as text: where effort is best spent, what to change, what to try out.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "cutpoint/advice.hpp"
#include "cutpoint/rendering.hpp"
#include "cutpoint/sensitivity.hpp"

namespace cutpoint {

/// What to show of a sensitivity table.
struct SensitivityReport {
  const Model& model;
  const Sensitivity& sensitivity;
  std::vector<JourneyId> journeys;  ///< in this order
  std::size_t top = 10;             ///< rows a journey; what is left out is counted
  RenderOptions options;
};

[[nodiscard]] std::string render_sensitivity_text(const SensitivityReport& report);
[[nodiscard]] std::string render_sensitivity_markdown(const SensitivityReport& report);
[[nodiscard]] std::string render_sensitivity_json(const SensitivityReport& report);
/// One row a part and journey.
[[nodiscard]] std::string render_sensitivity_csv(const SensitivityReport& report);

/// Advice with what goes beside it.
struct AdviceReport {
  const Model& model;  ///< as it is
  const Advice& advice;
  const Sensitivity& sensitivity;
  std::size_t top = 10;  ///< changes, and rows of the sensitivity table; those chosen always
  std::string patch;     ///< the chosen changes as a unified diff
  RenderOptions options;
};

[[nodiscard]] std::string render_advice_text(const AdviceReport& report);
[[nodiscard]] std::string render_advice_markdown(const AdviceReport& report);
[[nodiscard]] std::string render_advice_json(const AdviceReport& report);
/// One row for each journey as it is, after each change alone, after those chosen, and after all.
[[nodiscard]] std::string render_advice_csv(const AdviceReport& report);

}  // namespace cutpoint
