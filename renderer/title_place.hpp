/// Where the title of a frame stands, so that no edge runs through it.
#pragma once

#include <vector>

namespace cutpoint {

/// A stretch of the strip that titles stand in.
struct Stretch {
  double from = 0;
  double to = 0;
};

struct TitlePlace {
  double left = 0;
  double crossed = 0;  ///< how much of the title's width edges run through
};

/// Where a title of `width` stands inside `strip`: as far left as it is free of `crossings`, or
/// where least of it is crossed.
[[nodiscard]] TitlePlace title_place(Stretch strip, double width, std::vector<Stretch> crossings);

}  // namespace cutpoint
