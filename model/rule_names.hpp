/// The rules of the lint by name: what `accept` may take.
#pragma once

#include <span>
#include <string_view>

namespace cutpoint {

/// Slugs of all rules, such as "single-point-of-failure".
[[nodiscard]] std::span<const std::string_view> rule_names();

}  // namespace cutpoint
