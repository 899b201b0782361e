/// The structure function as binary decision diagrams, finished and frozen: what all quantities are
/// read from. One diagram holds all top events; modules have their own and stand in those above as
/// variables.
#pragma once

#include <cstddef>
#include <cstdint>
#include <limits>
#include <span>
#include <vector>

#include "analyzer/engine/gates/alike_members.hpp"
#include "analyzer/engine/gates/module.hpp"
#include "analyzer/engine/known_parts.hpp"
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
  /// True where too many members of a pool have failed, of so many alike ones that a diagram of
  /// them would be large, and no cut set of them is worth a look. Two counts may be of the same
  /// members; then at most one of them counts in any state, and no function has a product of both.
  using Count = FailedMembers;

  /// `node_budget`: nodes at a time, while building one part. `meter`, where given, must outlive
  /// the diagram. Tops that do not fit together are built one by one, the easiest first; what was
  /// built stays. Parts that are among `known` are taken from there, others are added.
  DecisionDiagram(const StructureFunction& function, const std::vector<NodeId>& tops,
                  std::size_t node_budget, EngineMeter* meter = nullptr,
                  KnownParts* known = nullptr);
  /// What was built of another function, for one that differs from it in figures alone.
  DecisionDiagram(const DecisionDiagram& built, const StructureFunction& function);

  /// The function of the i-th top given; exhausted where the budget was spent.
  [[nodiscard]] Ref top(std::size_t position) const { return tops_[position]; }
  [[nodiscard]] const Node& node(Ref ref) const { return nodes_[ref]; }
  [[nodiscard]] std::size_t size() const { return nodes_.size(); }
  [[nodiscard]] const std::vector<VariableMeaning>& variables() const { return variables_; }
  [[nodiscard]] Ref module_function(std::uint32_t module) const { return modules_[module]; }
  [[nodiscard]] std::size_t module_count() const { return modules_.size(); }
  [[nodiscard]] const Count& count(std::uint32_t position) const { return counts_[position]; }
  [[nodiscard]] const std::vector<Count>& counts() const { return counts_; }
  [[nodiscard]] const AlikeMembers& alike(std::uint32_t lot) const { return alike_[lot]; }
  [[nodiscard]] std::size_t lots() const { return alike_.size(); }
  [[nodiscard]] std::uint32_t members_of(const Count& count) const;
  /// True where others are of the same members.
  [[nodiscard]] bool overlaps(const Count& count) const;
  /// True where members are counted whose hosts are counted too: what makes them fail is sets of
  /// many sizes.
  [[nodiscard]] bool has_hosts() const;
  /// The events of the first member counted: those of all others have the same figures.
  [[nodiscard]] std::span<const EventId> any_member(const Count& count) const;
  /// What evaluating it once takes: nodes, and what is counted.
  [[nodiscard]] std::size_t work() const { return nodes_.size() + counted_; }
  [[nodiscard]] const StructureFunction& function() const { return function_; }
  [[nodiscard]] double unavailability(EventId event) const {
    return function_.events[event].process.unavailability;
  }

 private:
  /// How much was frozen at some time.
  struct Mark {
    std::size_t nodes, variables, modules, alike, counts, counted;
  };

  [[nodiscard]] std::vector<Ref> build(const std::vector<NodeId>& tops,
                                       const OrderSearchLimits& limits);
  void build_each(const std::vector<NodeId>& tops);
  void take_counted();
  void forget_since(const Mark& mark);
  void build_part(const GateModule& part, std::uint32_t vertex, const OrderSearchLimits& limits);
  [[nodiscard]] OrderedPart searched(const GateModule& part, const GateModule& factored,
                                     const std::vector<LeafForm>& forms,
                                     const OrderSearchLimits& limits);
  void name_variables(const GateModule& part, const std::vector<std::uint32_t>& leaves);
  void place(std::uint32_t vertex, LeafForm form, std::vector<Ref> roots);
  [[nodiscard]] std::vector<Ref> put(const GateModule& part, const KnownPart& known);
  [[nodiscard]] KnownPart taken_out(const Mark& before, std::vector<std::uint32_t> leaves,
                                    LeafForm form, const std::vector<Ref>& roots) const;
  [[nodiscard]] std::vector<Ref> freeze(const GateModule& part, const OrderedPart& built,
                                        const std::vector<Bdd::Ref>& functions);
  [[nodiscard]] Mark mark() const;
  [[nodiscard]] bool may_freeze(const Bdd& bdd);

  const StructureFunction& function_;
  std::size_t node_budget_;
  EngineMeter* meter_;
  KnownParts* known_;
  // While tops are built:
  GateGraph graph_;
  std::vector<Ref> built_;                ///< by top
  std::vector<LeafForm> forms_;           ///< by vertex
  std::vector<std::uint32_t> module_of_;  ///< by vertex
  // What was built:
  std::vector<AlikeMembers> alike_;
  std::vector<Count> counts_;
  std::size_t counted_ = 0;  ///< events of all lots, and lots of all counts
  MeteredVector<Node> nodes_;
  std::vector<VariableMeaning> variables_;
  std::vector<Ref> modules_;
  std::vector<Ref> tops_;
};

}  // namespace cutpoint
