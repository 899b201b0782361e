#include <cmath>

#include "renderer/plots/plotting.hpp"

namespace cutpoint {

std::vector<double> axis_ticks(double most) {
  if (!(most > 0.0) || std::isinf(most)) return {0.0};
  const double rough = most / 5;
  const double power = std::pow(10.0, std::floor(std::log10(rough)));
  const double digits = rough / power;
  const double step = power * (digits <= 1.0   ? 1.0
                               : digits <= 2.0 ? 2.0
                               : digits <= 5.0 ? 5.0
                                               : 10);
  std::vector<double> ticks;
  for (int i = 0; i * step <= most * (1 + 1e-9); ++i) ticks.push_back(i * step);
  return ticks;
}

}  // namespace cutpoint
