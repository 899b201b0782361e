/// What the page needs so that figures can be changed in it.
#pragma once

#include <string>

#include <nlohmann/json.hpp>

#include "renderer/writing/reports.hpp"

namespace cutpoint {

/// Null where there is no program.
[[nodiscard]] nlohmann::ordered_json program_data(const RenderInput& input);

/// Why there is none, behind "figures are changed in the file: "; empty where nobody misses it.
[[nodiscard]] std::string no_program_words(const RenderInput& input);

}  // namespace cutpoint
