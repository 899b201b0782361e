/// Maintenance windows, crews, failovers and health checks of a component: what contradicts itself
/// is refused, what changes nothing is told.
#pragma once

#include "model/architecture/builder/failovers.hpp"
#include "model/architecture/builder/figure_checks.hpp"
#include "model/architecture/builder/names.hpp"

namespace cutpoint {

class OperationChecks {
 public:
  OperationChecks(NameTable& names, const FigureChecks& figures, Diagnostics& diagnostics)
      : names_(names),
        figures_(figures),
        failovers_(names, diagnostics),
        diagnostics_(diagnostics) {}

  /// Once kind, pool and figures of the component are known.
  void check(const DraftComponent& written, const Component& component);

 private:
  void check_maintenance(const DraftComponent& written, const Component& component);
  [[nodiscard]] bool check_window(const Maintenance& window, const Component& component);
  void check_health(const HealthCheck& check);

  NameTable& names_;
  const FigureChecks& figures_;
  FailoverChecks failovers_;
  Diagnostics& diagnostics_;
};

}  // namespace cutpoint
