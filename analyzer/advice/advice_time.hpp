/// The time that advice was given, and what of it is used.
#pragma once

#include <chrono>
#include <optional>

#include "cutpoint/duration.hpp"

namespace cutpoint {

/// Trials end where their part of the time does: what was tried by then has yet to be told. Without
/// a time nothing is ever over. By the clock on the wall.
class AdviceTime {
 public:
  explicit AdviceTime(const std::optional<Duration>& given) : given_(given) {}

  /// Whether that share of it, 0 to 1, is used.
  [[nodiscard]] bool is_used(double share) const {
    if (!given_) return false;
    const std::chrono::duration<double> taken = Clock::now() - start_;
    return taken.count() >= share * given_->in_seconds();
  }

 private:
  using Clock = std::chrono::steady_clock;
  Clock::time_point start_ = Clock::now();
  std::optional<Duration> given_;
};

}  // namespace cutpoint
