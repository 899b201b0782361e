/// How much a journey that has no exact figure hangs on its events: intervals, from the bounds it
/// has with an event failed for sure and with one that never fails.
#pragma once

#include <cstddef>
#include <vector>

#include "analyzer/engine/budget/engine_meter.hpp"
#include "analyzer/engine/quantities/probability.hpp"
#include "cutpoint/importance.hpp"

namespace cutpoint {

struct BoundedImportances {
  std::vector<ImportanceBounds> rows;  ///< by falling upper end of the criticality
  std::size_t left_out = 0;            ///< events below the top that were not looked at
};

/// Of a coherent top. `top_bounds`: its own; `alone`: events that fail it by themselves. Those come
/// first that may matter most by what is known in linear time, as long as the meter's present task
/// has steps, each with an equal part of them; none where they do not suffice for the function
/// once.
[[nodiscard]] BoundedImportances bound_importances(const StructureFunction& function, NodeId top,
                                                   const ProbabilityBounds& top_bounds,
                                                   const std::vector<EventId>& alone,
                                                   EngineMeter& meter);

/// The measures of an event of unavailability `q`, from the bounds of the top where it has failed
/// and where it never does. All of them grow with the first and fall with the second.
[[nodiscard]] ImportanceBounds importance_between(EventId event, double q,
                                                  const ProbabilityBounds& failed,
                                                  const ProbabilityBounds& perfect);

}  // namespace cutpoint
