/// A draft tried out: built, compiled, and asked how available its journeys are.
#pragma once

#include <optional>
#include <vector>

#include "analyzer/advice/journey_downs.hpp"
#include "analyzer/failover/failover_groups.hpp"
#include "cutpoint/analysis.hpp"
#include "cutpoint/draft.hpp"

namespace cutpoint {

struct BuiltDraft {
  Model model;
  StructureFunction function;
};

/// Nothing where the draft is not valid. `chains`: of earlier trials, if any.
[[nodiscard]] std::optional<BuiltDraft> build(const Draft& draft, SolvedChains* chains = nullptr,
                                              GroupDetail groups = GroupDetail::all);

}  // namespace cutpoint
