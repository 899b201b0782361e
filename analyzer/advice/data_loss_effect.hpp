/// What a change does to the data of the component that it changes.
#pragma once

#include <string>

#include "cutpoint/advice.hpp"
#include "cutpoint/analysis.hpp"
#include "cutpoint/model.hpp"

namespace cutpoint {

/// How much of the component's data the worst event loses before and after, in any scope; nothing
/// where that is not known.
[[nodiscard]] SideEffect data_loss_effect(const std::string& component, const Model& before_model,
                                          const Analysis& before, const Model& after_model,
                                          const Analysis& after);

}  // namespace cutpoint
