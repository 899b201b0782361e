/// Plays redundancy groups through time: who serves, switches under way, crews at work.
#pragma once

#include <cstdint>
#include <deque>
#include <limits>
#include <utility>
#include <vector>

#include "analyzer/simulation/live_function.hpp"

namespace cutpoint {

/// What a group asks of the clock.
class GroupClock {
 public:
  virtual ~GroupClock() = default;
  /// The switch of a group ends then; never, where infinite.
  virtual void schedule_switch(std::uint32_t group, double time) = 0;
  /// From now on a member's own event happens at this share of its rate.
  virtual void change_rate(EventId own, double share) = 0;
};

class GroupPlayer {
 public:
  static constexpr double never = std::numeric_limits<double>::infinity();

  GroupPlayer(const LivePlan& plan, LiveFunction& live);

  /// Decides who serves at the start; all work is settled.
  void start(GroupClock& clock, RandomStream& random);
  /// Follows the members of the groups that changed. True where it let a failover begin or end, so
  /// that more may have changed.
  bool settle(double now, GroupClock& clock, RandomStream& random);
  /// The time of a group's switch has come.
  void end_switch(std::uint32_t group, GroupClock& clock, RandomStream& random);

 private:
  /// Nothing moves; work moves by itself; somebody moves it, or nobody does; it waits for those who
  /// switch; it goes back to a member that comes before those that serve.
  enum class Move : std::uint8_t { none, switching, failed, waiting, returning };
  struct State {
    std::vector<std::uint8_t> serving;
    Move move = Move::none;
    std::pair<std::size_t, std::size_t> who = {};  ///< fails and takes over, of unlike members
    bool lost = false;                             ///< too few members work
    double gave_up =
        -1.0;  ///< when a return was: one that takes its own arbiter is not begun again
  };

  [[nodiscard]] const FailoverGroup& group_of(std::uint32_t number) const {
    return plan_.function.failover_groups[plan_.groups[number]];
  }
  [[nodiscard]] bool works(const FailoverGroup& group, std::size_t member) const {
    return !live_.failed(group.members[member]);
  }
  void follow(std::uint32_t number, double now, GroupClock& clock, RandomStream& random);
  void follow_move(std::uint32_t number, double now, GroupClock& clock, RandomStream& random);
  void begin(std::uint32_t number, double now, GroupClock& clock, RandomStream& random);
  void begin_return(std::uint32_t number, double now, GroupClock& clock, RandomStream& random);
  void wait(std::uint32_t number, double now, GroupClock& clock, RandomStream& random);
  void set_move(std::uint32_t number, Move move, double until, GroupClock& clock);
  [[nodiscard]] std::pair<std::size_t, std::size_t> who_moves(std::uint32_t number) const;
  [[nodiscard]] FailoverGroup::MemberSwitch figures_of(std::uint32_t number) const;
  void draw_anew(std::uint32_t number, double now, GroupClock& clock, RandomStream& random);
  [[nodiscard]] bool can_switch(const FailoverGroup& group) const;
  [[nodiscard]] bool all_at_work(std::uint32_t number) const;
  [[nodiscard]] bool can_return(std::uint32_t number) const;
  void finish(std::uint32_t number, GroupClock& clock);
  void fill(std::uint32_t number, GroupClock& clock, RandomStream& random);
  void set_serving(std::uint32_t number, std::size_t member, bool serves, GroupClock& clock);

  const LivePlan& plan_;
  LiveFunction& live_;
  std::vector<std::vector<std::uint32_t>> orders_;  ///< in which members are asked to serve
  std::vector<State> states_;
};

}  // namespace cutpoint
