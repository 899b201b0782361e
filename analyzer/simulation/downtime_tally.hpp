/// Downtime of one journey over one batch, by period.
#pragma once

#include <cstdint>
#include <vector>

namespace cutpoint {

/// Downtime of each whole period of one length; hours throughout.
class PeriodTally {
 public:
  PeriodTally(double length, double horizon);

  /// An outage; later ones start later.
  void add(double start, double end);
  /// Call once, after the last outage.
  void finish();

  [[nodiscard]] std::uint64_t periods() const { return periods_; }
  /// Of the periods that had any, in the order of time.
  [[nodiscard]] const std::vector<double>& downtimes() const { return downtimes_; }

 private:
  double length_;
  std::uint64_t periods_;
  std::uint64_t current_ = 0;
  double down_ = 0.0;
  std::vector<double> downtimes_;
};

/// When one top event was down.
struct OutageTally {
  double down_since = -1.0;  ///< negative while up
  double down_hours = 0.0;
  double longest_hours = 0.0;
  std::uint64_t outages = 0;  ///< that began within the batch
  std::vector<PeriodTally> periods;

  [[nodiscard]] bool is_down() const { return down_since >= 0.0; }
  void go_down(double now, bool counts);
  void come_up(double now);
  /// Closes an outage under way and all periods.
  void finish(double horizon);
};

}  // namespace cutpoint
