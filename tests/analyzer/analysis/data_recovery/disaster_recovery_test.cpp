// Strategies of a second site: time, data, money, availability.
#include <cmath>

#include <fmt/format.h>

#include "analyzer/analysis/analyze.hpp"
#include "analyzer/analysis/service_levels/service_levels.hpp"
#include "analyzer/compile/compile.hpp"
#include "cutpoint/analysis.hpp"
#include "tests/analyzer/support/compiled_document.hpp"
#include "tests/support/catch.hpp"

namespace cutpoint::testing::disaster_recovery_test {

namespace {

Analysis analysis_of(const Model& model) {
  Diagnostics diagnostics;
  const auto function = compile(model, diagnostics);
  REQUIRE(function.has_value());
  return analyze(model, *function);
}

Model two_sites(const std::string& failover, const std::string& replication) {
  return model_of(
      "journeys: {use: {needs: [{any_of: [app-1, app-2], failover: {" + failover +
      "}}], objectives: {rto: 1h, rpo: 10m}}}\ncomponents:\n"
      "  app-1: {kind: service, runs_on: one, depends_on: [db-1], cost: 10 USD/month}\n"
      "  app-2: {kind: service, runs_on: two, replicas: 2, depends_on: [db-2], cost: 5 USD/month}\n"
      "  db-1: {kind: database, runs_on: one, backups: [{every: 6h, restore: 2h, offsite: true}]" +
      replication +
      "}\n  db-2: {kind: database, runs_on: two, cost: 20 USD/month}\n"
      "  one: {kind: region, mtbf: 1y, mttr: 8h}\n  two: {kind: region, mtbf: 1y, mttr: 8h}\n");
}

}  // namespace

TEST_CASE("backup and restore: the interval is lost, and restoring takes its time") {
  const Model model =
      two_sites("strategy: backup-and-restore, automatic: false, detection: 10m, manual: 50m", "");
  const auto disasters = analysis_of(model).disasters;
  REQUIRE(disasters.size() == 1);
  const DisasterRecovery& site = disasters.front();
  CHECK(site.primary == "app-1");
  CHECK(*site.rpo == Duration::hours(6));
  CHECK(site.rpo_from == "db-1");
  CHECK(*site.rto == Duration::hours(3));
  CHECK(site.rto_met() == false);
  CHECK(site.rpo_met() == false);
  REQUIRE(site.standby_costs.size() == 1);
  CHECK(site.standby_costs.front().amount == Approx(30 * 12).epsilon(0.02));
}

TEST_CASE("pilot light and beyond: a replica loses its lag") {
  const std::string replica = ", replication: {mode: async, lag: 5s, to: db-2}";
  const Model pilot =
      two_sites("strategy: pilot-light, automatic: false, detection: 5m, manual: 20m", replica);
  const DisasterRecovery site = analysis_of(pilot).disasters.front();
  CHECK(*site.rpo == Duration::seconds(5));
  CHECK(*site.rto == Duration::seconds(25 * 60));
  CHECK((site.rto_met() == true && site.rpo_met() == true));
  // The stronger the strategy, the less is down.
  const auto down = [&](const char* failover) {
    return analysis_of(two_sites(failover, replica))
        .journeys[JourneyId(0U)]
        .up.availability.unavailability();
  };
  const double backup = down("strategy: backup-and-restore, automatic: false, manual: 4h");
  const double light = down("strategy: pilot-light, automatic: false, manual: 30m");
  const double warm = down("strategy: warm-standby, time: 5m");
  const double active = down("strategy: active-active, time: 10s");
  CHECK(backup > light);
  CHECK(light > warm);
  CHECK(warm > active);
}

TEST_CASE("a calendar month has 28, 30 or 31 days") {
  const auto missed = [](const char* period) {
    const Model model = model_of(
        std::string("journeys: {use: {needs: [a], sla: {availability: 99.9%, period: ") + period +
        ", fee: 1000 USD/month, credits: [{below: 99.9%, credit: 10%}, {below: 99%, credit: "
        "30%}]}}}\ncomponents: {a: {kind: vm, mtbf: 1000h, mttr: 1h}}\n");
    return analysis_of(model).journeys[JourneyId(0U)];
  };
  const auto chance = [&](const char* period) { return *missed(period).sla->missed_probability; };
  CHECK(chance("month") ==
        Approx((chance("28d") + 4 * chance("30d") + 7 * chance("31d")) / 12).epsilon(1e-9));
  CHECK(chance("quarter") ==
        Approx((chance("90d") + chance("91d") + 2 * chance("92d")) / 4).epsilon(1e-9));
  const JourneyAnalysis month = missed("month");
  CHECK(month.sla->period.length.in_hours() == Approx(730));
  REQUIRE(month.money.credits.has_value());
  CHECK(month.money.credits->amount ==
        Approx(1000 * 365.0 / 30.0 * *month.sla->expected_credit).epsilon(0.02));
}

}  // namespace cutpoint::testing::disaster_recovery_test
