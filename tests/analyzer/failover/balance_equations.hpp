// The long-run probabilities of a Markov chain from its balance equations, by matrix decompositions
// with pivoting of Eigen in long double: nothing of how the analyzer solves its chains.
#pragma once

#include <cstddef>
#include <vector>

namespace cutpoint::testing {

struct ChainMove {
  std::size_t from = 0;
  std::size_t to = 0;
  double rate = 0;
};

enum class Decomposition { dense, sparse };

/// From state 0 every state is reachable, and one set of states is never left. By state; empty
/// where the equations could not be solved.
[[nodiscard]] std::vector<long double> long_run_probabilities(std::size_t states,
                                                              const std::vector<ChainMove>& moves,
                                                              Decomposition decomposition);

}  // namespace cutpoint::testing
