/// Which minimal cut sets of a top event are counted and listed, within the work limits.
#pragma once

#include <memory>
#include <optional>

#include "analyzer/analysis/cut_sets/minimal_cut_sets.hpp"
#include "analyzer/engine/decision_diagram.hpp"
#include "cutpoint/cut_sets.hpp"

namespace cutpoint {

struct FoundCutSets {
  /// Absent where even the counts of order 2 exceed the limits.
  std::optional<CutSets> sets;
  /// All sets there are, listed or not; null where they exceed the limits, or were not tried.
  std::unique_ptr<CutSetFamilies> all;
  Zdd::Ref family = Zdd::exhausted;  ///< of the top, in `all`
};

/// Counts and lists the sets of a function of a diagram as the options ask. Notes in `meter` where
/// that had to be cut short.
[[nodiscard]] FoundCutSets find_cut_sets(const DecisionDiagram& diagram, DecisionDiagram::Ref top,
                                         const CutSetOptions& options, EngineMeter& meter);

}  // namespace cutpoint
