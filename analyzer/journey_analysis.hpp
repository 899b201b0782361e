/// One journey's results, from what all journeys share.
#pragma once

#include <map>
#include <vector>

#include "analyzer/cut_set_explanation.hpp"
#include "analyzer/cut_set_search.hpp"
#include "analyzer/diagram.hpp"
#include "analyzer/engine_meter.hpp"
#include "analyzer/failure_paths.hpp"
#include "analyzer/failure_wave.hpp"
#include "analyzer/parents.hpp"
#include "analyzer/planned_downtime.hpp"
#include "analyzer/top_probability.hpp"
#include "cutpoint/analysis.hpp"

namespace cutpoint {

/// Analyses journeys of one function one after the other; keeps what they share.
class JourneyAnalyzer {
 public:
  JourneyAnalyzer(const Model& model, const StructureFunction& function,
                  const AnalysisOptions& options);

  [[nodiscard]] JourneyAnalysis analyze(JourneyId journey);
  [[nodiscard]] FailureWave& wave() { return wave_; }
  /// All journeys down, then all journeys not full.
  [[nodiscard]] const Diagram& diagram() const { return diagram_; }
  [[nodiscard]] EngineMeter& meter() { return meter_; }
  [[nodiscard]] const NodeProbabilities& probabilities() const { return probabilities_; }

 private:
  [[nodiscard]] static std::vector<NodeId> tops_of(const StructureFunction& function);
  [[nodiscard]] Diagram::Ref down_ref(JourneyId journey) const {
    return diagram_.top(journey.index());
  }
  [[nodiscard]] bool is_coherent(NodeId top, Diagram::Ref function) const;
  [[nodiscard]] AvailabilityResult availability_of(NodeId top, Diagram::Ref ref, bool coherent);
  void find_bounds();
  void find_single_points(JourneyAnalysis& result);
  void tighten_by_single_points(JourneyAnalysis& result) const;
  [[nodiscard]] SinglePoint describe(EventId event, JourneyId journey);
  void follow_consequences(SinglePoint& point, JourneyId journey);
  void classify(SinglePoint& point, JourneyId journey) const;
  [[nodiscard]] bool recovers_soon(EventId failover) const;
  [[nodiscard]] const Acceptance* acceptance_of(const BasicEvent& event, JourneyId journey) const;
  [[nodiscard]] FoundCutSets find_cut_sets(JourneyAnalysis& result);
  void cut_sets_of_order_one(JourneyAnalysis& result) const;
  void find_importance(JourneyAnalysis& result, const FoundCutSets& found);
  void find_unknown_dependencies(JourneyAnalysis& result) const;
  void find_planned_downtime(JourneyAnalysis& result) const;

  const Model& model_;
  const StructureFunction& function_;
  const AnalysisOptions& options_;
  Parents parents_;
  FailureWave wave_;
  FailurePaths paths_;
  CutSetExplainer explainer_;
  EngineMeter meter_;
  Diagram diagram_;
  NodeProbabilities probabilities_;
  std::vector<PlannedState> planned_;
  /// By top that has no diagram; empty until one is asked for.
  std::map<NodeId, ProbabilityBounds> bounds_;
  /// Components by the node of their failure: circles share one.
  std::vector<std::pair<NodeId, ComponentId>> components_at_;
  IdVector<ComponentId, std::uint32_t> fallen_;  ///< number of the consequence that felled it
  std::uint32_t consequence_ = 0;
  std::size_t consequence_steps_ = 0;
};

}  // namespace cutpoint
