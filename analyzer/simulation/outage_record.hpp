/// What is remembered of the outages of one top event, to tell how far their sum may be off.
#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <vector>

#include "analyzer/analysis/service_levels/downtime_in_period.hpp"

namespace cutpoint {

class NumberReader;

/// Counts alone, so that the order in which batches are added up changes nothing.
class OutageRecord {
 public:
  /// An outage by an event, by its position among the timed ones, that brings the top down alone:
  /// how long it lasts is known from the event's repairs.
  void add_alone(std::uint32_t position) { ++alone_[position]; }
  /// Any other one. Lengths within a few percent are one.
  void add_other(double hours);
  void add(const OutageRecord& other);
  [[nodiscard]] bool operator==(const OutageRecord& other) const = default;
  /// For another process.
  void append_to(std::vector<double>& numbers) const;
  /// `timed`: how many events there are to bring it down alone.
  void read(NumberReader& reader, std::size_t timed);

  [[nodiscard]] bool empty() const { return alone_.empty() && others_.empty(); }
  [[nodiscard]] std::uint64_t others() const;
  /// So many of the others are as if they had been seen that their lengths are known by.
  [[nodiscard]] double degrees_of_freedom() const;
  /// Of the others in all.
  [[nodiscard]] double other_hours() const;
  /// How long one more of the others would be, in an hour of their downtime; 0 without any.
  [[nodiscard]] double further_hours() const;
  /// As causes of outages in so many hours of up time. `processes`: of the timed events.
  [[nodiscard]] std::vector<OutageCause> causes(const std::vector<FailureProcess>& processes,
                                                double up_hours) const;

 private:
  [[nodiscard]] OutageLengths seen_lengths() const;

  std::map<std::uint32_t, std::uint64_t> alone_;
  std::map<std::int32_t, std::uint64_t> others_;  ///< by logarithm
};

}  // namespace cutpoint
