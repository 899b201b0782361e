/// Comparisons of two models as text.
#pragma once

#include <string>

#include "cutpoint/comparison.hpp"

namespace cutpoint {

struct ComparisonReport {
  const Comparison& comparison;
  std::string before;  ///< what the earlier model was read from
  std::string after;
  bool colour = false;  ///< ANSI colours, text only
};

[[nodiscard]] std::string render_comparison_text(const ComparisonReport& report);
[[nodiscard]] std::string render_comparison_json(const ComparisonReport& report);
/// All differences in one table; unavailabilities before and after.
[[nodiscard]] std::string render_comparison_csv(const ComparisonReport& report);
/// Fit for a comment on a pull request.
[[nodiscard]] std::string render_comparison_markdown(const ComparisonReport& report);

}  // namespace cutpoint
