// The part of JSON Schema (draft-07) that the schema of the format uses.
#pragma once

#include <algorithm>
#include <regex>
#include <string>

#include <nlohmann/json.hpp>

namespace cutpoint::testing {

class JsonSchema {
 public:
  explicit JsonSchema(nlohmann::json root) : root_(std::move(root)) {}

  [[nodiscard]] bool accepts(const nlohmann::json& value) const { return fits(root_, value); }

 private:
  using Json = nlohmann::json;

  [[nodiscard]] bool fits(const Json& schema, const Json& value) const {
    if (schema.is_boolean()) return schema.get<bool>();
    if (schema.contains("$ref")) {
      const auto pointer = schema["$ref"].get<std::string>().substr(1);
      return fits(root_.at(Json::json_pointer(pointer)), value);
    }
    return fits_itself(schema, value) && fits_parts(schema, value) && fits_text(schema, value) &&
           fits_members(schema, value) && fits_items(schema, value);
  }

  [[nodiscard]] bool fits_itself(const Json& schema, const Json& value) const {
    if (schema.contains("const") && value != schema["const"]) return false;
    if (schema.contains("enum")) {
      const Json& allowed = schema["enum"];
      if (std::find(allowed.begin(), allowed.end(), value) == allowed.end()) return false;
    }
    return !schema.contains("type") || is_of(schema["type"], value);
  }

  [[nodiscard]] std::size_t fitting(const Json& schemas, const Json& value) const {
    return static_cast<std::size_t>(std::count_if(
        schemas.begin(), schemas.end(), [&](const Json& schema) { return fits(schema, value); }));
  }

  [[nodiscard]] bool fits_parts(const Json& schema, const Json& value) const {
    if (schema.contains("anyOf") && fitting(schema["anyOf"], value) == 0) return false;
    if (schema.contains("oneOf") && fitting(schema["oneOf"], value) != 1) return false;
    if (schema.contains("not") && fits(schema["not"], value)) return false;
    if (schema.contains("if") && fits(schema["if"], value)) return fits(schema["then"], value);
    return true;
  }

  [[nodiscard]] static bool fits_text(const Json& schema, const Json& value) {
    if (value.is_number()) {
      const double number = value.get<double>();
      if (schema.contains("minimum") && number < schema["minimum"].get<double>()) return false;
      if (schema.contains("maximum") && number > schema["maximum"].get<double>()) return false;
    }
    if (!value.is_string() || !schema.contains("pattern")) return true;
    return std::regex_search(value.get<std::string>(),
                             std::regex(schema["pattern"].get<std::string>()));
  }

  [[nodiscard]] bool fits_items(const Json& schema, const Json& value) const {
    if (!value.is_array()) return true;
    if (schema.contains("minItems") && value.size() < schema["minItems"].get<std::size_t>()) {
      return false;
    }
    if (schema.contains("maxItems") && value.size() > schema["maxItems"].get<std::size_t>()) {
      return false;
    }
    if (!schema.contains("items")) return true;
    return std::all_of(value.begin(), value.end(),
                       [&](const Json& item) { return fits(schema["items"], item); });
  }

  [[nodiscard]] bool fits_members(const Json& schema, const Json& value) const {
    if (!value.is_object()) return true;
    if (schema.contains("minProperties") &&
        value.size() < schema["minProperties"].get<std::size_t>()) {
      return false;
    }
    for (const Json& key : schema.value("required", Json::array())) {
      if (!value.contains(key.get<std::string>())) return false;
    }
    for (const auto& member : value.items()) {
      if (schema.contains("propertyNames") && !fits(schema["propertyNames"], member.key())) {
        return false;
      }
      if (!fits_member(schema, member.key(), member.value())) return false;
    }
    return true;
  }

  [[nodiscard]] bool fits_member(const Json& schema, const std::string& key,
                                 const Json& value) const {
    bool known = false;
    if (schema.contains("properties") && schema["properties"].contains(key)) {
      known = true;
      if (!fits(schema["properties"][key], value)) return false;
    }
    const Json patterns = schema.value("patternProperties", Json::object());
    for (const auto& pattern : patterns.items()) {
      if (!std::regex_search(key, std::regex(pattern.key()))) continue;
      known = true;
      if (!fits(pattern.value(), value)) return false;
    }
    return known || !schema.contains("additionalProperties") ||
           fits(schema["additionalProperties"], value);
  }

  static bool is_of(const Json& type, const Json& value) {
    if (type.is_array()) {
      return std::any_of(type.begin(), type.end(), [&](const Json& t) { return is_of(t, value); });
    }
    if (type == "integer") return value.is_number_integer();
    return type == value.type_name() || (type == "number" && value.is_number());
  }

  Json root_;
};

}  // namespace cutpoint::testing
