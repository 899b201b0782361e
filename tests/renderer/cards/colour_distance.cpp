#include "tests/renderer/cards/colour_distance.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>

namespace cutpoint::testing {

namespace {

using Rgb = std::array<double, 3>;

Rgb linear_of(const std::string& colour) {
  Rgb rgb{};
  for (std::size_t i = 0; i < 3; ++i) {
    const double c = std::stoi(colour.substr(1 + 2 * i, 2), nullptr, 16) / 255.0;
    rgb[i] = c <= 0.04045 ? c / 12.92 : std::pow((c + 0.055) / 1.055, 2.4);
  }
  return rgb;
}

double dot(const Rgb& row, const Rgb& value) {
  return row[0] * value[0] + row[1] * value[1] + row[2] * value[2];
}

Lab lab_of_linear(const Rgb& rgb) {
  const auto f = [](double t) {
    return t > 216.0 / 24389 ? std::cbrt(t) : (24389.0 / 27 * t + 16) / 116;
  };
  const double x = f(dot({0.4124564, 0.3575761, 0.1804375}, rgb) / 0.95047);
  const double y = f(dot({0.2126729, 0.7151522, 0.0721750}, rgb));
  const double z = f(dot({0.0193339, 0.1191920, 0.9503041}, rgb) / 1.08883);
  return {116 * y - 16, 500 * (x - y), 200 * (y - z)};
}

double luminance(const std::string& colour) {
  return dot({0.2126, 0.7152, 0.0722}, linear_of(colour));
}

double degrees_of(double radians) {
  return radians * 180 / std::numbers::pi;
}
double radians_of(double degrees) {
  return degrees * std::numbers::pi / 180;
}

double hue_of(double a, double b) {
  const double hue = degrees_of(std::atan2(b, a));
  return hue < 0 ? hue + 360 : hue;
}

}  // namespace

Lab lab_of(const std::string& colour) {
  return lab_of_linear(linear_of(colour));
}

Lab lab_with_deuteranopia(const std::string& colour) {
  const Rgb rgb = linear_of(colour);
  const Rgb seen = {dot({0.367322, 0.860646, -0.227968}, rgb),
                    dot({0.280085, 0.672501, 0.047413}, rgb),
                    dot({-0.011820, 0.042940, 0.968881}, rgb)};
  const auto within = [](double c) { return std::clamp(c, 0.0, 1.0); };
  return lab_of_linear({within(seen[0]), within(seen[1]), within(seen[2])});
}

double colour_distance(const Lab& one, const Lab& other) {
  const auto seventh = [](double c) {
    return std::sqrt(std::pow(c, 7) / (std::pow(c, 7) + std::pow(25.0, 7)));
  };
  const double g =
      0.5 * (1 - seventh((std::hypot(one.a, one.b) + std::hypot(other.a, other.b)) / 2));
  const double a1 = one.a * (1 + g), a2 = other.a * (1 + g);
  const double c1 = std::hypot(a1, one.b), c2 = std::hypot(a2, other.b);
  const double h1 = hue_of(a1, one.b), h2 = hue_of(a2, other.b);
  const bool is_grey = c1 * c2 == 0;
  double between = is_grey ? 0 : h2 - h1;
  if (between > 180) between -= 360;
  if (between < -180) between += 360;
  double hue = h1 + h2;
  if (!is_grey) {
    hue = std::abs(h1 - h2) <= 180 ? hue / 2 : hue < 360 ? (hue + 360) / 2 : (hue - 360) / 2;
  }
  const double light = (one.light + other.light) / 2, chroma = (c1 + c2) / 2;
  const double t = 1 - 0.17 * std::cos(radians_of(hue - 30)) +
                   0.24 * std::cos(radians_of(2 * hue)) + 0.32 * std::cos(radians_of(3 * hue + 6)) -
                   0.20 * std::cos(radians_of(4 * hue - 63));
  const double off = (light - 50) * (light - 50);
  const double by_light = (other.light - one.light) / (1 + 0.015 * off / std::sqrt(20 + off));
  const double by_chroma = (c2 - c1) / (1 + 0.045 * chroma);
  const double by_hue =
      2 * std::sqrt(c1 * c2) * std::sin(radians_of(between / 2)) / (1 + 0.015 * chroma * t);
  const double turn = 30 * std::exp(-std::pow((hue - 275) / 25, 2));
  const double rotation = -std::sin(radians_of(2 * turn)) * 2 * seventh(chroma);
  return std::sqrt(by_light * by_light + by_chroma * by_chroma + by_hue * by_hue +
                   rotation * by_chroma * by_hue);
}

double contrast(const std::string& one, const std::string& other) {
  const double a = luminance(one), b = luminance(other);
  return (std::max(a, b) + 0.05) / (std::min(a, b) + 0.05);
}

}  // namespace cutpoint::testing
