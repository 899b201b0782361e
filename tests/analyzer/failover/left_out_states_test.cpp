// What advice leaves out of chains, and of analyses, changes nothing that anybody sees.
#include <string>

#include "analyzer/analysis/analyze.hpp"
#include "analyzer/analysis/analyze_change.hpp"
#include "analyzer/compile/compile.hpp"
#include "tests/analyzer/support/compiled_document.hpp"
#include "tests/support/catch.hpp"

namespace cutpoint::testing::left_out_states_test {

namespace {

const char* const two_groups = R"(
journeys:
  j: {needs: [{component: queue, soft: true}, db, web], slo: {availability: 99.9%, period: 30d},
      sla: {availability: 99%, period: 30d, credits: [{below: 99%, credit: 10%}]}}
components:
  region: {kind: region, mtbf: 5y, mttr: 8h}
  one: {kind: zone, runs_on: region, mtbf: 1y, mttr: 4h}
  other: {kind: zone, runs_on: region, mtbf: 1y, mttr: 2h}
  db: {kind: database, replicas: 3, runs_on: [one, other], mtbf: 60d, mttr: 2h,
       failover: {mode: active-passive, detection: 30s, time: 5m, success: 90%, manual: 40m}}
  web: {kind: service, replicas: 3, at_least: 2, runs_on: [one, other], mtbf: 30d, mttr: 1h,
        failover: {mode: active-passive, detection: 10s, time: 1m, success: 80%, manual: 20m}}
  queue: {kind: queue, runs_on: one, mtbf: 90d, mttr: 30m}
)";

const char* const often_down = R"(
journeys:
  j: {needs: [db]}
components:
  one: {kind: zone, mtbf: 30d, mttr: 12h}
  other: {kind: zone, mtbf: 40d, mttr: 6h}
  third: {kind: zone, mtbf: 50d, mttr: 9h}
  db: {kind: database, replicas: 5, at_least: 2, runs_on: [one, other, third], mtbf: 20d, mttr: 8h,
       failover: {mode: active-passive, detection: 30s, time: 5m, success: 90%, manual: 40m}}
)";

AvailabilityResult up_with(const Model& model, SolvedChains& chains) {
  Diagnostics diagnostics;
  const auto function = compile(model, diagnostics, {.chains = &chains});
  REQUIRE(function.has_value());
  return analyze(model, *function).journeys[JourneyId(0U)].up;
}

AvailabilityResult up_with(const Model& model, const cutpoint::ChainLimits& limits) {
  SolvedChains chains(limits);
  return up_with(model, chains);
}

}  // namespace

TEST_CASE("chains: leaving out what is negligible keeps as many digits as it says") {
  const char* const document = GENERATE(two_groups, often_down);
  const Model model = model_of(document);
  const AvailabilityResult whole = up_with(model, cutpoint::ChainLimits());
  REQUIRE(whole.outages_per_year.has_value());
  for (const double negligible : {1e-2, 1e-4, 1e-6, 1e-8, 1e-10}) {
    cutpoint::ChainLimits limits;
    limits.negligible_share = negligible;
    limits.leave_out_from = 1.0;
    const AvailabilityResult less = up_with(model, limits);
    CHECK(less.availability.unavailability() ==
          Approx(whole.availability.unavailability()).epsilon(negligible).margin(0));
    REQUIRE(less.outages_per_year.has_value());
    CHECK(*less.outages_per_year == Approx(*whole.outages_per_year).epsilon(negligible).margin(0));
  }
}

TEST_CASE("chains that are solved more finely elsewhere are not solved again") {
  const Model model = model_of(often_down);
  cutpoint::ChainLimits coarse;
  coarse.negligible_share = 1e-2;
  coarse.leave_out_from = 1.0;
  SolvedChains fine_chains;
  SolvedChains coarse_chains(coarse, &fine_chains);
  const auto down = [&model](SolvedChains& chains) {
    return up_with(model, chains).availability.unavailability();
  };
  const double fine = down(fine_chains);
  CHECK(down(coarse_chains) == fine);
  CHECK(up_with(model, coarse).availability.unavailability() != fine);
  // Not the other way round.
  SolvedChains coarse_alone(coarse);
  SolvedChains fine_again({}, &coarse_alone);
  CHECK(down(coarse_alone) != fine);
  CHECK(down(fine_again) == fine);
}

TEST_CASE("a change is judged by the figures that its document has") {
  const CompiledDocument document(two_groups);
  const Analysis all = analyze(document.model, document.function);
  const Analysis change = analyze_change(document.model, document.function, {});
  const JourneyAnalysis& whole = all.journeys[JourneyId(0U)];
  const JourneyAnalysis& judged = change.journeys[JourneyId(0U)];
  CHECK(judged.up.availability.unavailability() == whole.up.availability.unavailability());
  CHECK(judged.up.outages_per_year == whole.up.outages_per_year);
  CHECK(judged.single_points.size() == whole.single_points.size());
  REQUIRE(judged.importance.size() == whole.importance.size());
  CHECK(judged.importance.front().criticality == whole.importance.front().criticality);
  REQUIRE(judged.slo.has_value());
  CHECK(judged.slo->met == whole.slo->met);
  CHECK_FALSE(judged.slo->missed_probability.has_value());
  CHECK(whole.slo->missed_probability.has_value());
  // Credits cost money, so they are worked out.
  REQUIRE(judged.sla.has_value());
  CHECK(judged.sla->expected_credit.has_value());
  CHECK(*judged.sla->expected_credit == Approx(*whole.sla->expected_credit).epsilon(1e-9));
}

}  // namespace cutpoint::testing::left_out_states_test
