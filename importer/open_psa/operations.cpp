#include "importer/open_psa/operations.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>
#include <numeric>

namespace cutpoint::open_psa {

namespace {

using Values = std::span<const double>;
constexpr std::size_t any_number = Operation::any_number;

Computed truth(bool value) {
  return {value ? 1.0 : 0.0};
}

bool any_negative(Values values) {
  return std::any_of(values.begin(), values.end(), [](double v) { return v < 0.0; });
}

/// Probability that something of this rate has happened by t; keeps the digits of small values.
double by_then(double rate, double t) {
  return -std::expm1(-rate * t);
}

Computed divide(Values v) {
  double result = v[0];
  for (const double by : v.subspan(1)) {
    if (by == 0.0) return {0.0, "it divides by zero"};
    result /= by;
  }
  return {result};
}

Computed logarithm(Values v) {
  if (v[0] <= 0.0) return {0.0, "the logarithm of what is not above zero"};
  return {std::log(v[0])};
}

Computed decimal_logarithm(Values v) {
  if (v[0] <= 0.0) return {0.0, "the logarithm of what is not above zero"};
  return {std::log10(v[0])};
}

Computed remainder(Values v) {
  if (std::trunc(v[1]) == 0.0) return {0.0, "it divides by zero"};
  return {std::fmod(std::trunc(v[0]), std::trunc(v[1]))};
}

Computed exponential(Values v) {
  if (any_negative(v)) return {0.0, "the rate or the time is negative"};
  return {by_then(v[0], v[1])};
}

Computed repairable(Values v) {
  const double gamma = v[0], lambda = v[1], mu = v[2], t = v[3];
  if (any_negative(v)) return {0.0, "a rate, the time or gamma is negative"};
  if (gamma > 1.0) return {0.0, "gamma is a probability, and above 1"};
  const double both = lambda + mu;
  if (both == 0.0) return {gamma};
  return {lambda / both * by_then(both, t) + gamma * std::exp(-both * t)};
}

Computed weibull(Values v) {
  const double alpha = v[0], beta = v[1], from = v[2], t = v[3];
  if (alpha <= 0.0 || beta <= 0.0) return {0.0, "scale and shape must be above zero"};
  if (from < 0.0 || t < 0.0) return {0.0, "a time is negative"};
  return {t <= from ? 0.0 : -std::expm1(-std::pow((t - from) / alpha, beta))};
}

Computed periodic_test(Values v) {
  if (any_negative(v)) return {0.0, "a rate or a time is negative"};
  const bool at_once = v.size() == 4;
  const double tau = at_once ? v[1] : v[2];
  if (tau <= 0.0) return {0.0, "the time between tests must be above zero"};
  if (at_once) return {tested_repaired_at_once(v[0], v[1], v[2], v[3])};
  // One step for each test period; what differs after so many is beyond any digit.
  constexpr double most_tests = 10'000'000;
  if (v[4] / tau > most_tests) return {0.0, "more than ten million tests before the mission time"};
  return {tested_then_repaired(v[0], v[1], v[2], v[3], v[4])};
}

Computed uniform_mean(Values v) {
  if (v[0] > v[1]) return {0.0, "the lower end lies above the upper"};
  return {(v[0] + v[1]) / 2};
}

Computed normal_mean(Values v) {
  if (v[1] <= 0.0) return {0.0, "the standard deviation must be above zero"};
  return {v[0]};
}

Computed lognormal_mean(Values v) {
  if (v.size() == 2) {
    if (v[1] <= 0.0) return {0.0, "sigma must be above zero"};
    return {std::exp(v[0] + v[1] * v[1] / 2)};
  }
  if (v[0] <= 0.0) return {0.0, "the mean must be above zero"};
  if (v[1] <= 1.0) return {0.0, "the error factor must be above 1"};
  if (v[2] <= 0.0 || v[2] >= 1.0) return {0.0, "the level must lie between 0 and 1"};
  return {v[0]};
}

Computed gamma_mean(Values v) {
  if (v[0] <= 0.0 || v[1] <= 0.0) return {0.0, "shape and scale must be above zero"};
  return {v[0] * v[1]};
}

Computed beta_mean(Values v) {
  if (v[0] <= 0.0 || v[1] <= 0.0) return {0.0, "alpha and beta must be above zero"};
  return {v[0] / (v[0] + v[1])};
}

Computed square_root(Values v) {
  if (v[0] < 0.0) return {0.0, "the square root of what is below zero"};
  return {std::sqrt(v[0])};
}

Computed arc_sine(Values v) {
  if (v[0] < -1.0 || v[0] > 1.0) return {0.0, "it lies outside [-1, 1]"};
  return {std::asin(v[0])};
}

Computed arc_cosine(Values v) {
  if (v[0] < -1.0 || v[0] > 1.0) return {0.0, "it lies outside [-1, 1]"};
  return {std::acos(v[0])};
}

const std::array table = {
    Operation{"pi", 0, 0, "", "3.14159…", [](Values) -> Computed { return {std::numbers::pi}; }},
    Operation{"neg", 1, 1, "x", "−x", [](Values v) -> Computed { return {-v[0]}; }},
    Operation{"add", 1, any_number, "x…", "sum",
              [](Values v) -> Computed { return {std::accumulate(v.begin(), v.end(), 0.0)}; }},
    Operation{"sub", 1, any_number, "x, y…", "x minus all others",
              [](Values v) -> Computed {
                return {std::accumulate(v.begin() + 1, v.end(), v[0], std::minus<>())};
              }},
    Operation{"mul", 1, any_number, "x…", "product",
              [](Values v) -> Computed {
                return {std::accumulate(v.begin(), v.end(), 1.0, std::multiplies<>())};
              }},
    Operation{"div", 1, any_number, "x, y…", "x divided by all others", divide},
    Operation{"pow", 2, 2, "x, y", "x to the power of y",
              [](Values v) -> Computed { return {std::pow(v[0], v[1])}; }},
    Operation{"mod", 2, 2, "x, y", "remainder of whole numbers", remainder},
    Operation{"abs", 1, 1, "x", "absolute value",
              [](Values v) -> Computed { return {std::abs(v[0])}; }},
    Operation{"exp", 1, 1, "x", "eˣ", [](Values v) -> Computed { return {std::exp(v[0])}; }},
    Operation{"log", 1, 1, "x", "natural logarithm", logarithm},
    Operation{"log10", 1, 1, "x", "decimal logarithm", decimal_logarithm},
    Operation{"sqrt", 1, 1, "x", "square root", square_root},
    Operation{"ceil", 1, 1, "x", "next whole number",
              [](Values v) -> Computed { return {std::ceil(v[0])}; }},
    Operation{"floor", 1, 1, "x", "whole number below",
              [](Values v) -> Computed { return {std::floor(v[0])}; }},
    Operation{"min", 1, any_number, "x…", "smallest",
              [](Values v) -> Computed { return {*std::min_element(v.begin(), v.end())}; }},
    Operation{"max", 1, any_number, "x…", "largest",
              [](Values v) -> Computed { return {*std::max_element(v.begin(), v.end())}; }},
    Operation{"mean", 1, any_number, "x…", "arithmetic mean",
              [](Values v) -> Computed {
                return {std::accumulate(v.begin(), v.end(), 0.0) / static_cast<double>(v.size())};
              }},
    Operation{"sin", 1, 1, "x", "sine", [](Values v) -> Computed { return {std::sin(v[0])}; }},
    Operation{"cos", 1, 1, "x", "cosine", [](Values v) -> Computed { return {std::cos(v[0])}; }},
    Operation{"tan", 1, 1, "x", "tangent", [](Values v) -> Computed { return {std::tan(v[0])}; }},
    Operation{"asin", 1, 1, "x", "arc sine", arc_sine},
    Operation{"acos", 1, 1, "x", "arc cosine", arc_cosine},
    Operation{"atan", 1, 1, "x", "arc tangent",
              [](Values v) -> Computed { return {std::atan(v[0])}; }},
    Operation{"sinh", 1, 1, "x", "hyperbolic sine",
              [](Values v) -> Computed { return {std::sinh(v[0])}; }},
    Operation{"cosh", 1, 1, "x", "hyperbolic cosine",
              [](Values v) -> Computed { return {std::cosh(v[0])}; }},
    Operation{"tanh", 1, 1, "x", "hyperbolic tangent",
              [](Values v) -> Computed { return {std::tanh(v[0])}; }},
    Operation{"not", 1, 1, "x", "1 where x is 0, else 0", [](Values v) { return truth(v[0] == 0.0); }},
    Operation{"and", 1, any_number, "x…", "1 where no argument is 0",
              [](Values v) {
                return truth(std::all_of(v.begin(), v.end(), [](double x) { return x != 0.0; }));
              }},
    Operation{"or", 1, any_number, "x…", "1 where an argument is not 0",
              [](Values v) {
                return truth(std::any_of(v.begin(), v.end(), [](double x) { return x != 0.0; }));
              }},
    Operation{"eq", 2, 2, "x, y", "x = y", [](Values v) { return truth(v[0] == v[1]); }},
    Operation{"df", 2, 2, "x, y", "x ≠ y", [](Values v) { return truth(v[0] != v[1]); }},
    Operation{"lt", 2, 2, "x, y", "x < y", [](Values v) { return truth(v[0] < v[1]); }},
    Operation{"gt", 2, 2, "x, y", "x > y", [](Values v) { return truth(v[0] > v[1]); }},
    Operation{"leq", 2, 2, "x, y", "x ≤ y", [](Values v) { return truth(v[0] <= v[1]); }},
    Operation{"geq", 2, 2, "x, y", "x ≥ y", [](Values v) { return truth(v[0] >= v[1]); }},
    Operation{"exponential", 2, 2, "λ, t", "1 − exp(−λt)", exponential},
    Operation{"GLM", 4, 4, "γ, λ, μ, t",
              "repairable, failed at the start with probability γ; the only one that states a "
              "frequency",
              repairable},
    Operation{"Weibull", 4, 4, "scale, shape, t₀, t", "1 − exp(−((t − t₀)/scale)^shape)", weibull},
    Operation{"periodic-test", 4, 5, "λ, τ, θ, t or λ, μ, τ, θ, t",
              "tested every τ from θ on; repaired at once, or with rate μ", periodic_test},
    Operation{"uniform-deviate", 2, 2, "lower, upper", "its mean", uniform_mean},
    Operation{"normal-deviate", 2, 2, "mean, sigma", "its mean", normal_mean},
    Operation{"lognormal-deviate", 2, 3, "mean, error factor, level or μ, σ", "its mean",
              lognormal_mean},
    Operation{"gamma-deviate", 2, 2, "shape, scale", "its mean", gamma_mean},
    Operation{"beta-deviate", 2, 2, "α, β", "its mean", beta_mean},
};

}  // namespace

std::span<const Operation> operations() {
  return table;
}

const Operation* find_operation(std::string_view name) {
  const auto found = std::find_if(table.begin(), table.end(),
                                  [name](const Operation& row) { return row.name == name; });
  return found == table.end() ? nullptr : &*found;
}

double tested_repaired_at_once(double lambda, double tau, double theta, double t) {
  if (t <= theta) return by_then(lambda, t);
  const double since = std::fmod(t - theta, tau);
  return by_then(lambda, since == 0.0 ? tau : since);
}

double tested_then_repaired(double lambda, double mu, double tau, double theta, double t) {
  if (t <= theta) return by_then(lambda, t);
  // Failed at the end of a stretch after a test: still in repair, repaired and failed again, or
  // failed from working.
  const auto after = [&](double failed, double stretch) {
    const double in_repair = std::exp(-mu * stretch);
    const double from_working = by_then(lambda, stretch);
    // Repair, then failure: the sum of two exponential times.
    const bool alike = std::abs(lambda - mu) <= 1e-9 * std::max(lambda, mu);
    const double again = alike
                             ? from_working - lambda * stretch * std::exp(-lambda * stretch)
                             : (lambda * by_then(mu, stretch) - mu * from_working) / (lambda - mu);
    return failed * (in_repair + again) + (1.0 - failed) * from_working;
  };
  double failed = by_then(lambda, theta);
  double left = t - theta;
  for (; left > tau; left -= tau) failed = after(failed, tau);
  return after(failed, left);
}

}  // namespace cutpoint::open_psa
