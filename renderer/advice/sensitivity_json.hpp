/// The sensitivity table as JSON, on its own and as a part of advice.
#pragma once

#include "renderer/advice/advising.hpp"
#include "renderer/writing/json_values.hpp"

namespace cutpoint {

[[nodiscard]] OrderedJson sensitivity_json(const SensitivityReport& report);

}  // namespace cutpoint
