/// The model compiled to a Boolean function of basic events, monotone but for the negations of
/// fault trees. All analyses read this.
///
/// Everything is in terms of *failure*: a node is true when the thing it stands for has failed.
/// Journeys are the top events. Circles of requirements are already resolved to their
/// least fixpoint of failure, replicas are expanded, and nodes are in topological order: the
/// children of a node have smaller ids.
///
/// A plain value that owns what it holds; ids are positions in its own tables, those of components,
/// journeys, links and common causes positions in the model that it was compiled from. Rates by the
/// hour.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "cutpoint/export.hpp"
#include "cutpoint/id.hpp"
#include "cutpoint/model.hpp"
#include "cutpoint/source.hpp"

namespace cutpoint {

/// A figure that is not known exactly. Figures are independent of each other; everything that uses
/// one uses the same value of it in each trial.
struct UncertainFigure {
  enum class Form {
    log_normal,  ///< `a` and `b`: mean and standard deviation of the natural logarithm
    gamma,       ///< `a`: shape, `b`: scale
  };
  Form form = Form::log_normal;
  double a = 0;
  double b = 0;
  std::string name;  ///< "mtbf", "mttr", "availability", "observed failures", "observed repairs"
  SourceSpan span;   ///< where it is written
};

/// A step of the way from uncertain figures to the probability of an event: a figure, a constant,
/// or a function of earlier quantities.
struct UncertainQuantity {
  using Function = double (*)(std::span<const double> arguments);
  static constexpr std::uint32_t no_figure = UINT32_MAX;

  Function function = nullptr;
  std::vector<std::uint32_t> arguments;  ///< positions of earlier quantities
  std::uint32_t figure = no_figure;
  double constant = 0;
};

/// Empty where every figure is certain.
struct UncertainInputs {
  std::vector<UncertainFigure> figures;
  std::vector<UncertainQuantity> quantities;  ///< arguments stand before what uses them
  /// Position of a basic event and of the quantity that is its probability, by ascending event.
  std::vector<std::pair<std::uint32_t, std::uint32_t>> probabilities;
  /// The same of the mean repair, in hours; of events of which it is uncertain.
  std::vector<std::pair<std::uint32_t, std::uint32_t>> repairs;
};

enum class GroupDoubt : std::uint8_t {
  none,
  fitted_times,      ///< fixed, log-normal or Weibull times are followed by phases
  too_many_states,   ///< the chain of all that acts on it is too large: members taken by themselves
  solved_apart,      ///< groups that react to the same failures were solved each for itself
  falls_with_more,   ///< less likely down when more has failed, which no events can say
  network,           ///< members stand on a network
  demand,            ///< a member can do without something with some probability
  several_standbys,  ///< a member waits, or is repaired by crews, in two groups
  seen_elsewhere,    ///< members whose failures the group changes are needed outside of it too
  arbiter_above,     ///< who makes its switches stands on what they move
};

/// By how much the figures may be off is known; else somebody has to play them.
[[nodiscard]] constexpr bool has_known_size(GroupDoubt doubt) {
  return doubt == GroupDoubt::none || doubt == GroupDoubt::fitted_times ||
         doubt == GroupDoubt::falls_with_more;
}

using NodeId = Id<struct NodeTag>;
using EventId = Id<struct EventTag>;
using NetworkId = Id<struct NetworkTag>;
using GroupId = Id<struct GroupTag>;

enum class EventKind { component, link, common_cause, fallback, failover };

/// The failure process behind a basic event: independent two-state Markov, or a demand failure.
struct FailureProcess {
  double unavailability = 0.0;     ///< long-run probability of being failed
  double rate = 0.0;               ///< failures per hour of up time; 0 for demand failures
  double mean_repair_hours = 0.0;  ///< restarts included
  RepairSpread repair;             ///< how repair times lie about their mean
  /// False where only a probability is known: then nothing that depends on it has a frequency.
  bool has_frequency = true;
};

/// A share of outages, and how long these last on average (exponentially).
struct OutageShare {
  double share = 0;
  double hours = 0;
};

/// As what an event counts, whatever it does: in a promise that leaves it out, or while it is down
/// on purpose. What reacts to failures, as groups in time do, reacts to what it does.
enum class EventView : std::uint8_t { as_it_is, never, always };

/// A basic event: one instance, link, common cause, missing fallback, or failover under way.
struct BasicEvent {
  std::string name;  ///< stable and printable: "vm-1", "web#2", "no fallback from a to b"
  EventKind kind = EventKind::component;
  ComponentId
      component;  ///< kind component; for fallback and failover the dependant, if a component
  std::uint32_t instance = 0;  ///< 1-based in a pool, 0 otherwise
  LinkId link;
  CommonCauseId common_cause;
  FailureProcess process;
  bool can_fail = true;  ///< false: kept for "what if", ignored by every analysis
  bool assumed = false;
  EventView view = EventView::as_it_is;
  /// Of a failover that stands in the function beside what else is down (a shared zone, another
  /// group): it counts only then, and `process.unavailability` is its chance given that.
  bool conditional = false;
  std::vector<OutageShare> lengths;  ///< of a failover whose outages are of several lengths
  /// By how much, as a share of it, the unavailability may be off; 0 where it is not estimated.
  double relative_error = 0;
  /// The probability with which analyses count it.
  [[nodiscard]] double probability() const { return can_fail ? process.unavailability : 0.0; }
};

enum class NodeType : std::uint8_t {
  event,      ///< true when the basic event has occurred
  any,        ///< OR: fails when any child fails; false without children
  all,        ///< AND: fails when all children fail; true without children
  at_least,   ///< fails when at least `threshold` children fail
  negation,   ///< true when its one child is false; only in functions that are not coherent
  connected,  ///< fails when the terminals of a network are not all joined through working elements
};

struct Node {
  NodeType type = NodeType::any;
  std::uint32_t threshold = 0;  ///< at_least only
  std::uint32_t first_child =
      0;  ///< into children; for connected: the failures of vertices then arcs' links
  std::uint32_t child_count = 0;
  EventId event;                   ///< event only
  std::uint32_t reachability = 0;  ///< connected only: index into reachabilities
};

/// A network of vertices and links, each with a node that says when it has failed.
struct Network {
  struct Edge {
    std::uint32_t from = 0;  ///< vertex position
    std::uint32_t to = 0;
    bool directed = false;
  };
  std::uint32_t vertex_count = 0;
  std::vector<Edge> edges;
};

/// A `connected` requirement: its node's children are the failure nodes of the network's vertices,
/// in order, followed by those of its edges, in order.
struct Reachability {
  NetworkId network;
  std::vector<std::uint32_t> terminals;  ///< vertex positions; the first must reach all others
};

/// Something declared redundant: a pool, an any_of, an at_least with spare members. In a fault
/// tree: a named gate that no single argument makes true, without members.
struct RedundancyGroup {
  std::string name;                  ///< "api", or "any of api-1, api-2"
  NodeId node;                       ///< fails when the redundancy is defeated
  std::vector<ComponentId> members;  ///< the pool itself, or the members named
  ComponentId owner;  ///< the pool, or the component that needs the group; invalid for a journey
  JourneyId journey;  ///< the journey that needs the group
  SourceSpan span;
  std::uint32_t needed = 1;  ///< how many of `of` must not fail
  std::uint32_t of = 1;      ///< instances of the pool, members of the requirement, arguments
};

/// What a redundancy group does over time. It is down while too few members work and while its
/// failover is under way. The failover is a basic event; where the group shares parts with others
/// (a zone, say), there are further events that count only while these parts are down. Their
/// figures, and those of the members' own events where crews or a standby change them, are such
/// that the group has the probability of its Markov chain whatever the shared parts do.
struct FailoverGroup {
  std::string name;                     ///< "api", or "any of api-1, api-2"
  std::vector<ComponentId> components;  ///< the pool, or the members that are components
  EventId failover;                     ///< invalid where a switch takes no time
  std::vector<ComponentId> by;          ///< who makes its switches: all of them are needed
  NodeId arbiter;  ///< fails when one of these has; invalid where nobody is needed
  /// "What must be moved stays where it is": counts only while the arbiter is down, and never by
  /// itself. The cases that are without the arbiter have the probability; "what if" uses this one.
  EventId stuck;
  /// Further events of its downtime, each with what must be down for it to count.
  struct Case {
    EventId event;
    /// Any of these sets: positions in the cluster's ground, then of its arbiters and groups.
    std::vector<std::vector<std::uint32_t>> when;
  };
  std::vector<Case> cases;
  NodeId node;                  ///< fails while it switches, or when too few members work
  NodeId full_node;             ///< the same with soft requirements taken as hard
  std::vector<NodeId> members;  ///< their failures
  std::vector<EventId> own;     ///< their own events; invalid where they have none
  std::uint32_t hosts = 1;      ///< of a pool: instance i runs on host i modulo this
  std::uint32_t needed = 1;
  std::uint32_t crews = 0;      ///< repairs that can go on at once; 0: any number
  bool active_passive = false;  ///< else all serve, and one user's member is followed
  double standby_rate = 1.0;    ///< failure rate of a waiting member's own event, as a share
  double success = 1.0;         ///< of a switch; of unlike members the least
  double switch_hours = 0.0;    ///< mean, detection included; of unlike members the longest
  double manual_hours = 0.0;    ///< mean of a switch by hand after a failed one; 0: nobody does
  bool failback = false;        ///< work returns to the first members in service order
  double return_hours = 0.0;    ///< mean of such a return
  bool always_by_hand = false;  ///< there is no automatic switch
  /// What a switch away from a member comes to, and how long this one starts to take work over.
  struct MemberSwitch {
    double success = 1.0;
    double switch_hours = 0.0;  ///< without the start of who takes over, as are the others
    double manual_hours = 0.0;
    double return_hours = 0.0;  ///< of a return to it
    double start_hours = 0.0;   ///< of a cold standby; 0 where it has been added to the others
    friend bool operator==(const MemberSwitch&, const MemberSwitch&) = default;
  };
  std::vector<MemberSwitch> unlike;  ///< by member, where their health checks differ; else empty

  /// Long-run shares of time by the Markov chain, and outages an hour.
  struct Shares {
    double switching = 0;
    double failed_switch = 0;
    double all_failed = 0;
    double outages_per_hour = 0;
    double instantly = 0;  ///< unavailability if switches and waiting for crews took no time
    [[nodiscard]] double down() const { return switching + failed_switch + all_failed; }
  };
  Shares shares;
  /// A time in which the events do not say what the chain does, because independent events that
  /// never fall when more is down cannot.
  struct Deviation {
    std::vector<EventId> down;  ///< what is down then, and the group's own events
    double too_much = 0;        ///< share of time: down by the events, not by the chain
    double too_little = 0;      ///< the other way round
  };
  std::vector<Deviation> deviations;
  /// The most that they are of what others may see of the group, as a share; 0 without any.
  double deviation_share = 0;
  /// The members' own processes before the chain shaped their events; empty where it did not.
  std::vector<FailureProcess> own_processes;
  GroupDoubt doubt = GroupDoubt::none;  ///< what keeps its figures from being exact
  std::size_t chain_states = 0;         ///< of the chain that its figures come from; 0: none
  [[nodiscard]] bool shapes_members() const { return crews != 0 || standby_rate < 1.0; }
};

/// Groups in time that act on each other, and were solved together.
struct GroupCluster {
  std::vector<std::uint32_t> groups;        ///< inner ones first
  std::vector<EventId> ground;              ///< what others depend on as well
  std::vector<std::vector<EventId>> inner;  ///< by group: events that only it depends on
  /// Nodes that say whether switches can be made, where that does not follow from ground and
  /// groups.
  std::vector<NodeId> arbiters;
  std::vector<std::vector<EventId>> arbiter_events;  ///< that only such a node depends on
  [[nodiscard]] std::size_t first_group_bit() const { return ground.size() + arbiters.size(); }
  /// Which case of a group holds, by what of ground, arbiters and groups before it is down:
  /// 0 none, 1 the failover, then its cases.
  std::vector<std::vector<std::uint8_t>> case_of;
  /// Between patterns: bits of the ground that is down, then of arbiters and groups that are.
  struct Flow {
    std::uint32_t from = 0;
    std::uint32_t to = 0;
    double per_hour = 0;
  };
  std::vector<Flow> flows;
  /// How far they may be off, as a share, because times were fitted; 0 where none were.
  double flows_error = 0;
};

/// Planned downtime: these events are on from `start` for `lasts`, again after each `every`.
struct PlannedWindow {
  ComponentId component;
  std::vector<EventId> events;
  double start_hours = 0;
  double lasts_hours = 0;
  double every_hours = 0;
};

struct StructureFunction {
  IdVector<NodeId, Node> nodes;
  std::vector<NodeId> children;
  IdVector<EventId, BasicEvent> events;
  IdVector<EventId, NodeId> event_nodes;
  IdVector<NetworkId, Network> networks;
  std::vector<Reachability> reachabilities;
  IdVector<GroupId, RedundancyGroup> groups;
  std::vector<FailoverGroup> failover_groups;
  std::vector<GroupCluster> clusters;
  std::vector<PlannedWindow> planned;

  IdVector<ComponentId, NodeId> component_failed;
  /// Journey down: its hard requirements are not met.
  IdVector<JourneyId, NodeId> journey_failed;
  /// Journey not full: not met with every soft requirement taken as hard. Equal to journey_failed
  /// where nothing soft is below.
  IdVector<JourneyId, NodeId> journey_not_full;
  /// Events of each component: one for a single component, one per instance of a pool.
  IdVector<ComponentId, std::vector<EventId>> component_events;

  /// False where a top event has a negation below it: a further failure may then mend it.
  bool coherent = true;
  /// What stands behind probabilities that are not known exactly; positions of events are EventIds.
  UncertainInputs uncertain;

  [[nodiscard]] std::span<const NodeId> children_of(NodeId node) const {
    const Node& n = nodes[node];
    return {children.data() + n.first_child, n.child_count};
  }
};

/// Which nodes are failed when exactly the given events have occurred. Linear in the function.
[[nodiscard]] CUTPOINT_API IdVector<NodeId, std::uint8_t> evaluate(
    const StructureFunction& function, std::span<const EventId> occurred);

/// Structure functions of hand-made or imported functions: true where ids and order are consistent.
[[nodiscard]] CUTPOINT_API bool is_well_formed(const StructureFunction& function);

}  // namespace cutpoint
