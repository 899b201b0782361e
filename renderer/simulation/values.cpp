#include "renderer/simulation/values.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "model/base/interval_text.hpp"
#include "renderer/writing/csv_text.hpp"
#include "renderer/writing/figures_text.hpp"
#include "renderer/writing/markdown_text.hpp"

namespace cutpoint {

std::string availability_line(const Estimate& unavailability) {
  if (!unavailability.interval) {
    return to_human_text(Availability::from_unavailability(unavailability.value));
  }
  const auto of = [](double share) {
    return Availability::from_unavailability(std::clamp(share, 0.0, 1.0));
  };
  const Interval& interval = *unavailability.interval;
  return to_human_text(of(unavailability.value), of(interval.high), of(interval.low));
}

std::string relative_error_text(const Estimate& estimate) {
  const auto error = estimate.relative_error();
  if (!error) return "–";
  const double percent = 100.0 * *error;
  return percent < 99.5 ? fmt::format("{:.2g} %", percent) : fmt::format("{:.0f} %", percent);
}

std::string estimated_text(const Estimate& unavailability) {
  if (!unavailability.interval && unavailability.value <= 0.0) {
    return "no outage was seen: how near that is, nobody knows";
  }
  if (!unavailability.relative_error()) return "estimated";
  return fmt::format("estimated, unavailability ±{}", relative_error_text(unavailability));
}

std::string precision_text(const Simulation& simulation) {
  if (!simulation.precision) return {};
  const std::string share = to_text(Probability(*simulation.precision));
  return simulation.precision_reached
             ? fmt::format("stopped when every unavailability was known to ±{}", share)
             : fmt::format("±{} was not reached: it would take too many years", share);
}

std::string relative_error_cell(const Estimate& estimate) {
  const auto error = estimate.relative_error();
  return error ? csv_number(*error) : std::string();
}

std::string estimate_text(const Estimate& estimate) {
  if (!estimate.interval) return fmt::format("{:.4g}", estimate.value);
  return fmt::format("{:.4g} ({})", estimate.value, interval_text(*estimate.interval).from_to());
}

std::string simulation_heading(const Model& model) {
  return fmt::format("### Simulation{}{}\n\n", model.name.empty() ? "" : ": ",
                     markdown_text(model.name));
}

void append_estimate(std::vector<std::string>& cells, const Estimate& estimate) {
  cells.push_back(csv_number(estimate.value));
  cells.push_back(estimate.interval ? csv_number(estimate.interval->low) : "");
  cells.push_back(estimate.interval ? csv_number(estimate.interval->high) : "");
}

OrderedJson json_estimate(const Estimate& estimate) {
  OrderedJson json = {{"value", estimate.value}};
  json["interval"] = estimate.interval
                         ? OrderedJson({estimate.interval->low, estimate.interval->high})
                         : OrderedJson();
  const auto error = estimate.relative_error();
  json["relative_error"] = error ? OrderedJson(*error) : OrderedJson();
  return json;
}

}  // namespace cutpoint
