/// Failure figures measured from incident records.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

#include "cutpoint/draft.hpp"
#include "cutpoint/probability.hpp"
#include "model/format/records/incidents.hpp"

namespace cutpoint {

struct ObservationOptions {
  std::optional<Instant> from;
  std::optional<Instant> to;
  /// Calendar time that was watched; with one end of the window it gives the other.
  std::optional<Duration> window;
  /// Time in operation of every component, instead of the window less its downtime.
  std::optional<Duration> operating;
  /// Number of instances by pool. Records of a pool (`web`) and of its instances (`web#1`) are
  /// measured together, over the time of all its instances; otherwise each name stands for itself.
  std::unordered_map<std::string, std::uint32_t> pools;
  bool count_planned = false;  ///< planned incidents are failures too
  double confidence = 0.95;
  std::uint64_t seed = 1;  ///< of resamples, where intervals come from them
  SourceSpan stated;       ///< where a document says all this; empty for a command line
};

struct DurationInterval {
  Duration low;
  Duration high;
};

/// A mean that hangs on the longest repair or the two longest.
struct DominatedMean {
  std::vector<Duration> longest;  ///< the longest first
  Duration without;               ///< mean of the others
  std::optional<DurationInterval> interval_without;
};

/// What the records say of one component.
struct ObservedComponent {
  std::string name;
  SourceSpan span;                ///< the name in its first record
  std::uint32_t failures = 0;     ///< that began within the window, overlapping ones merged
  std::uint32_t merged = 0;       ///< records that were part of another outage
  std::uint32_t open = 0;         ///< outages that had not ended at the end of the window
  Duration operating;             ///< of all instances of a pool together
  Duration downtime;              ///< unplanned, within the window
  Duration planned_downtime;      ///< planned and not down anyway
  std::vector<Duration> repairs;  ///< of failures that began and ended within the window

  /// Operating time over failures; without a failure T / ln 2, the time in which one had even odds.
  Duration mtbf;
  DurationInterval
      mtbf_interval;  ///< chi-square; without a failure from T / −ln(1 − confidence) on
  /// Downtime over ended repairs, which counts what is still open as censored.
  std::optional<Duration> mttr;
  std::optional<DurationInterval> mttr_interval;  ///< see the explanation of measured figures
  std::optional<Duration> median_repair;
  std::optional<DominatedMean> dominated;    ///< absent where the mean hangs on no few
  std::optional<Availability> availability;  ///< MTBF / (MTBF + MTTR)
  /// From both intervals at half the risk each: at least as wide as it must be.
  std::optional<Availability> lowest_availability;
  std::optional<Availability> highest_availability;

  /// Down, or not to be used, for as long as it was watched: nothing is known of how long it stays
  /// up. Where no repair has ended, `mttr` is a lower bound, and its interval has no upper end.
  [[nodiscard]] bool never_up() const { return operating == Duration(); }
};

struct Observation {
  std::string file_name;
  std::optional<Instant> from;
  std::optional<Instant> to;
  std::optional<Duration> window;
  double confidence = 0;
  std::vector<ObservedComponent> components;  ///< in the order of their first record
};

/// Measures every component that the records name; the figures of a pool are those of one of its
/// instances. What cannot be measured (no window, records outside of every possible window) is
/// reported.
[[nodiscard]] std::optional<Observation> observe(const std::vector<Incident>& incidents,
                                                 const ObservationOptions& options,
                                                 Diagnostics& diagnostics);

/// The measured figures as a document to lay over an architecture: `observed` for each component.
[[nodiscard]] Draft observed_architecture(const Observation& observation);

}  // namespace cutpoint
