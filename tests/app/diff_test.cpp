// `diff` between files and between revisions.
#include <cstdlib>
#include <filesystem>

#include <nlohmann/json.hpp>

#include "tests/support/catch.hpp"
#include "tests/support/golden.hpp"
#include "tests/support/run.hpp"
#include "tests/support/working_folder.hpp"

namespace cutpoint::testing::diff_test {

namespace {

const std::string git = "git -c user.name=t -c user.email=t@example.org -c init.defaultBranch=m ";

Run diff(std::vector<std::string> arguments) {
  arguments.insert(arguments.begin(), "diff");
  arguments.insert(arguments.end(), {"--today", "2026-01-01"});
  return run(arguments);
}

}  // namespace

TEST_CASE("a change as text, JSON and Markdown") {
  const InFolder folder(source_path("tests/app/diff"));
  for (const std::string format : {"text", "json", "markdown"}) {
    const Run result = diff({"before.yaml", "after.yaml", "--format", format});
    CHECK(result.exit == 0);
    CHECK(result.err.empty());
    check_golden("tests/app/diff/expected." + format, result.out);
  }
}

TEST_CASE("a regression fails where it is asked to") {
  const InFolder folder(source_path("tests/app/diff"));
  CHECK(diff({"before.yaml", "after.yaml", "--fail-on-regression"}).exit == 1);
  CHECK(diff({"after.yaml", "before.yaml", "--fail-on-regression"}).exit == 0);
  const Run same = diff({"before.yaml", "before.yaml", "--fail-on-regression"});
  CHECK(same.exit == 0);
  CHECK(same.out.find("no difference") != std::string::npos);
  CHECK(diff({"before.yaml", "gone.yaml"}).exit == 2);
}

TEST_CASE("what a change gains and loses") {
  const InFolder folder(source_path("tests/app/diff"));
  const auto json =
      nlohmann::json::parse(diff({"before.yaml", "after.yaml", "--format", "json"}).out);
  CHECK(json["regression"] == true);
  const auto& pay = json["journeys"][0];
  CHECK(pay["single_points_gained"] == nlohmann::json::array({"db-1"}));
  CHECK(pay["smallest_cut_set_before"] == 2);
  CHECK(pay["smallest_cut_set_after"] == 1);
  CHECK(json["components"]["added"] == nlohmann::json::array({"ca|che"}));
  CHECK(json["components"]["removed"] == nlohmann::json::array({"db-2"}));
  CHECK(json["cost_per_month"][0]["after"] == 100.0);
}

TEST_CASE("cut sets that became shorter are told, those with new parts are not") {
  const ScratchFolder scratch("diff/shorter");
  const std::string start =
      "cutpoint: 1\njourneys:\n  other: {needs: [c]}\n  j: {needs: [{any_of: [";
  const std::string end =
      "]}]}\ncomponents:\n  a: {kind: vm}\n  b: {kind: vm}\n  c: {kind: vm}\n  d: {kind: vm}\n";
  write_file("./three.yaml", start + "a, b, c" + end);
  write_file("./two.yaml", start + "a, b" + end);
  write_file("./new.yaml", start + "a, e" + end + "  e: {kind: vm}\n");
  const auto json = nlohmann::json::parse(diff({"three.yaml", "two.yaml", "-f", "json"}).out);
  CHECK(json["journeys"][0]["cut_sets_shorter"].empty());
  CHECK(json["journeys"][1]["cut_sets_shorter"] == nlohmann::json::parse(R"([["a", "b"]])"));
  const Run text = diff({"three.yaml", "two.yaml"});
  CHECK(text.out.find("j is stopped by a and b together; it took more before") !=
        std::string::npos);
  const Run markdown = diff({"three.yaml", "two.yaml", "-f", "markdown"});
  CHECK(markdown.out.find("| j is stopped by a and b together") != std::string::npos);
  for (const char* after : {"three.yaml", "new.yaml"}) {
    CHECK(diff({"two.yaml", after}).out.find("stopped by") == std::string::npos);
  }
}

TEST_CASE("revisions are read with what they include") {
  const auto folder = std::filesystem::path(build_path("scratch")) / "revisions";
  std::filesystem::remove_all(folder);
  std::filesystem::create_directories(folder);
  const InFolder in_folder(folder.string());
  write_file("./main.yaml", "cutpoint: 1\ninclude: [part.yaml]\njourneys: {j: {needs: [a]}}\n");
  write_file("./part.yaml", "cutpoint: 1\ncomponents: {a: {kind: vm, mtbf: 9d, mttr: 1h}}\n");
  if (std::system((git + "init -q . && " + git + "add . && " + git + "commit -qm one").c_str()) !=
      0) {
    WARN("git is not usable here: revisions are not tested");
    return;
  }
  write_file("./part.yaml", "cutpoint: 1\ncomponents: {a: {kind: vm, mtbf: 18d, mttr: 1h}}\n");
  const Run result = diff({"HEAD:main.yaml", "main.yaml"});
  CHECK(result.exit == 0);
  CHECK(result.out.find("a: mtbf 9d → 18d") != std::string::npos);
  // A path is taken from here, or, as git has it, from the root.
  std::filesystem::create_directories("deep er");
  std::filesystem::current_path("deep er");
  CHECK(diff({"HEAD:../main.yaml", "../main.yaml"}).exit == 0);
  const Run from_root = diff({"HEAD:main.yaml", "../main.yaml"});
  CHECK(from_root.exit == 0);
  CHECK(from_root.out.find("a: mtbf 9d → 18d") != std::string::npos);
  std::filesystem::current_path("..");
  // What is laid over both sides is that of the revision on the one and that of the disk on the
  // other.
  write_file("./over.yaml", "cutpoint: 1\ncomponents: {a: {mttr: 2h}}\n");
  REQUIRE(std::system((git + "add . && " + git + "commit -qm two").c_str()) == 0);
  write_file("./over.yaml", "cutpoint: 1\ncomponents: {a: {mttr: 3h}}\n");
  const Run laid_over = diff({"HEAD:main.yaml", "main.yaml", "--overlay", "over.yaml"});
  CHECK(laid_over.out.find("a: mttr 2h → 3h") != std::string::npos);
  const Run of_one = diff({"main.yaml", "main.yaml", "--head-overlay", "over.yaml"});
  CHECK(of_one.out.find("a: mttr 1h → 3h") != std::string::npos);
  const Run of_other = diff({"main.yaml", "main.yaml", "--base-overlay", "HEAD:over.yaml",
                             "--head-overlay", "over.yaml", "--head-overlay", "HEAD:over.yaml"});
  CHECK(of_other.exit == 0);
  CHECK(of_other.out.find("mttr") == std::string::npos);
  const Run unknown = diff({"nowhere:main.yaml", "main.yaml"});
  CHECK(unknown.exit == 2);
  CHECK(unknown.err.find("nowhere") != std::string::npos);
  CHECK(diff({"-x:main.yaml", "main.yaml"}).exit == 2);
}

namespace {

bool shell(const std::string& command) {
  return std::system((command + " >shell.log 2>&1").c_str()) == 0;
}

std::string model_of(const std::string& mtbf) {
  return "cutpoint: 1\njourneys: {j: {needs: [a]}}\ncomponents: {a: {kind: vm, mtbf: " + mtbf +
         ", mttr: 1h}}\n";
}

}  // namespace

TEST_CASE("a revision that cannot be read says what to do") {
  const ScratchFolder scratch("diff/missing");
  std::filesystem::create_directories("whole");
  write_file("./whole/main.yaml", model_of("9d"));
  if (!shell("cd whole && " + git + "init -q . && " + git + "add . && " + git +
             "commit -qm one && " + git + "commit -q --allow-empty -m two && " + git +
             "branch base HEAD~1") ||
      !shell(git + "clone -q --depth 1 file://\"$PWD\"/whole part")) {
    WARN("git is not usable here: revisions are not tested");
    return;
  }
  {
    const InFolder part("part");
    const Run shallow = diff({"base:main.yaml", "main.yaml"});
    CHECK(shallow.exit == 2);
    CHECK(shallow.err.find("`base` is not in this shallow clone") != std::string::npos);
    CHECK(shallow.err.find("git fetch --depth=1 origin base") != std::string::npos);
    CHECK(shallow.err.find("fetch-depth: 0") != std::string::npos);
    // What it says helps.
    CHECK(shell(git + "fetch -q --depth=1 origin base"));
    CHECK(diff({"FETCH_HEAD:main.yaml", "main.yaml"}).exit == 0);
  }
  CHECK(shell(git + "clone -q --depth 1 file://\"$PWD\"/whole earlier"));
  {
    const InFolder earlier("earlier");
    const Run relative = diff({"HEAD~1:main.yaml", "main.yaml"});
    CHECK(relative.exit == 2);
    CHECK(relative.err.find("git fetch --deepen=50") != std::string::npos);
    CHECK(shell(git + "fetch -q --deepen=50"));
    CHECK(diff({"HEAD~1:main.yaml", "main.yaml"}).exit == 0);
  }
  const InFolder whole("whole");
  const Run unknown = diff({"nowhere:main.yaml", "main.yaml"});
  CHECK(unknown.exit == 2);
  CHECK(unknown.err.find("there is no revision `nowhere`") != std::string::npos);
  CHECK(diff({"HEAD~99:main.yaml", "main.yaml"}).err.find("does not go back so far") !=
        std::string::npos);
  const Run missing = diff({"base:other.yaml", "main.yaml"});
  CHECK(missing.exit == 2);
  CHECK(missing.err.find("`base` has no file `other.yaml`") != std::string::npos);
  // Other ways to write one, and what is meant.
  CHECK(diff({"base:/main.yaml", "main.yaml"}).exit == 0);
  CHECK(diff({"base://main.yaml", "main.yaml"}).exit == 0);
  CHECK(
      diff({"base:" + std::filesystem::current_path().string() + "/main.yaml", "main.yaml"}).exit ==
      0);
  CHECK(diff({"HEAD@{0}:main.yaml", "main.yaml"}).exit == 0);
  std::filesystem::create_directories("deep");
  for (const auto& [written, meant] : std::vector<std::pair<std::string, std::string>>{
           {"base", "say which file of it, as in `base:architecture.yaml`"},
           {"base/main.yaml", "written `base:main.yaml`"},
           {"base main.yaml", "written `base:main.yaml`"},
           {"main.yaml@base", "written `base:main.yaml`"},
           {"base:deep/main.yaml", "did you mean `base:/main.yaml`?"},
           {"base:", "is a folder in the revision `base`"},
           {"base::main.yaml", "one colon stands"},
           {":main.yaml", "as in `HEAD:main.yaml`"},
           {"base..HEAD:main.yaml", "is a range of revisions"},
       }) {
    INFO(written);
    const Run told = diff({written, "main.yaml"});
    INFO(told.err);
    CHECK(told.exit == 2);
    CHECK(told.err.find(meant) != std::string::npos);
  }
  CHECK(shell(git + "update-ref refs/remotes/origin/theirs HEAD"));
  CHECK(diff({"theirs:main.yaml", "main.yaml"}).err.find("origin/theirs") != std::string::npos);
}

TEST_CASE("models of Markdown documents are compared, from revisions too") {
  const ScratchFolder scratch("diff/markdown");
  const std::string block = "```yaml cutpoint\n";
  write_file("./one.md", "# Design\n\n" + block + model_of("9d") + "```\n");
  write_file("./two.md", "# Design\n\n" + block + model_of("9d") + "```\n\n" + block +
                             model_of("18d") + "```\n");
  write_file("./none.md", "# Design\n");
  const Run several = diff({"one.md", "two.md"});
  CHECK(several.exit == 2);
  CHECK(several.err.find("two.md holds 2 models: say which") != std::string::npos);
  CHECK(diff({"one.md", "none.md"}).err.find("none.md holds no model") != std::string::npos);
  CHECK(diff({"one.md", "two.md", "--model", "2"}).err.find("one.md holds 1 model") !=
        std::string::npos);
  write_file("./plain.yaml", model_of("18d"));
  CHECK(diff({"one.md", "plain.yaml"}).out.find("a: mtbf 9d → 18d") != std::string::npos);
  CHECK(diff({"plain.yaml", "two.md", "--model", "2"}).out.find("no difference") !=
        std::string::npos);
  std::filesystem::create_directories("docs");
  write_file("./docs/design.md", "<!-- cutpoint:model ../plain.yaml -->\n");
  if (!shell(git + "init -q . && " + git + "add . && " + git + "commit -qm one")) return;
  write_file("./plain.yaml", model_of("27d"));
  // What the document names is read from the same revision, wherever one stands.
  CHECK(diff({"HEAD:docs/design.md", "docs/design.md"}).out.find("a: mtbf 18d → 27d") !=
        std::string::npos);
  const InFolder docs("docs");
  CHECK(diff({"HEAD:design.md", "design.md"}).out.find("a: mtbf 18d → 27d") != std::string::npos);
}

TEST_CASE("claims of a Markdown document that no longer hold are told") {
  const ScratchFolder scratch("diff/claims");
  const auto document = [](const std::string& runs_on) {
    return "```yaml cutpoint\ncutpoint: 1\njourneys: {j: {needs: [a]}}\ncomponents:\n"
           "  a: {kind: service, replicas: 2, runs_on: " +
           runs_on +
           ", mtbf: 30d, mttr: 1h}\n  v: {kind: vm, mtbf: 90d, mttr: 1h}\n"
           "  w: {kind: vm, mtbf: 90d, mttr: 1h}\n```\n<!-- cutpoint:claim survives(v) -->\n";
  };
  write_file("./before.md", document("[v, w]"));
  write_file("./after.md", document("v"));
  CHECK(diff({"before.md", "after.md"}).out.find("claim-not-supported") != std::string::npos);
  // What is claimed no more, or less, is weaker; more is not.
  const auto claiming = [&](const std::string& claims) {
    write_file("./claims.md", document("[v, w]") + claims);
    return diff({"claimed.md", "claims.md", "--fail-on-regression"});
  };
  const std::string up = "<!-- cutpoint:claim availability(j) >= 99% -->\n";
  write_file("./claimed.md", document("[v, w]") + up);
  CHECK(claiming(up).exit == 0);
  const Run gone = claiming("");
  CHECK(gone.exit == 1);
  CHECK(gone.out.find("weakened: claim of the document") != std::string::npos);
  CHECK(gone.out.find("claim removed: availability(j) >= 99%") != std::string::npos);
  CHECK(claiming("<!-- cutpoint:claim availability(j) >= 98% -->\n").exit == 1);
  CHECK(claiming("<!-- cutpoint:claim availability(j) >= 99.5% -->\n").exit == 0);
  // Files without claims are no documents that lost them.
  write_file("./plain.yaml",
             "cutpoint: 1\njourneys: {j: {needs: [a]}}\ncomponents:\n  a: {kind: "
             "service, replicas: 2, runs_on: [v, w], mtbf: 30d, mttr: 1h}\n  v: "
             "{kind: vm, mtbf: 90d, mttr: 1h}\n  w: {kind: vm, mtbf: 90d, mttr: "
             "1h}\n");
  CHECK(diff({"claimed.md", "plain.yaml", "--fail-on-regression"}).exit == 0);
}

TEST_CASE("names reach terminals and comments escaped") {
  const ScratchFolder scratch("diff/names");
  const std::string start =
      "cutpoint: 1\njourneys: {\"j|<b>\": {needs: [\"a\\e[31m\"]}}\ncomponents: "
      "{\"a\\e[31m\": {kind: vm, mttr: 1h, owner: \"@all <img>\", mtbf: ";
  write_file("./before.yaml", start + "9d}}\n");
  write_file("./after.yaml", start + "8d, runbook: \"</details> **x** | y\"}}\n");
  const Run text = diff({"before.yaml", "after.yaml"});
  CHECK(text.out.find('\x1b') == std::string::npos);
  const Run markdown = diff({"before.yaml", "after.yaml", "-f", "markdown"});
  CHECK(markdown.out.find("<b>") == std::string::npos);
  CHECK(markdown.out.find("</details> **x**") == std::string::npos);
  CHECK(markdown.out.find('\x1b') == std::string::npos);
  CHECK(markdown.out.find("&lt;/details&gt; \\*\\*x\\*\\* \\| y") != std::string::npos);
}

}  // namespace cutpoint::testing::diff_test
