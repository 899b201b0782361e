#include "renderer/statements/importance_words.hpp"

#include <algorithm>
#include <cmath>
#include <cstddef>

#include <fmt/format.h>

namespace cutpoint {

namespace {

/// Figures that are those of three digits but for rounding stay what they are.
constexpr double end_rounding = 1e-12;

std::string importance_end(double value, bool upwards) {
  if (std::isinf(value)) return "∞";
  if (value <= 0.0) return "0";
  const int digits_behind = 2 - static_cast<int>(std::floor(std::log10(value)));
  const double scale = std::pow(10.0, digits_behind);
  const double scaled = value * scale;
  const double whole = upwards ? std::ceil(scaled * (1.0 - end_rounding))
                               : std::floor(scaled * (1.0 + end_rounding));
  return fmt::format("{:.3g}", whole / scale);
}

}  // namespace

std::string between_words(const std::optional<Interval>& interval) {
  if (!interval) return "not known";
  const std::string low = importance_end(interval->low, false);
  const std::string high = importance_end(interval->high, true);
  return low == high ? low : fmt::format("{} to {}", low, high);
}

std::string importance_order_words(const std::vector<ImportanceBounds>& rows,
                                   std::size_t left_out) {
  const auto first_open =
      std::find_if(rows.begin(), rows.end(), [](const auto& row) { return !row.is_ahead; });
  const auto decided = static_cast<std::size_t>(first_open - rows.begin());
  std::string text;
  if (decided == 0 && rows.size() > 1) {
    text = "Their order is not decided: intervals of the criticality overlap.";
  } else if (decided + 1 < rows.size()) {
    text = fmt::format(
        "The order of the first{} is decided, that of the others is not: intervals of the "
        "criticality overlap.",
        decided == 1 ? "" : fmt::format(" {}", decided));
  }
  if (left_out == 0) return text;
  return fmt::format("{}{}{} more event{} not looked at.", text, text.empty() ? "" : " ", left_out,
                     left_out == 1 ? " was" : "s were");
}

}  // namespace cutpoint
