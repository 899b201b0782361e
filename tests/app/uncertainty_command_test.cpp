// Intervals of uncertain figures, as a user meets them.
#include <filesystem>

#include <nlohmann/json.hpp>

#include "tests/support/catch.hpp"
#include "tests/support/golden.hpp"
#include "tests/support/run.hpp"

namespace cutpoint::testing::uncertainty_command_test {

namespace {

const std::string sample = source_path("samples/uncertain-figures.yaml");

Run analysed(const std::string& file, std::vector<std::string> options) {
  options.insert(options.begin(), {"analyze", file});
  return run(options);
}

}  // namespace

TEST_CASE("one, two and seven threads print the same bytes of uncertainty") {
  for (const char* format : {"text", "json"}) {
    const auto with = [&](const char* threads) {
      return analysed(sample, {"--uncertainty", "999", "--seed", "3", "--threads", threads,
                               "--format", format})
          .out;
    };
    const std::string one = with("1");
    CHECK(one.find("uncertain") != std::string::npos);
    CHECK(with("2") == one);
    CHECK(with("7") == one);
  }
  const auto seeded = [](const char* seed) { return analysed(sample, {"--seed", seed}).out; };
  CHECK(seeded("1") == analysed(sample, {}).out);
  CHECK(seeded("2") != seeded("1"));
}

TEST_CASE("uncertainty is shown where figures are uncertain, and left out when asked") {
  const auto json = nlohmann::json::parse(analysed(sample, {"--format", "json"}).out);
  CHECK(json["uncertainty"]["samples"] == 10'000);
  CHECK(json["uncertainty"]["seed"] == 1);
  for (const auto& journey : json["journeys"]) {
    INFO(journey["name"]);
    const auto& spread = journey["uncertainty"]["unavailability"];
    CHECK(spread["p5"] < journey["unavailability"]);
    CHECK(spread["p95"] > journey["unavailability"]);
    CHECK(spread["p5"] < spread["mean"]);
    const auto& share = journey["uncertainty"]["shares"][0];
    CHECK(share["line"].is_number());
    CHECK(share["of"].size() >= 1);
  }
  const Run without = analysed(sample, {"--uncertainty", "0"});
  CHECK(without.exit == 0);
  CHECK(without.out.find("uncertain: ") == std::string::npos);
  const auto certain = nlohmann::json::parse(
      analysed(source_path("samples/multi-az.yaml"), {"--format", "json"}).out);
  CHECK_FALSE(certain.contains("uncertainty"));
}

TEST_CASE("options of uncertainty that make no sense are refused") {
  for (const auto& [option, value] : {std::pair{"--uncertainty", "many"},
                                      {"--uncertainty", "-1"},
                                      {"--uncertainty", "1.5"},
                                      {"--uncertainty", "100000001"},
                                      {"--seed", "-1"},
                                      {"--threads", "0"}}) {
    INFO(option << ' ' << value);
    const Run result = analysed(sample, {option, value});
    CHECK(result.exit == 2);
    CHECK(result.err.find(option) != std::string::npos);
  }
}

}  // namespace cutpoint::testing::uncertainty_command_test
