/// One journey's results, from what all journeys share.
#pragma once

#include <cstddef>
#include <map>
#include <optional>
#include <vector>

#include "analyzer/analysis/cut_sets/explanation.hpp"
#include "analyzer/analysis/cut_sets/search.hpp"
#include "analyzer/analysis/deviation_bounds.hpp"
#include "analyzer/analysis/part_importances.hpp"
#include "analyzer/analysis/single_points/single_point_finder.hpp"
#include "analyzer/analysis/state_solutions.hpp"
#include "analyzer/engine/budget/engine_meter.hpp"
#include "analyzer/engine/decision_diagram.hpp"
#include "analyzer/engine/known_diagrams.hpp"
#include "analyzer/engine/quantities/outage_frequency.hpp"
#include "cutpoint/analysis.hpp"

namespace cutpoint {

/// All, or what a change is judged by: no combinations, nothing of soft requirements, and of
/// promises no chances but those that cost credits.
enum class AnalysisScope { everything, change };

/// What tells whoever asked for the analysis that it goes on; empty where nobody wants to know.
[[nodiscard]] std::function<void()> working(const AnalysisOptions& options);

/// Analyses journeys of one function one after the other; keeps what they share.
class JourneyAnalyzer {
 public:
  /// `known`: diagrams of earlier functions, if any.
  JourneyAnalyzer(const Model& model, const StructureFunction& function,
                  const AnalysisOptions& options, AnalysisScope scope,
                  KnownDiagrams* known = nullptr);

  [[nodiscard]] JourneyAnalysis analyze(JourneyId journey);
  /// All of them; those that are exact first, the smallest diagrams ahead, so that what is hard
  /// has the time that is left of all others and not the reverse.
  [[nodiscard]] std::vector<JourneyId> easiest_first() const;
  [[nodiscard]] SinglePointFinder& single_points() { return single_points_; }
  /// All journeys down, then, where everything is asked for, all journeys not full.
  [[nodiscard]] const DecisionDiagram& diagram() const { return diagram_; }
  [[nodiscard]] EngineMeter& meter() { return meter_; }
  [[nodiscard]] const NodeProbabilities& probabilities() const { return probabilities_; }

 private:
  [[nodiscard]] std::vector<NodeId> tops() const;
  [[nodiscard]] NodeId not_full_top(JourneyId journey) const;
  [[nodiscard]] DecisionDiagram::Ref down_ref(JourneyId journey) const {
    return diagram_.top(journey.index());
  }
  [[nodiscard]] DecisionDiagram::Ref not_full_ref(JourneyId journey) const;
  [[nodiscard]] bool is_coherent(NodeId top, DecisionDiagram::Ref function) const;
  /// None where there is neither diagram nor solution.
  [[nodiscard]] std::vector<EventSensitivity> sensitivities_below(NodeId top,
                                                                  DecisionDiagram::Ref ref) const;
  /// By diagram or by states; nothing where it is bounded.
  [[nodiscard]] std::optional<double> exact_unavailability(NodeId top,
                                                           DecisionDiagram::Ref ref) const;
  [[nodiscard]] AvailabilityResult availability_of(NodeId top, DecisionDiagram::Ref ref,
                                                   bool coherent,
                                                   const std::vector<EventSensitivity>& events);
  [[nodiscard]] AvailabilityResult bounded(NodeId top);
  void widen_by_estimates(DecisionDiagram::Ref ref, const std::vector<EventSensitivity>& events,
                          AvailabilityResult& result);
  void find_outages(DecisionDiagram::Ref ref, const std::vector<EventSensitivity>& events,
                    AvailabilityResult& result) const;
  void find_bounds();
  [[nodiscard]] std::vector<ProbabilityBounds> bounds_of(const StructureFunction& function,
                                                         const std::vector<NodeId>& open,
                                                         std::size_t parts);
  void tighten_by_single_points(JourneyAnalysis& result) const;
  [[nodiscard]] FoundCutSets find_cut_sets(JourneyAnalysis& result);
  void cut_sets_of_order_one(JourneyAnalysis& result) const;
  void find_pairs_without_diagrams();
  void find_importance(JourneyAnalysis& result, const FoundCutSets& found,
                       const std::vector<EventSensitivity>& events);
  void find_importance_bounds(JourneyAnalysis& result);
  void find_unknown_dependencies(JourneyAnalysis& result) const;

  const Model& model_;
  const StructureFunction& function_;
  const AnalysisOptions& options_;
  AnalysisScope scope_;
  SinglePointFinder single_points_;
  CutSetExplainer explainer_;
  EngineMeter meter_;
  DecisionDiagram diagram_;
  NodeProbabilities probabilities_;
  OutageFrequency frequency_;
  /// With what is estimated at the ends of its intervals; made when asked for.
  std::optional<NodeProbabilities> least_;
  std::optional<NodeProbabilities> most_;
  DeviationBounds deviations_;
  PartImportances part_importances_;
  StateSolutions solutions_;
  /// By top that has neither diagram nor solution; empty until one is asked for.
  std::map<NodeId, ProbabilityBounds> bounds_;
  /// By top of a journey without a diagram; absent until the first of them is analysed.
  std::optional<std::map<NodeId, std::optional<CutSets>>> pairs_;
  std::size_t journeys_left_;
};

}  // namespace cutpoint
