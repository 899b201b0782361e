/// What components cost a year, standbys at the scale that they run at while they wait.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "cutpoint/model.hpp"

namespace cutpoint {

/// Share of each component that runs in normal operation: 1, but for what only the standby sites of
/// groups with a `scale` need. Replicas of data that run elsewhere run in full there too: they
/// cannot follow otherwise. Where several groups apply, the largest scale does.
[[nodiscard]] IdVector<ComponentId, double> running_shares(const Model& model);

/// Adds a year's cost of that share of all instances of a component, by currency; nothing without a
/// cost or where the cost has no period.
void add_yearly_cost(const Component& component, double share,
                     std::map<std::string, double>& by_currency);

/// By currency in alphabetical order.
[[nodiscard]] std::vector<Money> yearly_amounts(const std::map<std::string, double>& by_currency);

}  // namespace cutpoint
