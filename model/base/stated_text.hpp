/// Figures that somebody stated, for people.
#pragma once

#include <string>

#include "cutpoint/probability.hpp"

namespace cutpoint {

/// "99.9001 %": all digits of a target, so that what misses it by little is not printed like it.
[[nodiscard]] inline std::string stated_text(Availability target) {
  std::string text = to_text(target);
  if (text.back() == '%') text.insert(text.size() - 1, 1, ' ');
  return text;
}

}  // namespace cutpoint
