/// Values of the JSON outputs.
#pragma once

#include <cmath>
#include <string>
#include <vector>

#include <nlohmann/json.hpp>

#include "cutpoint/model.hpp"

namespace cutpoint {

using OrderedJson = nlohmann::ordered_json;

/// A number, or the string "inf": JSON has no infinity.
[[nodiscard]] inline OrderedJson json_number(double value) {
  if (std::isinf(value)) return "inf";
  return value;
}

/// null where there is no text.
[[nodiscard]] inline OrderedJson text_or_null(const std::string& text) {
  return text.empty() ? OrderedJson() : OrderedJson(text);
}

[[nodiscard]] inline OrderedJson json_names(const Model& model,
                                            const std::vector<ComponentId>& ids) {
  OrderedJson names = OrderedJson::array();
  for (const ComponentId id : ids) names.push_back(model.components[id].name);
  return names;
}

}  // namespace cutpoint
