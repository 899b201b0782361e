/// What others give: how available a journey can be when everything of one's own never fails.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "lint/subject.hpp"

namespace cutpoint {

/// How available something is that others run, and who says so.
struct ForeignFigure {
  double unavailability = 0.0;
  std::string source;  ///< "the provider of bank promises 99.9 %"
};

/// Of services that others run: kinds external and provider, components with an `sla`, and those
/// with a row of the catalogue. The worse of promise and figure; nothing where both are assumed or
/// perfect. The promise of a pool is left out: it may mean one instance or all.
[[nodiscard]] std::optional<ForeignFigure> foreign_figure(const LintSubject& subject,
                                                          ComponentId id);

/// One of those that lower the ceiling.
struct CeilingFactor {
  ComponentId component;
  double share = 0.0;  ///< of the unavailability: Birnbaum importance times its own
};

struct JourneyCeiling {
  JourneyId journey;
  double unavailability = 0.0;         ///< exact: the structure with own events left out
  std::vector<CeilingFactor> factors;  ///< by falling share, then in file order
};

/// Ceilings of the journeys given, as far as they can be computed within 1 000 000 diagram nodes,
/// and where anything foreign is below them.
[[nodiscard]] std::vector<JourneyCeiling> ceilings_of(const LintSubject& subject,
                                                      const std::vector<JourneyId>& journeys);

}  // namespace cutpoint
