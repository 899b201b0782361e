/// Small pictures inside tables: inline SVG, coloured by classes of the page's style sheet.
#pragma once

#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace cutpoint {

/// A horizontal bar, `share` of its full width. `css` names its colour.
[[nodiscard]] std::string share_bar(double share, const std::string& css = "");

/// Parts of a whole side by side: their shares, and classes that colour them.
[[nodiscard]] std::string parts_bar(const std::vector<std::pair<double, std::string>>& parts);

/// How much of an error budget is used: a bar with a mark where the budget ends.
[[nodiscard]] std::string budget_bar(double used);

/// A scale of nines with the availability as a dot and what was promised as a line.
[[nodiscard]] std::string nines_scale(double unavailability, std::optional<double> promised);

/// From `low` to `high` about `base`, on a scale that ends at `most`.
[[nodiscard]] std::string range_bar(double low, double base, double high, double most);

}  // namespace cutpoint
