#include "app/agents/output_schemas.hpp"

#include <algorithm>
#include <string>
#include <vector>

#include <fmt/format.h>

namespace cutpoint {

namespace {

/// How many were left out may stand beside every member, also where names are the user's and all
/// members are alike.
void let_counts_in(RpcJson& schema) {
  if (!schema.contains("additionalProperties")) return;
  const RpcJson& others = schema.at("additionalProperties");
  const RpcJson count{{"type", "integer"}, {"minimum", 1}};
  RpcJson either{{"anyOf", {count, others}}};
  schema["patternProperties"] = {{"_omitted$", std::move(either)}};
}

/// What is referred to, or itself.
const RpcJson& resolved(const RpcJson& part, const RpcJson& schema) {
  constexpr std::string_view prefix = "#/definitions/";
  const auto reference = part.find("$ref");
  if (reference == part.end()) return part;
  return schema.at("definitions").at(reference->get<std::string>().substr(prefix.size()));
}

}  // namespace

std::string output_schema_uri(std::string_view output) {
  return fmt::format("cutpoint://schemas/{}", output);
}

RpcJson tool_output_outline(std::string_view output) {
  const RpcJson schema = tool_output_schema(output);
  RpcJson outline{{"title", schema.at("title")},
                  {"description", fmt::format("the whole: {}", output_schema_uri(output))},
                  {"type", "object"},
                  {"required", schema.at("required")}};
  for (const auto& [name, part] : schema.at("properties").items()) {
    RpcJson& shown = outline["properties"][name] = RpcJson::object();
    const RpcJson& whole = resolved(part, schema);
    for (const char* keyword : {"const", "type"}) {
      if (whole.contains(keyword)) shown[keyword] = whole.at(keyword);
    }
  }
  return outline;
}

RpcJson tool_output_schema(std::string_view output) {
  const auto texts = output_schemas();
  const std::string file = fmt::format("{}.schema.json", output);
  const auto found = std::find_if(texts.begin(), texts.end(),
                                  [&](const EmbeddedText& text) { return text.name == file; });
  if (found == texts.end()) return nullptr;
  RpcJson schema = RpcJson::parse(found->text);
  std::vector<RpcJson*> open{&schema};
  while (!open.empty()) {
    RpcJson& each = *open.back();
    open.pop_back();
    if (each.is_object()) let_counts_in(each);
    for (RpcJson& part : each) {
      if (part.is_structured()) open.push_back(&part);
    }
  }
  return schema;
}

}  // namespace cutpoint
