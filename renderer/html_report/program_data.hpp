/// What the page needs so that figures can be changed in it.
#pragma once

#include <nlohmann/json.hpp>

#include "renderer/writing/reports.hpp"

namespace cutpoint {

/// Null where there is no program.
[[nodiscard]] nlohmann::ordered_json program_data(const RenderInput& input);

}  // namespace cutpoint
