// What the tools of agents give fits the schemas that they list.
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "app/agents/output_schemas.hpp"
#include "app/agents/resources.hpp"
#include "app/agents/tools.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/golden.hpp"
#include "tests/support/json_schema.hpp"
#include "tests/support/sanitized.hpp"
#include "tests/support/text_files.hpp"
#include "tests/support/working_folder.hpp"

namespace cutpoint::testing::agent_tools_test {

namespace {

using Json = nlohmann::json;

RpcJson called(const std::string& tool, RpcJson arguments, int limit) {
  DiskAccess disk;
  RootedAccess files({source_path("samples")}, disk);
  arguments["limit"] = limit;
  return call_tool(tool, arguments, files);
}

/// Of the tools that give values: outlines.
std::map<std::string, Json> listed_schemas() {
  std::map<std::string, Json> schemas;
  for (const auto& tool : Json::parse(tool_list().dump())) {
    if (tool.contains("outputSchema")) schemas[tool.at("name")] = tool.at("outputSchema");
  }
  return schemas;
}

/// As they can be read.
std::map<std::string, Json> whole_schemas() {
  std::map<std::string, Json> schemas;
  for (const auto& [tool, output] : tool_outputs()) {
    const RpcJson read = read_resource(output_schema_uri(output));
    schemas[std::string(tool)] = Json::parse(read["contents"][0]["text"].get<std::string>());
  }
  return schemas;
}

}  // namespace

TEST_CASE("tools list an outline of the published schemas of what they give") {
  const std::map<std::string, std::string> published = {{"analyze", "analysis"},
                                                        {"whatif", "whatif"},
                                                        {"improve", "advice"},
                                                        {"diff", "diff"},
                                                        {"lint", "lint"}};
  const auto schemas = listed_schemas();
  REQUIRE(schemas.size() == published.size());
  for (const auto& [tool, output] : published) {
    INFO(tool);
    const Json written =
        Json::parse(read_file(source_path(fmt::format("docs/reference/{}.schema.json", output))));
    CHECK(schemas.at(tool).at("type") == "object");
    CHECK(schemas.at(tool).at("required") == written.at("required"));
    CHECK(schemas.at(tool).at("properties").at("format") == written.at("properties").at("format"));
    CHECK(schemas.at(tool).at("properties").size() == written.at("properties").size());
    CHECK(whole_schemas().at(tool).at("properties").size() == written.at("properties").size());
  }
  // An agent reads it with every conversation.
  CHECK(tool_list().dump().size() < 8'000);
  CHECK(tool_output_schema("no-such").is_null());
}

TEST_CASE("what tools give fits their schemas, however short") {
  const auto schemas = whole_schemas();
  const auto outlines = listed_schemas();
  for (const char* name : {"multi-az", "llm-platform", "shop-patroni", "uncertain-figures"}) {
    const std::string file = source_path(fmt::format("samples/{}.yaml", name));
    const std::string other = source_path("samples/ai-api-two-vms.yaml");
    const RpcJson analysis = called("analyze", {{"files", {file}}}, 0)["structuredContent"];
    const std::string event = analysis["journeys"][0]["single_points_of_failure"][0]["component"];
    const std::map<std::string, RpcJson> questions = {
        {"analyze", {{"files", {file}}}},
        {"whatif", {{"files", {file}}, {"fail", {event}}}},
        {"improve", {{"files", {file}}, {"target", "99.9%"}}},
        {"diff", {{"base", file}, {"head", other}}},
        {"lint", {{"paths", {file}}}}};
    // Hundreds of changed documents with large chains are tried for advice.
    const std::string_view sample = name;
    const bool is_large = sample == "llm-platform" || sample == "shop-patroni";
    for (const auto& [tool, question] : questions) {
      if (is_large && (tool == "improve" || is_sanitized)) continue;
      for (const int limit : is_large ? std::vector{1} : std::vector{0, 1, 5}) {
        const RpcJson result = called(tool, question, limit);
        INFO(name << " " << tool << " " << limit << "\n"
                  << result["content"].dump().substr(0, 500));
        if (tool == "improve" && result["isError"]) continue;  // no change helps
        REQUIRE_FALSE(result["isError"].get<bool>());
        const Json given = Json::parse(result["structuredContent"].dump());
        CHECK(JsonSchema(schemas.at(tool)).accepts(given));
        CHECK(JsonSchema(outlines.at(tool)).accepts(given));
        CHECK(Json::parse(result["content"][0]["text"].get<std::string>()) == given);
        Json less = given;
        less.erase("format");
        CHECK_FALSE(JsonSchema(schemas.at(tool)).accepts(less));
      }
    }
  }
}

TEST_CASE("lists are cut, rows of numbers are not, and names of users do not matter") {
  const RpcJson whole = RpcJson::parse(
      R"({"points": ["a", "b", "c"], "bounds": [0.1, 0.2, 0.3], "by_name": {"x": [{"y": ["p", "q"]}]}})");
  const RpcJson cut = shortened(whole, 1, 1);
  CHECK(cut["points"] == RpcJson{"a"});
  CHECK(cut["points_omitted"] == 2);
  CHECK(cut["bounds"] == whole["bounds"]);
  CHECK_FALSE(cut.contains("bounds_omitted"));
  CHECK(cut["by_name"]["x"][0]["y_omitted"] == 1);
  CHECK(shortened(whole, 0, 0) == whole);
  // Lists in rows are cut closer.
  const RpcJson inside = shortened(whole, 3, 1);
  CHECK(inside["points"] == whole["points"]);
  CHECK(inside["by_name"]["x"][0]["y"] == RpcJson{"p"});
  // A journey may be called as it likes; beside its list stands how many are left out.
  const Json schema = Json::parse(tool_output_schema("analysis").dump());
  const Json dominators = schema.at("properties").at("dominators");
  Json root = dominators;
  root["definitions"] = schema.at("definitions");
  CHECK(JsonSchema(root).accepts(Json::parse(R"({"buy": ["a"], "buy_omitted": 3})")));
  CHECK(JsonSchema(root).accepts(Json::parse(R"({"buy_omitted": ["a"]})")));
  CHECK_FALSE(JsonSchema(root).accepts(Json::parse(R"({"buy": 3})")));
}

}  // namespace cutpoint::testing::agent_tools_test
