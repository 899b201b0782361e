/// The structure function as binary decision diagrams, finished and frozen: what all quantities are
/// read from. One diagram holds all top events; modules have their own and stand in those above as
/// variables.
#pragma once

#include <cstddef>
#include <cstdint>
#include <limits>
#include <unordered_map>
#include <vector>

#include "analyzer/engine/gates/module.hpp"
#include "analyzer/engine/order_search.hpp"
#include "cutpoint/structure_function.hpp"

namespace cutpoint {

class DecisionDiagram {
 public:
  using Ref = std::uint32_t;
  using Variable = std::uint32_t;
  static constexpr Ref zero = 0;
  static constexpr Ref one = 1;
  /// The function of what did not fit into the budget.
  static constexpr Ref exhausted = std::numeric_limits<Ref>::max();
  static constexpr std::uint32_t no_module = std::numeric_limits<std::uint32_t>::max();

  /// Successors have smaller references than the node, and test later variables. So have the
  /// functions of modules: everything that a node depends on comes before it.
  struct Node {
    Variable variable;
    Ref low;   ///< the function where the variable is false (works)
    Ref high;  ///< the function where the variable is true (failed)
  };
  /// An event, a module, or a count. A module is the function of events that nothing else tests; it
  /// is false where nothing has failed.
  struct VariableMeaning {
    EventId event;
    std::uint32_t module = no_module;
    std::uint32_t count = no_module;
  };
  /// True where at least `threshold` of alike events that nothing else tests have occurred: a pool
  /// of so many instances that a diagram of it would be large, and no cut set of it is worth a
  /// look.
  struct Count {
    std::uint32_t threshold = 0;
    std::vector<EventId> members;
  };

  /// `node_budget`: nodes at a time, while building one part. `meter`, where given, must outlive
  /// the diagram.
  DecisionDiagram(const StructureFunction& function, const std::vector<NodeId>& tops,
                  std::size_t node_budget, EngineMeter* meter = nullptr);

  /// The function of the i-th top given; exhausted where the budget was spent.
  [[nodiscard]] Ref top(std::size_t position) const { return tops_[position]; }
  [[nodiscard]] const Node& node(Ref ref) const { return nodes_[ref]; }
  [[nodiscard]] std::size_t size() const { return nodes_.size(); }
  [[nodiscard]] const std::vector<VariableMeaning>& variables() const { return variables_; }
  [[nodiscard]] Ref module_function(std::uint32_t module) const { return modules_[module]; }
  [[nodiscard]] std::size_t module_count() const { return modules_.size(); }
  [[nodiscard]] const Count& count(std::uint32_t position) const { return counts_[position]; }
  [[nodiscard]] const std::vector<Count>& counts() const { return counts_; }
  /// What evaluating it once takes: nodes, and what is counted.
  [[nodiscard]] std::size_t work() const { return nodes_.size() + counted_; }
  [[nodiscard]] const StructureFunction& function() const { return function_; }
  [[nodiscard]] double unavailability(EventId event) const {
    return function_.events[event].process.unavailability;
  }

 private:
  void build_part(const GateModule& part, std::uint32_t vertex);
  [[nodiscard]] bool is_counted(const GateModule& part) const;
  [[nodiscard]] static std::uint32_t quantity_behind(const StructureFunction& function,
                                                     EventId event);
  [[nodiscard]] std::vector<Ref> freeze(const GateModule& part, const OrderedPart& built,
                                        const std::vector<Bdd::Ref>& functions);
  [[nodiscard]] bool may_freeze(const Bdd& bdd);

  const StructureFunction& function_;
  std::size_t node_budget_;
  EngineMeter* meter_;
  GateGraph graph_;
  std::vector<LeafForm> forms_;                                ///< by vertex
  std::vector<std::uint32_t> module_of_;                       ///< by vertex
  std::unordered_map<std::uint32_t, std::uint32_t> count_of_;  ///< by vertex
  std::vector<Count> counts_;
  std::size_t counted_ = 0;  ///< members of all counts
  MeteredVector<Node> nodes_;
  std::vector<VariableMeaning> variables_;
  std::vector<Ref> modules_;
  std::vector<Ref> tops_;
};

}  // namespace cutpoint
