// A document with its exact analysis, and with a simulation beside it.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "cutpoint/analysis.hpp"
#include "cutpoint/simulation.hpp"
#include "tests/analyzer/support/compiled_document.hpp"

namespace cutpoint::testing {

struct AnalysedDocument : CompiledDocument {
  Analysis analysis;

  explicit AnalysedDocument(const std::string& text, std::optional<std::uint32_t> max_order = 2);
  [[nodiscard]] const JourneyAnalysis& journey(std::size_t index = 0) const {
    return analysis.journeys[JourneyId(index)];
  }
  [[nodiscard]] double unavailability(std::size_t index = 0) const {
    return journey(index).up.availability.unavailability();
  }
  /// For the first journey; fails the test where there is none.
  [[nodiscard]] const Importance& importance(const std::string& name) const;
};

struct SimulatedDocument : AnalysedDocument {
  Simulation simulation;

  SimulatedDocument(const std::string& text, std::uint32_t years, std::uint64_t seed,
                    double confidence);
};

}  // namespace cutpoint::testing
