// Listing cut sets as a user does; extreme gates through Open-PSA.
#include <filesystem>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "tests/support/catch.hpp"
#include "tests/support/golden.hpp"
#include "tests/support/run.hpp"
#include "tests/support/text_search.hpp"

namespace cutpoint::testing::cut_sets_test {

namespace {

using Json = nlohmann::json;

const std::string sample = source_path("samples/shared-dns-trap.yaml");

std::string scratch(const std::string& name) {
  const std::string folder = build_path("scratch");
  std::filesystem::create_directories(folder);
  return folder + "/cut-sets-" + name;
}

Json journey_of(const std::vector<std::string>& options) {
  std::vector<std::string> arguments{"analyze", sample, "--format", "json"};
  arguments.insert(arguments.end(), options.begin(), options.end());
  const Run result = run(arguments);
  REQUIRE(result.exit == 0);
  return Json::parse(result.out)["journeys"][0];
}

}  // namespace

TEST_CASE("the most probable cut sets, explained, with what they miss") {
  const Json journey = journey_of({"--cut-sets", "3"});
  const Json& found = journey["minimal_cut_sets"];
  CHECK(found["by_order"] == Json::array({2, 4}));
  CHECK(found["complete"] == true);
  REQUIRE(found["sets"].size() == 3);
  const Json& pair = found["sets"][2];
  CHECK(pair["events"] == Json::array({"gateway-1", "gateway-2"}));
  REQUIRE(pair["defeats"].size() == 1);
  CHECK(pair["defeats"][0]["redundancy"] == "any of gateway-1, gateway-2");
  CHECK(pair["defeats"][0]["needed"] == 1);
  CHECK(pair["defeats"][0]["of"] == 2);
  CHECK(pair["defeats"][0]["by"] == pair["events"]);
  CHECK(pair["cuts"][1]["path"] == Json::array({"use", "gateway-2"}));
  const Json& truncation = found["truncation"];
  CHECK(truncation["left_out"] == 3);
  CHECK(truncation["cutoff"].is_null());
  // 5·10⁻⁸ twice and 10⁻⁸, less what they share with the listed ones.
  CHECK(truncation["error"][0].get<double>() == Approx(1.1e-7).epsilon(0.01));
  CHECK(truncation["error"][1].get<double>() == Approx(1.1e-7).epsilon(0.01));
  CHECK(truncation["error"][0] <= truncation["error"][1]);
  const double kept = truncation["kept_probability"][1];
  CHECK(kept + truncation["error"][0].get<double>() <= journey["unavailability"].get<double>());
}

TEST_CASE("cut sets above a probability") {
  const Json some = journey_of({"--truncate", "2e-8"})["minimal_cut_sets"];
  CHECK(some["sets"].size() == 5);
  CHECK(some["truncation"]["left_out"] == 1);
  CHECK(some["truncation"]["all_above_cutoff"] == true);
  CHECK(some["truncation"]["error"][1].get<double>() <= 1.01e-8);
  const Json few = journey_of({"--truncate", "2e-8", "--cut-sets", "4"})["minimal_cut_sets"];
  CHECK(few["sets"].size() == 4);
  CHECK(few["truncation"]["all_above_cutoff"] == false);
  const Json all = journey_of({"--truncate", "1e-300"})["minimal_cut_sets"];
  CHECK(all["all_listed"] == true);
  CHECK(all["truncation"]["error"] == Json::array({0.0, 0.0}));
  const Json single = journey_of({"--cut-sets", "9", "--max-order", "1"})["minimal_cut_sets"];
  CHECK(single["sets"].size() == 2);
  CHECK(single["truncation"]["left_out"].is_null());
  // The pairs that were not looked at are in the error.
  CHECK(single["truncation"]["error"][0].get<double>() == Approx(3.6e-7).epsilon(0.01));
  CHECK(journey_of({})["minimal_cut_sets"]["truncation"].is_null());
}

TEST_CASE("the report explains cut sets in words") {
  const std::string out = run({"analyze", sample, "--cut-sets", "4"}).out;
  CHECK(has(out, "Minimal cut sets: 2 of order 1, 4 of order 2 (all there are)"));
  CHECK(has(out,
            "defeats the redundancy of gateway-1, gateway-2 (1 of 2 needed); cuts (gateway-1 | "
            "gateway-2)"));
  CHECK(has(out, "4 listed, 2 left out. Truncation error:"));
  CHECK(has(run({"analyze", sample, "--cut-sets", "9"}).out, "    6 listed: all there are\n"));
  const std::string cutoff = run({"analyze", sample, "--truncate", "1e-7"}).out;
  CHECK(has(cutoff, "3 listed of probability 1e-07 and more, 3 left out."));
}

TEST_CASE("a pool is told by how many of how many it needs") {
  const std::string file = scratch("pool.yaml");
  write_file(file,
             "cutpoint: 1\njourneys: {use: {needs: [web]}}\ncomponents:\n"
             "  web: {kind: service, mtbf: never, depends_on: [api]}\n"
             "  api: {kind: service, replicas: 3, at_least: 2, runs_on: [vm-a, vm-b, vm-c], "
             "availability: 99%}\n"
             "  vm-a: {kind: vm, availability: 99%}\n  vm-b: {kind: vm, availability: 99%}\n"
             "  vm-c: {kind: vm, availability: 99%}\n");
  const std::string out = run({"analyze", file, "--cut-sets", "20"}).out;
  CHECK(has(out, "vm-a + vm-b   0.0001"));
  CHECK(has(out, "defeats the redundancy of api (2 of 3 needed); cuts web → api → vm-b"));
  CHECK(has(out, "defeats the redundancy of api (2 of 3 needed); cuts web → api → (vm-a | vm-b)"));
}

TEST_CASE("options of cut sets that cannot be meant") {
  for (const char* wrong : {"0", "-1", "1.5", "1e-9x", "nan", "inf", "", "2"}) {
    INFO(wrong);
    const Run result = run({"analyze", sample, "--truncate", wrong});
    if (std::string(wrong) == "1.5" || std::string(wrong) == "2" || std::string(wrong) == "0") {
      CHECK(has(result.err, "--truncate takes a probability above 0"));
    }
    CHECK(result.exit == 2);
  }
  for (const char* wrong : {"0", "-3", "many", "1.5", "99999999999999999999"}) {
    INFO(wrong);
    CHECK(run({"analyze", sample, "--cut-sets", wrong}).exit == 2);
  }
  CHECK(run({"analyze", sample, "--max-order", "auto"}).exit == 0);
}

namespace {

std::string tree_of(const std::string& gates, const std::string& q) {
  std::string text = "<opsa-mef><define-fault-tree name='t'>" + gates;
  for (const char* name : {"a", "b"}) {
    text += fmt::format("<define-basic-event name='{}'><float value='{}'/></define-basic-event>",
                        name, q);
  }
  return text + "</define-fault-tree></opsa-mef>";
}

double top_of(const std::string& gates, const std::string& q = "0.25") {
  const std::string file = scratch("gates.xml");
  write_file(file, tree_of("<define-gate name='top'>" + gates + "</define-gate>", q));
  const Run result = run({"analyze", file, "--format", "json"});
  INFO(result.err);
  REQUIRE(result.exit == 0);
  return Json::parse(result.out)["journeys"][0]["unavailability"];
}

}  // namespace

TEST_CASE("empty gates, gates of one argument and constants through Open-PSA") {
  const std::string a = "<basic-event name='a'/>";
  const std::string b = "<basic-event name='b'/>";
  CHECK(top_of("<or></or>") == 0.0);
  CHECK(top_of("<and></and>") == 1.0);
  CHECK(top_of("<or>" + a + "</or>") == 0.25);
  CHECK(top_of("<and><or>" + a + "</or></and>") == 0.25);
  CHECK(top_of("<atleast min='1'>" + a + "</atleast>") == 0.25);
  CHECK(top_of("<and><constant value='true'/>" + a + "</and>") == 0.25);
  CHECK(top_of("<and><constant value='false'/>" + a + "</and>") == 0.0);
  CHECK(top_of("<or><constant value='true'/>" + a + "</or>") == 1.0);
  CHECK(top_of("<or>" + a + "<not>" + a + "</not></or>") == 1.0);
  CHECK(top_of("<and>" + a + "<not>" + a + "</not></and>") == 0.0);
  CHECK(top_of("<or>" + a + "<and></and></or>") == 1.0);
  CHECK(top_of("<and>" + a + b + "</and>", "1e-12") == Approx(1e-24).epsilon(1e-12));
  CHECK(top_of("<or>" + a + b + "</or>", "1e-12") == Approx(2e-12).epsilon(1e-12));
  CHECK(top_of("<and>" + a + b + "</and>", "0.999999999999") == Approx(1 - 2e-12).epsilon(1e-15));
  const std::string file = scratch("nearly.xml");
  write_file(file,
             tree_of("<define-gate name='top'><or>" + a + "</or></define-gate>", "0.999999999999"));
  CHECK(has(run({"analyze", file}).out, "probability 1 − 1e-12"));
}

TEST_CASE("extreme figures in the architecture format") {
  const auto down = [](const std::string& components, const std::string& needs) {
    const std::string file = scratch("extreme.yaml");
    write_file(file,
               "cutpoint: 1\njourneys: {use: {needs: " + needs + "}}\ncomponents:\n" + components);
    const Run result = run({"analyze", file, "--format", "json"});
    INFO(result.err);
    REQUIRE(result.exit == 0);
    return Json::parse(result.out)["journeys"][0]["unavailability"].get<double>();
  };
  const std::string nearly_up =
      "  a: {kind: vm, availability: 99.9999999999%}\n"
      "  b: {kind: vm, availability: 99.9999999999%}\n";
  CHECK(down(nearly_up, "[a, b]") == Approx(2e-12).epsilon(1e-3));
  CHECK(down(nearly_up, "[{any_of: [a, b]}]") == Approx(1e-24).epsilon(1e-3));
  const std::string nearly_down =
      "  a: {kind: vm, mtbf: 1s, mttr: 30000y}\n"
      "  b: {kind: vm, mtbf: 1s, mttr: 30000y}\n";
  CHECK(1.0 - down(nearly_down, "[{any_of: [a, b]}]") == Approx(2.114e-12).epsilon(1e-2));
  // One member, or all of them: no redundancy, the member itself.
  CHECK(down("  a: {kind: vm, availability: 90%}\n", "[{any_of: [a]}]") == Approx(0.1));
  CHECK(down("  a: {kind: vm, availability: 90%}\n  g: {kind: group, depends_on: [a]}\n",
             "[{all_of: [g]}]") == Approx(0.1));
  CHECK(down("  a: {kind: vm, mtbf: never}\n  g: {kind: group}\n", "[a, g]") == 0.0);
}

}  // namespace cutpoint::testing::cut_sets_test
