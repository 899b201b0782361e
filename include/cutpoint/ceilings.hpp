/// What others give: how available a journey can be when everything of one's own never fails.
///
/// Plain values that own what they hold; copies are independent. Ids are those of the model.
/// Unavailabilities in [0, 1]. Cost: one evaluation of a diagram without the own events, within the
/// budget of the analysis.
#pragma once

#include <vector>

#include "cutpoint/model.hpp"

namespace cutpoint {

/// How available something is that others run, and who says so.
struct ForeignFigure {
  enum class Basis {
    promise,  ///< the component's `sla`
    figures,  ///< what is stated of it, measured, or published by the catalogue's source
  };
  double unavailability = 0.0;
  Basis basis = Basis::figures;
};

/// One of those that lower the ceiling.
struct CeilingFactor {
  ComponentId component;
  ForeignFigure figure;
  double share = 0.0;  ///< of the journey's unavailability: Birnbaum importance times its own
};

struct JourneyCeiling {
  JourneyId journey;
  double unavailability = 0.0;         ///< exact: the structure with own events left out
  std::vector<CeilingFactor> factors;  ///< by falling share, then in file order
};

}  // namespace cutpoint
