/// Where effort is best spent: what better figures of one part bring.
///
/// Plain values that own what they hold; copies are independent. Ids are those of the model and
/// function; downtime in seconds a year of 365 days.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "cutpoint/analysis.hpp"
#include "cutpoint/export.hpp"
#include "cutpoint/model.hpp"
#include "cutpoint/structure_function.hpp"

namespace cutpoint {

/// One component, link, common cause or failover, and the downtime of one journey that a change of
/// it alone saves, in seconds a year. Absent where the change has no meaning (a link has no
/// instances, a failover no up time), or would cost too much to try.
struct CUTPOINT_API SensitivityRow {
  std::string name;
  EventKind kind = EventKind::component;
  ComponentId component;  ///< kind component
  /// Repairs take half as long, restarts as long as before; a failover notices and switches twice
  /// as fast, by hand too.
  std::optional<double> half_repair;
  std::optional<double> double_uptime;  ///< twice the time between failures
  std::optional<double>
      one_more;  ///< one instance more; of those that vote a majority needs more, too
  std::optional<double> outages_spared;  ///< outages a year that twice the up time spares
  [[nodiscard]] double best() const;     ///< the largest of the downtimes
};

/// What each part would bring one journey.
struct JourneySensitivity {
  JourneyId journey;
  /// Bounded: the figures are differences of the bound that the downtime surely stays below.
  Method method = Method::exact;
  Duration downtime;                 ///< a year, as it is
  std::vector<SensitivityRow> rows;  ///< by falling best(), then in file order; those that save
};

/// Exact: the downtime is linear in the unavailability of each event, with its Birnbaum importance
/// as the slope; parts of several events, and those that a redundancy group moves away from, are
/// evaluated anew in the same diagram, with the group's switches as they then are, and further
/// instances of pools in a model of their own. A component's share of failures that a common cause
/// with `beta` takes away stays as it is: it has a row of its own.
struct Sensitivity {
  IdVector<JourneyId, JourneySensitivity> journeys;
  /// False where not every change was tried: the model was too large, or had groups in time then
  /// whose figures nobody knows the error of.
  bool complete = true;
};

}  // namespace cutpoint
