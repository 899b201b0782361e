/// Common-cause failure groups: beta-factor, multiple Greek letters, alpha-factor, phi-factor.
#pragma once

#include <span>
#include <string_view>
#include <vector>

#include "importer/open_psa/expressions.hpp"

namespace cutpoint::open_psa {

/// A model of common causes, as a row for the reader and the reference page.
struct CommonCauseModel {
  std::string_view name;
  std::string_view levels;   ///< which levels have factors
  std::string_view formula;  ///< of the probability of an event that hits k of n members
  bool only_all;             ///< one factor, for all members at once
  std::size_t first_level;
  /// Q_k for k = 1 … n (as element k − 1), from the members' probability and the factors by level.
  std::vector<double> (*probabilities)(double q, std::size_t n, std::span<const double> factors);
};

[[nodiscard]] std::span<const CommonCauseModel> common_cause_models();

/// A group with its figures: the events that hit k members together have probability by_size[k −
/// 1].
struct CommonCauseGroup {
  DefinitionId definition;
  std::vector<DefinitionId> members;
  std::vector<double> by_size;  ///< empty where the group has an error
};

/// Reads all groups. Members that nothing defines become basic events.
[[nodiscard]] std::vector<CommonCauseGroup> read_common_causes(Definitions& definitions,
                                                               Expressions& expressions);

}  // namespace cutpoint::open_psa
