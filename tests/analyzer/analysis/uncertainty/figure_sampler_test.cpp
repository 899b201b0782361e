// Samplers and functions of our own: the same digits everywhere, and the right distributions.
#include "analyzer/analysis/uncertainty/figure_sampler.hpp"

#include <cmath>
#include <limits>
#include <vector>

#include "model/base/math/portable_math.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/random.hpp"

namespace cutpoint::testing::figure_sampler_test {

namespace {

bool sampled_near(double actual, double expected, double relative) {
  return std::abs(actual - expected) <= relative * std::abs(expected);
}

UncertainFigure figure(UncertainFigure::Form form, double a, double b) {
  UncertainFigure result;
  result.form = form;
  result.a = a;
  result.b = b;
  return result;
}

}  // namespace

TEST_CASE("logarithm and exponential function agree with the library's") {
  Random random(1);
  for (int i = 0; i < 20'000; ++i) {
    const double x = std::exp((random.unit() - 0.5) * 1400.0);
    CHECK(std::abs(portable::log(x) - std::log(x)) <= 4e-16 * std::max(1.0, std::abs(std::log(x))));
    const double y = (random.unit() - 0.5) * 1400.0;
    CHECK(sampled_near(portable::exp(y), std::exp(y), 1e-15));
  }
  CHECK(portable::log(1.0) == 0.0);
  CHECK(portable::exp(0.0) == 1.0);
  CHECK(portable::exp(800.0) == std::numeric_limits<double>::infinity());
  CHECK(portable::exp(-800.0) == 0.0);
  CHECK(sampled_near(portable::exp(-740.0), std::exp(-740.0), 1e-2));  // a subnormal number
  CHECK(sampled_near(portable::log(5e-324), std::log(5e-324), 1e-15));
}

TEST_CASE("draws are the same to the last bit everywhere") {
  const UncertainFigure range = figure(UncertainFigure::Form::log_normal, 1.0, 0.5);
  CHECK(sample(range, 7, 2, 0) == 0x1.37e90484bcb05p+2);
  CHECK(sample(range, 7, 2, 1) == 0x1.26c0e6bcbf9c2p+1);
  CHECK(sample(range, 7, 2, 9999) == 0x1.6dfe519d8c626p+0);
  const UncertainFigure none_seen = figure(UncertainFigure::Form::gamma, 0.5, 2.0);
  CHECK(sample(none_seen, 7, 2, 0) == 0x1.1cf72770757bdp-1);
  CHECK(sample(none_seen, 7, 2, 9999) == 0x1.572a9aa884a39p-5);
  const UncertainFigure three_seen = figure(UncertainFigure::Form::gamma, 3.5, 2.0);
  CHECK(sample(three_seen, 7, 2, 0) == 0x1.6edba735ffa4bp+3);
  CHECK(sample(three_seen, 7, 2, 9999) == 0x1.62d839f259e16p+1);
  CHECK(portable::log(3.0) == 0x1.193ea7aad030bp+0);
  CHECK(portable::log(1e-300) == -0x1.5963447f87fb5p+9);
  CHECK(portable::exp(1.0) == 0x1.5bf0a8b14576ap+1);
  CHECK(portable::exp(-700.5) == 0x1.4ff475c68ca02p-1011);
}

TEST_CASE("every distribution has the mean and the spread that it should") {
  struct Row {
    UncertainFigure figure;
    double mean;
    double deviation;
  };
  const double s = std::sqrt(std::exp(0.25) - 1.0) * std::exp(1.125);
  const std::vector<Row> rows = {
      {figure(UncertainFigure::Form::log_normal, 1.0, 0.5), std::exp(1.125), s},
      {figure(UncertainFigure::Form::gamma, 0.3, 2.0), 0.6, std::sqrt(0.3) * 2.0},
      {figure(UncertainFigure::Form::gamma, 7.0, 0.5), 3.5, std::sqrt(7.0) * 0.5},
  };
  constexpr std::uint32_t draws = 200'000;
  for (std::size_t i = 0; i < rows.size(); ++i) {
    INFO("row " << i);
    double sum = 0.0, squares = 0.0;
    for (std::uint32_t trial = 0; trial < draws; ++trial) {
      const double x = sample(rows[i].figure, 3, static_cast<std::uint32_t>(i), trial);
      sum += x;
      squares += (x - rows[i].mean) * (x - rows[i].mean);
    }
    const double error = rows[i].deviation / std::sqrt(draws);
    CHECK(std::abs(sum / draws - rows[i].mean) < 4.5 * error);
    CHECK(sampled_near(std::sqrt(squares / draws), rows[i].deviation, 0.03));
  }
}

}  // namespace cutpoint::testing::figure_sampler_test
