/// The Markov chain of groups in time for whatever figures their parts have: states and transitions
/// are found once, and rates follow from figures.
///
/// A plain value that owns what it holds. Times in hours.
#pragma once

#include <cstdint>
#include <limits>
#include <vector>

namespace cutpoint {

/// Rates are terms: sums, and products with factors. The 0th term is one.
struct ParametricChain {
  static constexpr std::uint32_t none = std::numeric_limits<std::uint32_t>::max();

  /// `value`; divided by the mean time between failures of what it is of, or by its mean repair.
  struct Factor {
    enum class Kind : std::uint8_t { constant, failures, repairs };
    Kind kind = Kind::constant;
    std::uint32_t of = none;  ///< of the program that holds the chain: a part
    double value = 1.0;
  };
  /// Of terms before it: the sum of two, or one times a factor.
  struct Term {
    bool is_sum = false;
    std::uint32_t term = 0;
    std::uint32_t other = 0;  ///< a term, or a factor by its position
  };
  struct Transition {
    std::uint32_t to = 0;        ///< state
    std::uint32_t per_hour = 0;  ///< term
  };

  std::vector<Factor> factors;
  std::vector<Term> terms;                           ///< from the 1st on
  std::vector<std::vector<Transition>> transitions;  ///< by state; in the 0th all is up
  /// By state: which of the ground, of the arbiters and of the groups are down, as in the flows of
  /// a cluster of groups.
  std::vector<std::uint32_t> patterns;
};

}  // namespace cutpoint
