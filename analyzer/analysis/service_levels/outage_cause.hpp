/// What makes outages, as far as their lengths matter.
#pragma once

#include <vector>

#include "analyzer/analysis/service_levels/outage_lengths.hpp"

namespace cutpoint {

/// Independent causes of outages, alike but for how often they come. Each is on and off by turns;
/// what it is a part of is down while any cause is on.
struct OutageCause {
  /// Of an outage; where there are two, it ends with the first of two repairs, of which either may
  /// have begun before it.
  std::vector<OutageLengths> lengths;
  /// One for each cause: outages an hour without one; with two lengths, failures of the one an hour
  /// times failures of the other an hour.
  std::vector<double> rates;

  /// Share of time, for each hour up, with more than `hours` of one cause's outage still to come,
  /// for a rate of one.
  [[nodiscard]] double left_after(double hours) const;
};

}  // namespace cutpoint
