/// The frontier method: a `connected` requirement as a decision diagram over its elements.
#pragma once

#include <cstddef>
#include <limits>
#include <span>
#include <utility>

#include "analyzer/engine/bdd/bdd.hpp"
#include "analyzer/engine/networks/frontier_order.hpp"

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

/// Elements of which only two functions are known that enclose their failure.
struct EnclosedElements {
  std::span<const Bdd::Ref> lower;
  std::span<const Bdd::Ref> upper;
  std::span<const double> probability;  ///< of failing: which states are worth keeping
};

/// Functions below and above "the terminals are parted": of each step only the `states_kept` states
/// are followed that are most probable; the others count as joined below and as parted above. The
/// two functions need not be monotone.
[[nodiscard]] std::pair<Bdd::Ref, Bdd::Ref> enclose_parted_function(
    Bdd& bdd, const FrontierPlan& plan, const EnclosedElements& elements, std::size_t states_kept);

}  // namespace cutpoint
