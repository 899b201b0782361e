/// Which cut sets of a family hold one variable, and how probable it is that one of them has
/// failed.
#pragma once

#include <cstddef>
#include <memory>
#include <optional>
#include <vector>

#include "analyzer/analysis/cut_sets/minimal_cut_sets.hpp"
#include "analyzer/engine/bdd/bdd.hpp"
#include "analyzer/engine/quantities/probability.hpp"

namespace cutpoint {

/// Unions of the sets of one family, in one diagram: what the questions about several variables
/// have in common is built once.
class CutSetUnions {
 public:
  CutSetUnions(const CutSetFamilies& families, const NodeProbabilities& probabilities,
               Zdd::Ref family, std::size_t node_budget, EngineMeter* meter);

  /// Of the family, modules standing in it as one; ascending.
  [[nodiscard]] const std::vector<Zdd::Variable>& variables() const { return variables_; }
  /// Steps that asking for every variable may take.
  [[nodiscard]] std::size_t work() const { return nodes_.size() * variables_.size(); }

  /// The probability that all events of at least one set with the variable have failed. Absent
  /// where the budget was spent.
  std::optional<double> probability_with(Zdd::Variable variable);

 private:
  struct Node {
    Bdd::Variable variable;
    std::uint32_t low;  ///< places: 0 and 1 are the families without a set, with the empty set only
    std::uint32_t high;
  };

  void collect_nodes(const Zdd& zdd, Zdd::Ref family);
  /// The union of what stands below a node: the sets without its variable and those with it.
  [[nodiscard]] Bdd::Ref join(Bdd::Variable variable, Bdd::Ref low, Bdd::Ref high);
  [[nodiscard]] double probability(Bdd::Ref top);

  std::vector<Node> nodes_;               ///< children first; place 2 is the first
  std::vector<Zdd::Variable> variables_;  ///< ascending; their positions are the diagram's
  std::vector<double> q_;                 ///< by position
  std::unique_ptr<Bdd> bdd_;
  std::vector<Bdd::Ref> all_;  ///< by place: the union of all its sets
  std::vector<Bdd::Ref> with_;
  std::vector<double> values_;  ///< by node of the diagram
};

}  // namespace cutpoint
