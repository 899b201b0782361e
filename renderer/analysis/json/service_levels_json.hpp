/// Promises and money in the JSON output.
#pragma once

#include "cutpoint/analysis.hpp"
#include "renderer/writing/json_values.hpp"

namespace cutpoint {

[[nodiscard]] OrderedJson json_money(const Money& money);
/// The two ends, or null.
[[nodiscard]] OrderedJson json_interval(const std::optional<Interval>& interval);
/// Null where nothing was promised.
[[nodiscard]] OrderedJson json_service_level(const std::optional<ServiceLevelResult>& promise);
/// With credits.
[[nodiscard]] OrderedJson json_agreement(const std::optional<ServiceLevelResult>& promise);
[[nodiscard]] OrderedJson json_journey_money(const MoneyResult& money);

}  // namespace cutpoint
