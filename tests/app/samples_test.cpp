// Every sample against its expected output.
#include <algorithm>
#include <filesystem>
#include <set>

#include <nlohmann/json.hpp>

#include "tests/support/catch.hpp"
#include "tests/support/golden.hpp"
#include "tests/support/run.hpp"

namespace cutpoint::testing::samples_test {

namespace {

/// Runs from the root of the source tree, so that outputs name files as a user would.
class FromSourceTree {
 public:
  FromSourceTree() : before_(std::filesystem::current_path()) {
    std::filesystem::current_path(source_path("."));
  }
  ~FromSourceTree() { std::filesystem::current_path(before_); }
  FromSourceTree(const FromSourceTree&) = delete;
  FromSourceTree& operator=(const FromSourceTree&) = delete;

 private:
  std::filesystem::path before_;
};

std::vector<std::string> sample_names() {
  std::vector<std::string> names;
  for (const auto& entry : std::filesystem::directory_iterator(source_path("samples"))) {
    if (entry.path().extension() == ".yaml") names.push_back(entry.path().stem().string());
  }
  std::sort(names.begin(), names.end());
  return names;
}

nlohmann::json analysis_of(const std::string& sample) {
  const Run json =
      run({"analyze", "samples/" + sample + ".yaml", "--format", "json", "--today", "2026-01-01"});
  REQUIRE(json.exit == 0);
  return nlohmann::json::parse(json.out);
}

std::set<std::string> points_of_class(const nlohmann::json& journey, const std::string& wanted) {
  std::set<std::string> names;
  for (const auto& point : journey["single_points_of_failure"]) {
    if (point["class"] == wanted) names.insert(point["component"]);
  }
  return names;
}

}  // namespace

TEST_CASE("samples give their expected outputs") {
  const FromSourceTree from_source_tree;
  REQUIRE(sample_names().size() >= 7);
  for (const std::string& name : sample_names()) {
    INFO(name);
    const std::string file = "samples/" + name + ".yaml";
    const Run text = run({"analyze", file, "--today", "2026-01-01"});
    CHECK(text.exit == 0);
    CHECK(text.err.empty());
    check_golden("tests/samples/" + name + ".txt", text.out);
    const Run json = run({"analyze", file, "--format", "json", "--today", "2026-01-01"});
    CHECK(json.exit == 0);
    check_golden("tests/samples/" + name + ".json", json.out);
    const Run dot = run({"render", file, "--today", "2026-01-01"});
    CHECK(dot.exit == 0);
    check_golden("tests/samples/" + name + ".dot", dot.out);
    CHECK(run({"fmt", "--check", file}).exit == 0);
  }
}

TEST_CASE(
    "the classic walk-through: everything but the container is a full single point of failure") {
  const FromSourceTree from_source_tree;
  const auto journey = analysis_of("ai-api-single-vm")["journeys"][0];
  CHECK(points_of_class(journey, "full") ==
        std::set<std::string>{"vm-1", "database", "model", "network", "external-auth", "region-1"});
  CHECK(points_of_class(journey, "partial") == std::set<std::string>{"api"});
  CHECK(journey["slo"]["met"] == false);
}

TEST_CASE("three containers on one VM: the VM stays") {
  const FromSourceTree from_source_tree;
  const auto journey = analysis_of("ai-api-three-containers")["journeys"][0];
  CHECK(points_of_class(journey, "full").count("vm-1") == 1);
  bool hidden = false;
  for (const auto& cause : journey["hidden_common_causes"])
    hidden = hidden || cause["component"] == "vm-1";
  CHECK(hidden);
}

TEST_CASE("two VMs: the VMs are no single points of failure any more") {
  const FromSourceTree from_source_tree;
  const auto journey = analysis_of("ai-api-two-vms")["journeys"][0];
  const auto full = points_of_class(journey, "full");
  CHECK(full.count("vm-1") == 0);
  CHECK(full.count("api#1") == 0);
  CHECK(full.count("database") == 1);
}

TEST_CASE("a risk that somebody took is accepted until it expires") {
  const FromSourceTree from_source_tree;
  const auto journey = analysis_of("multi-az")["journeys"][0];
  CHECK(points_of_class(journey, "accepted") == std::set<std::string>{"payment-provider"});
  const Run later =
      run({"analyze", "samples/multi-az.yaml", "--format", "json", "--today", "2031-01-01"});
  const auto expired = nlohmann::json::parse(later.out)["journeys"][0];
  CHECK(points_of_class(expired, "accepted").empty());
  CHECK(points_of_class(expired, "full").count("payment-provider") == 1);
}

TEST_CASE("what if this fails?") {
  const FromSourceTree from_source_tree;
  const Run zone = run({"whatif", "samples/multi-az.yaml", "--fail", "zone-a", "--format", "json"});
  REQUIRE(zone.exit == 0);
  const auto survived = nlohmann::json::parse(zone.out);
  CHECK(survived["journeys"]["checkout"] == "degraded");
  CHECK(survived["failed"] == nlohmann::json::array({"zone-a"}));
  const auto lost = nlohmann::json::parse(
      run({"whatif", "samples/multi-az.yaml", "--fail", "zone-a,zone-b", "--format", "json"}).out);
  CHECK(lost["journeys"]["checkout"] == "down");
  const Run instance = run({"whatif", "samples/multi-az.yaml", "--fail", "web#2"});
  CHECK(instance.exit == 0);
  CHECK(instance.out.find("survives") != std::string::npos);
  const Run unknown = run({"whatif", "samples/multi-az.yaml", "--fail", "zone-d"});
  CHECK(unknown.exit == 2);
  CHECK(unknown.err.find("did you mean `zone-") != std::string::npos);
}

}  // namespace cutpoint::testing::samples_test
