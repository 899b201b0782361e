/// Minimal cut sets, as a family that is counted without being listed.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "analyzer/diagram.hpp"
#include "analyzer/zdd.hpp"
#include "cutpoint/analysis.hpp"

namespace cutpoint {

/// The family of minimal cut sets of `top` up to `max_order` (all, where absent), after Rauzy 1993:
/// the sets with a variable are those of the failed branch that are no solution of the other one.
/// Zdd::exhausted where the budget was spent. Of a function that is not coherent: the minimal sets
/// of failures that fail it while everything else works.
[[nodiscard]] Zdd::Ref minimal_cut_sets(const Bdd& bdd, Bdd::Ref top,
                                        std::optional<std::uint32_t> max_order, Zdd& zdd);

/// Counts by order and the listed sets: by order, within an order by falling probability.
[[nodiscard]] CutSets summarise_cut_sets(const Diagram& diagram, const Zdd& zdd, Zdd::Ref family,
                                         std::optional<std::uint32_t> max_order,
                                         std::size_t listed_limit);

}  // namespace cutpoint
