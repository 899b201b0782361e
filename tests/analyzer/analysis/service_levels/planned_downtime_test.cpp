// Maintenance windows: the exact figure against hand calculations and the simulation.
#include "analyzer/analysis/service_levels/planned_downtime.hpp"

#include "analyzer/analysis/analyze.hpp"
#include "analyzer/compile/compile.hpp"
#include "analyzer/simulation/simulate.hpp"
#include "cutpoint/analysis.hpp"
#include "cutpoint/simulation.hpp"
#include "model/architecture/build_model.hpp"
#include "model/format/reading.hpp"
#include "tests/analyzer/support/compiled_document.hpp"
#include "tests/support/catch.hpp"

namespace cutpoint::testing::planned_downtime_test {

namespace {

struct Read : CompiledDocument {
  Analysis analysis;
  explicit Read(const std::string& text) : CompiledDocument(text) {
    analysis = analyze(model, function);
  }
  [[nodiscard]] const JourneyAnalysis& journey() const { return analysis.journeys[JourneyId(0U)]; }
};

}  // namespace

TEST_CASE("a window takes its share of the time in which it would be up") {
  const Read read(
      "journeys: {use: {needs: [a]}}\n"
      "components: {a: {kind: vm, mtbf: 90h, mttr: 10h, maintenance: {every: 10d, lasts: 1d}}}\n");
  CHECK(read.journey().up.availability.unavailability() == Approx(0.1));
  CHECK(*read.journey().planned_unavailability == Approx(0.1 * 0.9));
}

TEST_CASE("windows of spare members cost only what fails meanwhile, unless they meet") {
  const auto planned = [](const char* start) {
    const Read read(
        std::string("journeys: {use: {needs: [{any_of: [a, b]}]}}\n"
                    "components:\n  a: {kind: vm, mtbf: 90h, mttr: 10h, "
                    "maintenance: {every: 10d, lasts: 1d}}\n"
                    "  b: {kind: vm, mtbf: 90h, mttr: 10h, maintenance: {every: 20d, start: ") +
        start + ", lasts: 1d}}\n");
    return *read.journey().planned_unavailability;
  };
  // Apart: while one is down for it, the other fails with 0.1 and both would have with 0.01.
  CHECK(planned("5d") == Approx((0.1 + 0.05) * (0.1 - 0.01)));
  // Half a day together in twenty days.
  CHECK(planned("12h") == Approx(0.025 * (1 - 0.01) + (0.1 + 0.05 - 2 * 0.025) * (0.1 - 0.01)));
}

TEST_CASE("a pool is maintained one instance after the other, or all at once") {
  const auto planned = [](const char* more) {
    const Read read(std::string("journeys: {use: {needs: [web]}}\ncomponents:\n  web: {kind: vm, "
                                "replicas: 3, at_least: 2, mtbf: 99h, mttr: 1h, "
                                "maintenance: {every: 30h, lasts: 1h") +
                    more + "}}\n");
    return *read.journey().planned_unavailability;
  };
  const double q = 0.01, two_of_three = 3 * q * q * (1 - q) + q * q * q;
  CHECK(planned("") == Approx(0.1 * (2 * q - q * q - two_of_three)));
  CHECK(planned(", rolling: false") == Approx((1 - two_of_three) / 30));
}

TEST_CASE("an agreement may count planned downtime") {
  const auto judged = [](const char* planned) {
    const Read read(
        std::string("journeys: {use: {needs: [a], sla: {availability: 99%, period: month, "
                    "planned: ") +
        planned +
        "}}}\ncomponents: {a: {kind: vm, mtbf: 1000h, mttr: 1h, "
        "maintenance: {every: 30d, lasts: 12h}}}\n");
    return *read.journey().sla;
  };
  CHECK(judged("excluded").met == true);
  CHECK(judged("excluded").planned == Duration());
  CHECK(judged("counted").met == false);
  CHECK(judged("counted").planned.in_hours() == Approx(730.0 * 12 / 720).epsilon(0.01));
  CHECK(*judged("counted").missed_probability == 1.0);
}

TEST_CASE("planned downtime: exact and simulated agree") {
  const Read read(R"(
journeys:
  use: {needs: [web, {component: auth, fallback: 50%}, {any_of: [a, b], failover: {time: 10m}}]}
components:
  web: {kind: service, replicas: 3, at_least: 2, mtbf: 200h, mttr: 10h,
        maintenance: {every: 7d, start: 1d, lasts: 2h}}
  auth: {kind: external, mtbf: 300h, mttr: 5h, maintenance: {every: 28d, start: 10d, lasts: 6h}}
  a: {kind: vm, mtbf: 300h, mttr: 10h, maintenance: {every: 14d, start: 1d, lasts: 8h}}
  b: {kind: vm, mtbf: 300h, mttr: 10h, maintenance: {every: 14d, start: 2d, lasts: 8h}}
)");
  SimulationOptions options;
  options.years = 4000;
  options.confidence = 0.999;
  const auto simulation = simulate(read.model, read.function, options);
  REQUIRE(simulation.has_value());
  const JourneySimulation& seen = simulation->journeys[JourneyId(0U)];
  const double down = read.journey().up.availability.unavailability();
  const double all = down + *read.journey().planned_unavailability;
  REQUIRE((seen.with_planned && seen.with_planned->interval));
  CAPTURE(seen.with_planned->interval->low, all, seen.with_planned->interval->high);
  CHECK(seen.unavailability.interval->low <= down);
  CHECK(down <= seen.unavailability.interval->high);
  CHECK(seen.with_planned->interval->low <= all);
  CHECK(all <= seen.with_planned->interval->high);
  CHECK(seen.unavailability.interval->high < seen.with_planned->interval->low);
}

TEST_CASE("windows without a common cycle are refused") {
  SourceFiles sources;
  Diagnostics diagnostics;
  const Draft draft =
      read_architecture_text("test.yaml",
                             "cutpoint: 1\njourneys: {use: {needs: [a, b]}}\ncomponents:\n"
                             "  a: {kind: vm, maintenance: {every: 86399999ms, lasts: 1h}}\n"
                             "  b: {kind: vm, maintenance: {every: 604799999ms, lasts: 1h}}\n",
                             sources, diagnostics);
  const auto model = build_model(draft, diagnostics);
  REQUIRE(model.has_value());
  CHECK_FALSE(compile(*model, diagnostics).has_value());
  REQUIRE(diagnostics.has_errors());
  CHECK(diagnostics.all().front().message.find("no common cycle") != std::string::npos);
}

}  // namespace cutpoint::testing::planned_downtime_test
