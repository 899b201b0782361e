/// What the rows of a sensitivity table are about.
#pragma once

#include <vector>

#include "cutpoint/advice.hpp"
#include "cutpoint/model.hpp"
#include "cutpoint/structure_function.hpp"

namespace cutpoint {

/// What a row is about: the events of a component, a link, a common cause or a failover.
struct SensitivitySubject {
  SensitivityRow row;
  std::vector<EventId> events;
  bool in_group = false;  ///< a redundancy group waits for, or moves away from, what happens here
  /// By `beta` these have the same figures and fail together in part, this one among them; empty
  /// where there is no such common cause.
  std::vector<ComponentId> alike;
};

/// Whatever a journey depends on and can fail, in the order of the events.
[[nodiscard]] std::vector<SensitivitySubject> sensitivity_subjects(
    const Model& model, const StructureFunction& function);

}  // namespace cutpoint
