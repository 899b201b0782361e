#include "renderer/writing/charts.hpp"

#include <algorithm>
#include <cmath>
#include <string_view>

#include <fmt/format.h>

namespace cutpoint {

namespace {

constexpr double chart_width = 100.0;

/// Its ground and its height are the style's.
std::string bar(std::string_view more_css, std::string_view parts) {
  return fmt::format("<svg class=\"bar{}\" aria-hidden=\"true\">{}</svg>", more_css, parts);
}

std::string bar_part(std::string_view css, double from, double width) {
  const std::string classes = css.empty() ? "" : fmt::format(" class=\"{}\"", css);
  const std::string place = from > 0 ? fmt::format(" x=\"{:.2f}%\"", from) : "";
  return fmt::format("<rect{}{} width=\"{:.2f}%\"/>", classes, place, width);
}

}  // namespace

std::string share_bar(double share, const std::string& css) {
  return bar("", bar_part(css, 0, std::clamp(share, 0.0, 1.0) * chart_width));
}

std::string parts_bar(const std::vector<std::pair<double, std::string>>& parts) {
  constexpr double gap = 0.4;
  double sum = 0.0;
  for (const auto& [share, css] : parts) sum += share;
  // Single points are down together at times: their shares may add up to a little more than all.
  const double scale = chart_width / std::max(1.0, sum);
  std::string out;
  double at = 0.0;
  for (const auto& [share, css] : parts) {
    out += bar_part(css, at, std::max(gap, share * scale - gap));
    at += share * scale;
  }
  return bar(" parts", out);
}

std::string budget_bar(double used) {
  // A budget used three times over shows thrice its length: the scale grows with it.
  const double scale = chart_width / std::max(1.0, used);
  const double spent = std::min(used, 1.0) * scale;
  if (used <= 1.0) return bar(" budget", bar_part("good", 0, spent));
  return bar(" budget", bar_part("kept-part", 0, spent) +
                            bar_part("bad", spent, chart_width - spent) +
                            bar_part("mark", spent, 0.8));
}

std::string nines_scale(double unavailability, std::optional<double> promised) {
  const double most_nines = 6.0;
  const double left = 8.0;
  const double step = 44.0;
  const auto place = [most_nines, left, step](double u) {
    const double nines = u <= 0.0 ? most_nines : std::clamp(-std::log10(u), 0.0, most_nines);
    return left + nines * step;
  };
  std::string out =
      "<svg class=\"nines\" viewBox=\"0 -3 280 33\" aria-hidden=\"true\">"
      "<rect class=\"track\" x=\"8\" y=\"8\" width=\"264\" height=\"4\" rx=\"2\"/>";
  const double here = place(unavailability);
  out += fmt::format(
      "<rect class=\"fill\" x=\"8\" y=\"8\" width=\"{:.1f}\" height=\"4\" rx=\"2\"/>", here - left);
  constexpr const char* names[] = {"0", "90 %", "99 %", "99.9 %", "4 nines", "5 nines", "6"};
  for (int i = 0; i <= 6; ++i) {
    out += fmt::format("<text x=\"{:.0f}\" y=\"27\" text-anchor=\"{}\">{}</text>", left + i * step,
                       i == 0 ? "start" : (i == 6 ? "end" : "middle"), names[i]);
  }
  const bool missed = promised && unavailability > *promised;
  out += fmt::format("<circle class=\"dot{}\" cx=\"{:.1f}\" cy=\"10\" r=\"5\"/>",
                     missed ? " bad" : "", here);
  // A flag above the line, so that a dot that only just meets the promise does not hide it.
  if (promised) {
    out += fmt::format("<path class=\"promise\" d=\"M{0:.1f},5l-4,-7h8z\"/>", place(*promised));
  }
  return out + "</svg>";
}

std::string range_bar(double low, double base, double high, double most) {
  const double scale = most > 0.0 ? chart_width / most : 0.0;
  const double from = std::clamp(low * scale, 0.0, chart_width);
  const double middle = std::clamp(base * scale, 0.0, chart_width);
  const double to = std::clamp(high * scale, 0.0, chart_width);
  return bar(" range", bar_part("good", from, std::max(0.0, middle - from)) +
                           bar_part("bad", middle, std::max(0.0, to - middle)) +
                           bar_part("mark", middle - 0.3, 0.6));
}

}  // namespace cutpoint
