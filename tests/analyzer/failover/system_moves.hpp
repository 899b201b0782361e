// What a whole system does next: from a state to the states that follow, with their rates.
#pragma once

#include <cstdint>
#include <functional>
#include <vector>

#include "tests/analyzer/failover/whole_system.hpp"

namespace cutpoint::testing {

/// Of each process: 0 up, p > 0 in the p-th phase of its repair, −r waiting for a crew as the r-th;
/// then of each group who sits (bit by bit) and its clock.
using SystemState = std::vector<std::int16_t>;

enum class GroupClock : std::int16_t { none, switching, by_hand, too_few, no_arbiter, returning };

class SystemMoves {
 public:
  /// Fixed times are made of so many equal exponential phases.
  SystemMoves(const WholeSystem& system, std::uint32_t fixed_phases);

  [[nodiscard]] SystemState all_up() const;
  using Take = std::function<void(const SystemState& to, double rate_per_hour)>;
  void moves_from(const SystemState& state, const Take& take) const;
  /// By journey.
  [[nodiscard]] std::vector<bool> journeys_down(const SystemState& state) const;

 private:
  struct Phase {
    double per_hour = 0;
    bool last = false;
    bool by_crew = false;
  };
  struct Entry {
    double share = 0;
    std::int16_t phase = 1;
    bool by_crew = false;
  };
  struct Repair {
    std::vector<Phase> phases;
    std::vector<Entry> entries;
    double crew_share = 0;
  };
  /// Which components and instances work in a state; −1: not asked yet.
  struct Looked {
    const SystemState& state;
    std::vector<signed char> components;
  };

  [[nodiscard]] bool works(Looked& at, std::uint32_t component) const;
  [[nodiscard]] bool instance_works(Looked& at, std::uint32_t component, std::uint32_t n) const;
  [[nodiscard]] bool needs_met(Looked& at, const Component& component) const;
  [[nodiscard]] bool met(Looked& at, const Requirement& requirement) const;
  [[nodiscard]] bool member_works(Looked& at, const TimedGroup& group, std::uint32_t member) const;
  [[nodiscard]] bool serves(Looked& at, std::size_t group) const;

  [[nodiscard]] bool arbiters_work(Looked& at, const TimedGroup& group) const;
  /// Somebody who works and does not sit comes before somebody who sits.
  [[nodiscard]] bool seat_to_give_back(const TimedGroup& group, std::uint32_t sitting,
                                       std::uint32_t working) const;
  void begin_return(SystemState s, std::size_t group, std::uint32_t working, double rate,
                    const Take& take) const;
  [[nodiscard]] std::int16_t& seats(SystemState& s, std::size_t group) const;
  [[nodiscard]] std::int16_t& clock(SystemState& s, std::size_t group) const;
  [[nodiscard]] GroupClock clock_of(const SystemState& s, std::size_t group) const;
  [[nodiscard]] bool sits(const SystemState& s, std::size_t group, std::uint32_t member) const;
  [[nodiscard]] std::uint32_t working_members(Looked& at, std::size_t group,
                                              std::uint32_t& working) const;
  /// Who may sit after the free seats were taken, bit by bit, and with what chance.
  struct Seating {
    std::uint32_t sitting = 0;
    double chance = 1;
  };
  [[nodiscard]] std::vector<Seating> seatings(std::uint32_t sitting, std::size_t group,
                                              std::uint32_t working) const;
  /// Goes on to `settle` with the group `then`.
  void fill_seats(SystemState s, std::size_t group, std::uint32_t working, std::size_t then,
                  double rate, const Take& take) const;
  /// Lets groups from this one on react at once; several states where chance decides.
  void settle(SystemState s, std::size_t group, double rate, const Take& take) const;
  void begin_switch(SystemState s, std::size_t group, std::uint32_t working, double rate,
                    const Take& take) const;

  void failures(const SystemState& s, std::size_t process, const Take& take) const;
  void repairs(const SystemState& s, std::size_t process, const Take& take) const;
  void switches(const SystemState& s, std::size_t group, const Take& take) const;
  [[nodiscard]] std::size_t who_failed(const SystemState& s, std::size_t group,
                                       std::uint32_t working) const;
  void free_crew(SystemState s, int crew, double rate, const Take& take) const;

  const WholeSystem& system_;
  std::vector<Repair> repairs_;
};

}  // namespace cutpoint::testing
