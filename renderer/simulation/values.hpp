/// Simulated figures with their intervals, in the words of each format.
#pragma once

#include <string>
#include <vector>

#include "cutpoint/model.hpp"
#include "cutpoint/simulation.hpp"
#include "renderer/writing/json_values.hpp"

namespace cutpoint {

/// "99.99 % (99.98 % to 99.995 %)": as many decimals as tell the ends of the interval apart.
[[nodiscard]] std::string availability_line(const Estimate& unavailability);

/// "estimated, unavailability ±12 %": half of the interval as a share of the value, where there is
/// one.
[[nodiscard]] std::string estimated_text(const Estimate& unavailability);

/// "12 %", "250 %": half of the interval as a share of the value; "–" without an interval.
[[nodiscard]] std::string relative_error_text(const Estimate& estimate);

/// Whether the precision that was asked for was reached; empty where none was.
[[nodiscard]] std::string precision_text(const Simulation& simulation);

/// A cell of a CSV row: the relative error, empty without an interval.
[[nodiscard]] std::string relative_error_cell(const Estimate& estimate);

/// "1.234 (1.1 to 1.4)".
[[nodiscard]] std::string estimate_text(const Estimate& estimate);

/// The heading of a Markdown section.
[[nodiscard]] std::string simulation_heading(const Model& model);

/// Three cells of a CSV row: value and ends of the interval, those empty where there is none.
void append_estimate(std::vector<std::string>& cells, const Estimate& estimate);

[[nodiscard]] OrderedJson json_estimate(const Estimate& estimate);

}  // namespace cutpoint
