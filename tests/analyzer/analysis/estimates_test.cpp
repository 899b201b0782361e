// What is estimated decides nothing that its interval does not; what is judged by structure, by
// recovery times or by the figures of others is not touched by it.
#include <string>

#include <fmt/format.h>

#include "analyzer/analysis/analyze.hpp"
#include "analyzer/chaos/chaos.hpp"
#include "tests/analyzer/support/compiled_document.hpp"
#include "tests/support/catch.hpp"

namespace cutpoint::testing::estimates_test {

namespace {

/// Two sites of others and a database of one's own; repairs of one length make the groups
/// estimated.
std::string sites(bool estimated, double target) {
  const std::string repair = estimated ? ", repair: {distribution: fixed}" : "";
  return fmt::format(R"(
journeys:
  j:
    needs: [{{any_of: [site-1, site-2], failover: {{time: 20m, success: 90%, manual: 2h}}}}, db]
    slo: {{availability: {:.15f}, period: 30d}}
    objectives: {{rpo: 10m, rto: 6h}}
components:
  site-1: {{kind: external, mtbf: 300h, mttr: 3h{}}}
  site-2: {{kind: external, mtbf: 200h, mttr: 3h{}}}
  db: {{kind: database, mtbf: 1000h, mttr: 2h, replicas: 3, at_least: 2, repair_crews: 1{},
       backups: [{{every: 5m, restore: 1h, to: s3, offsite: true}}]}}
)",
                     target, repair, repair, repair);
}

struct Judged {
  CompiledDocument document;
  Analysis analysis;

  explicit Judged(const std::string& text) : document(text) {
    AnalysisOptions options;
    options.ceilings = true;
    analysis = analyze(document.model, document.function, options);
  }
  [[nodiscard]] const JourneyAnalysis& journey() const { return analysis.journeys[JourneyId(0U)]; }
  [[nodiscard]] std::optional<bool> met() const { return journey().slo->met; }
};

}  // namespace

TEST_CASE("an estimate meets a target with its whole interval, or misses it with all of it") {
  const AvailabilityResult up = Judged(sites(true, 0.9)).journey().up;
  REQUIRE(up.method == Method::estimated);
  const double low = up.lower_unavailability, high = up.upper_unavailability;
  REQUIRE(low < high);
  const auto met = [](double unavailability) {
    return Judged(sites(true, 1.0 - unavailability)).met();
  };
  const double margin = 0.01 * (high - low);
  CHECK(met(high + margin) == true);
  CHECK(met(low - margin) == false);
  for (const double inside : {low + margin, 0.5 * (low + high), high - margin}) {
    CHECK_FALSE(met(inside).has_value());
  }
}

TEST_CASE("bounds of a journey that is too large to be computed hold what is estimated of it") {
  const CompiledDocument document(sites(true, 0.99));
  AnalysisOptions options;
  const AvailabilityResult up =
      analyze(document.model, document.function, options).journeys[JourneyId(0U)].up;
  REQUIRE(up.method == Method::estimated);
  options.bdd_nodes = 1;
  const AvailabilityResult bounded =
      analyze(document.model, document.function, options).journeys[JourneyId(0U)].up;
  REQUIRE(bounded.method == Method::bounded);
  CHECK(bounded.lower_unavailability <= up.lower_unavailability * (1.0 + 1e-12));
  CHECK(bounded.upper_unavailability >= up.upper_unavailability * (1.0 - 1e-12));
}

TEST_CASE("ceilings, recovery and experiments are the same where figures are estimated") {
  const Judged estimated(sites(true, 0.99)), exact(sites(false, 0.99));
  REQUIRE(estimated.journey().up.method == Method::estimated);
  REQUIRE(exact.journey().up.method == Method::exact);

  REQUIRE(estimated.analysis.ceilings.size() == 1);
  CHECK(estimated.analysis.ceilings.front().unavailability == Approx(3.0 / 303 * 3.0 / 203));

  REQUIRE(estimated.analysis.recovery.size() == exact.analysis.recovery.size());
  REQUIRE_FALSE(exact.analysis.recovery.empty());
  for (std::size_t i = 0; i < exact.analysis.recovery.size(); ++i) {
    const auto& scopes = estimated.analysis.recovery[i].scopes;
    const auto& others = exact.analysis.recovery[i].scopes;
    REQUIRE(scopes.size() == others.size());
    for (std::size_t k = 0; k < scopes.size(); ++k) {
      CHECK(scopes[k].rpo == others[k].rpo);
      CHECK(scopes[k].rto == others[k].rto);
      CHECK(scopes[k].rpo_met == others[k].rpo_met);
      CHECK(scopes[k].rto_met == others[k].rto_met);
    }
  }

  const auto plan = [](const Judged& judged) {
    return plan_chaos(judged.document.model, judged.document.function, judged.analysis);
  };
  const ChaosPlan planned = plan(estimated), other = plan(exact);
  REQUIRE(planned.experiments.size() == other.experiments.size());
  REQUIRE_FALSE(other.experiments.empty());
  for (std::size_t i = 0; i < other.experiments.size(); ++i) {
    CHECK(planned.experiments[i].id == other.experiments[i].id);
    CHECK(planned.experiments[i].switch_within == other.experiments[i].switch_within);
    CHECK(planned.experiments[i].predicted.journeys[JourneyId(0U)].state ==
          other.experiments[i].predicted.journeys[JourneyId(0U)].state);
  }
}

}  // namespace cutpoint::testing::estimates_test
