#include "analyzer/analysis/uncertainty/figure_sampler.hpp"

#include <cmath>

#include "model/base/math/portable_math.hpp"
#include "model/base/math/random_stream.hpp"

namespace cutpoint {

namespace {

/// In (0, 1): neither end, and every value a multiple of 2⁻⁵³.
double open_unit(RandomStream& random) {
  return (static_cast<double>(random.next() >> 12U) + 0.5) * 0x1.0p-52;
}

double standard_normal(RandomStream& random) {
  for (;;) {
    const double x = 2.0 * open_unit(random) - 1.0;
    const double y = 2.0 * open_unit(random) - 1.0;
    const double square = x * x + y * y;
    if (square >= 1.0 || square == 0.0) continue;
    return x * std::sqrt(-2.0 * portable::log(square) / square);
  }
}

/// Shape of at least 1, scale 1.
double large_gamma(RandomStream& random, double shape) {
  const double d = shape - 1.0 / 3.0;
  const double c = 1.0 / std::sqrt(9.0 * d);
  for (;;) {
    const double x = standard_normal(random);
    const double root = 1.0 + c * x;
    if (root <= 0.0) continue;
    const double v = root * root * root;
    const double limit = 0.5 * x * x + d - d * v + d * portable::log(v);
    if (portable::log(open_unit(random)) < limit) return d * v;
  }
}

/// Below a shape of 1: Gamma(a) = Gamma(a + 1)·U^(1/a).
double gamma(RandomStream& random, double shape) {
  if (shape >= 1.0) return large_gamma(random, shape);
  const double larger = large_gamma(random, shape + 1.0);
  return larger * portable::exp(portable::log(open_unit(random)) / shape);
}

}  // namespace

double sample(const UncertainFigure& figure, std::uint64_t seed, std::uint32_t position,
              std::uint32_t trial) {
  RandomStream random(seed, (static_cast<std::uint64_t>(position) << 32U) | trial);
  switch (figure.form) {
    case UncertainFigure::Form::log_normal:
      return portable::exp(figure.a + figure.b * standard_normal(random));
    case UncertainFigure::Form::gamma:
      return figure.b * gamma(random, figure.a);
  }
  return 0.0;
}

double central_value(const UncertainFigure& figure) {
  return figure.form == UncertainFigure::Form::log_normal ? portable::exp(figure.a)
                                                          : figure.a * figure.b;
}

}  // namespace cutpoint
