/// Where the title of a frame stands, so that no edge runs through it.
#pragma once

#include <array>
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

struct CurvePoint {
  double x = 0;
  double y = 0;
};

/// Adds where a cubic Bézier curve crosses the strip between two heights.
void add_crossings(const std::array<CurvePoint, 4>& curve, Stretch heights,
                   std::vector<Stretch>& found);

/// Where a title of `width` stands inside `strip`: as far left as it is free of `crossings`, or
/// where least of it is crossed.
[[nodiscard]] TitlePlace title_place(Stretch strip, double width, std::vector<Stretch> crossings);

}  // namespace cutpoint
