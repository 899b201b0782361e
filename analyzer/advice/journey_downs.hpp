/// How unavailable each journey is, and nothing more: what advice asks of every model that it
/// tries.
#pragma once

#include <cstddef>
#include <vector>

#include "analyzer/engine/budget/engine_meter.hpp"
#include "analyzer/engine/known_diagrams.hpp"
#include "analyzer/engine/quantities/probability.hpp"
#include "cutpoint/analysis.hpp"
#include "cutpoint/structure_function.hpp"

namespace cutpoint {

struct JourneyDown {
  double unavailability = 0;  ///< exact, or the pessimistic end of the bounds
  Method method = Method::exact;
};

/// By journey: the same figures as `analyze` gives. The function is coherent. `end`: of what is
/// estimated; the unfavourable one, as a target is met where the whole interval meets it. `known`:
/// diagrams of earlier ones, if any. `meter`: of the diagram, if any.
[[nodiscard]] std::vector<JourneyDown> journey_downs(
    const StructureFunction& function, std::size_t bdd_nodes,
    NodeProbabilities::Estimate end = NodeProbabilities::Estimate::most,
    KnownDiagrams* known = nullptr, EngineMeter* meter = nullptr);

}  // namespace cutpoint
