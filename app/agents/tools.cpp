#include "app/agents/tools.hpp"

#include <algorithm>
#include <array>
#include <filesystem>
#include <span>
#include <sstream>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "app/agents/output_schemas.hpp"
#include "app/console/replaced_input.hpp"

namespace cutpoint {

namespace {

/// How a parameter is given to the command.
enum class ToolParameter { paths, path, words, word, written };

struct ToolParameterRow {
  std::string_view name;
  ToolParameter type;
  std::string_view passed_as;  ///< the command's argument or option
  std::string_view summary;
  bool required = false;
  std::span<const std::string_view> choices = {};  ///< where it is one of these
};

/// A tool: a command, what it is always told, and what may be said.
struct ToolRow {
  std::string_view name;
  std::string_view command;
  std::string_view summary;
  std::string_view format;  ///< empty where the command has none
  std::string_view output;  ///< of the JSON that it gives, as its schema is called; empty: text
  std::vector<ToolParameterRow> parameters;
};

constexpr std::string_view architecture_files =
    "architecture files; later ones overlay earlier ones. Or a Markdown document with a model";

/// Answers are text: pictures of pixels go into files.
constexpr std::array<std::string_view, 4> picture_texts{"mermaid", "svg", "d2", "dot"};

const std::vector<ToolRow>& tool_rows() {
  using enum ToolParameter;
  static const std::vector<ToolRow> rows{
      {"analyze",
       "analyze",
       "How available each journey of users is, which single failures take it down, what hides "
       "behind redundancy, and what to do first. Exact.",
       "json",
       "analysis",
       {{"files", paths, "FILE", architecture_files, true}}},
      {"whatif",
       "whatif",
       "What falls, and which journeys survive, when these fail together.",
       "json",
       "whatif",
       {{"files", paths, "FILE", architecture_files, true},
        {"fail", words, "fail", "names of components, instances (web#2), links or common causes",
         true}}},
      {"improve",
       "improve",
       "The cheapest changes with which journeys meet a target.",
       "json",
       "advice",
       {{"files", paths, "FILE", architecture_files, true},
        {"target", word, "target",
         "an availability such as 99.95%; without it the journeys' own SLOs"},
        {"journeys", words, "journey", "only these; without it all"}}},
      {"diff",
       "diff",
       "Reviews a change: every key that differs, what that does to each result, what got worse.",
       "json",
       "diff",
       {{"base", path, "BASE", "the earlier file", true},
        {"head", path, "HEAD", "the later file", true}}},
      {"lint",
       "lint",
       "What a reviewer would say: findings with their places, reasons and help.",
       "json",
       "lint",
       {{"paths", paths, "PATH", "files or folders", true}}},
      {"explain",
       "explain",
       "A lint rule (CP101, single-point-of-failure), a word of the reports, or a kind of "
       "component.",
       "",
       "",
       {{"words", words, "WORD", "rules, terms or kinds", true}}},
      {"import",
       "import",
       "A description made of what there is: Compose, Kubernetes, Terraform, or folders with "
       "these. YAML.",
       "",
       "",
       {{"paths", paths, "SOURCE", "files or folders", true},
        {"output", written, "output",
         "the file to write it into; one that no import wrote is left alone"}}},
      {"render",
       "render",
       "The architecture as a picture: mermaid, svg, d2 or dot.",
       "mermaid",
       "",
       {{"files", paths, "FILE", architecture_files, true},
        {"format", word, "format", "what it is written in [mermaid]", false, picture_texts},
        {"output", written, "output", "the file to write it into; its ending is the format"}}},
  };
  return rows;
}

RpcJson schema_of(const ToolParameterRow& row) {
  const bool is_list = row.type == ToolParameter::paths || row.type == ToolParameter::words;
  RpcJson schema{{"type", is_list ? "array" : "string"}, {"description", row.summary}};
  if (is_list) {
    schema["items"] = {{"type", "string"}};
    schema["minItems"] = 1;
  }
  if (!row.choices.empty()) schema["enum"] = row.choices;
  return schema;
}

std::vector<std::string> words_of_parameter(const RpcJson& given) {
  if (given.is_string()) return {given.get<std::string>()};
  return given.get<std::vector<std::string>>();
}

void pass(const ToolParameterRow& row, const RpcJson& given, RootedAccess& files,
          Arguments& arguments) {
  auto words = words_of_parameter(given);
  for (std::string& word : words) {
    const bool is_known = row.choices.empty() || std::find(row.choices.begin(), row.choices.end(),
                                                           word) != row.choices.end();
    if (!is_known) {
      throw RpcFailure{
          RpcError::invalid_params,
          fmt::format("`{}` is one of {}, not `{}`", row.name, fmt::join(row.choices, ", "), word)};
    }
    if (row.type == ToolParameter::words || row.type == ToolParameter::word) continue;
    if (row.type != ToolParameter::written) word = files.found(word);
    if (!files.holds(word)) {
      throw RpcFailure{RpcError::invalid_params,
                       fmt::format("{} lies outside of the folders that this server was given: {}",
                                   word, fmt::join(files.roots(), ", "))};
    }
  }
  const std::string name(row.passed_as);
  // `import SOURCE FILE…`: the first by itself.
  if (arguments.all.contains("FILE") && name == "SOURCE" && words.size() > 1) {
    arguments.all["FILE"].assign(words.begin() + 1, words.end());
    words.resize(1);
  }
  arguments.all[name] = std::move(words);
  arguments.order.push_back(name);
}

/// Numbers in a row are the ends of an interval, or counts by order: no list to be read.
bool may_be_cut(const RpcJson& value) {
  return value.is_array() && !std::all_of(value.begin(), value.end(),
                                          [](const RpcJson& each) { return each.is_number(); });
}

/// Unless more is asked for.
struct ListLimits {
  std::size_t rows = 5;
  std::size_t inside = 3;  ///< of lists in rows of lists
};

RpcJson result_json(const ToolRow& tool, const std::string& out, const std::string& said, Exit exit,
                    const ListLimits& limits) {
  RpcJson result = RpcJson::object();
  RpcJson whole = nullptr;
  if (exit != Exit::failure && !tool.output.empty()) whole = RpcJson::parse(out, nullptr, false);
  // Who asks for a value is given one, or told why not.
  const bool failed = exit == Exit::failure || whole.is_discarded();
  std::string text = failed ? said : out;
  if (!failed && !tool.output.empty()) {
    RpcJson shown = shortened(whole, limits.rows, limits.inside);
    text = shown.dump(-1, ' ', false, RpcJson::error_handler_t::replace);
    result["structuredContent"] = std::move(shown);
  }
  result["content"] = {{{"type", "text"}, {"text", text}}};
  result["isError"] = failed;
  return result;
}

}  // namespace

RpcJson tool_list(bool may_write) {
  RpcJson list = RpcJson::array();
  for (const ToolRow& tool : tool_rows()) {
    RpcJson properties = RpcJson::object();
    RpcJson required = RpcJson::array();
    bool writes = false;
    for (const ToolParameterRow& row : tool.parameters) {
      if (row.type == ToolParameter::written && !may_write) continue;
      writes = writes || row.type == ToolParameter::written;
      properties[std::string(row.name)] = schema_of(row);
      if (row.required) required.push_back(row.name);
    }
    if (!tool.output.empty()) {
      properties["limit"] = {
          {"type", "integer"},
          {"minimum", 0},
          {"description", "how long lists may be [5, and 3 inside of rows]; 0: all"}};
    }
    list.push_back({{"name", tool.name},
                    {"description", tool.summary},
                    {"inputSchema",
                     {{"type", "object"},
                      {"properties", std::move(properties)},
                      {"required", std::move(required)},
                      {"additionalProperties", false}}},
                    {"annotations", {{"readOnlyHint", !writes}, {"openWorldHint", false}}}});
    if (!tool.output.empty()) list.back()["outputSchema"] = tool_output_outline(tool.output);
  }
  return list;
}

std::vector<std::pair<std::string_view, std::string_view>> tool_outputs() {
  std::vector<std::pair<std::string_view, std::string_view>> outputs;
  for (const ToolRow& tool : tool_rows()) {
    if (!tool.output.empty()) outputs.emplace_back(tool.name, tool.output);
  }
  return outputs;
}

RpcJson shortened(const RpcJson& value, std::size_t limit, std::size_t limit_inside) {
  if (limit == 0) return value;
  // Our own outputs nest a few levels.
  if (value.is_array()) {
    if (!may_be_cut(value)) return value;
    RpcJson list = RpcJson::array();
    for (std::size_t i = 0; i < std::min(limit, value.size()); ++i) {
      list.push_back(shortened(value[i], limit_inside, limit_inside));
    }
    return list;
  }
  if (!value.is_object()) return value;
  RpcJson object = RpcJson::object();
  for (const auto& [key, each] : value.items()) {
    object[key] = shortened(each, limit, limit_inside);
    if (may_be_cut(each) && each.size() > limit) object[key + "_omitted"] = each.size() - limit;
  }
  return object;
}

RpcJson call_tool(const std::string& name, const RpcJson& given, RootedAccess& files) {
  const auto& rows = tool_rows();
  const auto tool = std::find_if(rows.begin(), rows.end(),
                                 [&](const ToolRow& each) { return each.name == name; });
  if (tool == rows.end()) {
    throw RpcFailure{RpcError::invalid_params, fmt::format("there is no tool `{}`", name)};
  }
  const Command& command = *find_command(tool->command);
  Arguments arguments = declared_arguments(command);
  // An answer within the time in which somebody waits for it.
  if (arguments.all.contains("budget")) arguments.all["budget"] = {"20s"};
  if (!tool->format.empty()) arguments.all["format"] = {std::string(tool->format)};
  ListLimits limits;
  for (const auto& [key, value] : given.items()) {
    const std::string& wanted = key;
    const auto row =
        std::find_if(tool->parameters.begin(), tool->parameters.end(),
                     [&wanted](const ToolParameterRow& each) { return each.name == wanted; });
    const bool is_taken =
        row != tool->parameters.end() && (row->type != ToolParameter::written || files.may_write());
    if (is_taken) {
      pass(*row, value, files, arguments);
    } else if (key == "limit" && !tool->output.empty()) {
      limits.rows = limits.inside = value.get<std::size_t>();
    } else {
      throw RpcFailure{RpcError::invalid_params, fmt::format("`{}` takes no `{}`", name, key)};
    }
  }
  for (const ToolParameterRow& row : tool->parameters) {
    if (row.required && !given.contains(std::string(row.name))) {
      throw RpcFailure{RpcError::invalid_params, fmt::format("`{}` needs `{}`", name, row.name)};
    }
  }
  const bool writes = arguments.all.contains("output") && given.contains("output");
  // The ending of the file says which.
  if (writes && !given.contains("format")) arguments.all["format"].clear();
  if (const auto input = replaced_input(command, arguments)) {
    throw RpcFailure{RpcError::invalid_params, replacement_refused(*input)};
  }
  std::ostringstream out, said;
  Console console{out, said, files};
  const Exit exit = command.run(arguments, console);
  if (writes && exit == Exit::success && out.str().empty()) {
    out << fmt::format("written: {}", arguments.value("output"));
  }
  return result_json(*tool, out.str(), said.str(), exit, limits);
}

}  // namespace cutpoint
