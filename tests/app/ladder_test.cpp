// The rungs of the ladder: the table in the docs is made by running them.
#include <algorithm>
#include <cstdlib>
#include <filesystem>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "cutpoint/duration.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/golden.hpp"
#include "tests/support/run.hpp"

namespace cutpoint::testing::ladder_test {

namespace {

using nlohmann::json;

std::vector<std::string> rungs() {
  std::vector<std::string> names;
  for (const auto& entry : std::filesystem::directory_iterator(source_path("samples/ladder"))) {
    if (entry.path().extension() == ".yaml") names.push_back(entry.path().stem().string());
  }
  std::sort(names.begin(), names.end());
  return names;
}

json analysis_of(const std::string& rung) {
  const Run result = run({"analyze", source_path(fmt::format("samples/ladder/{}.yaml", rung)),
                          "--format", "json", "--today", "2026-01-01"});
  INFO(result.err);
  REQUIRE(result.exit == 0);
  return json::parse(result.out);
}

std::string time_text(const json& seconds, const char* if_never) {
  if (seconds.is_null()) return "not stated";
  // "never" is written as a word: JSON has no infinity.
  if (!seconds.is_number()) return if_never;
  return to_human_text(Duration::seconds(seconds.get<double>()));
}

/// What a loss costs in data and time, of the database that serves first.
std::string losses(const json& analysis, const std::string& scope) {
  if (scope == "region" && !analysis["disaster_recovery"].empty()) {
    const json& site = analysis["disaster_recovery"][0];
    return time_text(site["rpo_seconds"], "all") + " / " + time_text(site["rto_seconds"], "never");
  }
  for (const json& row : analysis["recovery"][0]["scopes"]) {
    if (row["scope"] != scope) continue;
    return time_text(row["rpo_seconds"], "all") + " / " + time_text(row["rto_seconds"], "never");
  }
  return "–";
}

/// What of a second site runs while it waits.
std::string standby_scale(const json& analysis) {
  if (analysis["disaster_recovery"].empty()) return "–";
  const json& site = analysis["disaster_recovery"][0];
  if (site["strategy"] == "active-active") return "100 %";
  return fmt::format("{:.0f} %", 100.0 * site["standby_scale"].get<double>());
}

std::string table() {
  std::string text =
      "| rung | availability | down a year | machine lost: RPO / RTO | region lost: RPO / RTO | "
      "deleted: RPO / RTO | standby runs at | cost a month | credits a year |\n"
      "|---|---|---|---|---|---|---|---|---|\n";
  for (const std::string& rung : rungs()) {
    const json analysis = analysis_of(rung);
    const json& journey = analysis["journeys"][0];
    const double cost = analysis["component_costs_per_year"][0]["amount"];
    text += fmt::format(
        "| [{}](../samples/ladder/{}.yaml) | {:.4f} % | {} | {} | {} | {} | {} | {:.0f} USD | "
        "{:.0f} USD |\n",
        analysis["model"]["name"].get<std::string>(), rung,
        100.0 * (1.0 - journey["unavailability"].get<double>()),
        time_text(journey["downtime_seconds_per_year"], ""), losses(analysis, "host"),
        losses(analysis, "region"), losses(analysis, "corruption"), standby_scale(analysis),
        cost / 12.0, journey["money"]["credits_per_year"]["amount"].get<double>());
  }
  return text;
}

}  // namespace

TEST_CASE("the table of the ladder is what running it gives") {
  const std::string page = "docs/ladder.md";
  const std::string begin = "<!-- made by running samples/ladder -->\n", end = "<!-- end -->";
  std::string text = read_file(source_path(page));
  const std::size_t from = text.find(begin), to = text.find(end);
  REQUIRE(from != std::string::npos);
  REQUIRE(to != std::string::npos);
  text.replace(from + begin.size(), to - from - begin.size(), fmt::format("\n{}\n", table()));
  check_golden(page, text);
}

TEST_CASE("a standby costs the share of it that runs, and replicas of data in full") {
  const auto cost = [](const char* rung) {
    return analysis_of(rung)["component_costs_per_year"][0]["amount"].get<double>() / 12.0;
  };
  // The first site: a gateway, two machines, two databases; the second would cost as much again.
  const double site = 20 + 2 * 60 + 2 * 150;
  CHECK(cost("06-multi-az") == Approx(site));
  CHECK(cost("07-backup-and-restore") == Approx(site + 0.02 * site));
  CHECK(cost("08-pilot-light") == Approx(site + 150 + 0.1 * (site - 150)));
  CHECK(cost("09-warm-standby") == Approx(site + 150 + 0.5 * (site - 150)));
  CHECK(cost("10-active-active") == Approx(2 * site));
  const json light = analysis_of("08-pilot-light")["disaster_recovery"][0];
  CHECK(light["standby_scale"] == 0.1);
  CHECK(light["full_standby_costs_per_year"][0]["amount"] == Approx(12 * site));
  CHECK(light["standby_costs_per_year"][0]["amount"] == Approx(12 * (150 + 0.1 * (site - 150))));
}

TEST_CASE("every rung is better than the one before, and is written canonically") {
  double before = 1.0;
  const auto all = rungs();
  REQUIRE(all.size() == 10);
  for (const std::string& rung : all) {
    INFO(rung);
    const double down = analysis_of(rung)["journeys"][0]["unavailability"];
    // Backups change what is lost, not how often it is down.
    const bool backups_only = rung.rfind("02", 0) == 0;
    CHECK((backups_only ? down <= before : down < before));
    before = down;
    CHECK(run({"fmt", "--check", source_path(fmt::format("samples/ladder/{}.yaml", rung))}).exit ==
          0);
  }
}

}  // namespace cutpoint::testing::ladder_test
