/// The frontier method: a `connected` requirement as a decision diagram over its elements.
#pragma once

#include <cstddef>
#include <span>

#include "analyzer/bdd.hpp"
#include "analyzer/frontier_order.hpp"

namespace cutpoint {

struct FrontierLimits {
  std::size_t states = 20'000'000;  ///< in all steps together
};

/// The function "the terminals are parted", given the failure function of each element (by position
/// among the node's children). Elements are decided in the order of the plan; what is kept of the
/// decided part is only which open vertices reach which. Bdd::exhausted where a limit is hit.
[[nodiscard]] Bdd::Ref parted_function(Bdd& bdd, const FrontierPlan& plan,
                                       std::span<const Bdd::Ref> element_failed,
                                       const FrontierLimits& limits = {});

}  // namespace cutpoint
