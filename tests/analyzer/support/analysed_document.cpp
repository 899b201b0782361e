#include "tests/analyzer/support/analysed_document.hpp"

#include "analyzer/analysis/analyze.hpp"
#include "analyzer/simulation/simulate.hpp"
#include "tests/support/catch.hpp"

namespace cutpoint::testing {

AnalysedDocument::AnalysedDocument(const std::string& text, std::optional<std::uint32_t> max_order)
    : CompiledDocument(text) {
  AnalysisOptions options;
  options.max_order = max_order;
  analysis = analyze(model, function, options);
}

const Importance& AnalysedDocument::importance(const std::string& name) const {
  for (const Importance& row : journey().importance) {
    if (function.events[row.event].name == name) return row;
  }
  FAIL("no importance of " << name);
  return journey().importance.front();
}

SimulatedDocument::SimulatedDocument(const std::string& text, std::uint32_t years,
                                     std::uint64_t seed, double confidence)
    : AnalysedDocument(text) {
  SimulationOptions options;
  options.years = years;
  options.seed = seed;
  options.confidence = confidence;
  const auto result = simulate(model, function, options);
  INFO(result.error.message);
  REQUIRE(result.has_value());
  simulation = *result;
}

}  // namespace cutpoint::testing
