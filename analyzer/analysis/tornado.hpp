/// How much a journey's availability hangs on each figure.
#pragma once

#include <vector>

#include "cutpoint/analysis.hpp"

namespace cutpoint {

/// The journey's unavailability with the figures of one event changed and all others as they are.
struct TornadoBar {
  EventId event;
  double better = 0;        ///< unavailability of the journey with the better figures
  double worse = 0;         ///< with the worse figures
  bool from_range = false;  ///< between the ends of a range that was written; otherwise MTBF twice
                            ///< as long, or half as long (MTTR half, or twice: the same)
};

/// One row an event, by falling difference. Exact, because the unavailability of a journey is
/// linear in the unavailability of each single event, with Birnbaum's importance as slope; empty
/// where the importance is not known.
[[nodiscard]] std::vector<TornadoBar> tornado_bars(const Model& model,
                                                   const StructureFunction& function,
                                                   const JourneyAnalysis& journey);

}  // namespace cutpoint
