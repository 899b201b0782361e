// What each format of `lint` writes, alone and with others.
#include <filesystem>
#include <regex>
#include <sstream>

#include "cutpoint/linting.hpp"
#include "tests/app/lint_run.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/golden.hpp"
#include "tests/support/text_search.hpp"
#include "tests/support/working_folder.hpp"

namespace cutpoint::testing::lint_formats_test {

TEST_CASE("an accepted risk is carried to the outputs as suppressed") {
  const InFolder folder(source_path("tests/app/lint"));
  const Json json = Json::parse(lint({"shop.yaml", "--format", "json", "--no-config"}).out);
  CHECK(json["summary"]["accepted"] == 1);
  bool seen = false;
  for (const auto& finding : json["findings"]) {
    if (finding["suppressed"].is_null()) continue;
    seen = true;
    CHECK(finding["suppressed"]["reason"] == "one bank is enough");
    CHECK(finding["suppressed"]["until"] == "2030-01-01");
  }
  CHECK(seen);
}

TEST_CASE("formats give their expected outputs") {
  const InFolder folder(source_path("tests/app/lint"));
  for (const std::string format :
       {"text", "full", "concise", "json", "sarif", "junit", "github", "gitlab", "markdown"}) {
    INFO(format);
    const Run result = lint({"shop.yaml", "--format", format, "--no-config"});
    CHECK(result.exit == 1);
    CHECK(result.err.empty());
    check_golden("tests/app/lint/shop." + format, result.out);
  }
}

TEST_CASE("SARIF has what code scanning asks for") {
  const InFolder folder(source_path("tests/app/lint"));
  const Json sarif = Json::parse(lint({"shop.yaml", "--format", "sarif", "--no-config"}).out);
  CHECK(sarif["version"] == "2.1.0");
  const Json& tool = sarif["runs"][0]["tool"]["driver"];
  CHECK(tool["name"] == "cutpoint");
  CHECK(tool["rules"].size() == rules().size());
  REQUIRE(!sarif["runs"][0]["results"].empty());
  for (const auto& result : sarif["runs"][0]["results"]) {
    const std::size_t index = result["ruleIndex"];
    CHECK(tool["rules"][index]["id"] == result["ruleId"]);
    CHECK(!result["message"]["text"].get<std::string>().empty());
    const Json& place = result["locations"][0]["physicalLocation"];
    CHECK(place["artifactLocation"]["uri"] == "shop.yaml");
    CHECK(place["region"]["startLine"] >= 1);
    CHECK(place["region"]["startColumn"] >= 1);
    CHECK(place["region"]["endColumn"] > place["region"]["startColumn"]);
    CHECK(!place["region"]["snippet"]["text"].get<std::string>().empty());
  }
}

TEST_CASE("names cannot forge lines of a format") {
  const ScratchFolder scratch("lint/hostile");
  write_file("./hostile.yaml",
             "cutpoint: 1\njourneys: {\"j\\e[31m\": {needs: [\"a\\n::error::x\"]}}\n"
             "components: {\"a\\n::error::x\": {kind: vm, accept: [{rule: no-backup, reason: "
             "\"</failure>|\\n\"}]}}\n");
  for (const std::string format : {"text", "junit", "github", "markdown"}) {
    INFO(format);
    const Run result = lint({"hostile.yaml", "--format", format});
    CHECK(result.exit == 1);
    CHECK(!has(result.out, "\x1b"));
    CHECK(!has(result.out, "\n::error"));
  }
}

TEST_CASE("what is wrong with the input goes to every format") {
  const ScratchFolder scratch("lint/input");
  write_file("./broken.yaml", broken_document);
  for (const std::string format :
       {"text", "json", "sarif", "junit", "github", "gitlab", "markdown"}) {
    INFO(format);
    const Run result = lint({"broken.yaml", "--format", format});
    CHECK(result.exit == 2);
    CHECK(has(result.out, "unknown-name"));
  }
}

TEST_CASE("several formats in one run of lint") {
  const ScratchFolder scratch("lint/outputs");
  write_file("./point.yaml", with_point);
  const Run both =
      lint({"point.yaml", "--format", "sarif", "--output", "a.sarif", "--format", "text"});
  CHECK(both.exit == 1);
  CHECK(has(both.out, "single point of failure"));
  CHECK(Json::parse(read_file("a.sarif"))["version"] == "2.1.0");
  // An output belongs to the format before it, whatever comes between.
  const Run mixed = lint({"point.yaml", "--select", point_rule, "-f", "json", "-o", "b.json", "-f",
                          "github", "-f", "markdown", "-o", "b.md"});
  CHECK(mixed.out.rfind("::warning file=point.yaml", 0) == 0);
  CHECK(Json::parse(read_file("b.json"))["findings"].size() == 1);
  CHECK(has(read_file("b.md"), "| severity |"));
  CHECK(lint({"point.yaml", "--select", point_rule, "-o", "c.json", "-f", "json", "-f", "text"})
            .exit == 1);
  CHECK(Json::parse(read_file("c.json"))["findings"].size() == 1);
  CHECK(lint({"point.yaml", "-o", "d.txt"}).out.empty());
  CHECK(has(read_file("d.txt"), "single point of failure"));
  CHECK(lint({"point.yaml", "-f", "json", "-o", "e", "-o", "f"}).exit == 2);
}

}  // namespace cutpoint::testing::lint_formats_test
