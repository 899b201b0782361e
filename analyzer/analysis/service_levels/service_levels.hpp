/// Objectives, agreements and money of a journey, from its availability and outages.
#pragma once

#include <functional>
#include <optional>
#include <span>
#include <vector>

#include "analyzer/analysis/service_levels/outage_causes.hpp"
#include "analyzer/analysis/service_levels/planned_downtime.hpp"
#include "analyzer/engine/decision_diagram.hpp"
#include "cutpoint/service_levels.hpp"

namespace cutpoint {

/// The period that a promise is measured over: a year where none was written.
[[nodiscard]] ServicePeriod period_of(const ServiceLevel& level);

/// Whether planned downtime counts against it.
[[nodiscard]] bool counts_planned(const ServiceLevel& level);

/// The own failures of what a promise leaves out: all instances of its components, links, common
/// causes; ascending. What fails with them still counts where it fails by itself too.
[[nodiscard]] std::vector<EventId> excluded_events(const Model& model,
                                                   const StructureFunction& function,
                                                   const ServiceLevel& level);

/// A journey of which the failures that a promise leaves out do not count.
struct JourneyWithout {
  JourneyOutages outages;
  JourneyCauses causes;  ///< where chances are asked for
};

/// The same questions where redundancy groups in time are below: these switch and wait because of
/// what does not count, too.
struct GroupsOfPromises {
  /// Absent where no such group is below the journey.
  std::function<std::optional<JourneyWithout>(const JourneyOutages&, const std::vector<EventId>&,
                                              bool chances)>
      without;
  /// Share of time that the journey is down in windows only; absent as above.
  std::function<std::optional<double>(JourneyId, const std::vector<EventId>& excluded)> planned;
};

/// What promises are judged on beside the journey's results.
struct ServiceLevelBasis {
  const Model& model;
  const DecisionDiagram& diagram;  ///< its first tops are the journeys, down
  const GroupedEvents& grouped;    ///< of its function
  const GroupsOfPromises& groups;
  std::span<const PlannedState> windows;  ///< of its function
  /// False: chances to miss a promise are left out where no credit hangs on them.
  bool chances = true;
};

/// Share of time that a journey is down in windows only, without the failures of `excluded`
/// (ascending), of which it is what `journey` says. Absent where there are no windows, or no
/// diagram.
[[nodiscard]] std::optional<double> planned_share(const ServiceLevelBasis& basis,
                                                  const JourneyOutages& journey,
                                                  const std::vector<EventId>& excluded);

/// What a journey promises, and what its outages cost.
struct JourneyPromises {
  std::optional<ServiceLevelResult> slo;
  std::optional<ServiceLevelResult> sla;
  MoneyResult money;
};

/// `planned`: the share of time that the journey is down on purpose.
[[nodiscard]] JourneyPromises judge_promises(const ServiceLevelBasis& basis,
                                             const JourneyOutages& outages, double planned);

/// What a promise's credits come to, after the chances of its tiers have changed.
void settle_credits(const Journey& journey, ServiceLevelResult& promise, MoneyResult& money);

/// What the components cost a year, by currency in alphabetical order. Costs without a period are
/// left out; the builder warns of them.
[[nodiscard]] std::vector<Money> component_costs(const Model& model);

}  // namespace cutpoint
