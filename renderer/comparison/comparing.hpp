/// Comparisons of two models as text.
#pragma once

#include <string>

#include "cutpoint/comparison.hpp"
#include "renderer/writing/formats.hpp"

namespace cutpoint {

struct ComparisonReport {
  const Comparison& comparison;
  std::string before;  ///< what the earlier model was read from
  std::string after;
  bool colour = false;  ///< ANSI colours, text only
};

[[nodiscard]] Formats<ComparisonReport> comparison_formats();

}  // namespace cutpoint
