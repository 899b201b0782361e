/// The cards of the picture for the page's script, which opens and closes them.
#pragma once

#include <nlohmann/json.hpp>

#include "renderer/writing/reports.hpp"

namespace cutpoint {

/// Cards, what they need, which are open at first on a wide stage and on a narrow one, signs, marks
/// and colours. What is as always is left out. Null where the model shows no needs.
[[nodiscard]] nlohmann::ordered_json picture_data(const RenderInput& input);

}  // namespace cutpoint
