/// One independent stretch of years.
#pragma once

#include <array>
#include <cstdint>
#include <vector>

#include "analyzer/simulation/downtime_tally.hpp"
#include "analyzer/simulation/failover_player.hpp"
#include "analyzer/simulation/live_function.hpp"
#include "analyzer/simulation/repair_sampler.hpp"

namespace cutpoint {

/// What is counted for a journey, apart from the batch.
struct JourneyPeriods {
  /// Year, month, then those of the promises; lengths of one follow each other in a circle.
  std::vector<std::vector<double>> lengths_hours;
  /// Positions in the plan's views that its slo and its sla are judged by; `everything`: all
  /// failures count, and no window.
  std::array<std::size_t, 2> service_level_views = {everything, everything};

  static constexpr std::size_t everything = SIZE_MAX;
};

/// The same failures, of which other ones count.
struct FailureView {
  bool windows = false;           ///< maintenance windows count too
  std::vector<EventId> left_out;  ///< never counted; ascending
  friend bool operator==(const FailureView&, const FailureView&) = default;
};

struct BatchPlan {
  const LivePlan& live;
  std::vector<FailureProcess> processes;  ///< of live.timed, in order, as groups leave them alone
  std::vector<RepairSampler> repairs;     ///< the same
  std::vector<JourneyPeriods> journeys;
  /// Group whose crews repair it, by position in live.timed; none where crews never run out.
  std::vector<std::uint32_t> crews_of;
  double planned_cycle_hours = 0.0;  ///< 0: there are no maintenance windows
  /// The first one, where there are windows, is all failures with them.
  std::vector<FailureView> views = {};
  double warm_up_hours = 0.0;  ///< before counting: until groups are in their long-run state
  /// By journey, then by position in live.timed: the event alone brings it down, or to less than
  /// full service, for as long as its repair takes.
  std::vector<std::vector<bool>> down_alone = {};
  std::vector<std::vector<bool>> not_full_alone = {};

  static constexpr std::uint32_t no_group = UINT32_MAX;
};

/// The plan of a function, without the journeys' periods.
[[nodiscard]] BatchPlan make_batch_plan(const LivePlan& live);

/// Totals of one journey in one batch.
struct JourneyBatch {
  OutageTally down;
  std::vector<OutageTally> views;  ///< by view of the plan
  double not_full_hours = 0.0;
  OutageRecord not_full;
};

struct Batch {
  double hours = 0.0;
  std::uint64_t failures = 0;
  std::vector<JourneyBatch> journeys;
};

/// Of so many hours, in which nothing was counted yet.
[[nodiscard]] Batch empty_batch(const BatchPlan& plan, double hours);

/// Runs batches one after the other; each worker owns one.
class BatchRunner : private GroupClock {
 public:
  explicit BatchRunner(const BatchPlan& plan);

  [[nodiscard]] Batch run(double hours, RandomStream random);

 private:
  /// The next change of a timed event.
  struct Change {
    double time;
    std::uint32_t position;  ///< in live.timed; behind them the switches of live.groups
    friend bool operator<(const Change& a, const Change& b) {
      return a.time < b.time || (a.time == b.time && a.position < b.position);
    }
  };

  void schedule_switch(std::uint32_t group, double time) override;
  void change_rate(EventId own, double share) override;

  void start(RandomStream& random);
  void warm_up(RandomStream& random);
  /// One change; the time that it happens at.
  double step(RandomStream& random);
  void change_event(std::uint32_t position, double now, RandomStream& random);
  [[nodiscard]] double next_failure(std::uint32_t position, RandomStream& random);
  void call_crew(std::uint32_t position, double now, RandomStream& random);
  void release_crew(std::uint32_t group, double now, RandomStream& random);
  void settle(double now, RandomStream& random);
  void observe(Batch& batch, double now);
  void set(EventId event, bool failed);
  void start_windows(RandomStream& random);
  void change_window(std::uint32_t window, double now);
  void observe_views(Batch& batch, double now);
  void start_views(RandomStream& random);
  void settle_views();
  void set_in_views(EventId event, bool failed);
  [[nodiscard]] bool any_view_changed();
  void reschedule(std::uint32_t position, double time);
  void sift_up(std::size_t at);
  void sift_down(std::size_t at);

  const BatchPlan& plan_;
  LiveFunction live_;
  std::vector<LiveFunction> views_;  ///< by view of the plan; they follow `live_`
  std::vector<RandomStream> view_randoms_;
  std::vector<std::uint8_t> window_on_;
  IdVector<EventId, std::uint32_t> windows_over_;  ///< how many hold an event down now
  std::vector<Change> heap_;                       ///< the soonest on top
  std::vector<std::uint32_t> place_;               ///< in the heap, by position
  std::vector<std::uint8_t> occurred_;
  std::vector<double> rate_share_;  ///< by position: less than 1 while it waits in a standby
  struct Crews {
    std::uint32_t busy = 0;
    std::deque<std::uint32_t> waiting;
  };
  std::vector<Crews> crews_;  ///< by recovery group
  GroupPlayer groups_;
  RandomStream* random_ = nullptr;  ///< of the batch that runs
  double now_ = 0.0;
  std::uint32_t changing_ = 0;  ///< position of what changes now
  std::uint64_t failures_ = 0;
  std::vector<std::uint32_t> position_of_;  ///< in live.timed, by event
  std::vector<OutageTally> not_full_;
  /// Journeys by the node that says they are down, and by that which says they are not full.
  IdVector<NodeId, std::vector<std::uint32_t>> down_at_;
  IdVector<NodeId, std::vector<std::uint32_t>> not_full_at_;
};

}  // namespace cutpoint
