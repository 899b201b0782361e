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

/// What a step of the action runs.
std::string script_of(const Yaml& action, const std::string& step) {
  const auto steps = action.at(action.at(action.document().root(), "runs"), "steps");
  for (const YamlNodeId each : action.document().items(steps)) {
    if (action.text(action.at(each, "id")) == step) return action.text(action.at(each, "run"));
  }
  FAIL("no step " << step);
  return {};
}

/// As GitHub runs it, with these variables.
Run run_step(const std::string& script, const std::string& variables) {
  write_file("./step.sh", script);
  return in_shell(fmt::format("{} bash --noprofile --norc -eo pipefail step.sh", variables));
}

/// An archive as `scripts/package` makes it, with the program that is tested; its checksum.
std::string write_release(const std::string& version) {
  const Run made = in_shell(
      fmt::format("name=cutpoint-{0}-linux-$(uname -m); mkdir -p releases/v{0} made/$name/bin && "
                  "cp '{1}/cutpoint' made/$name/bin/ && "
                  "tar --create --gzip --file releases/v{0}/$name.tar.gz --directory made $name && "
                  "sha256sum <releases/v{0}/$name.tar.gz | cut -d ' ' -f 1",
                  version, program_folder()));
  REQUIRE(made.exit == 0);
  return made.out.substr(0, made.out.find('\n'));
}

/// The action's step that lints with these inputs; its own environment as GitHub sets it.
Run run_action(const std::string& script, const std::string& paths, const std::string& fail_on,
               const std::string& arguments = "") {
  write_file("./output", "");
  write_file("./summary", "");
  return run_step(
      script, fmt::format("PATH='{}':$PATH PATHS='{}' FAIL_ON='{}' ARGUMENTS='{}' "
                          "SARIF=cutpoint.sarif GITHUB_OUTPUT=output GITHUB_STEP_SUMMARY=summary",
                          program_folder(), paths, fail_on, arguments));
}

}  // namespace

TEST_CASE("the action's step lints, writes SARIF, outputs and a summary, and fails the job") {
  const Yaml action("action.yml");
  const std::string script = script_of(action, "lint");
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

  CHECK(has(read_file(source_path("action.yml")), "uses: github/codeql-action/upload-sarif@"));
  const YamlNodeId outputs = action.at(action.document().root(), "outputs");
  for (const auto& entry : action.document().entries(outputs)) {
    const std::string name(action.document().text(entry.key));
    CHECK(action.text(action.at(entry.value, "value")) ==
          fmt::format("${{{{ steps.lint.outputs.{} }}}}", name));
  }
}

TEST_CASE("the action's check fails the job for a missed promise") {
  const Yaml action("action.yml");
  const std::string script = script_of(action, "check");
  const ScratchFolder scratch("integrations/check");
  const auto run_check = [&](const std::string& slo) {
    write_file("./a.yaml",
               fmt::format("cutpoint: 1\njourneys: {{j: {{needs: [a], slo: {{availability: "
                           "{}}}}}}}\ncomponents: {{a: {{kind: vm, mtbf: 1y, mttr: 1d}}}}\n",
                           slo));
    return run_step(script, fmt::format("PATH='{}':$PATH FILES=a.yaml GITHUB_STEP_SUMMARY=summary",
                                        program_folder()));
  };
  CHECK(run_check("90%").exit == 0);
  const Run missed = run_check("99.99%");
  CHECK(missed.exit == 1);
  CHECK(has(missed.out, "missed: j: SLO misses 99.99 %"));
  CHECK(has(read_file("summary"), "✗ misses 99.99 %"));
}

TEST_CASE("the action installs a release of which the checksum is known, and no other") {
  const Yaml action("action.yml");
  const std::string script = script_of(action, "install");
  const ScratchFolder scratch("integrations/install");
  const std::string sum = write_release("9.8.7");
  const auto install = [&](const std::string& known) {
    write_file("./path", "");
    return run_step(script, fmt::format("FOLDER=\"$PWD/tool\" SOURCE=/nowhere VERSION=9.8.7 "
                                        "SHA256={} RELEASES=\"file://$PWD/releases\" "
                                        "GITHUB_PATH=path",
                                        known));
  };
  const Run wrong = install(std::string(64, '0'));
  INFO(wrong.out);
  CHECK(wrong.exit != 0);
  CHECK(!std::filesystem::exists("tool"));

  const Run installed = install(sum);
  INFO(installed.out);
  CHECK(installed.exit == 0);
  CHECK(has(installed.out, "cutpoint 0."));
  CHECK(has(read_file("path"), "/tool/bin\n"));
  // The second time it is there.
  std::filesystem::remove_all("releases");
  CHECK(has(install(sum).out, "comes from the cache"));
}

TEST_CASE("the action reviews a change in one comment, which it writes anew") {
  if (!is_installed("git")) {
    WARN("git is not installed: skipped");
    return;
  }
  const Yaml action("action.yml");
  const std::string script = script_of(action, "review");
  const ScratchFolder scratch("integrations/review");
  // Says which comments there are, and keeps what is sent.
  write_file("./bin/gh",
             "#!/bin/sh\nfor word in \"$@\"; do case \"$word\" in --paginate) cat known; exit;; "
             "esac; done\necho \"$@\" >>calls\ncp cutpoint-review.md sent\n");
  REQUIRE(in_shell("chmod +x bin/gh").exit == 0);
  write_file("./known", "");
  write_file("./architecture.yaml", clean);
  const std::string git = "git -c user.name=a -c user.email=a@example.com ";
  REQUIRE(
      in_shell(fmt::format("git init -q . && git add architecture.yaml && {}commit -qm first", git))
          .exit == 0);
  const auto review = [&] {
    return run_step(script, fmt::format("PATH=\"$PWD/bin:{}:$PATH\" FILE=architecture.yaml "
                                        "BASE=$(git rev-parse HEAD) NUMBER=7 GH_TOKEN=t "
                                        "GITHUB_REPOSITORY=a/b",
                                        program_folder()));
  };
  // Nothing changed, nothing said.
  CHECK(review().exit == 0);
  CHECK(!std::filesystem::exists("calls"));

  write_file("./architecture.yaml", with_point);
  const Run first = review();
  INFO(first.out);
  CHECK(first.exit == 0);
  CHECK(has(read_file("calls"), "--method POST repos/a/b/issues/7/comments"));
  const std::string sent = read_file("sent");
  CHECK(sent.rfind("<!-- cutpoint review of architecture.yaml -->\n", 0) == 0);
  CHECK(has(sent, "single point of failure"));

  write_file("./known", "4711\n");
  CHECK(review().exit == 0);
  CHECK(has(read_file("calls"), "--method PATCH repos/a/b/issues/comments/4711"));
}

/// Lines of the GitLab job, in one shell, as GitLab runs them.
std::string lines_of(const Yaml& job, const std::string& section) {
  const YamlNodeId work = job.at(job.document().root(), ".cutpoint");
  std::string lines;
  for (const YamlNodeId line : job.document().items(job.at(work, section))) {
    lines += job.text(line) + "\n";
  }
  return lines;
}

TEST_CASE("the GitLab job installs a release, runs, and writes the reports that it names") {
  const Yaml job("packaging/gitlab.yml");
  const YamlNodeId work = job.at(job.document().root(), ".cutpoint");
  const ScratchFolder scratch("integrations/gitlab");
  write_file("./docs/a b.yaml", with_point);
  // One that misses its SLO, beside the folder that is linted.
  std::string missing = with_point;
  write_file("./architecture.yaml",
             missing.insert(missing.find("needs: [a]"), "slo: {availability: 99.9999%}, "));
  const auto run_job = [&](const std::string& check) {
    return in_shell(fmt::format(
        "set -e; CUTPOINT_RELEASES=\"file://$PWD/releases\" CUTPOINT_VERSION=1.2.3 "
        "CUTPOINT_SHA256={} CUTPOINT_PATHS=docs CUTPOINT_CHECK={} CUTPOINT_REVIEW=\n{}{}",
        write_release("1.2.3"), check, lines_of(job, "before_script"), lines_of(job, "script")));
  };
  const Run result = run_job("architecture.yaml");
  INFO(result.out);
  CHECK(result.exit == 1);
  CHECK(has(result.out, "single point of failure"));
  CHECK(has(result.out, "missed: "));
  CHECK(!std::filesystem::exists("cutpoint-1.2.3-linux-x86_64.tar.gz"));
  write_file("./docs/a b.yaml", clean);
  CHECK(run_job("architecture.yaml").exit == 1);
  CHECK(run_job("").exit == 0);
  write_file("./docs/a b.yaml", with_point);
  CHECK(run_job("").exit == 1);
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

TEST_CASE("the GitLab job reviews a change in one note, which it writes anew") {
  if (!is_installed("git") || !is_installed("awk")) {
    WARN("git or awk is not installed: skipped");
    return;
  }
  const Yaml job("packaging/gitlab.yml");
  const YamlNodeId work = job.at(job.document().root(), ".cutpoint");
  const ScratchFolder scratch("integrations/gitlab-review");
  // Says which notes there are, and keeps what is sent.
  write_file("./bin/curl",
             "#!/bin/sh\ncase \"$*\" in *per_page*) cat notes; exit;; esac\n"
             "echo \"$@\" >>calls\ncp cutpoint-review.md sent\n");
  REQUIRE(in_shell("chmod +x bin/curl").exit == 0);
  // As GitLab writes them; somebody has quoted the mark.
  const std::string others =
      R"({"id":11,"type":null,"body":"see \u003c!-- cutpoint review of main.yaml --\u003e","author":{"id":5}})";
  write_file("./notes", "[" + others + "]");
  write_file("./main.yaml", "cutpoint: 1\ninclude: [parts.yaml]\njourneys: {j: {needs: [a]}}\n");
  const std::string parts = "cutpoint: 1\ncomponents: {a: {kind: vm, mtbf: 1y, mttr: 1h}}\n";
  write_file("./parts.yaml", parts);
  const std::string git = "git -c user.name=a -c user.email=a@example.com ";
  REQUIRE(
      in_shell(fmt::format("git init -q . && git add *.yaml && {}commit -qm first", git)).exit ==
      0);
  const YamlNodeId script_lines = job.at(work, "script");
  const std::string script = job.text(job.document().items(script_lines).front());
  const auto review = [&](const std::string& token) {
    return in_shell(fmt::format(
        "set -e; PATH=\"$PWD/bin:{}:$PATH\" CI_API_V4_URL=https://gitlab.test/api/v4 "
        "CI_PROJECT_ID=3 CI_MERGE_REQUEST_IID=7 CUTPOINT_REVIEW=main.yaml CUTPOINT_TOKEN={} "
        "CI_MERGE_REQUEST_DIFF_BASE_SHA=$(git rev-parse HEAD)\n{}",
        program_folder(), token, script));
  };
  CHECK(has(review("").out, "CUTPOINT_TOKEN is not set"));
  // Nothing changed, nothing said.
  CHECK(review("t").exit == 0);
  CHECK(!std::filesystem::exists("calls"));

  // What it includes has changed.
  std::string changed = parts;
  write_file("./parts.yaml", changed.replace(changed.find("mttr: 1h"), 8, "mttr: 9h"));
  const Run first = review("t");
  INFO(first.out);
  CHECK(first.exit == 0);
  CHECK(has(read_file("calls"), "--request POST"));
  CHECK(has(read_file("calls"), "https://gitlab.test/api/v4/projects/3/merge_requests/7/notes\n"));
  const std::string sent = read_file("sent");
  CHECK(sent.rfind("<!-- cutpoint review of main.yaml -->\n", 0) == 0);
  CHECK(has(sent, "1 h"));

  write_file(
      "./notes",
      "[" + others +
          R"(,{"id":4711,"type":null,"body":"\u003c!-- cutpoint review of main.yaml --\u003e\nold"}])");
  CHECK(review("t").exit == 0);
  CHECK(has(read_file("calls"), "--request PUT"));
  CHECK(has(read_file("calls"), "/merge_requests/7/notes/4711\n"));
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
    const Run result = in_shell(fmt::format("PATH='{}':$PATH {}", program_folder(), entry));
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
  // By what is in it, not by how it is called; what is none is passed over.
  std::string untidy = with_point;
  untidy.replace(untidy.find(", mttr"), 1, ",   ");
  write_file("./work/deploy/shop.yaml", untidy);
  write_file("./work/deploy/other.yaml", "services: {}\n");
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
  const Run formatted = try_hook("cutpoint-fmt");
  INFO(formatted.out);
  CHECK(formatted.exit == 1);
  CHECK(has(formatted.out, "formatted deploy/shop.yaml"));
  CHECK(try_hook("cutpoint-fmt").exit == 0);
  write_file("./work/deploy/shop.yaml", clean);
  const Run passed = try_hook("cutpoint-lint");
  INFO(passed.out);
  CHECK(passed.exit == 0);
  CHECK(has(passed.out, "Passed"));
}

}  // namespace cutpoint::testing::integrations_test
