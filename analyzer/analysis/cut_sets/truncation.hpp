/// The probability that at least one of some listed cut sets has failed, and what such a list
/// misses of its top event.
#pragma once

#include <cstddef>
#include <vector>

#include "analyzer/engine/decision_diagram.hpp"
#include "analyzer/engine/quantities/probability.hpp"
#include "cutpoint/availability.hpp"
#include "cutpoint/cut_sets.hpp"

namespace cutpoint {

/// The rank of events that a function does not depend on.
inline constexpr std::uint32_t unranked = 0xffffffffU;

/// Where each event stands in the order of a diagram's variables, modules opened in place: 0, 1, …
/// for those that `top` depends on.
[[nodiscard]] IdVector<EventId, std::uint32_t> ranks_of_events(const DecisionDiagram& diagram,
                                                               DecisionDiagram::Ref top);

/// Guaranteed bounds of the probability that all events of at least one of the sets have failed.
/// Exact (both ends equal) where the diagram of all sets stays within `node_budget`; otherwise the
/// diagram of as many of the first sets as fit bounds it from below, and from above the lesser of
/// Boole's inequality for the others and 1 − Π(1 − P(set)) over all: sets of failures are
/// positively associated.
[[nodiscard]] ProbabilityBounds union_probability(const StructureFunction& function,
                                                  const IdVector<EventId, std::uint32_t>& ranks,
                                                  const std::vector<CutSet>& sets,
                                                  std::size_t node_budget = 1'000'000);

/// Fills in what the listed sets make up of a coherent top event and what they miss of it.
/// `error_upper` must be a bound already: the sum of the sets left out, or 1.
void bound_truncation(const StructureFunction& function,
                      const IdVector<EventId, std::uint32_t>& ranks, const AvailabilityResult& top,
                      CutSets& cut_sets);

}  // namespace cutpoint
