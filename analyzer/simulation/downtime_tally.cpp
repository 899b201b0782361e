#include "analyzer/simulation/downtime_tally.hpp"

#include <algorithm>
#include <cmath>

namespace cutpoint {

PeriodTally::PeriodTally(double length, double horizon)
    // A hair of room, so that a year holds twelve months whatever the rounding.
    : length_(length), periods_(static_cast<std::uint64_t>(std::floor(horizon / length + 1e-9))) {}

void PeriodTally::add(double start, double end) {
  while (start < end) {
    const auto at = static_cast<std::uint64_t>(start / length_);
    if (at >= periods_) return;
    if (at > current_) {
      if (down_ > 0.0) downtimes_.push_back(down_);
      current_ = at;
      down_ = 0.0;
    }
    // Rounding may put the end of the period at the start itself: then the next one begins here.
    const double boundary = static_cast<double>(current_ + 1) * length_;
    const double until = std::min(end, boundary);
    if (until > start) down_ += until - start;
    if (end <= boundary) return;
    if (down_ > 0.0) downtimes_.push_back(std::min(down_, length_));
    ++current_;
    down_ = 0.0;
    start = boundary;
    if (current_ >= periods_) return;
    if (static_cast<std::uint64_t>(start / length_) < current_) {
      start = std::nextafter(boundary, end);
    }
  }
}

void PeriodTally::finish() {
  if (current_ < periods_ && down_ > 0.0) downtimes_.push_back(std::min(down_, length_));
  down_ = 0.0;
  current_ = periods_;
}

void OutageTally::go_down(double now, bool counts) {
  down_since = now;
  if (counts) ++outages;
}

void OutageTally::come_up(double now) {
  const double length = now - down_since;
  down_hours += length;
  longest_hours = std::max(longest_hours, length);
  for (PeriodTally& tally : periods) tally.add(down_since, now);
  down_since = -1.0;
}

void OutageTally::finish(double horizon) {
  if (is_down()) come_up(horizon);
  for (PeriodTally& tally : periods) tally.finish();
}

}  // namespace cutpoint
