// Which files of a folder an import takes, and what it says of the others.
#include "session/import_plan.hpp"

#include <algorithm>

#include "tests/support/catch.hpp"
#include "tests/support/text_search.hpp"

namespace cutpoint::testing::import_plan_test {

namespace {

constexpr const char* project = "services: {web: {image: nginx}}\n";

struct Planned {
  ImportPlan plan;
  Diagnostics diagnostics;
};

Planned planned(const MemoryAccess::Texts& texts, bool was_named, const Importer* only = nullptr) {
  MemoryAccess files(texts);
  SourceFiles sources;
  Planned result;
  std::vector<ImportCandidate> candidates;
  candidates.reserve(texts.size());
  for (const auto& [path, text] : texts) candidates.push_back({path, was_named});
  result.plan = plan_imports(candidates, only, files, sources, result.diagnostics);
  return result;
}

std::string reason_for(const ImportPlan& plan, const std::string& path) {
  const auto found = std::find_if(plan.left.begin(), plan.left.end(),
                                  [&](const LeftFile& file) { return file.path == path; });
  return found == plan.left.end() ? std::string() : found->reason;
}

}  // namespace

TEST_CASE("a folder's Compose files are one project a folder, the others are left with a reason") {
  const auto [plan, diagnostics] = planned({{"a/docker-compose.yml", project},
                                            {"a/docker-compose.override.yml", project},
                                            {"a/docker-compose.dev.yml", project},
                                            {"b/compose.yaml", project},
                                            {"c/one.yml", project},
                                            {"c/two.yml", project},
                                            {"ci.yml", "jobs: {}\n"},
                                            {"shop.yaml", "cutpoint: 1\njourneys: {}\n"}},
                                           false);
  CHECK_FALSE(diagnostics.has_errors());
  REQUIRE(plan.imports.size() == 2);
  CHECK(plan.imports[0].paths == std::vector<std::string>{"a/docker-compose.yml"});
  CHECK(plan.imports[1].paths == std::vector<std::string>{"b/compose.yaml"});
  CHECK(has(reason_for(plan, "a/docker-compose.dev.yml"), "beside docker-compose.yml"));
  CHECK(reason_for(plan, "a/docker-compose.override.yml").empty());
  CHECK(has(reason_for(plan, "c/one.yml"), "one of several"));
  CHECK(reason_for(plan, "shop.yaml") == "an architecture already");
  CHECK(plan.unrecognised == 1);
}

TEST_CASE("a state that is too old is left, and does not keep its folder from being imported") {
  const std::string resources = R"("terraform_version": "1.5.0", "resources": []})";
  const MemoryAccess::Texts texts = {{"now.tfstate", R"({"version": 4, )" + resources},
                                     {"old.tfstate", R"({"version": 2, )" + resources}};
  const auto [plan, diagnostics] = planned(texts, false);
  CHECK_FALSE(diagnostics.has_errors());
  REQUIRE(plan.imports.size() == 1);
  CHECK(plan.imports[0].paths == std::vector<std::string>{"now.tfstate"});
  CHECK(reason_for(plan, "old.tfstate") == "a state of a version before 3");
  // One that is named is answered with what to do.
  CHECK(planned(texts, true).plan.imports.front().paths.size() == 2);
}

TEST_CASE("files that are named overlay each other in their order, whatever they are called") {
  const auto [plan, diagnostics] = planned({{"c/one.yml", project}, {"d/two.yml", project}}, true);
  CHECK_FALSE(diagnostics.has_errors());
  REQUIRE(plan.imports.size() == 1);
  CHECK(plan.imports[0].paths == std::vector<std::string>{"c/one.yml", "d/two.yml"});
}

TEST_CASE("a named file in no format that is known is an error; of one, what it is said to be") {
  const auto unknown = planned({{"ci.yml", "jobs: {}\n"}}, true);
  REQUIRE(unknown.diagnostics.has_errors());
  CHECK(unknown.diagnostics.all()[0].rule == "unknown-format");
  CHECK(has(unknown.diagnostics.all()[0].help, "compose"));
  const auto forced = planned({{"ci.yml", "jobs: {}\n"}}, true, find_importer("compose"));
  CHECK_FALSE(forced.diagnostics.has_errors());
  CHECK(forced.plan.imports.size() == 1);
}

TEST_CASE("formats without an import are named") {
  const std::string stack = "AWSTemplateFormatVersion: 2010-09-09\nResources: {}\n";
  const auto found = planned({{"stack.yaml", stack}}, false);
  CHECK(found.plan.imports.empty());
  CHECK(
      has(reason_for(found.plan, "stack.yaml"), "a CloudFormation template, which has no import"));
  const auto named = planned({{"stack.yaml", stack}}, true);
  REQUIRE(named.diagnostics.has_errors());
  CHECK(has(named.diagnostics.all()[0].message, "CloudFormation"));
}

TEST_CASE("what was read to tell formats is given on: standard input cannot be read again") {
  const auto told = planned({{"-", project}, {"notes.yml", "a: b\n"}}, false);
  CHECK(told.plan.texts == MemoryAccess::Texts{{"-", project}});
  REQUIRE(told.plan.imports.size() == 1);

  // The importer finds there what standard input has no more, and gives its folder's name.
  MemoryAccess nothing({});
  PlannedTexts files(told.plan.texts, nothing);
  SourceFiles sources;
  Diagnostics diagnostics;
  ImportInput input;
  input.paths = told.plan.imports[0].paths;
  const Imported imported =
      told.plan.imports[0].importer->import(input, files, sources, diagnostics);
  CHECK_FALSE(diagnostics.has_errors());
  CHECK_FALSE(imported.draft.components.empty());
  REQUIRE(imported.draft.name);
  CHECK(imported.draft.name->value != "-");
}

TEST_CASE("a planned text is given away: asked for again, it comes from where it lies") {
  MemoryAccess disk({{"a.yml", "on disk"}, {"b.yml", "beside"}, {"-", ""}});
  PlannedTexts files({{"a.yml", "planned"}, {"-", "once"}}, disk);
  CHECK(*files.read("a.yml") == "planned");
  CHECK(*files.read("a.yml") == "on disk");
  CHECK(*files.read("b.yml") == "beside");
  CHECK(*files.read("-") == "once");
  CHECK(*files.read("-") == "once");
}

TEST_CASE("files of a forced format are taken without being read") {
  MemoryAccess nothing({});
  SourceFiles sources;
  Diagnostics diagnostics;
  const ImportPlan plan =
      plan_imports({{"-", true}}, find_importer("kubernetes"), nothing, sources, diagnostics);
  CHECK_FALSE(diagnostics.has_errors());
  REQUIRE(plan.imports.size() == 1);
  CHECK(plan.imports[0].paths == std::vector<std::string>{"-"});
  CHECK(plan.texts.empty());
}

TEST_CASE("what comes from standard input has no name of a file") {
  const std::string workload =
      "apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: web}\n"
      "spec: {template: {spec: {containers: [{name: web, image: nginx}]}}}\n";
  const std::string state =
      R"({"version": 4, "terraform_version": "1.5.0", "resources": [{"mode": "managed",
      "type": "aws_db_instance", "name": "shop", "instances": [{"attributes": {"id": "shop"}}]}]})";
  for (const auto& [format, text] : {std::pair{"kubernetes", workload}, {"terraform", state}}) {
    INFO(format);
    MemoryAccess files({{"-", text}});
    SourceFiles sources;
    Diagnostics diagnostics;
    ImportInput input;
    input.paths = {"-"};
    const Imported imported = find_importer(format)->import(input, files, sources, diagnostics);
    CHECK_FALSE(diagnostics.has_errors());
    REQUIRE(imported.draft.components.size() >= 1);
    CHECK_FALSE(imported.draft.name);
  }
}

TEST_CASE("JSON is recognised on one line, too") {
  const auto [plan, diagnostics] =
      planned({{"p.json", R"({"services": {"web": {"image": "n"}}})"}}, true);
  CHECK_FALSE(diagnostics.has_errors());
  REQUIRE(plan.imports.size() == 1);
  CHECK(plan.imports[0].importer->name == "compose");
}

}  // namespace cutpoint::testing::import_plan_test
