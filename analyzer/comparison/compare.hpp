/// What differs between two models, without what their documents and lint say.
#pragma once

#include "analyzer/comparison/result_values.hpp"
#include "cutpoint/comparison.hpp"

namespace cutpoint {

/// Components and what joins them, by name: what pictures of a change are made of.
void compare_parts(const Model& before, const Model& after, Comparison& result);

/// Components and journeys are the same where their names are. Linear but for sorting.
[[nodiscard]] Comparison compare(const AnalysedModel& before, const AnalysedModel& after);

/// From results that are known already; `changes` are judged.
[[nodiscard]] Comparison compare(const AnalysedModel& before, const Results& was,
                                 const AnalysedModel& after, const Results& is,
                                 std::vector<DocumentChange> changes);

}  // namespace cutpoint
