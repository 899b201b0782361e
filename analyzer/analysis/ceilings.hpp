/// What others give: how available a journey can be when everything of one's own never fails.
#pragma once

#include <optional>
#include <vector>

#include "analyzer/engine/budget/engine_meter.hpp"
#include "cutpoint/analysis.hpp"
#include "cutpoint/structure_function.hpp"

namespace cutpoint {

/// Of services that others run: kinds external and provider, components with an `sla`, and those
/// with a row of the catalogue. The worse of promise and figure; nothing where both are assumed or
/// perfect. The promise of a pool is left out: it may mean one instance or all.
[[nodiscard]] std::optional<ForeignFigure> foreign_figure(const Model& model, ComponentId id);

/// Ceilings of the journeys with a target, in file order, as far as they can be computed within
/// what the meter allows and 1 000 000 diagram nodes, and where anything foreign is below them.
/// Without what the journey's target excludes. None for functions that are not coherent.
[[nodiscard]] std::vector<JourneyCeiling> find_ceilings(const Model& model,
                                                        const StructureFunction& function,
                                                        EngineMeter& meter);

}  // namespace cutpoint
