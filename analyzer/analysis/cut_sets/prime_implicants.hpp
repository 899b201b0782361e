/// Prime implicants of functions that are not coherent, as families that are counted without being
/// listed.
#pragma once

#include <cstddef>

#include "analyzer/engine/decision_diagram.hpp"
#include "cutpoint/cut_sets.hpp"

namespace cutpoint {

struct PrimeImplicantLimits {
  std::size_t diagram_nodes = 50'000;  ///< of the function and what it is compared with
  std::size_t family_nodes = 100'000;  ///< of the families of implicants
  std::size_t counts = 20'000'000;     ///< nodes of the result times events
  std::size_t enumerated = 100'000;    ///< looked at to list the most probable of an order
};

/// Counts those of a function of a diagram and lists up to `listed_limit`: whole orders from the
/// lowest up, within an order by falling probability. Not available where a limit was reached.
///
/// After Coudert and Madre (1992): with f₀ and f₁ the branches of a variable x, the prime
/// implicants without x are those of f₀ ∧ f₁; with a literal of x, those of its branch that are not
/// among them.
[[nodiscard]] PrimeImplicants find_prime_implicants(const DecisionDiagram& diagram,
                                                    DecisionDiagram::Ref top,
                                                    std::size_t listed_limit,
                                                    const PrimeImplicantLimits& limits = {},
                                                    EngineMeter* meter = nullptr);

}  // namespace cutpoint
