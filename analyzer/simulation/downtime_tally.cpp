#include "analyzer/simulation/downtime_tally.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <utility>

#include "analyzer/simulation/number_reader.hpp"

namespace cutpoint {

PeriodTally::PeriodTally(std::vector<double> lengths, double horizon) : ends_(std::move(lengths)) {
  std::partial_sum(ends_.begin(), ends_.end(), ends_.begin());
  // A hair of room, so that a year holds twelve months whatever the rounding.
  periods_ = ended_by(horizon * (1.0 + 1e-12));
}

std::uint64_t PeriodTally::ended_by(double time) const {
  const double circles = std::floor(time / ends_.back());
  const double rest = time - circles * ends_.back();
  const auto within = std::upper_bound(ends_.begin(), ends_.end(), rest) - ends_.begin();
  return static_cast<std::uint64_t>(circles) * ends_.size() + static_cast<std::uint64_t>(within);
}

double PeriodTally::end_of(std::uint64_t periods) const {
  const std::uint64_t within = periods % ends_.size();
  const double start = within == 0 ? 0.0 : ends_[within - 1];
  const std::uint64_t cycles = periods / ends_.size();
  return static_cast<double>(cycles) * ends_.back() + start;
}

void PeriodTally::add(double start, double end) {
  while (start < end) {
    // Rounding may put the start of a period a hair before the end of the last one.
    const std::uint64_t at = std::max(ended_by(start), current_);
    if (at >= periods_) return;
    if (at > current_) {
      close();
      current_ = at;
    }
    const double boundary = end_of(current_ + 1);
    const double until = std::min(end, boundary);
    if (until > start) down_ += until - start;
    if (end <= boundary) return;
    close();
    ++current_;
    start = std::max(start, boundary);
  }
}

void PeriodTally::close() {
  if (down_ <= 0.0) return;
  const double length = end_of(current_ + 1) - end_of(current_);
  downtimes_.push_back(std::min(down_, length));
  shares_.push_back(downtimes_.back() / length);
  down_ = 0.0;
}

void PeriodTally::finish() {
  if (current_ < periods_) close();
  down_ = 0.0;
  current_ = periods_;
}

void PeriodTally::append_to(std::vector<double>& numbers) const {
  numbers.push_back(static_cast<double>(periods_));
  numbers.push_back(static_cast<double>(downtimes_.size()));
  numbers.insert(numbers.end(), downtimes_.begin(), downtimes_.end());
  numbers.insert(numbers.end(), shares_.begin(), shares_.end());
}

void PeriodTally::read(NumberReader& reader) {
  if (reader.count() != periods_) reader.refuse();
  const std::size_t down = reader.size(2);
  downtimes_.clear();
  shares_.clear();
  for (std::size_t i = 0; i < down; ++i) downtimes_.push_back(reader.next());
  for (std::size_t i = 0; i < down; ++i) shares_.push_back(reader.next());
  if (down > periods_) reader.refuse();
  current_ = periods_;
}

std::uint64_t PeriodTally::above(double share) const {
  return static_cast<std::uint64_t>(
      std::count_if(shares_.begin(), shares_.end(), [share](double x) { return x > share; }));
}

void OutageTally::go_down(double now, bool counts, std::uint32_t alone) {
  down_since = now;
  counts_ = counts;
  alone_ = alone;
  if (counts) ++outages;
}

void OutageTally::come_up(double now) {
  const double length = now - down_since;
  down_hours += length;
  longest_hours = std::max(longest_hours, length);
  for (PeriodTally& tally : periods) tally.add(down_since, now);
  if (counts_ && alone_ != several) {
    record.add_alone(alone_);
  } else if (counts_) {
    record.add_other(length);
  }
  down_since = -1.0;
}

void OutageTally::finish(double horizon) {
  if (is_down()) come_up(horizon);
  for (PeriodTally& tally : periods) tally.finish();
}

}  // namespace cutpoint
