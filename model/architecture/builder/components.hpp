/// Components, resolved one after the other in file order.
#pragma once

#include "model/architecture/builder/acceptances.hpp"
#include "model/architecture/builder/data.hpp"
#include "model/architecture/builder/figure_checks.hpp"
#include "model/architecture/builder/figures.hpp"
#include "model/architecture/builder/kinds.hpp"
#include "model/architecture/builder/names.hpp"
#include "model/architecture/builder/operations.hpp"
#include "model/architecture/builder/requirements.hpp"

namespace cutpoint {

/// What of resolved components is held: findings need their structure alone.
enum class Kept { all, structure };

class ComponentResolver {
 public:
  ComponentResolver(NameTable& names, KindTable& kinds, FigureChecks& checks,
                    FigureResolver& figures, Diagnostics& diagnostics)
      : names_(names),
        kinds_(kinds),
        checks_(checks),
        figures_(figures),
        requirements_(names, diagnostics),
        data_(names, kinds, diagnostics),
        operations_(names, checks, diagnostics),
        acceptances_(names, diagnostics),
        diagnostics_(diagnostics) {}

  [[nodiscard]] IdVector<ComponentId, Component> resolve(Kept kept);

 private:
  [[nodiscard]] Component resolve_one(ComponentId id);
  /// What is written beside structure and figures: all of it, whatever keys there are.
  [[nodiscard]] Boxed<ComponentDetails> details_of(const DraftComponent& written) const;

  NameTable& names_;
  KindTable& kinds_;
  FigureChecks& checks_;
  FigureResolver& figures_;
  RequirementResolver requirements_;
  DataChecks data_;
  OperationChecks operations_;
  AcceptanceChecks acceptances_;
  Diagnostics& diagnostics_;
};

}  // namespace cutpoint
