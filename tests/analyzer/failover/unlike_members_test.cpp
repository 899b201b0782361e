// Members whose health checks differ: whoever fails is noticed by its own, and whoever takes over
// starts in its own time. And groups of the same members whose work moves in ways of their own.
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include <fmt/format.h>

#include "analyzer/analysis/analyze.hpp"
#include "analyzer/chaos/chaos.hpp"
#include "tests/analyzer/failover/chain_agreement.hpp"
#include "tests/analyzer/failover/random_groups.hpp"
#include "tests/analyzer/support/compiled_document.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/random.hpp"

namespace cutpoint::testing::unlike_members_test {

namespace {

constexpr const char* slow_to_start =
    ", health_check: {interval: 10s, timeout: 2s, retries: 3, start_period: 1h}";

/// A cold pair, of which either may take long to start.
std::string cold_pair(const char* first, const char* second) {
  return fmt::format(R"(
journeys: {{j: {{needs: [{{any_of: [a, b], failover: {{standby: cold, detection: 10s, time: 20s}}}}]}}}}
components:
  a: {{kind: database, mtbf: 1000h, mttr: 10h{}}}
  b: {{kind: database, mtbf: 1000h, mttr: 10h{}}}
)",
                     first, second);
}

AvailabilityResult figures_of(const std::string& text, std::size_t journey = 0) {
  const CompiledDocument document(text);
  return analyze(document.model, document.function, {}).journeys[JourneyId(journey)].up;
}

double unavailability_of(const std::string& text, std::size_t journey = 0) {
  const AvailabilityResult figures = figures_of(text, journey);
  CHECK(figures.method == Method::exact);
  return figures.availability.unavailability();
}

/// What is estimated beside others holds what is exact alone; what is exact has no other ends.
void check_holds(const AvailabilityResult& beside, const AvailabilityResult& alone) {
  const double exact = alone.availability.unavailability();
  CHECK(alone.method == Method::exact);
  CHECK(beside.lower_unavailability <= exact * (1 + 1e-9));
  CHECK(beside.upper_unavailability >= exact * (1 - 1e-9));
}

}  // namespace

TEST_CASE("Unlike members: a cold standby starts in its own time, not in that of who fails") {
  const double first = unavailability_of(cold_pair(slow_to_start, ""));
  const double second = unavailability_of(cold_pair("", slow_to_start));
  const double none = unavailability_of(cold_pair("", ""));
  const double both = unavailability_of(cold_pair(slow_to_start, slow_to_start));
  // Work that never returns goes to either as often.
  CHECK(first == Approx(second).epsilon(0.05));
  CHECK(first > 5 * none);
  CHECK(both > 1.5 * first);
  check_against_chain(cold_pair(slow_to_start, ""));
  check_against_chain(cold_pair("", slow_to_start));
}

TEST_CASE("Unlike members: recovery and chaos plans wait for the start of who takes over") {
  const CompiledDocument document(cold_pair("", slow_to_start));
  const Analysis analysis = analyze(document.model, document.function, {});
  REQUIRE(analysis.recovery.size() == 2);
  const auto after_failure = [&](std::size_t component) {
    return analysis.recovery[component].scopes.front().rto.value_or(Duration()).in_seconds();
  };
  CHECK(after_failure(0) == Approx(3630));  // to the one that has to start
  CHECK(after_failure(1) == Approx(30));
  const ChaosPlan plan = plan_chaos(document.model, document.function, analysis, {});
  std::vector<double> expected;
  for (const ChaosExperiment& experiment : plan.experiments) {
    if (experiment.switch_within) expected.push_back(experiment.switch_within->in_seconds());
  }
  CHECK(expected == std::vector<double>{3630, 30});
}

TEST_CASE("Unlike members: who fails is noticed by its own health check") {
  constexpr const char* text = R"(
journeys: {j: {needs: [{any_of: [a, b, c], failover: {mode: active-passive, time: 1m, manual: 2h}}]}}
components:
  a: {kind: vm, mtbf: 300h, mttr: 20h, health_check: {interval: 10s, timeout: 2s, retries: 3}}
  b: {kind: vm, mtbf: 100h, mttr: 2h, health_check: {interval: 10m, timeout: 2s, retries: 3, detects: 60%}}
  c: {kind: vm, mtbf: 200h, mttr: 5h}
)";
  check_against_chain(text);
  check_against_simulation(text);
}

TEST_CASE("Unlike members: work returns to one that has to start") {
  for (const char* order : {"a, b, c", "c, b, a"}) {
    const std::string text = fmt::format(R"(
journeys: {{j: {{needs: [{{at_least: 2, of: [{}], failover: {{standby: cold, detection: 1m, time: 2m, success: 90%, manual: 30m, failback: true, by: [lock]}}}}]}}}}
components:
  a: {{kind: vm, mtbf: 200h, mttr: 2h, health_check: {{interval: 10s, timeout: 2s, retries: 3, start_period: 40m}}}}
  b: {{kind: vm, mtbf: 300h, mttr: 4h, health_check: {{interval: 10s, timeout: 2s, retries: 3, start_period: 5m, detects: 80%}}}}
  c: {{kind: vm, mtbf: 250h, mttr: 8h}}
  lock: {{kind: service, mtbf: 500h, mttr: 3h}}
)",
                                         order);
    check_against_chain(text);
    check_against_simulation(text);
  }
}

TEST_CASE("Unlike members: what takes one no time takes another some") {
  // Nobody notices, and so nobody moves by hand, what has no health check.
  for (const char* moved : {"time: 20s, manual: 0s, success: 90%", "time: 0s, failback: true"}) {
    for (const char* checked : {"a", "b"}) {
      const auto check = [checked](std::string_view member) {
        return member == checked ? ", health_check: {interval: 1m, retries: 3, start_period: 1h}"
                                 : "";
      };
      const std::string text = fmt::format(R"(
journeys: {{j: {{needs: [{{any_of: [a, b, c], failover: {{standby: cold, {}}}}}]}}}}
components:
  a: {{kind: vm, mtbf: 200h, mttr: 10h{}}}
  b: {{kind: vm, mtbf: 300h, mttr: 10h{}}}
  c: {{kind: vm, mtbf: 250h, mttr: 10h}}
)",
                                           moved, check("a"), check("b"));
      INFO(text);
      const double down = unavailability_of(text);
      CHECK(down > 0);
      CHECK(down < 0.1);
      check_against_simulation(text);
    }
  }
}

TEST_CASE("Unlike members: random groups agree with the independent chain") {
  const std::uint64_t documents = number_from_environment("CUTPOINT_MODELS", 600) / 40;
  const std::uint64_t first = number_from_environment("CUTPOINT_SEED", 300);
  std::uint64_t compared = 0;
  for (std::uint64_t seed = first; seed < first + documents; ++seed) {
    INFO("seed " << seed);
    if (check_where_chained(random_checked_groups_document(seed), {300, 1500}).empty()) ++compared;
  }
  CHECK(compared * 3 >= documents);
}

namespace {

constexpr const char* quick = "mode: active-passive, detection: 10s, time: 20s";
constexpr const char* slow = "mode: active-passive, detection: 10m, time: 2h";

std::string journeys_over(const std::string& journeys) {
  return "journeys:\n" + journeys + R"(components:
  a: {kind: vm, mtbf: 200h, mttr: 10h}
  b: {kind: vm, mtbf: 300h, mttr: 1h}
  c: {kind: vm, mtbf: 200h, mttr: 2h}
  d: {kind: vm, mtbf: 200h, mttr: 2h}
)";
}

std::string journey(const char* name, const char* members, const char* failover) {
  return fmt::format("  {}: {{needs: [{{any_of: [{}], failover: {{{}}}}}]}}\n", name, members,
                     failover);
}

}  // namespace

TEST_CASE("Same members: each journey has the failover that is written for it") {
  const std::string both = journeys_over(journey("j", "a, b", quick) + journey("k", "a, b", slow));
  check_holds(figures_of(both, 0), figures_of(journeys_over(journey("j", "a, b", quick))));
  check_holds(figures_of(both, 1), figures_of(journeys_over(journey("k", "a, b", slow))));
  CHECK(figures_of(both, 1).availability.unavailability() >
        10 * figures_of(both, 0).availability.unavailability());
  check_against_chain(both);
}

TEST_CASE("Same members: who is written first serves first, in each journey its own") {
  const std::string returns = fmt::format("{}, failback: true", slow);
  const std::string one = journey("j", "a, b", returns.c_str());
  const std::string other = journey("k", "b, a", returns.c_str());
  check_holds(figures_of(journeys_over(one + other), 0), figures_of(journeys_over(one)));
  check_holds(figures_of(journeys_over(one + other), 1), figures_of(journeys_over(other)));
}

TEST_CASE("Same members: a failover that is written alike twice is one") {
  const CompiledDocument document(
      journeys_over(journey("j", "a, b", quick) + journey("k", "a, b", quick)));
  CHECK(document.function.failover_groups.size() == 1);
}

TEST_CASE("Same members: failovers have names of their own") {
  const CompiledDocument document(
      journeys_over(journey("j", "a, b", quick) + journey("k", "a, b", slow)));
  std::set<std::string> names;
  for (const BasicEvent& event : document.function.events) {
    CHECK(names.insert(event.name).second);
  }
}

TEST_CASE("Same members: a failover in no time that is written twice is nobody else's") {
  constexpr const char* at_once = "mode: active-passive";
  const std::string twice = journey("j", "a, b", at_once) + journey("k", "a, b", at_once);
  const double alone = unavailability_of(journeys_over(twice), 1);
  const std::string beside = twice + journey("l", "c, d", slow);
  CHECK(unavailability_of(journeys_over(beside), 1) == Approx(alone).epsilon(1e-12));
  CHECK(unavailability_of(journeys_over(beside), 2) > 10 * alone);
}

}  // namespace cutpoint::testing::unlike_members_test
