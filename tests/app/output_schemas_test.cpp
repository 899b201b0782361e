// What the commands print as JSON fits the schemas that are published of it.
#include <string>
#include <string_view>
#include <vector>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "tests/support/catch.hpp"
#include "tests/support/golden.hpp"
#include "tests/support/json_schema.hpp"
#include "tests/support/run.hpp"
#include "tests/support/sanitized.hpp"

namespace cutpoint::testing::output_schemas_test {

namespace {

using Json = nlohmann::json;

struct PrintedRow {
  std::string schema;                  ///< docs/reference/<schema>.schema.json
  std::vector<std::string> arguments;  ///< SAMPLE and COMPONENT stand for one
  bool is_search = false;              ///< tries hundreds of changed documents
};

/// One output a row.
const std::vector<PrintedRow>& printed_rows() {
  static const std::vector<PrintedRow> rows{
      {"analysis", {"analyze", "SAMPLE"}},
      {"whatif", {"whatif", "SAMPLE", "--fail", "COMPONENT"}},
      {"simulation", {"simulate", "SAMPLE", "--years", "20"}},
      {"rare-simulation", {"simulate", "SAMPLE", "--rare", "--cycles", "1000"}},
      {"sensitivity", {"sensitivity", "SAMPLE"}, true},
      {"advice", {"improve", "SAMPLE", "--target", "99.9%"}, true},
      {"diff", {"diff", "SAMPLE", source_path("samples/multi-az.yaml")}},
      {"lint", {"lint", "SAMPLE", "--no-config", "--exit-zero"}},
      {"chaos", {"chaos", "SAMPLE"}},
      {"observation", {"observe", source_path("samples/incidents.csv"), "--window", "726h"}},
      {"import", {"import", "--explain", source_path("samples/docker-compose.yml")}},
  };
  return rows;
}

Json schema_named(const std::string& name) {
  return Json::parse(read_file(source_path(fmt::format("docs/reference/{}.schema.json", name))));
}

/// The first component of a sample by the analysis of it.
std::string some_component(const std::string& sample) {
  const Json analysis = Json::parse(run({"analyze", sample, "--format", "json"}).out);
  for (const Json& journey : analysis.at("journeys")) {
    for (const Json& point : journey.at("single_points_of_failure")) {
      if (point.at("component").is_string()) return point.at("component").get<std::string>();
    }
  }
  return "";
}

/// Samples with chains of thousands of states, and what else takes long with a sanitizer.
bool is_large(std::string_view sample) {
  return sample == "llm-platform" || sample == "shop-patroni" ||
         (is_sanitized && sample == "uncertain-figures");
}

}  // namespace

TEST_CASE("what is printed as JSON fits its published schema") {
  for (const char* name : {"ai-api-two-vms", "llm-platform", "shop-patroni", "uncertain-figures"}) {
    const std::string sample = source_path(fmt::format("samples/{}.yaml", name));
    const std::string component = some_component(sample);
    for (const PrintedRow& row : printed_rows()) {
      std::vector<std::string> arguments;
      for (const std::string& argument : row.arguments) {
        const bool is_component = argument == "COMPONENT";
        arguments.push_back(is_component ? component : argument == "SAMPLE" ? sample : argument);
      }
      if (row.schema == "whatif" && component.empty()) continue;
      if (row.is_search && is_large(name)) continue;
      arguments.insert(arguments.end(), {"--format", "json"});
      const Run result = run(arguments);
      INFO(name << " " << row.schema << "\n" << result.err);
      // What is too rare, or cannot be helped, is refused.
      if (result.out.empty() && (row.schema == "rare-simulation" || row.schema == "advice"))
        continue;
      REQUIRE_FALSE(result.out.empty());
      const Json printed = Json::parse(result.out);
      const Json schema = schema_named(row.schema);
      CHECK(printed.at("format") == schema.at("properties").at("format").at("const"));
      CHECK(JsonSchema(schema).accepts(printed));
      // The schema asks for something: without a key that it requires nothing fits.
      for (const Json& key : schema.at("required")) {
        Json less = printed;
        less.erase(key.get<std::string>());
        CHECK_FALSE(JsonSchema(schema).accepts(less));
      }
    }
  }
}

TEST_CASE("every JSON output has a schema that its page names") {
  const std::string page = read_file(source_path("docs/reference/json-output.md"));
  for (const PrintedRow& row : printed_rows()) {
    INFO(row.schema);
    CHECK(page.find(fmt::format("({}.schema.json)", row.schema)) != std::string::npos);
  }
}

}  // namespace cutpoint::testing::output_schemas_test
