/// Recovery of data in the JSON output.
#pragma once

#include "cutpoint/analysis.hpp"
#include "renderer/writing/json_values.hpp"

namespace cutpoint {

[[nodiscard]] OrderedJson json_recovery(const Model& model,
                                        const std::vector<DataRecovery>& recovery);

[[nodiscard]] OrderedJson json_disasters(const std::vector<DisasterRecovery>& disasters);
[[nodiscard]] OrderedJson json_groups(const Model& model,
                                      const std::vector<FailoverGroupResult>& groups);

}  // namespace cutpoint
