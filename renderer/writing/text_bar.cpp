#include <algorithm>
#include <array>
#include <cmath>

#include "renderer/writing/terminal_text.hpp"

namespace cutpoint {

std::string bar_text(double share, std::size_t width) {
  constexpr std::array eighths = {"", "▏", "▎", "▍", "▌", "▋", "▊", "▉"};
  const double filled = std::clamp(share, 0.0, 1.0) * static_cast<double>(width) * 8;
  auto count = static_cast<std::size_t>(std::lround(filled));
  // Something is never nothing.
  if (count == 0 && share > 0.0) count = 1;
  std::string bar;
  for (std::size_t i = 0; i < count / 8; ++i) bar += "█";
  return bar + eighths[count % 8];
}

}  // namespace cutpoint
