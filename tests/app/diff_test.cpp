// `diff` between files and between revisions.
#include <cstdlib>
#include <filesystem>

#include <nlohmann/json.hpp>

#include "tests/support/catch.hpp"
#include "tests/support/golden.hpp"
#include "tests/support/run.hpp"
#include "tests/support/working_folder.hpp"

namespace cutpoint::testing {

namespace {

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
  CHECK(text.out.find("+ stopped by a and b (it took more before)") != std::string::npos);
  const Run markdown = diff({"three.yaml", "two.yaml", "-f", "markdown"});
  CHECK(markdown.out.find("- j is stopped by a, b together") != std::string::npos);
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
  const std::string git = "git -c user.name=t -c user.email=t@example.org -c init.defaultBranch=m ";
  if (std::system((git + "init -q . && " + git + "add . && " + git + "commit -qm one").c_str()) !=
      0) {
    WARN("git is not usable here: revisions are not tested");
    return;
  }
  write_file("./part.yaml", "cutpoint: 1\ncomponents: {a: {kind: vm, mtbf: 18d, mttr: 1h}}\n");
  const Run result = diff({"HEAD:main.yaml", "main.yaml"});
  CHECK(result.exit == 0);
  CHECK(result.out.find("a: mtbf 9 d → 18 d") != std::string::npos);
  // A path is taken from here, or, as git has it, from the root.
  std::filesystem::create_directories("deep er");
  std::filesystem::current_path("deep er");
  CHECK(diff({"HEAD:../main.yaml", "../main.yaml"}).exit == 0);
  const Run from_root = diff({"HEAD:main.yaml", "../main.yaml"});
  CHECK(from_root.exit == 0);
  CHECK(from_root.out.find("a: mtbf 9 d → 18 d") != std::string::npos);
  std::filesystem::current_path("..");
  const Run unknown = diff({"nowhere:main.yaml", "main.yaml"});
  CHECK(unknown.exit == 2);
  CHECK(unknown.err.find("nowhere") != std::string::npos);
  CHECK(diff({"-x:main.yaml", "main.yaml"}).exit == 2);
}

}  // namespace cutpoint::testing
