// `lint` as a user and as a CI job meet it.

#include <cstdlib>
#include <filesystem>
#include <regex>
#include <sstream>

#include <nlohmann/json.hpp>

#include "cutpoint/linting.hpp"
#include "tests/app/lint_run.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/golden.hpp"
#include "tests/support/run.hpp"
#include "tests/support/text_search.hpp"
#include "tests/support/working_folder.hpp"

namespace cutpoint::testing::lint_test {

TEST_CASE("exit codes: 0 clean, 1 findings, 2 what cannot be checked") {
  const ScratchFolder scratch("lint/exit-codes");
  write_file("./clean.yaml", clean);
  write_file("./point.yaml", with_point);
  write_file("./broken.yaml", broken_document);
  CHECK(lint({"clean.yaml"}).exit == 0);
  CHECK(has(lint({"clean.yaml"}).out, "no findings in 1 document"));
  CHECK(lint({"point.yaml"}).exit == 1);
  CHECK(lint({"point.yaml", "--exit-zero"}).exit == 0);
  CHECK(lint({"point.yaml", "--fail-on", "error"}).exit == 0);
  CHECK(lint({"broken.yaml"}).exit == 2);
  CHECK(lint({"broken.yaml", "--exit-zero"}).exit == 2);
  CHECK(lint({"missing.yaml"}).exit == 2);
  CHECK(lint({"point.yaml", "--output", "a", "--output", "b"}).exit == 2);
  CHECK(lint({"point.yaml", "--output", "/nonexistent/a"}).exit == 2);
}

TEST_CASE("findings in a line, in four, and counted") {
  const InFolder folder(source_path("tests/app/lint"));
  const std::string concise = lint({"shop.yaml", "--no-config", "--format", "concise"}).out;
  std::istringstream lines(concise);
  std::size_t count = 0;
  const std::regex form("shop\\.yaml:\\d+:\\d+: (error|warning|info) CP\\d+ [a-z-]+ .+");
  for (std::string line; std::getline(lines, line); ++count) {
    INFO(line);
    CHECK(std::regex_match(line, form));
  }
  CHECK(count > 3);
  // Findings are separated by empty lines.
  std::istringstream text(lint({"shop.yaml", "--no-config"}).out);
  std::size_t rows = 0;
  for (std::string line; std::getline(text, line);) {
    rows = line.empty() ? 0 : rows + 1;
    INFO(line);
    CHECK(rows <= 4);
  }
  const std::string statistics = lint({"shop.yaml", "--no-config", "--statistics"}).out;
  std::istringstream counted(statistics);
  std::size_t sum = 0;
  std::string last;
  for (std::string line; std::getline(counted, line); last = line) {
    if (!has(line, " in 1 document")) sum += std::stoul(line);
  }
  CHECK(sum == count);
  CHECK(has(last, " in 1 document"));
}

TEST_CASE("nothing checked is an error, not a pass") {
  const ScratchFolder scratch("lint/nothing");
  write_file("./compose.yaml", "services: {}\n");
  write_file("./README.md", "# no model\n");
  const Run folder = lint({"."});
  CHECK(folder.exit == 2);
  CHECK(has(folder.err, "nothing to check"));
  CHECK(lint({"README.md"}).exit == 2);
}

TEST_CASE("folders: in order, without what is no architecture, hidden, excluded or included") {
  const ScratchFolder scratch("lint/folders");
  write_file("./b/point.yaml", with_point);
  write_file("./a/main.yml", "cutpoint: 1\ninclude: [part.yaml]\njourneys: {j: {needs: [p]}}\n");
  write_file("./a/part.yaml", "cutpoint: 1\ncomponents: {p: {kind: group}}\n");
  write_file("./.git/hidden.yaml", broken_document);
  write_file("./vendor/other.yaml", broken_document);
  write_file("./compose.yaml", "services: {}\n");
  write_file("./design.md", "text\n```cutpoint\n" + std::string(clean) + "```\n");
  const Json all = Json::parse(lint({".", "--format", "json", "--exit-zero"}).out);
  CHECK(all["documents"] ==
        Json::array({"a/main.yml", "b/point.yaml", "design.md", "vendor/other.yaml"}));
  write_file("./.cutpoint.yaml", "lint: {exclude: [vendor]}\n");
  const Json some = Json::parse(lint({".", "--select", point_rule, "--format", "json"}).out);
  CHECK(some["documents"] == Json::array({"a/main.yml", "b/point.yaml", "design.md"}));
  CHECK(some["findings"].size() == 1);
}

TEST_CASE("Markdown: blocks with their positions, and references") {
  const ScratchFolder scratch("lint/markdown");
  write_file("./arch/main.yaml", with_point);
  write_file("./design.md", "# Design\n\n<!-- cutpoint:model arch/main.yaml -->\n\n```cutpoint\n" +
                                std::string(with_point) + "```\n");
  const Json json =
      Json::parse(lint({"design.md", "--select", point_rule, "--format", "json"}).out);
  REQUIRE(json["findings"].size() == 2);
  CHECK(json["findings"][0]["file"] == "arch/main.yaml");
  CHECK(json["findings"][1]["file"] == "design.md");
  CHECK(json["findings"][1]["line"] == 8);
  write_file("./bad.md", "x\n<!-- cutpoint:model gone.yaml -->\n");
  const Run bad = lint({"bad.md"});
  CHECK(bad.exit == 2);
  CHECK(has(bad.out, "bad.md:2:21"));
}

TEST_CASE("claims about a file that a document names are judged once, at the sentence") {
  const ScratchFolder scratch("lint/claims");
  write_file("./arch.yaml", with_point);
  write_file(
      "./design.md",
      "# Design\n\n<!-- cutpoint:model arch.yaml -->\nFine. <!-- cutpoint:claim survives(a) -->\n");
  const Json json =
      Json::parse(lint({"arch.yaml", "design.md", "--select", "CP900", "--format", "json"}).out);
  CHECK(json["documents"] == Json::array({"arch.yaml"}));
  REQUIRE(json["findings"].size() == 1);
  CHECK(json["findings"][0]["file"] == "design.md");
  CHECK(json["findings"][0]["line"] == 4);
  CHECK(json["findings"][0]["witness"][1] == "j → a");
}

TEST_CASE("overlays are checked on top of what they are laid over") {
  const ScratchFolder scratch("lint/overlays");
  write_file("./base.yaml",
             "cutpoint: 1\njourneys: {j: {needs: [a]}}\n"
             "components: {a: {kind: service}, b: {kind: service}}\n");
  write_file("./prod.yaml", "cutpoint: 1\ncomponents: {a: {replicas: 2}}\n");
  CHECK(lint({"prod.yaml", "--no-config"}).exit == 2);
  const Run alone = lint({"base.yaml", "--no-config", "--select", "CP101"});
  CHECK(has(alone.out, "`a` is a single point"));
  const Run together = lint({"base.yaml", "--overlay", "prod.yaml", "--no-config"});
  CHECK(!has(together.out, "single point"));
  CHECK(has(together.out, "no journey needs `b`"));

  write_file("./.cutpoint.yaml", "lint: {overlays: {prod.yaml: base.yaml}}\n");
  const Run named = lint({"prod.yaml"});
  CHECK(named.exit != 2);
  CHECK(!has(named.out, "single point"));
  const Run folder = lint({"."});
  CHECK(has(folder.out, "in 2 documents"));
  CHECK(has(folder.out, "`a` is a single point"));
  // True of both, said once.
  const std::size_t first = folder.out.find("no journey needs `b`");
  REQUIRE(first != std::string::npos);
  CHECK(folder.out.find("no journey needs `b`", first + 1) == std::string::npos);

  write_file("./design.md",
             "<!-- cutpoint:model base.yaml + prod.yaml -->\n"
             "It survives. <!-- cutpoint:claim no-spof(j) -->\n"
             "<!-- cutpoint:spofs -->\n<!-- cutpoint:end -->\n");
  CHECK(lint({"design.md", "--select", "CP900"}).exit == 0);
  CHECK(run({"docs", "--write", "design.md"}).exit == 0);
  CHECK(has(read_file("design.md"), "No single points of failure."));
  write_file("./broken.md", "<!-- cutpoint:model base.yaml + gone.yaml -->\n");
  const Run broken = lint({"broken.md"});
  CHECK(broken.exit == 2);
  CHECK(has(broken.out, "broken.md:1:33"));
  write_file("./.cutpoint.yaml", "lint: {overlays: [prod.yaml]}\n");
  CHECK(lint({"."}).exit == 2);
}

TEST_CASE("choosing rules") {
  const ScratchFolder scratch("lint/choosing");
  write_file("./point.yaml", with_point);
  CHECK(lint({"point.yaml", "--select", "CP2"}).exit == 0);
  CHECK(lint({"point.yaml", "--select", "cp1,CP2"}).exit == 1);
  CHECK(lint({"point.yaml", "--ignore", "single-point-of-failure"}).exit == 0);
  const Run misspelt = lint({"point.yaml", "--select", "single-point-of-falure"});
  CHECK(misspelt.exit == 2);
  CHECK(has(misspelt.err, "did you mean `single-point-of-failure`?"));
  CHECK(has(lint({"point.yaml", "--select", "load-balancer"}).err,
            "did you mean `lonely-load-balancer`?"));
  CHECK(has(lint({"point.yaml", "--formt", "json"}).err, "did you mean `--format`?"));
  // No rule left is nothing checked.
  CHECK(lint({"point.yaml", "--select", "CP2", "--ignore", "CP2"}).exit == 2);
  CHECK(lint({"point.yaml", "--select", ""}).exit == 2);
}

TEST_CASE("the configuration: nearest file above, options win") {
  const ScratchFolder scratch("lint/configuration");
  write_file("./deep/down/point.yaml", with_point);
  write_file("./.cutpoint.yaml", "lint:\n  severity: {CP101: error}\n  fail_on: error\n");
  const Run error = lint({"deep/down/point.yaml", "-v"});
  CHECK(error.exit == 1);
  CHECK(has(error.out, "error[CP101"));
  CHECK(has(error.err, "configuration: .cutpoint.yaml"));
  CHECK(lint({"deep/down/point.yaml", "--no-config", "--fail-on", "error"}).exit == 0);
  write_file("./deep/.cutpoint.yaml", "lint: {ignore: [CP101]}\n");
  CHECK(lint({"deep/down/point.yaml"}).exit == 0);
  CHECK(lint({"deep/down/point.yaml", "--config", ".cutpoint.yaml"}).exit == 1);
  write_file("./deep/.cutpoint.yaml", "lint: {ignor: [CP101]}\nlont: 1\n");
  const Run wrong = lint({"deep/down/point.yaml"});
  CHECK(wrong.exit == 2);
  CHECK(has(wrong.err, "did you mean `ignore`?"));
  CHECK(has(wrong.err, "lont"));
  CHECK(has(lint({"-", "--stdin-filename", "deep/new.yaml"}).err, "did you mean `ignore`?"));
  write_file("./deep/.cutpoint.yaml", "lint: {severity: {no-such-rule: error, CP101: loud}}\n");
  const Run values = lint({"deep/down/point.yaml"});
  CHECK(values.exit == 2);
  CHECK(has(values.err, "no-such-rule"));
  CHECK(has(values.err, "loud"));
  write_file("./deep/.cutpoint.yaml", "lint: {select: [CP1, no-backp], ignore: CP9x}\nselect: a\n");
  const Run rules = lint({"deep/down/point.yaml"});
  CHECK(rules.exit == 2);
  CHECK(has(rules.err, "deep/.cutpoint.yaml:1:22"));
  CHECK(has(rules.err, "did you mean `no-backup`?"));
  CHECK(has(rules.err, "there is no rule `CP9x`"));
  CHECK(has(rules.err, "write it under `lint:`"));
}

TEST_CASE("the baseline: known findings do not count, new ones do") {
  const ScratchFolder scratch("lint/baseline");
  write_file("./point.yaml", with_point);
  CHECK(lint({"point.yaml", "--write-baseline", "known.json"}).exit == 0);
  const Run known = lint({"point.yaml", "--baseline", "known.json"});
  CHECK(known.exit == 0);
  CHECK(has(known.out, "1 in the baseline"));
  // Lines move; the finding stays known. A second component is new.
  write_file(
      "./point.yaml",
      "cutpoint: 1\n# moved\n\njourneys: {j: {needs: [a, b]}}\n"
      "components: {a: {kind: vm, mtbf: 1y, mttr: 1h}, b: {kind: vm, mtbf: 1y, mttr: 1h}}\n");
  const Run later = lint({"point.yaml", "--baseline", "known.json"});
  CHECK(later.exit == 1);
  CHECK(has(later.out, "`b` is a single point"));
  CHECK(!has(later.out, "`a` is a single point"));
  write_file("./clean.yaml", clean);
  CHECK(has(lint({"clean.yaml", "--baseline", "known.json"}).err, "1 of 1 findings"));
  CHECK(lint({"point.yaml", "--baseline", "gone.json"}).exit == 2);
  write_file("./known.json", "[]");
  CHECK(lint({"point.yaml", "--baseline", "known.json"}).exit == 2);
}

TEST_CASE("all samples can be linted") {
  const InFolder folder(source_path("."));
  const Run samples = lint({"samples", "--no-config"});
  CHECK(samples.exit == 1);
  CHECK(samples.err.empty());
  check_golden("tests/app/lint/samples.txt", samples.out);
}

TEST_CASE("the rule reference in the docs is that of the program") {
  const Run page = run({"rules", "--format", "markdown"});
  CHECK(page.exit == 0);
  check_golden("docs/reference/rules.md", page.out);
  CHECK(Json::parse(run({"rules", "--format", "json"}).out).size() == rules().size());
  for (const Rule* rule : rules()) {
    CHECK(has(run({"rules"}).out, std::string(rule->slug)));
    const Run explained = run({"explain", std::string(rule->code)});
    CHECK(explained.exit == 0);
    CHECK(has(explained.out, std::string(rule->slug)));
  }
  CHECK(run({"explain", "CP000"}).exit == 2);
}

TEST_CASE("services are given names from the current folder") {
  const ScratchFolder scratch("lint/places");
  write_file("./point.yaml", with_point);
  const std::string whole = (std::filesystem::current_path() / "point.yaml").string();
  const auto reported = [](const std::string& path, const std::string& format) {
    return lint({path, "--no-config", "--format", format}).out;
  };
  CHECK(has(reported(whole, "sarif"), "\"uri\": \"point.yaml\""));
  CHECK(has(reported(whole, "gitlab"), "\"path\": \"point.yaml\""));
  CHECK(has(reported(whole, "github"), " file=point.yaml,"));
  CHECK(has(reported(whole, "text"), "--> " + whole + ":3"));
  const InFolder in_folder("/");
  CHECK(has(reported(whole, "gitlab"), "\"path\": \"" + whole.substr(1) + "\""));
}

TEST_CASE("SARIF of a file that cannot be read has a location, which code scanning asks for") {
  const ScratchFolder scratch("lint/unreadable");
  write_file("./point.yaml", with_point);
  const Json sarif = Json::parse(
      lint({"point.yaml", "gone.yaml", "--no-config", "--select", "CP2", "--format", "sarif"}).out);
  REQUIRE(sarif["runs"][0]["results"].size() == 1);
  const Json& result = sarif["runs"][0]["results"][0];
  CHECK(result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] == "gone.yaml");
}

TEST_CASE("a claim without a model fails, also where folders are searched") {
  const ScratchFolder scratch("lint/no-model");
  write_file("./page.md", "It holds. <!-- cutpoint:claim survives(a) -->\n");
  const Run folder = lint({".", "--no-config"});
  CHECK(folder.exit == 2);
  CHECK(has(folder.out, "page.md:1:31"));
  CHECK(has(folder.out, "no model that this could be judged by"));
}

TEST_CASE("colours follow the environment, and options win") {
  const ScratchFolder scratch("lint/colours");
  write_file("./point.yaml", with_point);
  const auto coloured = [](const char* name, const char* value, std::vector<std::string> options) {
    setenv(name, value, 1);
    options.insert(options.begin(), {"point.yaml", "--no-config"});
    const Run result = lint(options);
    unsetenv(name);
    return has(result.out, "\x1b[");
  };
  CHECK(coloured("FORCE_COLOR", "1", {}));
  CHECK(!coloured("FORCE_COLOR", "0", {}));
  CHECK(coloured("CLICOLOR_FORCE", "1", {}));
  CHECK(!coloured("CLICOLOR_FORCE", "0", {}));
  CHECK(!coloured("FORCE_COLOR", "1", {"--color", "never"}));
  CHECK(coloured("NO_COLOR", "1", {"--color", "always"}));
}

}  // namespace cutpoint::testing::lint_test
