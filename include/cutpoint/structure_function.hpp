/// The model compiled to a Boolean function of basic events, monotone but for the negations of
/// fault trees. All analyses read this.
///
/// Everything is in terms of *failure*: a node is true when the thing it stands for has failed.
/// Journeys are the top events. Circles of requirements are already resolved to their least
/// fixpoint of failure, replicas are expanded, and nodes are in topological order: the children of
/// a node have smaller ids.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "cutpoint/diagnostic.hpp"
#include "cutpoint/fault_tree.hpp"
#include "cutpoint/id.hpp"
#include "cutpoint/model.hpp"
#include "cutpoint/uncertainty.hpp"

namespace cutpoint {

using NodeId = Id<struct NodeTag>;
using EventId = Id<struct EventTag>;
using NetworkId = Id<struct NetworkTag>;
using GroupId = Id<struct GroupTag>;

enum class EventKind { component, link, common_cause, fallback };

/// The failure process behind a basic event: independent two-state Markov, or a demand failure.
struct FailureProcess {
  double unavailability = 0.0;     ///< long-run probability of being failed
  double rate = 0.0;               ///< failures per hour of up time; 0 for demand failures
  double mean_repair_hours = 0.0;  ///< restarts included
  RepairSpread repair;             ///< how repair times lie about their mean
  /// False where only a probability is known: then nothing that depends on it has a frequency.
  bool has_frequency = true;
};

/// A basic event: one instance, link, common cause or missing fallback.
struct BasicEvent {
  std::string name;  ///< stable and printable: "vm-1", "web#2", "no fallback from a to b"
  EventKind kind = EventKind::component;
  ComponentId component;  ///< kind component, and the dependant for kind fallback, if a component
  std::uint32_t instance = 0;  ///< 1-based in a pool, 0 otherwise
  LinkId link;
  CommonCauseId common_cause;
  FailureProcess process;
  bool can_fail = true;  ///< false: kept for "what if", ignored by every analysis
  bool assumed = false;
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

/// Something declared redundant: a pool, an any_of, an at_least with spare members.
struct RedundancyGroup {
  std::string name;                  ///< "api", or "any of api-1, api-2"
  NodeId node;                       ///< fails when the redundancy is defeated
  std::vector<ComponentId> members;  ///< the pool itself, or the members named
  ComponentId owner;  ///< the pool, or the component that needs the group; invalid for a journey
  JourneyId journey;  ///< the journey that needs the group
  SourceSpan span;
};

struct StructureFunction {
  IdVector<NodeId, Node> nodes;
  std::vector<NodeId> children;
  IdVector<EventId, BasicEvent> events;
  IdVector<EventId, NodeId> event_nodes;
  IdVector<NetworkId, Network> networks;
  std::vector<Reachability> reachabilities;
  IdVector<GroupId, RedundancyGroup> groups;

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

struct CompileLimits {
  std::size_t nodes = 50'000'000;  ///< nodes after resolving circles
};

/// Compiles a model. Meaningless circles (a network that depends on its own `connected`
/// requirement) and exceeded limits are diagnostics.
[[nodiscard]] std::optional<StructureFunction> compile(const Model& model, Diagnostics& diagnostics,
                                                       const CompileLimits& limits = {});

/// A fault tree as a model (each basic event a component, each top event a journey) and its
/// function.
struct CompiledFaultTree {
  Model model;
  StructureFunction function;
};

/// Compiles a fault tree. Negations are moved down to the basic events, house events and other
/// constants are worked in; the function is coherent where no negation is left. Linear in the tree.
[[nodiscard]] CompiledFaultTree compile(const FaultTree& tree);

/// Which nodes are failed when exactly the given events have occurred. Linear in the function.
[[nodiscard]] IdVector<NodeId, std::uint8_t> evaluate(const StructureFunction& function,
                                                      std::span<const EventId> occurred);

/// Structure functions of hand-made or imported functions: true where ids and order are consistent.
[[nodiscard]] bool is_well_formed(const StructureFunction& function);

}  // namespace cutpoint
