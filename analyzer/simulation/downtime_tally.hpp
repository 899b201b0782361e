/// Downtime of one journey over one batch, by period.
#pragma once

#include <cstdint>
#include <vector>

#include "analyzer/simulation/outage_record.hpp"

namespace cutpoint {

class NumberReader;

/// Downtime of each whole period; hours throughout. Lengths follow each other in a circle, so that
/// months may differ.
class PeriodTally {
 public:
  PeriodTally(std::vector<double> lengths, double horizon);

  /// An outage; later ones start later.
  void add(double start, double end);
  /// Call once, after the last outage.
  void finish();

  [[nodiscard]] std::uint64_t periods() const { return periods_; }
  /// Of the periods that had any, in the order of time.
  [[nodiscard]] const std::vector<double>& downtimes() const { return downtimes_; }
  /// What was counted, for another process; not how long periods are.
  void append_to(std::vector<double>& numbers) const;
  void read(NumberReader& reader);
  /// Periods whose downtime is above a share of their own length.
  [[nodiscard]] std::uint64_t above(double share) const;

 private:
  /// Whole periods that end by then, and the end of the first so many.
  [[nodiscard]] std::uint64_t ended_by(double time) const;
  [[nodiscard]] double end_of(std::uint64_t periods) const;
  void close();

  std::vector<double> ends_;  ///< of each period of a circle, from its start
  std::uint64_t periods_;
  std::uint64_t current_ = 0;
  double down_ = 0.0;
  std::vector<double> downtimes_;
  std::vector<double> shares_;  ///< the same, of the length of the period
};

/// When one top event was down.
struct OutageTally {
  double down_since = -1.0;  ///< negative while up
  double down_hours = 0.0;
  double longest_hours = 0.0;
  std::uint64_t outages = 0;  ///< that began within the batch
  std::vector<PeriodTally> periods;
  OutageRecord record;

  /// Of what no timed event brings about by itself.
  static constexpr std::uint32_t several = UINT32_MAX;

  [[nodiscard]] bool is_down() const { return down_since >= 0.0; }
  /// `alone`: the position of the event that brings it down by itself. Where it does not count, it
  /// has begun before.
  void go_down(double now, bool counts, std::uint32_t alone = several);
  void come_up(double now);
  /// Closes an outage under way and all periods.
  void finish(double horizon);

 private:
  bool counts_ = false;
  std::uint32_t alone_ = several;
};

}  // namespace cutpoint
