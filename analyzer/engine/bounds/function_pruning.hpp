/// Smaller functions that enclose a given one: what is left out is what matters least to its
/// probability.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "analyzer/engine/bdd/bdd.hpp"
#include "analyzer/engine/quantities/probability.hpp"

namespace cutpoint {

/// After Ravi, McMillan, Shiple and Somenzi (1998), with the probability lost in place of the
/// minterms lost. Nodes are bypassed: to the low branch for a lower function, to the high branch
/// for an upper one, or, where what is enclosed is not monotone, to the constant.
///
/// Bypassing takes a variable for working (failed) where it is not. So the pruned function's value
/// is the given function's at a state with fewer (more) failures, and where the given one implies
/// (is implied by) something monotone, so does the pruned one, though it need not be monotone.
class FunctionPruning {
 public:
  /// `probability`, by variable: how probable it is that it is true. Weights only; read when
  /// needed. `monotone`: all functions to come are.
  FunctionPruning(Bdd& bdd, const std::vector<double>& probability, bool monotone)
      : bdd_(bdd),
        probability_(probability),
        monotone_(monotone),
        rows_(bdd.meter()),
        place_(bdd.meter()) {}

  /// A function of `nodes` nodes at most that implies what `function` implies; itself where it is
  /// as small. Bdd::exhausted where the diagram is.
  [[nodiscard]] Bdd::Ref lower(Bdd::Ref function, std::size_t nodes) {
    return prune(function, nodes, true);
  }
  /// A function that is implied by what implies `function`.
  [[nodiscard]] Bdd::Ref upper(Bdd::Ref function, std::size_t nodes) {
    return prune(function, nodes, false);
  }

  [[nodiscard]] bool is_larger(Bdd::Ref function, std::size_t nodes);

  /// Bounds of the probability of a function whose variables have probabilities within
  /// `variables`. Holds for functions that are not monotone too.
  [[nodiscard]] ProbabilityBounds probability(Bdd::Ref function,
                                              std::span<const ProbabilityBounds> variables);

 private:
  struct Row {
    Bdd::Ref function;
    std::uint32_t low;  ///< places in `rows_`
    std::uint32_t high;
    double q = 0;
    double probability = 0;
    double reached = 0;  ///< the probability that deciding variables in order comes here
    double pruned_probability = 0;
    bool bypassed = false;
    bool needed = false;
    Bdd::Ref pruned = Bdd::zero;
  };

  [[nodiscard]] Bdd::Ref prune(Bdd::Ref function, std::size_t nodes, bool lower);
  bool collect(Bdd::Ref function, std::size_t most);
  void weigh();
  [[nodiscard]] std::uint32_t bypass_of(const Row& row, bool lower) const;
  /// Marks what to bypass so that no node loses more than `loss`; returns how many nodes stay.
  [[nodiscard]] std::size_t choose(double loss, bool lower);
  [[nodiscard]] Bdd::Ref rebuild(bool lower);
  [[nodiscard]] bool is_collected(Bdd::Ref function) const;

  Bdd& bdd_;
  const std::vector<double>& probability_;
  bool monotone_;
  MeteredVector<Row> rows_;             ///< branches before what tests them
  MeteredVector<std::uint32_t> place_;  ///< by reference; holds where the row says the same
  std::vector<Bdd::Ref> stack_;
};

}  // namespace cutpoint
