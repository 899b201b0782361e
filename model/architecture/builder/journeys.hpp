/// Journeys, resolved one after the other in file order.
#pragma once

#include <vector>

#include "model/architecture/builder/acceptances.hpp"
#include "model/architecture/builder/data.hpp"
#include "model/architecture/builder/names.hpp"
#include "model/architecture/builder/requirements.hpp"
#include "model/architecture/builder/service_levels.hpp"

namespace cutpoint {

class JourneyResolver {
 public:
  JourneyResolver(NameTable& names, const KindTable& kinds, ServiceLevelChecks& service_levels,
                  Diagnostics& diagnostics)
      : requirements_(names, diagnostics),
        data_(names, kinds, diagnostics),
        service_levels_(service_levels),
        acceptances_(names, diagnostics),
        diagnostics_(diagnostics) {}

  /// One that is defined a second time is reported and left out.
  [[nodiscard]] IdVector<JourneyId, Journey> resolve(const std::vector<DraftJourney>& written);

 private:
  [[nodiscard]] Journey resolve_one(const DraftJourney& written);

  RequirementResolver requirements_;
  DataChecks data_;
  ServiceLevelChecks& service_levels_;
  AcceptanceChecks acceptances_;
  Diagnostics& diagnostics_;
};

}  // namespace cutpoint
