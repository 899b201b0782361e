/// How many of many independent parts have failed: a pool of alike instances is a binomial.
#pragma once

#include <cstdint>
#include <vector>

namespace cutpoint {

/// At least `threshold` of parts that fail independently. Quick where all that may or may not fail
/// are alike; otherwise the work is their number times the threshold.
class FailureCount {
 public:
  FailureCount(std::uint32_t threshold, const std::vector<double>& probabilities);

  [[nodiscard]] double at_least() const;
  /// The derivative of at_least() by the probability of one part, which has `probability` now: that
  /// of exactly `threshold` - 1 others failing.
  [[nodiscard]] double slope(double probability) const;

 private:
  [[nodiscard]] double exactly(std::uint32_t count, const std::vector<double>& others) const;

  std::uint32_t threshold_;
  std::uint32_t certain_ = 0;  ///< have failed for sure
  std::vector<double> free_;   ///< the others that may fail, ascending
};

}  // namespace cutpoint
