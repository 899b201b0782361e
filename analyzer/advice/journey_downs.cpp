#include "analyzer/advice/journey_downs.hpp"

#include <algorithm>
#include <optional>

#include "analyzer/engine/decision_diagram.hpp"
#include "analyzer/engine/quantities/probability.hpp"

namespace cutpoint {

std::vector<JourneyDown> journey_downs(const StructureFunction& function, std::size_t bdd_nodes,
                                       NodeProbabilities::Estimate end, KnownDiagrams* known,
                                       EngineMeter* meter) {
  KnownDiagrams none;
  const DecisionDiagram diagram =
      (known != nullptr ? *known : none)
          .of(function, function.journey_failed.raw(), bdd_nodes, meter);
  const NodeProbabilities probabilities(diagram, {}, {}, end);
  const bool estimated =
      std::any_of(function.failover_groups.begin(), function.failover_groups.end(),
                  [](const FailoverGroup& group) { return group.doubt != GroupDoubt::none; });
  std::optional<IdVector<NodeId, ProbabilityBounds>> bounds;
  std::vector<JourneyDown> result;
  for (std::size_t i = 0; i < function.journey_failed.size(); ++i) {
    const DecisionDiagram::Ref top = diagram.top(i);
    if (top != DecisionDiagram::exhausted) {
      result.push_back({std::clamp(probabilities[top], 0.0, 1.0),
                        estimated ? Method::estimated : Method::exact});
      continue;
    }
    if (!bounds) bounds = bound_probabilities(function);
    const double upper = (*bounds)[function.journey_failed[JourneyId(i)]].upper;
    result.push_back({std::min(1.0, upper), Method::bounded});
  }
  return result;
}

}  // namespace cutpoint
