/// What the drawing shows: articulation points and dominators of the dependency graph, and why they
/// differ from the single points of failure.
#pragma once

#include <vector>

#include "cutpoint/analysis.hpp"

namespace cutpoint {

struct CutVertexAnalysis {
  std::vector<ComponentId> articulation_points;
  IdVector<JourneyId, std::vector<ComponentId>> dominators;
  /// Components that some journey reaches over any requirement or placement.
  IdVector<ComponentId, std::uint8_t> reached;
};

/// The graph has a vertex for every component and journey, and an edge for every requirement (soft,
/// redundant and fallback ones too), placement and link; links count in both directions unless
/// directed. Journeys are vertices but are not listed as cut vertices. A dominator of a journey
/// lies on every directed way from it to some other component.
[[nodiscard]] CutVertexAnalysis analyse_cut_vertices(const Model& model);

/// Where cut vertices and single points of failure disagree. `is_single_point`: of any journey.
[[nodiscard]] std::vector<CutVertexDifference> explain_differences(
    const Model& model, const CutVertexAnalysis& drawing,
    const IdVector<ComponentId, std::uint8_t>& is_single_point);

}  // namespace cutpoint
