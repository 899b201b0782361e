/// Advice as text: where effort is best spent, what to change, what to try out.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

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

}  // namespace cutpoint
