/// How much a journey hangs on each of its events.
#pragma once

#include <optional>
#include <utility>

#include "cutpoint/structure_function.hpp"

namespace cutpoint {

/// Importance of one event for one journey. Ratios may be infinite.
struct Importance {
  EventId event;
  double birnbaum = 0;
  double criticality = 0;
  double risk_achievement_worth = 0;
  double risk_reduction_worth = 0;
  double diagnostic = 0;
  /// Probability of the union of the minimal cut sets that hold the event, over that of the top
  /// event; absent where the cut sets were too many for an exact value, and where not coherent.
  std::optional<double> fussell_vesely;
  /// Guaranteed bounds of it: equal where it is exact; absent where not coherent.
  std::optional<std::pair<double, double>> fussell_vesely_bounds;
};

}  // namespace cutpoint
