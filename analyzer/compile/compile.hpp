/// From the model to the structure function that all analyses read.
#pragma once

#include <cstddef>
#include <optional>

#include "analyzer/compile/choices.hpp"
#include "analyzer/failover/failover_groups.hpp"
#include "cutpoint/diagnostic.hpp"
#include "cutpoint/model.hpp"
#include "cutpoint/structure_function.hpp"

namespace cutpoint {

struct CompileLimits {
  std::size_t nodes = 50'000'000;  ///< nodes after resolving circles
  SolvedChains* chains = nullptr;  ///< of earlier compilations, and of this one afterwards
  GroupDetail groups = GroupDetail::all;
  ChoiceEvents* choices = nullptr;  ///< what is to be left open; of `Service::up` alone
};

/// Compiles a model. Meaningless circles (a network that depends on its own `connected`
/// requirement) and exceeded limits are diagnostics.
[[nodiscard]] std::optional<StructureFunction> compile(const Model& model, Diagnostics& diagnostics,
                                                       const CompileLimits& limits = {});

}  // namespace cutpoint
