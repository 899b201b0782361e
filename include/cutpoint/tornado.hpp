/// How much a journey's availability hangs on each figure.
///
/// Plain values; unavailabilities in [0, 1].
#pragma once

#include "cutpoint/structure_function.hpp"

namespace cutpoint {

/// The journey's unavailability with the figures of one event changed and all others as they are.
struct TornadoBar {
  EventId event;
  double better = 0;        ///< unavailability of the journey with the better figures
  double worse = 0;         ///< with the worse figures
  bool from_range = false;  ///< between the ends of a range that was written; otherwise MTBF twice
                            ///< as long, or half as long (MTTR half, or twice: the same)
};

}  // namespace cutpoint
