/// Fussell–Vesely importance over minimal cut sets.
#pragma once

#include <limits>
#include <vector>

#include "analyzer/analysis/cut_sets/minimal_cut_sets.hpp"
#include "analyzer/engine/decision_diagram.hpp"
#include "analyzer/engine/quantities/probability.hpp"
#include "cutpoint/importance.hpp"

namespace cutpoint {

/// The family of all minimal cut sets of a top event, where it could be had.
struct WholeFamily {
  const CutSetFamilies* families = nullptr;  ///< null where there is none
  Zdd::Ref family = Zdd::exhausted;
};

/// How large an exact value may become; bounds are given beyond. Most models need a few thousand
/// nodes or far more than are worth their time.
struct FussellVeselyLimits {
  std::size_t diagram = 20'000;  ///< nodes of the top event's
  std::size_t family = 50'000;   ///< nodes of the family of its cut sets
  std::size_t events = 2'000;
  std::size_t union_nodes = 20'000;  ///< of the diagram of all unions
  std::size_t work = 2'000'000;      ///< a pass over a family for each of its variables

  /// Where somebody gave a time to spend, that is the limit.
  static FussellVeselyLimits none() {
    constexpr std::size_t any = std::numeric_limits<std::size_t>::max();
    return {any, any, any, EngineBudget::most_nodes, any};
  }
};

/// Sets `fussell_vesely` of each row of a coherent top event: the probability of the union of the
/// minimal cut sets that hold the event, over that of the top event. Left absent where the cut sets
/// are too many for that, which `meter` notes; the bounds are set always. `importance` must hold
/// the other measures.
///
/// Bounds, with q the event's unavailability, Q that of the top event, B the event's Birnbaum
/// importance and Q₀ the top's unavailability where the event never fails. Sets with the event fail
/// the top at least where the event decides it, and independently of the other sets at worst
/// (positive association): q·B/(1 − Q₀) ≤ P(union). The union needs the event and fails the top:
/// P(union) ≤ q·P(top | event). Boole: P(union) ≤ the sum over the sets that hold the event.
void add_fussell_vesely(const DecisionDiagram& diagram, const NodeProbabilities& probabilities,
                        DecisionDiagram::Ref top, const WholeFamily& all,
                        std::vector<Importance>& importance, const FussellVeselyLimits& limits,
                        EngineMeter& meter);

/// The bounds of one row; `q` of the event, `q_top` of the top event, `sum` over the sets that hold
/// the event, where known.
[[nodiscard]] std::pair<double, double> fussell_vesely_bounds(
    const Importance& row, double q, double q_top, std::optional<double> sum = std::nullopt);

}  // namespace cutpoint
