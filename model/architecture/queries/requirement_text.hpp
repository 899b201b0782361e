/// Stable printed names of requirements: "any of api-1, api-2", "2 of a, b, c", "a connected to b".
#pragma once

#include <string>

#include "cutpoint/model.hpp"

namespace cutpoint {

[[nodiscard]] std::string requirement_text(const Model& model, const Requirement& requirement);

}  // namespace cutpoint
