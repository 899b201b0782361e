/// Comparisons of two models as text.
#pragma once

#include <cstddef>
#include <string>

#include "cutpoint/comparison.hpp"
#include "renderer/writing/formats.hpp"

namespace cutpoint {

struct ComparisonReport {
  const Comparison& comparison;
  std::string before;  ///< what the earlier model was read from
  std::string after;
  bool colour = false;      ///< ANSI colours, text only
  std::size_t width = 100;  ///< columns to fill, text only
};

[[nodiscard]] Formats<ComparisonReport> comparison_formats();

}  // namespace cutpoint
