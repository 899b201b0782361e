// What others allow at most, against products by hand.
#include <algorithm>

#include "analyzer/analysis/analyze.hpp"
#include "cutpoint/analysis.hpp"
#include "tests/analyzer/support/compiled_document.hpp"
#include "tests/support/catch.hpp"

namespace cutpoint::testing::ceilings_test {

namespace {

const CompiledDocument& payments() {
  static const CompiledDocument document(R"(
journeys:
  pay: {needs: [api, bank, {any_of: [mail-1, mail-2]}], slo: {availability: 99%}}
  look: {needs: [api]}
components:
  api: {kind: service, mtbf: 10d, mttr: 1d}
  bank: {kind: external, availability: 99.5%, mttr: 1h, sla: {availability: 99%}}
  mail-1: {kind: external, availability: 90%, mttr: 1h}
  mail-2: {kind: external, availability: 80%, mttr: 1h}
)");
  return document;
}

}  // namespace

TEST_CASE("a ceiling leaves out what is one's own and takes the worse of promise and figure") {
  AnalysisOptions options;
  CHECK(analyze(payments().model, payments().function, options).ceilings.empty());
  options.ceilings = true;
  const Analysis analysis = analyze(payments().model, payments().function, options);
  REQUIRE(analysis.ceilings.size() == 1);  // the other journey has no target
  const JourneyCeiling& ceiling = analysis.ceilings.front();
  CHECK(ceiling.journey == JourneyId(0U));
  CHECK(ceiling.unavailability == Approx(1 - (1 - 0.01) * (1 - 0.1 * 0.2)));
  REQUIRE(ceiling.factors.size() == 3);
  const auto factor = [&](const char* name) {
    for (const CeilingFactor& row : ceiling.factors) {
      if (payments().model.components[row.component].name == name) return row;
    }
    FAIL("no factor " << name);
    return CeilingFactor();
  };
  CHECK(factor("bank").figure.basis == ForeignFigure::Basis::promise);
  CHECK(factor("bank").figure.unavailability == Approx(0.01));
  CHECK(factor("bank").share == Approx(0.01 * (1 - 0.02)));
  CHECK(factor("mail-1").figure.basis == ForeignFigure::Basis::figures);
  CHECK(factor("mail-1").share == Approx(0.1 * 0.2 * (1 - 0.01)));
}

TEST_CASE("where the budget does not do, there is no ceiling, and the result says so") {
  AnalysisOptions options;
  options.ceilings = true;
  options.budget.steps = 0;
  const Analysis analysis = analyze(payments().model, payments().function, options);
  CHECK(analysis.ceilings.empty());
  CHECK(std::count(analysis.cuts.begin(), analysis.cuts.end(),
                   EngineCut{EngineTask::ceilings, EngineLimit::steps}) == 1);
}

}  // namespace cutpoint::testing::ceilings_test
