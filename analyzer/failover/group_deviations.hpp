/// Where a group's figures do not say what its chain does, and what is down then.
#pragma once

#include <vector>

#include "cutpoint/structure_function.hpp"

namespace cutpoint {

/// By context, which is what of ground, arbiters and groups before it is down: shares of time.
struct TimesOff {
  const std::vector<double>& too_much;
  const std::vector<double>& too_little;
};

/// The contexts that make most of it, one by one, and the rest as one. What is down is told
/// generously: all events that make it so, and more where that is not known, so that a function
/// which never falls when more is down is in none of its states less likely to.
[[nodiscard]] std::vector<FailoverGroup::Deviation> deviations_of(const StructureFunction& function,
                                                                  const GroupCluster& cluster,
                                                                  std::size_t position,
                                                                  const TimesOff& times);

}  // namespace cutpoint
