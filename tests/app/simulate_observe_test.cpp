// The commands that play years and measure records, as a user meets them.
#include <algorithm>
#include <filesystem>

#include <nlohmann/json.hpp>

#include "tests/support/catch.hpp"
#include "tests/support/golden.hpp"
#include "tests/support/run.hpp"
#include "tests/support/sanitized.hpp"

namespace cutpoint::testing::simulate_observe_test {

namespace {

nlohmann::json json_of(std::vector<std::string> arguments) {
  arguments.insert(arguments.end(), {"--format", "json"});
  const Run result = run(arguments);
  INFO(result.err);
  REQUIRE(result.exit == 0);
  return nlohmann::json::parse(result.out);
}

void check_meets(const nlohmann::json& estimate, double low, double high) {
  CAPTURE(estimate.dump(), low, high);
  REQUIRE(estimate["interval"].is_array());
  CHECK(estimate["interval"][0].get<double>() <= high);
  CHECK(estimate["interval"][1].get<double>() >= low);
}

void check_holds(const nlohmann::json& estimate, const nlohmann::json& exact) {
  check_meets(estimate, exact.get<double>(), exact.get<double>());
}

std::vector<std::string> all_samples() {
  std::vector<std::string> files;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(source_path("samples"))) {
    if (entry.path().extension() == ".yaml") files.push_back(entry.path().string());
  }
  std::sort(files.begin(), files.end());
  return files;
}

}  // namespace

TEST_CASE("the simulation agrees with exact figures and with intervals, on every sample") {
  int exact_journeys = 0, estimated_journeys = 0;
  for (const std::string& file : all_samples()) {
    INFO(file);
    const auto exact = json_of({"analyze", file, "--today", "2026-01-01"});
    const auto simulated = json_of({"simulate", file, "--years", by_sanitizer("20000", "4000"),
                                    "--seed", "1", "--confidence", "99.9%"});
    for (std::size_t i = 0; i < exact["journeys"].size(); ++i) {
      const auto& truth = exact["journeys"][i];
      const auto& seen = simulated["journeys"][i];
      INFO(truth["name"]);
      const auto& bounds = truth["bounds"];
      if (truth["method"] != "exact") {
        ++estimated_journeys;
        CHECK(bounds[0] < bounds[1]);
        check_meets(seen["unavailability"], bounds[0], bounds[1]);
        continue;
      }
      ++exact_journeys;
      check_holds(seen["unavailability"], truth["unavailability"]);
      check_holds(seen["full_service_unavailability"], truth["full_service"]["unavailability"]);
      check_holds(seen["outages_per_year"], truth["outages_per_year"]);
    }
  }
  CHECK(exact_journeys >= 13);
  CHECK(estimated_journeys >= 6);
}

TEST_CASE("one, two and eight threads print the same bytes") {
  const std::string sample = source_path("samples/multi-az.yaml");
  for (const char* format : {"text", "json"}) {
    const auto with = [&](const char* threads) {
      return run({"simulate", sample, "--years", "500", "--seed", "3", "--threads", threads,
                  "--format", format})
          .out;
    };
    const std::string one = with("1");
    CHECK(one.size() > 500);
    CHECK(with("2") == one);
    CHECK(with("8") == one);
  }
  CHECK(run({"simulate", sample, "--years", "500", "--seed", "4"}).out !=
        run({"simulate", sample, "--years", "500", "--seed", "3"}).out);
}

TEST_CASE("the report of a simulation") {
  const std::string before = std::filesystem::current_path().string();
  std::filesystem::current_path(source_path("."));
  const Run report = run({"simulate", "samples/multi-az.yaml", "--years", "2000", "--seed", "7"});
  std::filesystem::current_path(before);
  CHECK(report.exit == 0);
  CHECK(report.err.empty());
  check_golden("tests/samples/multi-az.simulation.txt", report.out);
}

TEST_CASE("options that make no sense are refused") {
  const std::string sample = source_path("samples/multi-az.yaml");
  for (const auto& [option, value] : {std::pair{"--years", "0"},
                                      {"--years", "many"},
                                      {"--years", "1.5"},
                                      {"--seed", "-1"},
                                      {"--threads", "0"},
                                      {"--confidence", "100%"},
                                      {"--confidence", "sure"}}) {
    INFO(option << ' ' << value);
    const Run result = run({"simulate", sample, option, value});
    CHECK(result.exit == 2);
    CHECK(result.err.find(option) != std::string::npos);
  }
}

TEST_CASE("observe: records to figures to an architecture that they are laid over") {
  const std::string records = source_path("samples/incidents.csv");
  const auto json =
      json_of({"observe", records, "--from", "2026-03-01T00:00:00Z", "--window", "726h"});
  const auto& vm = json["components"][0];
  CHECK(vm["name"] == "vm-1");
  CHECK(vm["mtbf_seconds"] == 240 * 3600.0);
  CHECK(vm["mttr_seconds"] == 2 * 3600.0);
  CHECK(vm["availability"].get<double>() == Approx(240.0 / 242.0));
  const std::string written = build_path("scratch/observed.yaml");
  std::filesystem::create_directories(std::filesystem::path(written).parent_path());
  REQUIRE(run({"observe", records, "--window", "726h", "-o", written}).exit == 0);
  const Run laid_over =
      run({"analyze", source_path("samples/ai-api-single-vm.yaml"), written, "--format", "json"});
  INFO(laid_over.err);
  REQUIRE(laid_over.exit == 0);
  const auto analysis = nlohmann::json::parse(laid_over.out);
  int found = 0;
  for (const auto& point : analysis["journeys"][0]["single_points_of_failure"]) {
    if (point["component"] != "vm-1") continue;
    ++found;
    CHECK(point["downtime_seconds_per_year"].get<double>() ==
          Approx(365 * 86400.0 * 2 / 242).epsilon(1e-9));
  }
  CHECK(found == 1);
}

TEST_CASE("observe says all that is wrong") {
  const Run nothing = run({"observe", source_path("samples/incidents.csv")});
  CHECK(nothing.exit == 2);
  CHECK(nothing.err.find("--window") != std::string::npos);
  CHECK(run({"observe", "/nonexistent.csv", "--window", "1h"}).exit == 2);
  const Run options =
      run({"observe", source_path("samples/incidents.csv"), "--window", "5", "--from", "monday"});
  CHECK(options.exit == 2);
  CHECK(options.err.find("--window") != std::string::npos);
  CHECK(options.err.find("--from") != std::string::npos);
}

}  // namespace cutpoint::testing::simulate_observe_test
