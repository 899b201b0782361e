#include "app/agents/resources.hpp"

#include <fmt/format.h>

#include "app/agents/output_schemas.hpp"
#include "app/agents/sample_documents.hpp"
#include "app/agents/tools.hpp"
#include "cutpoint/linting.hpp"
#include "cutpoint/system.hpp"
#include "model/format/reading.hpp"
#include "renderer/findings/finding_formats.hpp"

namespace cutpoint {

namespace {

constexpr std::string_view format_uri = "cutpoint://format";
constexpr std::string_view schema_uri = "cutpoint://schema";
constexpr std::string_view rule_prefix = "cutpoint://rules/";
constexpr std::string_view example_prefix = "cutpoint://examples/";
constexpr std::string_view sample_prefix = "cutpoint://samples/";
constexpr std::string_view document_type = "application/yaml";

RpcJson resource_row(std::string_view uri, std::string_view name, std::string_view type) {
  return {{"uri", uri}, {"name", name}, {"mimeType", type}};
}

RpcJson contents_json(const std::string& uri, std::string_view type, std::string text) {
  return {{"contents", {{{"uri", uri}, {"mimeType", type}, {"text", std::move(text)}}}}};
}

/// "samples/multi-az.yaml" is read as "multi-az".
std::string sample_uri(const EmbeddedText& sample) {
  return fmt::format("{}{}", sample_prefix, sample.name.substr(0, sample.name.rfind('.')));
}

/// What the document calls itself.
std::string sample_title(const EmbeddedText& sample) {
  return load_text(std::string(sample.name), std::string(sample.text)).model().name;
}

}  // namespace

RpcJson resource_list() {
  RpcJson list = RpcJson::array();
  list.push_back(resource_row(format_uri, "The format of architecture files", "text/markdown"));
  list.push_back(resource_row(schema_uri, "The same as a JSON Schema", "application/schema+json"));
  for (const auto& [tool, output] : tool_outputs()) {
    list.push_back(resource_row(output_schema_uri(output),
                                fmt::format("What {} gives, as a JSON Schema", tool),
                                "application/schema+json"));
  }
  for (const Rule* rule : rules()) {
    list.push_back(resource_row(fmt::format("{}{}", rule_prefix, rule->slug),
                                fmt::format("{}: {}", rule->code, rule->summary), "text/plain"));
    const std::string_view type = is_markdown_example(rule->good) ? "text/markdown" : document_type;
    list.push_back(resource_row(fmt::format("{}{}", example_prefix, rule->slug),
                                fmt::format("A document in which {} finds nothing", rule->slug),
                                type));
  }
  for (const EmbeddedText& sample : sample_documents()) {
    list.push_back(resource_row(sample_uri(sample),
                                fmt::format("A sample: {}", sample_title(sample)), document_type));
  }
  return list;
}

RpcJson read_resource(const std::string& uri) {
  constexpr std::size_t width = 100;
  if (uri == format_uri)
    return contents_json(uri, "text/markdown", architecture_format_reference());
  if (uri == schema_uri)
    return contents_json(uri, "application/schema+json", architecture_schema());
  for (const auto& [tool, output] : tool_outputs()) {
    if (uri == output_schema_uri(output))
      return contents_json(uri, "application/schema+json", tool_output_schema(output).dump());
  }
  for (const Rule* rule : rules()) {
    if (uri == fmt::format("{}{}", rule_prefix, rule->slug)) {
      return contents_json(uri, "text/plain", render_rule_text(*rule, false, width));
    }
    if (uri == fmt::format("{}{}", example_prefix, rule->slug)) {
      return contents_json(uri, is_markdown_example(rule->good) ? "text/markdown" : document_type,
                           std::string(rule->good));
    }
  }
  for (const EmbeddedText& sample : sample_documents()) {
    if (uri == sample_uri(sample))
      return contents_json(uri, document_type, std::string(sample.text));
  }
  throw RpcFailure{RpcError::invalid_params, fmt::format("there is no resource `{}`", uri)};
}

}  // namespace cutpoint
