#include "analyzer/engine/quantities/failure_count.hpp"

#include <algorithm>

#include "model/base/math/statistics.hpp"

namespace cutpoint {

namespace {

bool are_alike(const std::vector<double>& ascending) {
  return ascending.empty() || ascending.front() == ascending.back();
}

/// The probabilities that 0, 1, … `most` fail; what is above is left out.
std::vector<double> distribution(const std::vector<double>& probabilities, std::size_t most) {
  std::vector<double> chance(most + 1, 0.0);
  chance[0] = 1.0;
  std::size_t reached = 0;
  for (const double q : probabilities) {
    reached = std::min(reached + 1, most);
    for (std::size_t j = reached; j > 0; --j) chance[j] = (1.0 - q) * chance[j] + q * chance[j - 1];
    chance[0] *= 1.0 - q;
  }
  return chance;
}

}  // namespace

FailureCount::FailureCount(std::uint32_t threshold, const std::vector<double>& probabilities)
    : threshold_(threshold) {
  for (const double q : probabilities) {
    if (q >= 1.0) {
      ++certain_;
    } else if (q > 0.0) {
      free_.push_back(q);
    }
  }
  if (!std::is_sorted(free_.begin(), free_.end())) std::sort(free_.begin(), free_.end());
}

double FailureCount::at_least() const {
  if (certain_ >= threshold_) return 1.0;
  const std::uint32_t more = threshold_ - certain_;
  if (more > free_.size()) return 0.0;
  if (are_alike(free_)) {
    return binomial_tail(static_cast<std::uint32_t>(free_.size()), more, free_.front());
  }
  // Step by step, what makes it enough is added up: nothing is subtracted.
  std::vector<double> chance(more, 0.0);  // of 0, 1, … more - 1 failures so far
  chance[0] = 1.0;
  double enough = 0.0;
  for (const double q : free_) {
    enough += q * chance[more - 1];
    for (std::size_t j = more - 1; j > 0; --j)
      chance[j] = (1.0 - q) * chance[j] + q * chance[j - 1];
    chance[0] *= 1.0 - q;
  }
  return enough;
}

double FailureCount::slope(double probability) const {
  const std::uint32_t certain = certain_ - (probability >= 1.0 ? 1 : 0);
  if (certain + 1 > threshold_) return 0.0;
  const std::uint32_t exactly_free = threshold_ - 1 - certain;
  if (probability <= 0.0 || probability >= 1.0) return exactly(exactly_free, free_);
  std::vector<double> others = free_;
  others.erase(std::find(others.begin(), others.end(), probability));
  return exactly(exactly_free, others);
}

double FailureCount::exactly(std::uint32_t count, const std::vector<double>& others) const {
  if (count > others.size()) return 0.0;
  if (others.empty()) return 1.0;
  if (are_alike(others)) {
    return binomial_chance(static_cast<std::uint32_t>(others.size()), count, others.front());
  }
  return distribution(others, count)[count];
}

}  // namespace cutpoint
