/// Keys and kinds of the format as people say them.
#pragma once

#include <algorithm>
#include <string>

namespace cutpoint {

/// "load balancer" of `load_balancer`.
[[nodiscard]] inline std::string key_words(std::string key) {
  std::replace(key.begin(), key.end(), '_', ' ');
  return key;
}

}  // namespace cutpoint
