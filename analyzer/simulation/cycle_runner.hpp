/// Cycles from "everything works" back to it, with failures that are rarer than they are played.
#pragma once

#include <cstdint>
#include <utility>
#include <vector>

#include "analyzer/simulation/batch.hpp"
#include "analyzer/simulation/failover_player.hpp"
#include "analyzer/simulation/live_function.hpp"

namespace cutpoint {

struct RarePlan {
  const BatchPlan& batch;
  double total_rate = 0.0;  ///< of all events while they are up
};

/// One journey over the cycles of a batch, by likelihood.
struct WeightedOutages {
  double down_hours = 0.0;
  double outages = 0.0;
  std::uint64_t cycles_down = 0;
};

/// Plays cycles one after the other; each worker owns one.
class CycleRunner : private GroupClock {
 public:
  explicit CycleRunner(const RarePlan& plan);

  /// Adds what one cycle has shown of each journey; false where it does not end.
  [[nodiscard]] bool run(RandomStream& random, std::vector<WeightedOutages>& journeys);

 private:
  static constexpr double never = GroupPlayer::never;
  static constexpr double forced = 0.5;
  static constexpr std::size_t most_forcings = 12;

  void schedule_switch(std::uint32_t group, double time) override { switch_at_[group] = time; }
  void change_rate(EventId, double) override {}  // refused beforehand

  void start(RandomStream& random);
  [[nodiscard]] double rate(std::uint32_t position) const;
  double wait_for_failure(double left, RandomStream& random);
  [[nodiscard]] bool all_down() const;
  std::uint32_t pick(RandomStream& random, bool balanced);
  void fail(std::uint32_t position, RandomStream& random);
  void mend(std::uint32_t change, RandomStream& random);
  void settle(RandomStream& random);
  [[nodiscard]] std::pair<std::uint32_t, double> next_change() const;
  [[nodiscard]] bool is_down(std::size_t journey) const;
  void pass(double until, std::vector<WeightedOutages>& journeys);
  void count_outages(std::vector<WeightedOutages>& journeys, std::vector<std::uint8_t>& was_down);

  const RarePlan& plan_;
  LiveFunction live_;
  GroupPlayer groups_;
  std::vector<double> repair_at_;  ///< by position in live.timed; never while it is up
  std::vector<double> switch_at_;  ///< by group
  std::vector<std::uint32_t> failed_;
  std::vector<std::uint8_t> down_before_;
  double now_ = 0.0;
  double weight_ = 1.0;
  double up_rate_ = 0.0;
  std::size_t forcings_ = 0;  ///< in this cycle
};

}  // namespace cutpoint
