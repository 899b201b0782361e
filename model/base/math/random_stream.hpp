/// Random numbers of the simulation: the same on every platform for the same seed and stream.
#pragma once

#include <cmath>
#include <cstdint>
#include <numbers>

namespace cutpoint {

/// splitmix64. Streams of one seed start at unrelated points of its cycle of 2^64 numbers.
class RandomStream {
 public:
  RandomStream(std::uint64_t seed, std::uint64_t stream) : state_(mix(seed) ^ mix(~stream)) {}

  [[nodiscard]] std::uint64_t next() {
    state_ += 0x9e3779b97f4a7c15U;
    return mix(state_);
  }
  /// In [0, 1).
  [[nodiscard]] double unit() { return static_cast<double>(next() >> 11U) * 0x1.0p-53; }
  [[nodiscard]] double exponential(double mean) { return -mean * std::log1p(-unit()); }
  /// Standard normal, by Box and Muller.
  [[nodiscard]] double normal() {
    const double radius = std::sqrt(-2.0 * std::log1p(-unit()));
    return radius * std::cos(2.0 * std::numbers::pi * unit());
  }
  /// Gamma with scale 1 and a shape of at least 1, by Marsaglia and Tsang.
  [[nodiscard]] double gamma(double shape) {
    const double d = shape - 1.0 / 3.0;
    const double c = 1.0 / std::sqrt(9.0 * d);
    for (;;) {
      const double x = normal();
      const double root = 1.0 + c * x;
      if (root <= 0.0) continue;
      const double v = root * root * root;
      if (std::log1p(-unit()) < 0.5 * x * x + d - d * v + d * std::log(v)) return d * v;
    }
  }

 private:
  static constexpr std::uint64_t mix(std::uint64_t z) {
    z = (z ^ (z >> 30U)) * 0xbf58476d1ce4e5b9U;
    z = (z ^ (z >> 27U)) * 0x94d049bb133111ebU;
    return z ^ (z >> 31U);
  }

  std::uint64_t state_;
};

}  // namespace cutpoint
