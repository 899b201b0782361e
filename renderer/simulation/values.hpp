/// Simulated figures with their intervals, as text and JSON.
#pragma once

#include <string>

#include "cutpoint/simulation.hpp"
#include "renderer/writing/json_values.hpp"

namespace cutpoint {

/// "99.99 % (99.98 % to 99.995 %)": as many decimals as tell the ends of the interval apart.
[[nodiscard]] std::string availability_line(const Estimate& unavailability);

[[nodiscard]] OrderedJson json_estimate(const Estimate& estimate);

}  // namespace cutpoint
