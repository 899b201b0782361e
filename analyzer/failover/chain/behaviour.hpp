/// What redundancy groups that act on each other do in time: the one description that their Markov
/// chain is made from, and that the simulation plays in its own way.
///
/// - A part (an instance, a zone, a cause below some member) fails at its rate and is repaired in
///   phases, whatever else is down.
/// - Of a group with crews the members' own failures wait for a crew in the order in which they
/// came;
///   whether a restart cures one shows when its turn has come.
/// - Active-passive: as many members serve as are needed. When one of them stops working, its work
///   stays with it until the switch is over (then the first free member in service order takes it),
///   or until it is back. A failed switch lasts until somebody has moved the work by hand, or again
///   until it is back. Whoever took over keeps the work.
/// - How soon that is, and how often it succeeds, may hang on who fails (of several the first in
///   service order) and who takes over.
/// - Active-active: one user is followed. A switch takes them to any of the members that work.
/// - While too few members work, all that do serve; when enough are back, they go on at once.
/// - A switch that needs an arbiter waits while it is down, stops where it goes down meanwhile, and
///   begins (again) when it is back. Until then work is moved by hand, or its member is back.
/// - With failback the first that work, in service order, are to serve: where one is back that
/// comes
///   before one that serves, work returns to it, as a switch that nobody has to detect and that
///   needs the arbiter too. What fails meanwhile does not stop it, unless nobody is left to return
///   to. Whenever work moves, it goes to the first ones.
/// - Members that wait fail at a share of their rate.
///
/// What is seen of it may be another thing: an event with a view of its own counts as that,
/// whatever it does.
#pragma once

#include <cstdint>
#include <limits>
#include <optional>
#include <vector>

#include "analyzer/failover/chain/repair_phases.hpp"
#include "analyzer/structure/function_part.hpp"
#include "cutpoint/structure_function.hpp"

namespace cutpoint {

/// Whether an event fails and comes back in time by itself: what chains have phases of.
[[nodiscard]] bool is_part(const BasicEvent& event);

struct Behaviour {
  static constexpr std::uint32_t none = UINT32_MAX;

  struct Part {
    EventId event;
    double rate = 0;
    std::vector<RepairPhase> repair;
    std::uint32_t group = none;   ///< whose crews repair it, or where it waits
    std::uint32_t member = none;  ///< of that group
  };
  struct Member {
    NodeId node;                             ///< in `function`
    FailoverGroup::MemberSwitch moves = {};  ///< of an unlike one
    std::vector<std::uint32_t> parts = {};   ///< its alone, so that alike members can be exchanged
    std::uint32_t alike = none;              ///< equal for neighbours that can be exchanged
  };
  struct Group {
    std::uint32_t number = 0;  ///< in the whole function
    NodeId node;
    EventId failover;             ///< in `function`; invalid where a switch takes no time
    NodeId arbiter;               ///< in `function`: fails while no switch can be made, or invalid
    std::vector<Member> members;  ///< in service order
    std::uint32_t needed = 1;
    std::uint32_t slots = 1;
    std::uint32_t crews = 0;  ///< 0: any number
    bool active_passive = false;
    bool serves = false;  ///< who serves matters
    double standby_rate = 1.0;
    double success = 1.0;
    double switch_hours = 0.0;
    double manual_hours = 0.0;
    bool failback = false;
    double return_hours = 0.0;
    bool unlike = false;  ///< switches differ by who fails and who takes over
  };

  StructureFunction function;  ///< what lies below the groups
  std::vector<Part> parts;
  std::vector<Group> groups;            ///< inner ones first
  std::vector<std::uint32_t> observed;  ///< parts that others see too
  std::vector<NodeId> arbiters;         ///< in `function`: those that are observed
  /// In what is seen of a state: parts, arbiters, groups.
  [[nodiscard]] std::size_t first_group_bit() const { return observed.size() + arbiters.size(); }
};

/// Why groups have no chain of their own.
enum class NoChain { network, demand, negation, shared_standby, arbiter_above };

/// What of a behaviour others see.
struct Observed {
  std::vector<EventId> events;   ///< that something else depends on as well
  std::vector<NodeId> arbiters;  ///< without which switches are not made
};

/// Of these groups of the function together (ascending by node).
[[nodiscard]] std::optional<Behaviour> behaviour_of(const StructureFunction& function,
                                                    const std::vector<std::uint32_t>& groups,
                                                    const Observed& observed, const PhaseFit& fit,
                                                    NoChain& why);

}  // namespace cutpoint
