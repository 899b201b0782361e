/// Whose figure an uncertain figure is, for all formats.
#pragma once

#include <string>
#include <vector>

#include "cutpoint/analysis.hpp"

namespace cutpoint {

/// Names of the components, links and common causes behind a share, each once, in file order; an
/// instance of a pool is its pool.
[[nodiscard]] std::vector<std::string> subjects_of(const Model& model,
                                                   const StructureFunction& function,
                                                   const UncertaintyShare& share);

}  // namespace cutpoint
