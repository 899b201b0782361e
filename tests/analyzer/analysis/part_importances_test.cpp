// What hangs on a pool as a whole: what goes if none of its instances ever failed.
#include <algorithm>
#include <string>

#include <fmt/format.h>

#include "analyzer/analysis/analyze.hpp"
#include "tests/analyzer/support/compiled_document.hpp"
#include "tests/support/catch.hpp"

namespace cutpoint::testing::part_importances_test {

namespace {

struct AnalysedParts {
  CompiledDocument document;
  Analysis analysis;

  explicit AnalysedParts(const std::string& text)
      : document(text), analysis(analyze(document.model, document.function)) {}

  [[nodiscard]] const JourneyAnalysis& journey() const { return analysis.journeys[JourneyId(0U)]; }
  [[nodiscard]] double down() const { return journey().up.availability.unavailability(); }
  [[nodiscard]] PartImportance of(const std::string& name) const {
    for (const PartImportance& part : journey().parts) {
      if (part.component == document.model.find_component(name)) return part;
    }
    FAIL("no part " << name);
    return {};
  }
};

/// `figures` of the pool, on two hosts that others stand on too.
std::string trucks(const std::string& figures) {
  return fmt::format(R"(
journeys: {{deliver: {{needs: [gate, truck]}}}}
components:
  gate: {{kind: load_balancer, mtbf: 300d, mttr: 3h, runs_on: yard-1}}
  truck: {{kind: service, replicas: 5, at_least: 3, {}, placement: spread, runs_on: [yard-1, yard-2]}}
  yard-1: {{kind: vm, mtbf: 90d, mttr: 5h}}
  yard-2: {{kind: vm, mtbf: 70d, mttr: 6h}}
)",
                     figures);
}

}  // namespace

TEST_CASE("the only pool of a journey has all of its downtime, and no more") {
  const AnalysedParts pool(
      "\njourneys: {j: {needs: [p]}}\n"
      "components: {p: {kind: service, replicas: 4, at_least: 3, mtbf: 40h, mttr: 6h}}\n");
  REQUIRE(pool.journey().parts.size() == 1);
  CHECK(pool.of("p").share == Approx(1.0));
  CHECK(pool.of("p").instances == 4);
  // Their criticalities overlap.
  double sum = 0;
  for (const Importance& row : pool.journey().importance) sum += row.criticality;
  CHECK(sum > 1.5);
}

TEST_CASE("the share of a pool is what the document without its failures is up more") {
  const AnalysedParts all(trucks("mtbf: 60h, mttr: 9h"));
  const double without = AnalysedParts(trucks("mtbf: never")).down();
  const PartImportance pool = all.of("truck");
  CHECK(pool.instances == 5);
  CHECK(pool.is_exact);
  CHECK(pool.share == Approx(1.0 - without / all.down()).epsilon(1e-12));
  // Of a part with one event it is its criticality.
  const auto host = std::find_if(
      all.journey().importance.begin(), all.journey().importance.end(),
      [&](const auto& row) { return all.document.function.events[row.event].name == "yard-1"; });
  REQUIRE(host != all.journey().importance.end());
  CHECK(all.of("yard-1").share == host->criticality);
}

TEST_CASE("parts come by falling share, and none has more than all") {
  const AnalysedParts all(trucks("mtbf: 60h, mttr: 30h"));
  const auto& parts = all.journey().parts;
  CHECK(parts.size() == 4);
  CHECK(std::is_sorted(parts.begin(), parts.end(),
                       [](const auto& a, const auto& b) { return a.share > b.share; }));
  CHECK(parts.front().share <= 1.0);
}

}  // namespace cutpoint::testing::part_importances_test
