// Unavailability and outages of a whole document from one Markov chain of everything in it: each
// component up, in a phase of its repair or waiting for a crew, each group with who serves and its
// clock, and each journey's function evaluated in each state. For small documents, and for tests:
// whole_system.hpp says what is played.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "cutpoint/model.hpp"
#include "tests/analyzer/failover/whole_system.hpp"

namespace cutpoint::testing {

struct ChainFigures {
  double unavailability = 0;
  double outages_per_year = 0;
};

struct ChainSolution {
  std::string refusal;  ///< why there is none; then nothing else counts
  std::size_t states = 0;
  std::vector<ChainFigures> journeys;
  /// What the figures may be off, relatively, as fixed times are limits of ever more phases.
  double relative_error = 0;
};

struct ChainLimits {
  std::size_t dense_states = 300;   ///< up to here with full pivoting
  std::size_t most_states = 20000;  ///< beyond, the model is refused
  double most_error = 1e-4;         ///< the same of what is left of an extrapolation
};

/// With fixed times made of so many phases each.
[[nodiscard]] ChainSolution solve_with_phases(const Model& model, std::uint32_t phases,
                                              const ChainLimits& limits = {},
                                              const ChainReading& reading = {});

/// With fixed times that are fixed: the limit of ever more phases, extrapolated, where their number
/// changes anything.
[[nodiscard]] ChainSolution solve_chain(const Model& model, const ChainLimits& limits = {},
                                        const ChainReading& reading = {});

}  // namespace cutpoint::testing
