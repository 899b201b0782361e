/// The mean of observed repairs: how far it may be off, and how much of it is one or two incidents.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "analyzer/observation/observe.hpp"

namespace cutpoint {

/// Interval of the mean repair. Fewer than twelve repairs are taken as log-normal (Cox's method,
/// see `mean_interval`). From twelve on it is a bootstrap: the mean's logarithm, studentised, over
/// resamples drawn with this seed. Where the repairs are fewer than thirty, or so unlike each other
/// that the longest ones may be missing among them, it is at least as wide as Cox's.
[[nodiscard]] std::optional<DurationInterval> mean_repair_interval(
    const std::vector<Duration>& repairs, double confidence, std::uint64_t seed);

[[nodiscard]] std::optional<Duration> median_repair(std::vector<Duration> repairs);

/// Whether the mean hangs on the longest repair (without it, less than half of it is left; of three
/// and four repairs a quarter, of two an eighth) or on the two longest (less than a third, and less
/// than half of what is left without the longest alone; of ten and more).
[[nodiscard]] std::optional<DominatedMean> dominated_mean(std::vector<Duration> repairs,
                                                          double confidence, std::uint64_t seed);

}  // namespace cutpoint
