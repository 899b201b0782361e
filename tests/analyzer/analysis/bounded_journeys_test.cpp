// What is said of journeys that are only bounded holds what is exact, whatever the steps that there
// are, of several journeys on the same ground.
#include <algorithm>
#include <cstdint>
#include <optional>
#include <vector>

#include "analyzer/analysis/analyze.hpp"
#include "analyzer/compile/compile.hpp"
#include "model/architecture/build_model.hpp"
#include "tests/analyzer/support/random_model.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/random.hpp"

namespace cutpoint::testing::bounded_journeys_test {

namespace {

struct Compared {
  std::size_t journeys = 0;
  std::size_t importances = 0;
  std::size_t pairs = 0;
};

void check_within(const std::optional<Interval>& interval, double value) {
  if (!interval) return;
  CHECK(interval->low <= value * (1.0 + 1e-9) + 1e-14);
  CHECK(interval->high >= value * (1.0 - 1e-9) - 1e-14);
}

void check_importances(const StructureFunction& function, const JourneyAnalysis& exact,
                       const JourneyAnalysis& bounded, Compared& compared) {
  for (const ImportanceBounds& row : bounded.importance_bounds) {
    const auto same = std::find_if(exact.importance.begin(), exact.importance.end(),
                                   [&](const Importance& one) { return one.event == row.event; });
    INFO(function.events[row.event].name);
    // What is not in the diagram changes nothing.
    if (same == exact.importance.end()) {
      if (row.birnbaum) CHECK(row.birnbaum->low <= 1e-14);
      continue;
    }
    ++compared.importances;
    check_within(row.birnbaum, same->birnbaum);
    check_within(row.criticality, same->criticality);
    check_within(row.risk_achievement_worth, same->risk_achievement_worth);
    check_within(row.diagnostic, same->diagnostic);
    if (same->risk_reduction_worth < 1e6) {
      check_within(row.risk_reduction_worth, same->risk_reduction_worth);
    }
    if (same->fussell_vesely) check_within(row.fussell_vesely, *same->fussell_vesely);
  }
}

void check_journey(const StructureFunction& function, const JourneyAnalysis& exact,
                   const JourneyAnalysis& bounded, Compared& compared) {
  if (exact.up.method != Method::exact || bounded.up.method != Method::bounded) return;
  ++compared.journeys;
  const double q = exact.up.availability.unavailability();
  CHECK(bounded.up.lower_unavailability <= q * (1.0 + 1e-9));
  CHECK(bounded.up.upper_unavailability >= q * (1.0 - 1e-9));
  check_importances(function, exact, bounded, compared);
  if (!bounded.cut_sets.available || !exact.cut_sets.available) return;
  std::vector<std::uint64_t> counts = exact.cut_sets.by_order;
  counts.resize(2);
  CHECK(bounded.cut_sets.by_order == counts);
  compared.pairs += counts[1];
}

}  // namespace

TEST_CASE("what is said of bounded journeys holds what is exact") {
  const std::uint64_t seed = number_from_environment("CUTPOINT_SEED", 20261202);
  const std::uint64_t models = number_from_environment("CUTPOINT_MODELS", 120);
  Compared compared;
  for (std::uint64_t at = seed; at < seed + models; ++at) {
    INFO("seed " << at << " (CUTPOINT_SEED=" << at << " CUTPOINT_MODELS=1)");
    Diagnostics diagnostics;
    const auto model = build_model(random_draft(at), diagnostics);
    if (!model || diagnostics.has_errors()) continue;
    const auto function = compile(*model, diagnostics);
    if (!function) continue;
    const Analysis exact = analyze(*model, *function, {});
    for (const std::uint64_t steps : {1'000U, 100'000U, 100'000'000U}) {
      AnalysisOptions options;
      options.bdd_nodes = 1;
      options.budget.steps = steps;
      const Analysis bounded = analyze(*model, *function, options);
      REQUIRE(bounded.journeys.size() == exact.journeys.size());
      for (std::size_t i = 0; i < exact.journeys.size(); ++i) {
        const JourneyId id(i);
        CHECK(bounded.journeys[id].journey == id);
        check_journey(*function, exact.journeys[id], bounded.journeys[id], compared);
      }
    }
  }
  CHECK(compared.journeys > 50);
  CHECK(compared.importances > 100);
  CHECK(compared.pairs > 50);
}

}  // namespace cutpoint::testing::bounded_journeys_test
