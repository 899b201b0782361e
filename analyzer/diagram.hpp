/// The structure function as binary decision diagrams: one shared diagram for all top events.
#pragma once

#include <cstddef>
#include <optional>
#include <vector>

#include "analyzer/bdd.hpp"
#include "analyzer/frontier_order.hpp"
#include "cutpoint/structure_function.hpp"

namespace cutpoint {

/// Variables follow the first visit of a depth-first walk from the tops; the elements of a network
/// follow its frontier order.
class Diagram {
 public:
  Diagram(const StructureFunction& function, const std::vector<NodeId>& tops,
          std::size_t node_budget);

  /// The diagram of a top given to the constructor; Bdd::exhausted where the budget was spent.
  [[nodiscard]] Bdd::Ref top(NodeId node) const { return ref_[node]; }
  [[nodiscard]] const Bdd& bdd() const { return bdd_; }
  [[nodiscard]] Bdd& bdd() { return bdd_; }
  /// The event of each variable.
  [[nodiscard]] const std::vector<EventId>& events() const { return event_of_; }
  [[nodiscard]] double unavailability(Bdd::Variable variable) const {
    return function_.events[event_of_[variable]].process.unavailability;
  }

 private:
  void order_variables(const std::vector<NodeId>& tops);
  void order_from(NodeId top);
  [[nodiscard]] std::vector<NodeId> walk_order(NodeId node);
  void build(NodeId top);
  [[nodiscard]] Bdd::Ref build_node(NodeId node);
  [[nodiscard]] Bdd::Ref build_any(NodeId node);
  [[nodiscard]] Bdd::Ref build_all(NodeId node);
  [[nodiscard]] Bdd::Ref build_at_least(NodeId node, std::uint32_t threshold);
  [[nodiscard]] std::vector<Bdd::Ref> child_refs_deepest_first(NodeId node) const;

  static constexpr Bdd::Ref unbuilt = Bdd::exhausted - 1;

  const StructureFunction& function_;
  Bdd bdd_;
  IdVector<EventId, Bdd::Variable> variable_of_;
  std::vector<EventId> event_of_;
  IdVector<NodeId, Bdd::Ref> ref_;
  IdVector<NodeId, std::uint8_t> visited_;
  std::vector<std::optional<FrontierPlan>> plans_;  ///< by reachability
};

}  // namespace cutpoint
