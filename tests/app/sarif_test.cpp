// What the SARIF 2.1.0 schema demands of what is written, over the bad examples of all rules, and
// what GitHub's code scanning demands beyond it. The schema itself is not shipped.
#include <map>
#include <regex>
#include <set>

#include <nlohmann/json.hpp>

#include "cutpoint/linting.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/golden.hpp"
#include "tests/support/run.hpp"
#include "tests/support/working_folder.hpp"

namespace cutpoint::testing::sarif_test {

namespace {

using Json = nlohmann::json;

/// Which keys an object must have and which it may have besides; objects are closed in the schema.
struct Shape {
  std::set<std::string> required;
  std::set<std::string> optional;
};

const std::map<std::string, Shape> shapes = {
    {"sarifLog", {{"version", "runs"}, {"$schema"}}},
    {"run", {{"tool"}, {"results", "columnKind"}}},
    {"tool", {{"driver"}, {}}},
    {"toolComponent", {{"name"}, {"version", "rules"}}},
    {"reportingDescriptor",
     {{"id"}, {"name", "shortDescription", "fullDescription", "help", "defaultConfiguration"}}},
    {"multiformatMessageString", {{"text"}, {"markdown"}}},
    {"reportingConfiguration", {{}, {"level"}}},
    {"result",
     {{"message"},
      {"ruleId", "ruleIndex", "level", "locations", "relatedLocations", "partialFingerprints",
       "suppressions", "baselineState"}}},
    {"message", {{"text"}, {}}},
    {"location", {{}, {"physicalLocation", "message"}}},
    {"physicalLocation", {{"artifactLocation"}, {"region"}}},
    {"artifactLocation", {{"uri"}, {}}},
    {"region", {{"startLine"}, {"startColumn", "endColumn", "snippet"}}},
    {"artifactContent", {{"text"}, {}}},
    {"suppression", {{"kind"}, {"status", "justification"}}},
};

void check_shape(const Json& object, const std::string& name) {
  INFO(name << ": " << object.dump().substr(0, 300));
  REQUIRE(object.is_object());
  const Shape& shape = shapes.at(name);
  for (const std::string& key : shape.required) CHECK(object.contains(key));
  for (const auto& [key, value] : object.items()) {
    CHECK((shape.required.count(key) > 0 || shape.optional.count(key) > 0));
  }
}

void check_text(const Json& message, const std::string& shape) {
  check_shape(message, shape);
  CHECK(!message["text"].get<std::string>().empty());
}

void check_level(const Json& level) {
  CHECK(std::set<std::string>{"none", "note", "warning", "error"}.count(level) == 1);
}

void check_location(const Json& location) {
  check_shape(location, "location");
  if (location.contains("message")) check_text(location["message"], "message");
  const Json& place = location["physicalLocation"];
  check_shape(place, "physicalLocation");
  check_shape(place["artifactLocation"], "artifactLocation");
  // A URI reference: nothing unescaped that a URI may not hold, no Windows or "./" paths.
  static const std::regex uri("(file://)?([A-Za-z0-9._~/-]|%[0-9A-F]{2})+");
  const std::string written = place["artifactLocation"]["uri"];
  CHECK(std::regex_match(written, uri));
  CHECK(written.rfind("./", 0) != 0);
  if (!place.contains("region")) return;
  const Json& region = place["region"];
  check_shape(region, "region");
  CHECK(region["startLine"].get<int>() >= 1);
  CHECK(region["startColumn"].get<int>() >= 1);
  if (region.contains("endColumn")) CHECK(region["endColumn"] > region["startColumn"]);
  if (region.contains("snippet")) check_text(region["snippet"], "artifactContent");
}

void check_rules(const Json& rules) {
  std::set<std::string> ids;
  for (const Json& rule : rules) {
    check_shape(rule, "reportingDescriptor");
    CHECK(ids.insert(rule["id"]).second);
    for (const char* key : {"shortDescription", "fullDescription", "help"}) {
      if (rule.contains(key)) check_text(rule[key], "multiformatMessageString");
    }
    if (!rule.contains("defaultConfiguration")) continue;
    check_shape(rule["defaultConfiguration"], "reportingConfiguration");
    check_level(rule["defaultConfiguration"]["level"]);
  }
}

void check_result(const Json& result, const Json& rules) {
  check_shape(result, "result");
  check_text(result["message"], "message");
  check_level(result["level"]);
  const std::size_t index = result["ruleIndex"];
  REQUIRE(index < rules.size());
  CHECK(rules[index]["id"] == result["ruleId"]);
  // Code scanning shows no result without a place.
  REQUIRE(!result["locations"].empty());
  for (const Json& location : result["locations"]) check_location(location);
  for (const Json& location : result.value("relatedLocations", Json::array())) {
    check_location(location);
  }
  static const std::regex key("[A-Za-z][A-Za-z0-9]*/v[1-9]");
  for (const auto& [name, value] : result["partialFingerprints"].items()) {
    CHECK(std::regex_match(name, key));
    CHECK(value.get<std::string>().size() == 16);
  }
  for (const Json& row : result.value("suppressions", Json::array())) {
    check_shape(row, "suppression");
    CHECK(std::set<std::string>{"inSource", "external"}.count(row["kind"]) == 1);
    CHECK(row["status"] == "accepted");
  }
}

std::size_t check_log(const std::string& text) {
  const Json log = Json::parse(text);
  check_shape(log, "sarifLog");
  CHECK(log["version"] == "2.1.0");
  CHECK(log["$schema"].get<std::string>().rfind("https://", 0) == 0);
  REQUIRE(log["runs"].size() == 1);
  const Json& run = log["runs"][0];
  check_shape(run, "run");
  check_shape(run["tool"], "tool");
  const Json& driver = run["tool"]["driver"];
  check_shape(driver, "toolComponent");
  CHECK(std::set<std::string>{"utf16CodeUnits", "unicodeCodePoints"}.count(run["columnKind"]) == 1);
  check_rules(driver["rules"]);
  for (const Json& result : run["results"]) check_result(result, driver["rules"]);
  // Equal fingerprints would make one alert of two.
  std::set<std::string> fingerprints;
  for (const Json& result : run["results"]) {
    CHECK(fingerprints.insert(result["partialFingerprints"].dump()).second);
  }
  return run["results"].size();
}

}  // namespace

TEST_CASE("SARIF of every rule has what the schema demands") {
  const InFolder folder(source_path("."));
  const auto sarif = [](std::vector<std::string> arguments) {
    arguments.insert(arguments.begin(), "lint");
    arguments.insert(arguments.end(),
                     {"--no-config", "--format", "sarif", "--today", "2026-01-01"});
    return run(arguments).out;
  };
  std::size_t results = 0;
  for (const Rule* rule : rules()) {
    INFO(rule->slug);
    const std::string ending = is_markdown_example(rule->bad) ? ".md" : ".yaml";
    results += check_log(sarif({"tests/lint/" + std::string(rule->slug) + "/bad" + ending}));
  }
  CHECK(results > rules().size());
  CHECK(check_log(sarif({"samples", "tests/app/lint/shop.yaml"})) > 20);

  const ScratchFolder scratch("sarif");
  write_file("./a b [ü]%.yaml", "cutpoint: 1\njourneys: {j: {needs: [gone]}}\ncomponents: {}\n");
  write_file("./empty.yaml", "");
  CHECK(check_log(sarif({"a b [ü]%.yaml", "empty.yaml"})) >= 2);
}

TEST_CASE("SARIF tells what is new since the baseline") {
  const ScratchFolder scratch("sarif-baseline");
  const auto document = [](const std::string& needs) {
    return "cutpoint: 1\njourneys: {j: {needs: [" + needs +
           "]}}\ncomponents:\n  a: {kind: vm, mtbf: 1y, mttr: 1h}\n"
           "  b: {kind: vm, mtbf: 1y, mttr: 1h}\n";
  };
  const std::vector<std::string> lint = {"lint", "a.yaml", "--no-config", "--select", "CP101"};
  const auto with = [&lint](std::vector<std::string> more) {
    more.insert(more.begin(), lint.begin(), lint.end());
    return run(more);
  };
  write_file("./a.yaml", document("a"));
  REQUIRE(with({"--write-baseline", "known.json"}).exit == 0);
  write_file("./a.yaml", document("a, b"));
  const std::string text = with({"--baseline", "known.json", "--format", "sarif"}).out;
  CHECK(check_log(text) == 2);
  const Json results = Json::parse(text)["runs"][0]["results"];
  CHECK(results[0]["baselineState"] == "unchanged");
  CHECK(results[0]["suppressions"][0]["kind"] == "external");
  CHECK(results[1]["baselineState"] == "new");
  CHECK(!results[1].contains("suppressions"));
  CHECK(!Json::parse(with({"--format", "sarif"}).out)["runs"][0]["results"][0].contains(
      "baselineState"));
}

TEST_CASE("passwords of addresses are in no format of findings") {
  const ScratchFolder scratch("sarif-passwords");
  write_file(
      "./a.yaml",
      "cutpoint: 1\njourneys: {j: {needs: [a]}}\ncomponents:\n  a: {kind: vm, mtbf: 1y, mttr: "
      "1h, depends_on: ['amqp://u:Swordfish99@queue']}\n");
  for (const std::string format : {"sarif", "concise", "text", "json"}) {
    INFO(format);
    const Run linted = run({"lint", "a.yaml", "--no-config", "--format", format});
    CHECK((linted.out + linted.err).find("Swordfish99") == std::string::npos);
    CHECK((linted.out + linted.err).find("amqp://u:***********@queue") != std::string::npos);
  }
}

}  // namespace cutpoint::testing::sarif_test
