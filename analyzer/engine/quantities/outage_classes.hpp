/// Outages by how long they last.
#pragma once

#include <vector>

#include "cutpoint/structure_function.hpp"

namespace cutpoint {

/// Outages of about one length: exponential ones, or exponential ones that end after a fixed time
/// at the latest. Of those, a mean of just that time says that all are of one length, as restarts
/// are.
struct OutageClass {
  double rate = 0;           ///< failures an hour of up time
  double repair_rate = 0;    ///< one by the mean length
  double at_most_hours = 0;  ///< where they end at the latest; 0: nowhere
};

/// The rate a with which outages end before their last moment r. With mean m it is the root of
/// (1 − e^(−ar))/(ar) = m/r, which falls with a; 0 where all are of one length, and their own rate
/// where there is no last moment.
[[nodiscard]] double rate_before_end(const OutageClass& outage);

/// Mean hours until an outage of rate a ends by itself, after `at_most_hours` r at the latest (0:
/// no such end), or by something else of `other_rate` σ: (1 − e^(−(a+σ)r))/(a+σ).
[[nodiscard]] double mean_until_either(const OutageClass& outage, double other_rate);

/// The rate at which an outage ends while a switch of `switch_rate` σ goes on. With M the mean time
/// until either, it is 1/M − σ: then both the chance that the repair comes first and the time until
/// either are those of the race.
[[nodiscard]] double rate_within(const OutageClass& outage, double switch_rate);

/// An event's failures, an hour of all time: restarts, and other repairs.
[[nodiscard]] std::vector<OutageClass> failures_by_length(const BasicEvent& event);

}  // namespace cutpoint
