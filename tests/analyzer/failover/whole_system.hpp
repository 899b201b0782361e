// A document as a system in time, for tests: everything that fails by itself, the crews that repair
// it, and the groups that move work. Written from the documentation of the format alone, without a
// look at how the analyzer or the simulation do it, so that the two can be held against each other.
//
// Readings. Where the documentation leaves a point open, this is what is played:
//  - A basic event goes on failing and being repaired while its host, a need or a common cause is
//    down: basic events are independent, and a switch of no time or a crew for each member must
//    leave the static function. So a crew neither repairs a member that is only down with its
//    ground, nor waits for the ground of one that has failed itself.
//  - A failure is either one that a restart cures or one for a repair. Where there are crews, both
//    wait for one: who is at hand finds out whether a restart will do (`crew_restarts`). A repair
//    that has begun is not interrupted. Who waits is served first come first served.
//  - What a pool needs is needed by all of it: while that is missing, its instances go on as they
//    are. What a member of a written group needs, or where an instance runs, takes it down alone.
//  - `active-passive` has as many seats as members are needed. At first the first ones written sit.
//    Whoever sits keeps the seat until another one has taken it, also when that one is preferred.
//  - One clock a group: it starts when a seat's member fails, and is not started again by what
//  fails
//    meanwhile. Whether the switch works is drawn when it starts. When it ends, the first members
//    that work and do not sit take the empty seats: in the order written, of a pool those on the
//    host named first come first.
//  - The clock ends early when all seats work again, and when fewer members work than are needed.
//    Then all that work sit; as soon as enough work, they serve at once, with the next in order.
//  - `active-active`: one seat, that of the user who is followed, whom a switch takes to any of the
//    members that work; the group is down while he has to wait, and while fewer members work than
//    needed. Afterwards he is at once with any of them.
//  - A group with `by` switches only while all those named work. Whose clock would start waits
//    instead; while a switch goes on and one of them fails, it waits as well; when all are back the
//    switch begins, as if the member had failed then. Who waits is moved by hand (`manual` after
//    the detection), and stops waiting where a clock ends early. Somebody who switches by hand
//    needs nobody, so that `automatic: false` has no use for `by`.
//  - With `failback` a member that works and does not sit, and that comes before one that sits,
//  gets
//    the seat back: that takes `time` (and the start of a cold one) with nobody serving, and those
//    named under `by`. It goes on whatever fails meanwhile, as long as there is one to go back to;
//    else it is over, and a seat whose member has failed starts a clock. Whenever seats are taken,
//    the first ones that work get all of them.
//  - A member fails at the rate of one that serves while it sits, also when its host is down; every
//    other one at the standby's rate.
//  - A cold member's `start_period` is added to the mean of a switch, by hand or not.
//  - A common cause with `beta` has the spread of repairs of its first member.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "cutpoint/model.hpp"

namespace cutpoint::testing {

/// One way in which a repair may go: its share of failures, and how long it takes.
struct RepairBranch {
  double share = 1;
  double hours = 0;
  bool fixed = false;  ///< exactly so long, else exponential
  bool by_crew = false;
};

/// Points of which there is a second reading worth comparing.
struct ChainReading {
  /// Whoever fails waits for the crew, also where a restart will do, and the crew makes the
  /// restart.
  bool crew_restarts = true;
};

/// What fails by itself: an instance, or a common cause.
struct TimedProcess {
  std::string name;
  double failures_per_hour = 0;
  std::vector<RepairBranch> repairs;
  int crew = -1;             ///< position in crews
  int ground = -1;           ///< component that it runs on
  int group = -1;            ///< whose standby's rate counts while it waits there
  std::uint32_t member = 0;  ///< position in that group
};

/// Who serves in a group, and how work moves.
struct TimedGroup {
  const Component* pool = nullptr;  ///< its instances are the members, or
  const Requirement* requirement = nullptr;
  std::uint32_t component = 0;  ///< of a pool
  std::uint32_t members = 0;
  std::uint32_t needed = 1;
  bool active_passive = false;
  double standby_rate = 1;  ///< of that of a serving member
  double move_hours = 0;    ///< once it has been noticed
  double manual_hours = 0;  ///< the same; 0: nobody switches by hand
  bool always_by_hand = false;
  bool failback = false;
  double return_hours = 0;
  std::vector<std::uint32_t> arbiters;  ///< components
  std::vector<double> success;          ///< by member that fails
  std::vector<double> notice_hours;     ///< the same
  std::vector<double> start_hours;      ///< by member that takes over, of a cold one
  std::vector<std::uint32_t> order;     ///< in which members take seats
  [[nodiscard]] std::uint32_t seats() const { return active_passive ? needed : 1; }
};

/// What journeys of a model stand on. `refusal` says what of the model is not played; then nothing
/// else counts. The model must outlive it.
struct WholeSystem {
  explicit WholeSystem(const Model& of, const ChainReading& reading = {});

  const Model& model;
  std::vector<TimedProcess> processes;
  std::vector<std::uint32_t> crews;                   ///< how many repairs at once
  std::vector<TimedGroup> groups;                     ///< those that others need first
  std::vector<std::vector<int>> instance_processes;   ///< by component; -1: cannot fail
  std::vector<std::vector<std::uint32_t>> causes_of;  ///< by component: processes
  std::vector<int> group_of_pool;                     ///< by component
  std::string refusal;

  [[nodiscard]] int group_of(const Requirement& requirement) const;

 private:
  const ChainReading reading_;
  enum class Visit : std::uint8_t { none, open, done };
  void visit(std::uint32_t component);
  void visit(const Requirement& requirement);
  void add_instances(std::uint32_t component);
  void add_causes();
  void visit_arbiters(const Failover& failover);
  void add_pool_group(std::uint32_t component);
  void add_group(const Requirement& requirement);
  void read_failover(const Failover& failover, TimedGroup& group,
                     const std::vector<const HealthCheck*>& checks);
  static std::vector<std::uint32_t> seating_order(const TimedGroup& group);
  void let_wait(TimedGroup& group);

  std::vector<Visit> visits_;
};

}  // namespace cutpoint::testing
