/// Builds one part of a gate graph as pairs of functions that enclose its gates.
#pragma once

#include <cstddef>
#include <vector>

#include "analyzer/engine/bdd/bdd.hpp"
#include "analyzer/engine/bounds/function_pruning.hpp"
#include "analyzer/engine/budget/engine_meter.hpp"
#include "analyzer/engine/gates/module.hpp"
#include "analyzer/engine/gates/waiting_users.hpp"
#include "analyzer/engine/orders/variable_orders.hpp"

namespace cutpoint {

class EnclosingBuilder {
 public:
  /// `leaves`: the probabilities of the part's leaves. No gate keeps more than `nodes` nodes on
  /// either side.
  EnclosingBuilder(const GateGraph& graph, const GateModule& part, const VariableOrder& order,
                   const std::vector<ProbabilityBounds>& leaves, std::size_t nodes,
                   EngineMeter& meter);

  /// False where the meter ended it.
  [[nodiscard]] bool build();
  /// By root of the part, once built.
  [[nodiscard]] std::vector<ProbabilityBounds> roots();

 private:
  /// The gate is implied by `lower` and implies `upper`.
  struct Pair {
    Bdd::Ref lower = Bdd::zero;
    Bdd::Ref upper = Bdd::one;
  };

  [[nodiscard]] Pair pair_of(Operand operand) const;
  [[nodiscard]] Pair build_gate(const GateModule::Gate& gate);
  [[nodiscard]] Pair build_junction(const GateModule::Gate& gate);
  [[nodiscard]] Pair build_at_least(const GateModule::Gate& gate);
  [[nodiscard]] Pair build_parted(const GateModule::Gate& gate);
  /// The operation on both sides; where it outgrows the diagram, of smaller operands.
  [[nodiscard]] Pair joined(bool is_any, Pair a, Pair b);
  [[nodiscard]] Bdd::Ref joined_side(bool is_any, Bdd::Ref a, Bdd::Ref b, bool lower);
  [[nodiscard]] Pair pruned(Pair pair);
  [[nodiscard]] Bdd::Ref pruned_side(Bdd::Ref function, std::size_t nodes, bool lower);
  void free_garbage(std::vector<Bdd::Ref> also_needed);

  const GateGraph& graph_;
  const GateModule& part_;
  std::size_t nodes_;
  EngineMeter& meter_;
  std::vector<ProbabilityBounds> variables_;  ///< by variable
  std::vector<double> weights_;               ///< by variable
  Bdd bdd_;
  FunctionPruning pruning_;
  std::size_t tidy_above_;
  std::vector<Pair> pair_;  ///< by vertex
  WaitingUsers users_;
  std::vector<Bdd::Ref> in_work_;  ///< needed by the gate being built
};

}  // namespace cutpoint
