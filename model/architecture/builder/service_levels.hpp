/// What is promised and what it costs: what contradicts itself is refused.
#pragma once

#include "model/architecture/builder/names.hpp"
#include "model/architecture/builder/network.hpp"

namespace cutpoint {

class ServiceLevelChecks {
 public:
  /// `events`: links and common causes, which a promise may exclude. After an error of reading,
  /// nothing is called missing.
  ServiceLevelChecks(NameTable& names, const EventNames& events, bool reading_failed,
                     Diagnostics& diagnostics)
      : names_(names),
        events_(events),
        reading_failed_(reading_failed),
        diagnostics_(diagnostics) {}

  /// Promises and revenue of a journey.
  void check(const DraftJourney& written);
  void check_level(const ServiceLevel& level);

 private:
  void check_excluded(const ServiceLevel& level);
  /// Amounts of one journey are compared and shared out: they need one currency.
  void check_currencies(const DraftJourney& written);
  void check_revenue(const Revenue& revenue);

  NameTable& names_;
  const EventNames& events_;
  bool reading_failed_;
  Diagnostics& diagnostics_;
};

void check_cost(const DraftComponent& written, Diagnostics& diagnostics);

}  // namespace cutpoint
