// Figures of `analyze` against the independent chain.
#pragma once

#include <string>

#include "tests/analyzer/failover/independent_chain.hpp"

namespace cutpoint::testing {

/// Checks each journey of a document (without its first line): what is called exact is the chain's
/// to 1e-6, or to what is left of its extrapolation; every other interval, of the time down and of
/// the outages, holds the chain's figure.
/// Gives why the chain refuses the document where it does; then nothing was checked.
std::string check_where_chained(const std::string& text, const ChainLimits& limits);

/// The same of a document that the chain must not refuse.
void check_against_chain(const std::string& text);

/// The first journey's share of time down, and its outages, lie in the 99.9 % intervals of a
/// simulation.
void check_against_simulation(const std::string& text);

}  // namespace cutpoint::testing
