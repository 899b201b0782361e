/// One independent stretch of years.
#pragma once

#include <cstdint>
#include <vector>

#include "analyzer/simulation/downtime_tally.hpp"
#include "analyzer/simulation/live_function.hpp"
#include "analyzer/simulation/repair_sampler.hpp"

namespace cutpoint {

/// What is counted for a journey, apart from the batch.
struct JourneyPeriods {
  std::vector<double> lengths_hours;  ///< year, month, then those of the promises
};

struct BatchPlan {
  const LivePlan& live;
  std::vector<RepairSampler> repairs;  ///< of live.timed, in order
  std::vector<JourneyPeriods> journeys;
};

/// Totals of one journey in one batch.
struct JourneyBatch {
  OutageTally down;
  double not_full_hours = 0.0;
};

struct Batch {
  double hours = 0.0;
  std::uint64_t failures = 0;
  std::vector<JourneyBatch> journeys;
};

/// Runs batches one after the other; each worker owns one.
class BatchRunner {
 public:
  explicit BatchRunner(const BatchPlan& plan);

  [[nodiscard]] Batch run(double hours, RandomStream random);

 private:
  /// The next change of a timed event.
  struct Change {
    double time;
    std::uint32_t position;  ///< in live.timed
    friend bool operator<(const Change& a, const Change& b) {
      return a.time < b.time || (a.time == b.time && a.position < b.position);
    }
  };

  void start(RandomStream& random);
  void step(Batch& batch, RandomStream& random);
  void observe(Batch& batch, double now);
  void sift_down(std::size_t at);

  const BatchPlan& plan_;
  LiveFunction live_;
  std::vector<Change> heap_;  ///< the soonest on top
  std::vector<std::uint8_t> occurred_;
  std::vector<OutageTally> not_full_;
  /// Journeys by the node that says they are down, and by that which says they are not full.
  IdVector<NodeId, std::vector<std::uint32_t>> down_at_;
  IdVector<NodeId, std::vector<std::uint32_t>> not_full_at_;
};

}  // namespace cutpoint
