/// Where the title of a frame stands, so that no edge runs through it.
#pragma once

#include <vector>

namespace cutpoint {

/// A stretch of the strip that titles stand in.
struct Stretch {
  double from = 0;
  double to = 0;
};

/// The left end of a title of `width` inside `strip`: as far left as it is free of `crossings`, or
/// where least of it is crossed.
[[nodiscard]] double title_place(Stretch strip, double width, std::vector<Stretch> crossings);

}  // namespace cutpoint
