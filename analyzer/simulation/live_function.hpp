/// A structure function whose state follows its events one by one.
#pragma once

#include <vector>

#include "analyzer/structure/parents.hpp"
#include "analyzer/structure/reachability.hpp"
#include "cutpoint/structure_function.hpp"
#include "model/base/math/random_stream.hpp"

namespace cutpoint {

/// What all runs over one function share.
class LivePlan {
 public:
  explicit LivePlan(const StructureFunction& function);

  /// A missing fallback that is drawn whenever its target fails.
  struct Demand {
    EventId event;
    std::vector<NodeId> nodes;  ///< conjunctions of the event and what it stands in for
  };

  const StructureFunction& function;
  Parents parents;
  IdVector<NodeId, std::uint8_t> relevant;  ///< below a journey
  IdVector<NodeId, std::uint8_t> is_top;
  IdVector<NodeId, std::uint8_t> initial;  ///< failed when nothing has occurred
  IdVector<NodeId, std::uint32_t> initial_count;
  /// Where the failure of a node's child is counted: at itself, or, in a chain of disjunctions that
  /// nobody looks into, at its upper end. Deep chains cost one step, not one for each link.
  IdVector<NodeId, NodeId> counted_at;
  IdVector<NetworkId, NetworkAdjacency> adjacency;
  std::vector<Demand> demands;
  /// Demands that a conjunction belongs to.
  IdVector<NodeId, std::vector<std::uint32_t>> demands_at;
  /// Recovery groups that are played, by position in the function, and where their members are.
  std::vector<std::uint32_t> groups;
  IdVector<NodeId, std::vector<std::uint32_t>> groups_at;
  std::vector<EventId> timed;   ///< events that fail and are repaired in time
  std::vector<EventId> frozen;  ///< events without a rate whose target never works: drawn once

 private:
  void mark_relevant();
  void sort_events();
  void add_demand(EventId event);
  void list_groups();
  [[nodiscard]] bool is_played(const FailoverGroup& group) const;
  void shorten_chains();
  void count_initially();
};

/// Follows the state incrementally: a change costs as many steps as nodes change, and their
/// parents.
class LiveFunction {
 public:
  explicit LiveFunction(const LivePlan& plan);

  /// Back to "nothing has occurred".
  void reset();
  /// Lets a basic event occur or end.
  void set(EventId event, bool occurred);
  /// Draws the fallbacks that are newly asked for, and forgets those that no longer are.
  void settle_demands(RandomStream& random);

  [[nodiscard]] bool failed(NodeId node) const { return failed_[node] != 0; }
  /// Tops that changed since the list was last cleared; a top may be named twice.
  [[nodiscard]] std::vector<NodeId>& changed_tops() { return changed_tops_; }
  /// Groups with a member that changed since the list was last cleared; some named twice.
  [[nodiscard]] std::vector<std::uint32_t>& touched_groups() { return touched_groups_; }
  [[nodiscard]] bool has_touched_demands() const { return !touched_demands_.empty(); }

 private:
  void flip(NodeId node);
  void propagate();
  void reconsider(NodeId parent, bool child_failed);
  [[nodiscard]] bool parted(NodeId node) const;
  [[nodiscard]] bool is_demanded(const LivePlan::Demand& demand) const;

  const LivePlan& plan_;
  IdVector<NodeId, std::uint8_t> failed_;
  IdVector<NodeId, std::uint32_t> failed_children_;
  std::vector<NodeId> stack_;
  std::vector<NodeId> networks_to_search_;
  IdVector<NodeId, std::uint8_t> search_pending_;
  std::vector<std::uint32_t> touched_demands_;
  std::vector<std::uint8_t> demanded_;
  std::vector<NodeId> changed_tops_;
  std::vector<std::uint32_t> touched_groups_;
};

}  // namespace cutpoint
