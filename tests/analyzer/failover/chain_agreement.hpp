// Figures of `analyze` against the independent chain.
#pragma once

#include <cstddef>
#include <string>

#include "tests/analyzer/failover/independent_chain.hpp"

namespace cutpoint::testing {

/// How many journeys were compared, and how far what is called exact was off at most.
struct ComparedFigures {
  std::size_t exact = 0, estimated = 0;
  double largest_deviation = 0;  ///< relative, where the chain has no error of its own
};

/// Checks each journey of a document (without its first line): what is called exact is the chain's
/// to 1e-6, or to what is left of its extrapolation; every other interval, of the time down and of
/// the outages, holds the chain's figure.
/// Gives why the chain refuses the document where it does; then nothing was checked.
std::string check_where_chained(const std::string& text, const ChainLimits& limits,
                                ComparedFigures* compared = nullptr);

/// The same of a document that the chain must not refuse.
void check_against_chain(const std::string& text);

/// The first journey's share of time down, and its outages, lie in the 99.9 % intervals of a
/// simulation.
void check_against_simulation(const std::string& text);

}  // namespace cutpoint::testing
