// Every rule against the documents in which it must speak and those in which it must not.
#include <algorithm>
#include <filesystem>
#include <set>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "cutpoint/linting.hpp"
#include "lint/lint.hpp"
#include "model/format/reading.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/golden.hpp"
#include "tests/support/run.hpp"
#include "tests/support/working_folder.hpp"

namespace cutpoint::testing::fixtures_test {

namespace {

/// A rule that judges other rules needs them.
std::string selection(const std::string& slug) {
  return slug == "unused-suppression" ? "unused-suppression,single-point-of-failure" : slug;
}

std::vector<std::string> fixtures(const std::string& folder, const std::string& start) {
  std::vector<std::string> names;
  for (const auto& entry : std::filesystem::directory_iterator(folder)) {
    const std::string name = entry.path().filename().string();
    if (name.rfind(start, 0) == 0 && (name.ends_with(".yaml") || name.ends_with(".md")))
      names.push_back(name);
  }
  std::sort(names.begin(), names.end());
  return names;
}

Run lint_fixture(const std::string& name, const std::string& rules, const std::string& format) {
  return run({"lint", name, "--no-config", "--today", "2026-01-01", "--select", rules, "--format",
              format});
}

}  // namespace

TEST_CASE("the rule table is complete, unique and in order") {
  std::set<std::string> names;
  std::string last;
  REQUIRE(rules().size() >= 29);
  for (const Rule* rule : rules()) {
    INFO(rule->code << " " << rule->slug);
    CHECK(names.insert(std::string(rule->code)).second);
    CHECK(names.insert(std::string(rule->slug)).second);
    CHECK(last < std::string(rule->code));
    last = rule->code;
    CHECK(find_rule(rule->code) == rule);
    CHECK(find_rule(rule->slug) == rule);
    for (const std::string_view text : {rule->what, rule->why, rule->fix}) {
      REQUIRE(!text.empty());
      CHECK(text.back() == '.');
    }
    CHECK(rule->summary.back() != '.');
  }
}

TEST_CASE("`accept` may name every rule, by code and slug, and nothing else") {
  const auto found = [](std::string_view name) {
    SourceFiles sources;
    Diagnostics diagnostics;
    const std::string text =
        "cutpoint: 1\naccept: [{rule: " + std::string(name) +
        ", reason: r}]\njourneys: {j: {needs: [a], accept: [{rule: " + std::string(name) +
        ", reason: r}]}}\ncomponents: {a: {kind: vm, accept: [{rule: " + std::string(name) +
        ", reason: r}]}}\n";
    const Draft draft = read_architecture_text("a.yaml", text, sources, diagnostics);
    REQUIRE_FALSE(diagnostics.has_errors());
    check_accepted_rules(draft, diagnostics);
    return diagnostics;
  };
  for (const Rule* rule : rules()) {
    CHECK_FALSE(found(rule->code).has_errors());
    CHECK_FALSE(found(rule->slug).has_errors());
  }
  const Diagnostics misspelt = found("no-backups");
  REQUIRE(misspelt.error_count() == 3);
  CHECK(misspelt.all().front().rule == "unknown-name");
  CHECK(misspelt.all().front().help == "did you mean `no-backup`?");
  CHECK(misspelt.all().front().fixes.size() == 1);
  CHECK(found("cp101").error_count() == 3);
}

TEST_CASE("the fixtures in the tree are the examples of the rules") {
  for (const Rule* rule : rules()) {
    const std::string folder = fmt::format("tests/lint/{}/", rule->slug);
    const std::string ending = is_markdown_example(rule->bad) ? ".md" : ".yaml";
    check_golden(fmt::format("{}bad{}", folder, ending), std::string(rule->bad));
    check_golden(fmt::format("{}good{}", folder, ending), std::string(rule->good));
  }
}

TEST_CASE("a rule speaks in its bad documents, with a witness") {
  for (const Rule* rule : rules()) {
    const std::string slug(rule->slug);
    const InFolder in_folder(source_path("tests/lint/" + slug));
    for (const std::string& name : fixtures(".", "bad")) {
      INFO(slug << "/" << name);
      const Run text = lint_fixture(name, selection(slug), "full");
      CHECK(text.exit != 2);
      const std::string stem = name.substr(0, name.rfind('.'));
      check_golden(fmt::format("tests/lint/{}/{}.txt", slug, stem), text.out);
      const auto json = nlohmann::json::parse(lint_fixture(name, selection(slug), "json").out);
      std::size_t found = 0;
      for (const auto& finding : json["findings"]) {
        if (finding["rule"] != slug) continue;
        ++found;
        CHECK(!finding["witness"].empty());
        CHECK(!finding["help"].get<std::string>().empty());
        CHECK(finding["line"].get<int>() > 0);
        CHECK(finding["fingerprint"].get<std::string>().size() == 16);
      }
      CHECK(found > 0);
    }
  }
}

TEST_CASE("a rule says nothing in its good documents") {
  for (const Rule* rule : rules()) {
    const std::string slug(rule->slug);
    const InFolder in_folder(source_path("tests/lint/" + slug));
    const auto names = fixtures(".", "good");
    REQUIRE(!names.empty());
    for (const std::string& name : names) {
      INFO(slug << "/" << name);
      const auto json = nlohmann::json::parse(lint_fixture(name, selection(slug), "json").out);
      for (const auto& finding : json["findings"]) {
        INFO(finding["message"].get<std::string>());
        CHECK(finding["rule"] != slug);
      }
    }
  }
}

}  // namespace cutpoint::testing::fixtures_test
