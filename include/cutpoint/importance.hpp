/// How much a journey hangs on each of its events.
///
/// Plain values, dimensionless. In a coherent function Birnbaum, criticality and diagnostic lie in
/// [0, 1], the ratios from 0 to infinity; all but Birnbaum are 0 where the journey never fails.
#pragma once

#include <optional>
#include <utility>

#include "cutpoint/probability.hpp"
#include "cutpoint/structure_function.hpp"

namespace cutpoint {

/// Importance of one event for one journey. Ratios may be infinite.
struct Importance {
  EventId event;
  double birnbaum = 0;                ///< P(top, were it failed) − P(top, did it never fail)
  double criticality = 0;             ///< Birnbaum × own unavailability, over that of the journey
  double risk_achievement_worth = 0;  ///< P(top, were it failed) over P(top)
  double risk_reduction_worth = 0;    ///< P(top) over P(top, did it never fail)
  double diagnostic = 0;              ///< probability that it is failed when the journey is
  /// Probability of the union of the minimal cut sets that hold the event, over that of the top
  /// event; absent where the cut sets were too many for an exact value, and where not coherent.
  std::optional<double> fussell_vesely;
  /// Guaranteed bounds of it: equal where it is exact; absent where not coherent.
  std::optional<std::pair<double, double>> fussell_vesely_bounds;
};

/// The same measures where the journey is bounded: intervals that surely hold them. Absent where
/// nothing is known of one: it may be anything that such a measure can be.
struct ImportanceBounds {
  EventId event;
  std::optional<Interval> birnbaum;
  std::optional<Interval> criticality;
  std::optional<Interval> risk_achievement_worth;
  std::optional<Interval> risk_reduction_worth;
  std::optional<Interval> diagnostic;
  std::optional<Interval> fussell_vesely;
  bool is_ahead = false;  ///< surely at least as critical as each that is listed after it
};

/// Importance of what has a name in the document: a component with all its instances, or another
/// event. Shares of several parts overlap where two must fail together.
struct PartImportance {
  EventId event;          ///< of an instance that matters most, or itself
  ComponentId component;  ///< invalid of links, causes and switches
  std::size_t instances = 1;
  /// Share of the journey's unavailability that would go if none of its events ever happened; of
  /// one event its criticality.
  double share = 0;
  bool is_exact = true;  ///< false where the share is at most that: evaluating it took too long
};

/// The journey's unavailability with the figures of one event changed and all others as they are;
/// of events that no redundancy group in time stands on.
struct TornadoBar {
  EventId event;
  double better = 0;        ///< unavailability of the journey with the better figures
  double worse = 0;         ///< with the worse figures
  bool from_range = false;  ///< between the ends of a range that was written; otherwise MTBF twice
                            ///< as long, or half as long (MTTR half, or twice: the same)
};

}  // namespace cutpoint
