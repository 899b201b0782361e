#include "tests/analyzer/failover/chain_agreement.hpp"

#include <algorithm>
#include <cmath>

#include "analyzer/analysis/analyze.hpp"
#include "tests/analyzer/support/analysed_document.hpp"
#include "tests/analyzer/support/compiled_document.hpp"
#include "tests/support/catch.hpp"

namespace cutpoint::testing {

namespace {

void count_compared(const AvailabilityResult& result, const ChainFigures& expected,
                    double chain_error, ComparedFigures& compared) {
  if (result.method != Method::exact) {
    ++compared.estimated;
    return;
  }
  ++compared.exact;
  if (chain_error > 0.0 || expected.unavailability <= 0.0) return;
  const double off = std::abs(result.availability.unavailability() / expected.unavailability - 1.0);
  compared.largest_deviation = std::max(compared.largest_deviation, off);
}

}  // namespace

std::string check_where_chained(const std::string& text, const ChainLimits& limits,
                                ComparedFigures* compared) {
  const CompiledDocument document(text);
  const ChainSolution chain = solve_chain(document.model, limits);
  if (!chain.refusal.empty()) return chain.refusal;
  INFO(text);
  const double tolerance = std::max(1e-6, chain.relative_error);
  const Analysis analysis = analyze(document.model, document.function);
  for (const JourneyAnalysis& journey : analysis.journeys) {
    const ChainFigures& expected = chain.journeys[journey.journey.index()];
    const AvailabilityResult& result = journey.up;
    if (compared != nullptr) count_compared(result, expected, chain.relative_error, *compared);
    if (result.method != Method::exact) {
      CHECK(result.lower_unavailability <= expected.unavailability * (1 + tolerance));
      CHECK(result.upper_unavailability >= expected.unavailability * (1 - tolerance));
      if (!result.outages_per_year) continue;
      REQUIRE(result.outages_interval.has_value());
      CHECK(result.outages_interval->low <= expected.outages_per_year * (1 + tolerance));
      CHECK(result.outages_interval->high >= expected.outages_per_year * (1 - tolerance));
      continue;
    }
    CHECK(result.availability.unavailability() ==
          Approx(expected.unavailability).epsilon(tolerance).margin(0));
    REQUIRE(result.outages_per_year.has_value());
    CHECK(*result.outages_per_year ==
          Approx(expected.outages_per_year).epsilon(tolerance).margin(0));
  }
  return {};
}

void check_against_chain(const std::string& text) {
  const std::string refusal = check_where_chained(text, {});
  INFO(refusal);
  REQUIRE(refusal.empty());
}

void check_against_simulation(const std::string& text) {
  const SimulatedDocument system(text, 600, SimulationOptions().seed, 0.999);
  const AvailabilityResult& up = system.journey().up;
  const JourneySimulation& seen = system.simulation.journeys[JourneyId(0U)];
  INFO(text);
  CHECK(seen.unavailability.interval->low <= up.availability.unavailability());
  CHECK(seen.unavailability.interval->high >= up.availability.unavailability());
  CHECK(seen.outages_per_year.interval->low <= *up.outages_per_year);
  CHECK(seen.outages_per_year.interval->high >= *up.outages_per_year);
}

}  // namespace cutpoint::testing
