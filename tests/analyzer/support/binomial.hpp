// The binomial distribution, summed term by term.
#pragma once

#include <cmath>
#include <cstdint>

namespace cutpoint::testing {

/// P(X >= least) of so many trials.
inline double binomial_tail(std::uint32_t trials, std::uint32_t least, double q) {
  double sum = 0.0;
  for (std::uint32_t i = trials + 1; i-- > least;) {
    sum +=
        std::exp(std::lgamma(trials + 1.0) - std::lgamma(i + 1.0) - std::lgamma(trials - i + 1.0) +
                 i * std::log(q) + (trials - i) * std::log1p(-q));
  }
  return sum;
}

}  // namespace cutpoint::testing
