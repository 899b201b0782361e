/// What is said of importances that are known in bounds.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "cutpoint/importance.hpp"

namespace cutpoint {

/// "0.12 to 0.35" in three digits, the lower end rounded down and the upper up, so that what is
/// printed surely holds it too; "not known" where it may be anything.
[[nodiscard]] std::string between_words(const std::optional<Interval>& interval);

/// Whether it is known which of them matter most, and how many were not looked at; empty where
/// there is nothing to say.
[[nodiscard]] std::string importance_order_words(const std::vector<ImportanceBounds>& rows,
                                                 std::size_t left_out);

}  // namespace cutpoint
