// The GitHub action and the pre-commit hooks, carried out as far as that goes without GitHub.
#include <filesystem>
#include <set>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "model/yaml/yaml_document.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/golden.hpp"
#include "tests/support/shell.hpp"
#include "tests/support/text_search.hpp"
#include "tests/support/working_folder.hpp"

namespace cutpoint::testing::integrations_test {

namespace {

constexpr const char* with_point =
    "cutpoint: 1\njourneys: {j: {needs: [a]}}\ncomponents: {a: {kind: vm, mtbf: 1y, mttr: 1h}}\n";
constexpr const char* clean =
    "cutpoint: 1\njourneys: {j: {needs: [a]}}\ncomponents: {a: {kind: group}}\n";

/// A file of this project as YAML, or a text with its name.
class Yaml {
 public:
  explicit Yaml(const std::string& path) : Yaml(path, read_file(source_path(path))) {}
  Yaml(const std::string& path, std::string text) {
    const FileId file = sources_.add(path, std::move(text));
    documents_ = parse_yaml(file, sources_, diagnostics_);
    REQUIRE(!diagnostics_.has_errors());
  }
  [[nodiscard]] const YamlDocument& document() const { return documents_.front(); }
  [[nodiscard]] YamlNodeId at(YamlNodeId node, const std::string& key) const {
    for (const auto& entry : document().entries(node)) {
      if (document().text(entry.key) == key) return entry.value;
    }
    FAIL("no key " << key);
    return node;
  }
  [[nodiscard]] std::string text(YamlNodeId node) const {
    return std::string(document().text(node));
  }

 private:
  SourceFiles sources_;
  Diagnostics diagnostics_;
  std::vector<YamlDocument> documents_;
};

std::string program_folder() {
  return build_path("app");
}

/// The action's first step with these inputs; its own environment as GitHub sets it.
Run run_action(const std::string& script, const std::string& paths, const std::string& fail_on,
               const std::string& arguments = "") {
  write_file("./step.sh", script);
  write_file("./output", "");
  write_file("./summary", "");
  return in_shell(
      fmt::format("PATH='{}':$PATH PATHS='{}' FAIL_ON='{}' ARGUMENTS='{}' SARIF=cutpoint.sarif "
                  "GITHUB_OUTPUT=output GITHUB_STEP_SUMMARY=summary "
                  "bash --noprofile --norc -eo pipefail step.sh",
                  program_folder(), paths, fail_on, arguments));
}

}  // namespace

TEST_CASE("the action's step lints, writes SARIF, outputs and a summary, and fails the job") {
  const Yaml action("action.yml");
  const auto steps = action.at(action.at(action.document().root(), "runs"), "steps");
  const YamlNodeId lint = action.document().items(steps)[0];
  const std::string script = action.text(action.at(lint, "run"));
  const ScratchFolder scratch("integrations/action");
  write_file("./architecture.yaml", with_point);
  write_file("./clean.yaml", clean);

  const Run found = run_action(script, "architecture.yaml", "warning");
  CHECK(found.exit == 1);
  CHECK(has(found.out, "::warning file=architecture.yaml,line=3"));
  CHECK(has(read_file("cutpoint.sarif"), "\"2.1.0\""));
  CHECK(has(read_file("output"), "exit-code=1\nsarif-file=cutpoint.sarif\n"));
  CHECK(has(read_file("summary"), "single point of failure"));

  CHECK(run_action(script, "architecture.yaml", "error").exit == 0);
  CHECK(run_action(script, "architecture.yaml clean.yaml", "warning", "--ignore CP1,CP2").exit ==
        0);
  CHECK(has(read_file("output"), "exit-code=0\n"));
  // Inputs are words: nothing of them is run or expanded.
  CHECK(run_action(script, "$(touch hacked) *.yaml", "warning").exit == 2);
  CHECK(!std::filesystem::exists("hacked"));

  const YamlNodeId upload = action.document().items(steps)[1];
  CHECK(has(action.text(action.at(upload, "uses")), "github/codeql-action/upload-sarif@"));
  const YamlNodeId outputs = action.at(action.document().root(), "outputs");
  for (const auto& entry : action.document().entries(outputs)) {
    const std::string name(action.document().text(entry.key));
    CHECK(action.text(action.at(entry.value, "value")) ==
          fmt::format("${{{{ steps.lint.outputs.{} }}}}", name));
  }
}

TEST_CASE("the action's check fails the job for a missed promise") {
  const Yaml action("action.yml");
  const auto steps = action.at(action.at(action.document().root(), "runs"), "steps");
  const YamlNodeId check = action.document().items(steps)[2];
  const ScratchFolder scratch("integrations/check");
  write_file("./step.sh", action.text(action.at(check, "run")));
  const auto run_check = [](const std::string& slo) {
    write_file("./a.yaml",
               fmt::format("cutpoint: 1\njourneys: {{j: {{needs: [a], slo: {{availability: "
                           "{}}}}}}}\ncomponents: {{a: {{kind: vm, mtbf: 1y, mttr: 1d}}}}\n",
                           slo));
    return in_shell(fmt::format(
        "PATH='{}':$PATH FILES=a.yaml GITHUB_STEP_SUMMARY=summary bash --noprofile --norc -eo "
        "pipefail step.sh",
        program_folder()));
  };
  CHECK(run_check("90%").exit == 0);
  const Run missed = run_check("99.99%");
  CHECK(missed.exit == 1);
  CHECK(has(missed.out, "missed: j: SLO misses 99.99 %"));
  CHECK(has(read_file("summary"), "✗ misses 99.99 %"));
}

namespace {

/// The fenced YAML of a page that holds `part`.
std::string snippet_with(const std::string& page, const std::string& part) {
  const std::string text = read_file(source_path(page));
  const std::size_t inside = text.find(part);
  REQUIRE(inside != std::string::npos);
  const std::string fence = "```yaml\n";
  const std::size_t start = text.rfind(fence, inside) + fence.size();
  return text.substr(start, text.find("```", start) - start);
}

}  // namespace

TEST_CASE("the GitLab job of the docs runs, and writes the reports that it names") {
  const Yaml job("gitlab.yaml", snippet_with("docs/how-to.md", "gl-code-quality-report.json"));
  const YamlNodeId work = job.at(job.document().root(), "architecture");
  const ScratchFolder scratch("integrations/gitlab");
  write_file("./docs/a b.yaml", with_point);
  // One that misses its SLO, beside the folder that is linted.
  std::string missing = with_point;
  write_file("./architecture.yaml",
             missing.insert(missing.find("needs: [a]"), "slo: {availability: 99.9999%}, "));
  std::vector<std::string> said;
  for (const YamlNodeId line : job.document().items(job.at(work, "script"))) {
    const Run result =
        in_shell(fmt::format("PATH='{}':$PATH {}", program_folder(), job.text(line)));
    INFO(result.out);
    CHECK(result.exit == 1);
    said.push_back(result.out);
  }
  REQUIRE(said.size() == 2);
  CHECK(has(said.front(), "single point of failure"));
  CHECK(has(said.back(), "missed: "));
  const YamlNodeId artifacts = job.at(work, "artifacts");
  CHECK(job.text(job.at(artifacts, "when")) == "always");
  const YamlNodeId reports = job.at(artifacts, "reports");
  CHECK(has(read_file(job.text(job.at(reports, "junit"))), "<testsuites"));
  const auto quality = nlohmann::json::parse(read_file(job.text(job.at(reports, "codequality"))));
  REQUIRE(!quality.empty());
  // What GitLab requires of each entry.
  std::set<std::string> fingerprints;
  for (const auto& row : quality) {
    CHECK(!row["description"].get<std::string>().empty());
    CHECK(!row["check_name"].get<std::string>().empty());
    CHECK(fingerprints.insert(row["fingerprint"]).second);
    CHECK(std::set<std::string>{"info", "minor", "major", "critical", "blocker"}.contains(
        row["severity"]));
    CHECK(row["location"]["path"] == "docs/a b.yaml");
    CHECK(row["location"]["lines"]["begin"].get<int>() >= 1);
  }
}

TEST_CASE("the hooks name commands and options that exist, and fail as they should") {
  const Yaml hooks(".pre-commit-hooks.yaml");
  const ScratchFolder scratch("integrations/hooks");
  write_file("./architecture.yaml", with_point);
  write_file("./architecture.md",
             "<!-- cutpoint:model architecture.yaml -->\n<!-- cutpoint:spofs -->\n"
             "<!-- cutpoint:end -->\n");
  std::size_t seen = 0;
  for (const YamlNodeId hook : hooks.document().items(hooks.document().root())) {
    const std::string id = hooks.text(hooks.at(hook, "id"));
    const std::string entry = hooks.text(hooks.at(hook, "entry"));
    INFO(id);
    CHECK(hooks.text(hooks.at(hook, "language")) == "system");
    const std::string file = id == "cutpoint-docs" ? "" : "architecture.yaml";
    const Run result =
        in_shell(fmt::format("PATH='{}':$PATH {} {}", program_folder(), entry, file));
    INFO(result.out);
    CHECK(result.exit == (id == "cutpoint-fmt" ? 0 : 1));
    ++seen;
  }
  CHECK(seen == 3);
}

TEST_CASE("pre-commit runs the hooks") {
  if (!is_installed("pre-commit") || !is_installed("git")) {
    WARN("pre-commit is not installed: skipped");
    return;
  }
  const ScratchFolder scratch("integrations/pre-commit");
  const std::string git = "git -c user.name=a -c user.email=a@example.com ";
  write_file("./hooks/.pre-commit-hooks.yaml", read_file(source_path(".pre-commit-hooks.yaml")));
  write_file("./work/architecture.yaml", with_point);
  const std::string start = fmt::format(
      "export HOME=$PWD PRE_COMMIT_HOME=$PWD/cache PATH='{}':$PATH; ", program_folder());
  const std::string commit = fmt::format("git init -q . && git add -A && {}commit -qm first", git);
  REQUIRE(in_shell(fmt::format("cd hooks && {}", commit)).exit == 0);
  REQUIRE(in_shell(fmt::format("cd work && {}", commit)).exit == 0);
  const auto try_hook = [&](const std::string& hook) {
    return in_shell(fmt::format(
        "{}cd work && git add -A && pre-commit try-repo ../hooks {} --all-files --verbose", start,
        hook));
  };
  const Run failed = try_hook("cutpoint-lint");
  INFO(failed.out);
  CHECK(failed.exit == 1);
  CHECK(has(failed.out, "`a` is a single point of failure"));
  write_file("./work/architecture.yaml", clean);
  const Run passed = try_hook("cutpoint-lint");
  INFO(passed.out);
  CHECK(passed.exit == 0);
  CHECK(has(passed.out, "Passed"));
}

}  // namespace cutpoint::testing::integrations_test
