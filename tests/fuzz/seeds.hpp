/// Inputs to begin with, and words to change them by: from the samples, the fixtures and the
/// tables.
#pragma once

#include <string>
#include <vector>

#include "tests/fuzz/fuzz_target.hpp"

namespace cutpoint::fuzzing {

/// Of the samples, the documents and all tests of the project; in the order of their paths.
[[nodiscard]] std::vector<std::string> seeds_of(const FuzzTarget& target);

/// Keys and choices of the schema, rules of lint, and words that formats of others mean something
/// by: sorted, each once.
[[nodiscard]] std::vector<std::string> dictionary();

}  // namespace cutpoint::fuzzing
