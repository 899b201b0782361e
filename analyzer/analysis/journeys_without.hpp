/// Journeys of which the failures that their promises leave out do not count.
#pragma once

#include <optional>
#include <vector>

#include "analyzer/analysis/service_levels/service_levels.hpp"
#include "analyzer/compile/groups_anew.hpp"
#include "cutpoint/analysis.hpp"

namespace cutpoint {

/// What of a journey's results its promises are judged on. How long outages are is found in
/// diagrams alone: without one their frequency is left out, as no chance to miss a promise follows
/// from it.
[[nodiscard]] JourneyOutages outages_of(const JourneyAnalysis& journey,
                                        const DecisionDiagram& diagram);

/// Redundancy groups in time switch and wait as they do, and only what counts of it is another
/// thing: their chains are asked anew, and each question costs about an analysis of the journey.
class JourneysWithout {
 public:
  /// All must outlive it.
  JourneysWithout(const Model& model, const StructureFunction& function,
                  const AnalysisOptions& options)
      : model_(model), function_(function), options_(options), anew_(model) {}

  /// `budget`: what may be spent; bounds where that is too little. Absent where no group in time is
  /// below the journey. What was estimated of groups that nobody can solve is as far off, as a
  /// share, as with everything.
  [[nodiscard]] std::optional<JourneyWithout> of(const JourneyOutages& whole,
                                                 const std::vector<EventId>& excluded, bool chances,
                                                 const EngineBudget& budget);

 private:
  const Model& model_;
  const StructureFunction& function_;
  const AnalysisOptions& options_;
  GroupsAnew anew_;
  SolvedChains chains_;
};

}  // namespace cutpoint
