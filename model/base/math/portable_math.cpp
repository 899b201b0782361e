#include "model/base/math/portable_math.hpp"

#include <cmath>
#include <limits>

namespace cutpoint::portable {

namespace {

// ln 2 in two parts: the first has 33 bits, so that its product with an exponent is exact.
constexpr double ln2_high = 0x1.62e42feep-1;
constexpr double ln2_low = 0x1.a39ef35793c76p-33;

}  // namespace

/// ln(m·2ᵉ) = e·ln 2 + 2·artanh((m − 1)/(m + 1)), m within a factor √2 of one.
double log(double x) {
  int exponent = 0;
  double mantissa = std::frexp(x, &exponent);
  constexpr double half_root = 0x1.6a09e667f3bcdp-1;
  if (mantissa < half_root) {
    mantissa *= 2.0;
    --exponent;
  }
  const double s = (mantissa - 1.0) / (mantissa + 1.0);
  const double square = s * s;
  // The series of artanh; |s| < 0.172, so that the next term is below 2⁻⁶⁰ of the sum.
  double series = 0.0;
  for (int k = 11; k >= 0; --k) series = series * square + 1.0 / (2 * k + 1);
  const auto e = static_cast<double>(exponent);
  return e * ln2_high + (e * ln2_low + 2.0 * s * series);
}

/// eˣ = 2ᵏ·eʳ, |r| ≤ ln 2 / 2, by its series.
double exp(double x) {
  if (x > 709.782712893384) return std::numeric_limits<double>::infinity();
  if (x < -745.2) return 0.0;
  constexpr double inverse_ln2 = 0x1.71547652b82fep+0;
  const double k = std::floor(x * inverse_ln2 + 0.5);
  const double r = (x - k * ln2_high) - k * ln2_low;
  double series = 1.0;
  for (int n = 14; n >= 1; --n) series = 1.0 + series * r / n;
  return std::ldexp(series, static_cast<int>(k));
}

}  // namespace cutpoint::portable
