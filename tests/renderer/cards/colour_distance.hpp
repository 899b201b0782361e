// How far apart two colours are for people, as CIEDE2000 has it, and how they look to those who
// lack the cones for green.
#pragma once

#include <string>

namespace cutpoint::testing {

/// CIELAB under D65.
struct Lab {
  double light = 0;
  double a = 0;
  double b = 0;
};

/// Of "#rrggbb".
[[nodiscard]] Lab lab_of(const std::string& colour);
/// The same as seen with deuteranopia: Machado, Oliveira and Fernandes (2009), severity 1.
[[nodiscard]] Lab lab_with_deuteranopia(const std::string& colour);
/// CIEDE2000 with all factors 1 (Sharma, Wu and Dalal 2005).
[[nodiscard]] double colour_distance(const Lab& one, const Lab& other);
/// Of WCAG 2: from 1 to 21.
[[nodiscard]] double contrast(const std::string& one, const std::string& other);

}  // namespace cutpoint::testing
