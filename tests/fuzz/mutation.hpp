/// Changes of inputs without a compiler's help: what runs where there is no libFuzzer.
#pragma once

#include <string>
#include <vector>

#include "tests/support/random.hpp"

namespace cutpoint::fuzzing {

/// One of `seeds` with a few changes: bytes, words of `words`, lines that go, come twice, change
/// places or come from another seed. The same for the same state of `random`.
[[nodiscard]] std::string mutated(const std::vector<std::string>& seeds,
                                  const std::vector<std::string>& words, testing::Random& random);

}  // namespace cutpoint::fuzzing
