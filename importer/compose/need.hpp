/// That one service needs another.
#pragma once

#include <cstddef>
#include <string>

#include "cutpoint/source.hpp"

namespace cutpoint::compose {

/// Services are meant by their position in the list that was given.
struct Need {
  std::size_t target = 0;
  SourceSpan span;
  bool soft = false;
  std::string inferred;  ///< "environment REDIS_HOST", "command"; empty where declared
};

}  // namespace cutpoint::compose
