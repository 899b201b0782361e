/// Results that belong to no single journey.
#pragma once

#include "analyzer/comparison/group_names.hpp"
#include "analyzer/comparison/result_values.hpp"

namespace cutpoint {

/// How many members each redundancy can do without, and what alone defeats it.
void add_redundancy_results(const AnalysedModel& side, const GroupNames& names, Results& results);
/// How much data is lost and how long recovery takes, by component and by second site.
void add_recovery_results(const AnalysedModel& side, Results& results);
/// Sums by currency, a year.
void add_cost_results(const AnalysedModel& side, Results& results);

}  // namespace cutpoint
