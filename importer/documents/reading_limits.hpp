/// How much one file may hold.
#pragma once

#include <cstddef>

namespace cutpoint::documents {

struct ReadingLimits {
  std::size_t depth = 200;          ///< nested lists and mappings
  std::size_t values = 20'000'000;  ///< of a file, and of a document with its aliases followed
};

}  // namespace cutpoint::documents
