/// Builds the diagram of one part in one order of its leaves.
#pragma once

#include <cstdint>
#include <vector>

#include "analyzer/engine/bdd/bdd.hpp"
#include "analyzer/engine/gates/module.hpp"
#include "analyzer/engine/gates/waiting_users.hpp"
#include "analyzer/engine/orders/variable_orders.hpp"

namespace cutpoint {

struct PartBuildLimits {
  std::size_t nodes = 0;          ///< nodes at a time, garbage included
  std::size_t reorder_above = 0;  ///< sift when so many nodes are alive; 0: never
  bool all_or_nothing = true;     ///< give up at the first gate that does not fit
};

/// How a leaf stands in the diagrams of what is above it.
enum class LeafForm : std::uint8_t {
  plain,
  negated,  ///< a module whose function is true where nothing has failed: its variable is the
            ///< opposite
  never,    ///< a module that turned out to be constant
  always,
  too_large  ///< a module without diagram
};

/// Variable i of the diagram is the i-th leaf of the order given.
class PartBuilder {
 public:
  /// `forms` by leaf.
  PartBuilder(const GateGraph& graph, const GateModule& part, const VariableOrder& order,
              const std::vector<LeafForm>& forms, const PartBuildLimits& limits,
              EngineMeter* meter = nullptr);

  /// False where at least one root did not fit.
  [[nodiscard]] bool build();
  /// Goes on at the gate that did not fit, where all was to fit or nothing.
  [[nodiscard]] bool resume(std::size_t nodes);

  [[nodiscard]] const Bdd& bdd() const { return bdd_; }
  /// By root of the part: Bdd::exhausted where it did not fit.
  [[nodiscard]] std::vector<Bdd::Ref> roots() const;
  /// How many gates were built, and how many operands of the next were joined; nodes in use after
  /// the last gate; the most nodes at a time.
  [[nodiscard]] std::size_t gates_built() const { return gates_built_; }
  [[nodiscard]] std::size_t operands_joined() const { return joined_; }
  [[nodiscard]] std::size_t nodes_then() const { return nodes_then_; }
  [[nodiscard]] std::size_t peak() const { return bdd_.capacity(); }
  /// Nodes that the roots need, once built.
  [[nodiscard]] std::size_t size();

 private:
  [[nodiscard]] Bdd::Ref leaf(Bdd::Variable variable, LeafForm form);
  [[nodiscard]] Bdd::Ref ref_of(Operand operand) const;
  [[nodiscard]] std::vector<Bdd::Ref> operands_of(const GateModule::Gate& gate) const;
  [[nodiscard]] Bdd::Ref fit_gate(const GateModule::Gate& gate, std::size_t& failures);
  [[nodiscard]] Bdd::Ref build_gate(const GateModule::Gate& gate);
  [[nodiscard]] Bdd::Ref build_junction(const GateModule::Gate& gate);
  [[nodiscard]] Bdd::Ref build_parted(const GateModule::Gate& gate);
  [[nodiscard]] Bdd::Ref build_at_least(const GateModule::Gate& gate);
  [[nodiscard]] bool may_reorder() const;
  void tidy(Bdd::Ref& extra);
  [[nodiscard]] std::vector<Bdd::Ref> live(Bdd::Ref extra) const;

  const GateGraph& graph_;
  const GateModule& part_;
  PartBuildLimits limits_;
  Bdd bdd_;
  std::size_t tidy_above_;
  std::size_t gates_built_ = 0;
  std::size_t nodes_then_ = 0;
  /// Of the gate that did not fit: so many of its operands, in their order, are joined to this.
  std::size_t joined_ = 0;
  Bdd::Ref partly_ = Bdd::exhausted;
  std::vector<Bdd::Ref> ref_;  ///< by vertex
  WaitingUsers users_;
};

}  // namespace cutpoint
