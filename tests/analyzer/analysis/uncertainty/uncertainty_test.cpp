// Uncertain figures carried to intervals: against closed forms, against one analysis a trial, and
// to the last digit.
#include <algorithm>
#include <cmath>
#include <numeric>

#include <fmt/format.h>

#include "analyzer/analysis/analyze.hpp"
#include "analyzer/analysis/uncertainty/figure_sampler.hpp"
#include "analyzer/analysis/uncertainty/uncertainty_shares.hpp"
#include "analyzer/compile/compile.hpp"
#include "cutpoint/analysis.hpp"
#include "model/architecture/build_model.hpp"
#include "model/format/reading.hpp"
#include "tests/analyzer/support/random_model.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/random.hpp"

namespace cutpoint::testing::uncertainty_test {

namespace {

constexpr std::uint32_t many = 20'000;

struct Analysed {
  SourceFiles sources;
  Diagnostics diagnostics;
  std::optional<Model> model;
  std::optional<StructureFunction> function;
  Analysis analysis;

  explicit Analysed(const std::string& text, UncertaintyOptions options = {many, 1, 0},
                    std::size_t bdd_nodes = 1'000'000) {
    const Draft draft =
        read_architecture_text("test.yaml", "cutpoint: 1\n" + text, sources, diagnostics);
    model = build_model(draft, diagnostics);
    for (const Diagnostic& d : diagnostics.all()) UNSCOPED_INFO(d.message);
    REQUIRE(!diagnostics.has_errors());
    function = compile(*model, diagnostics);
    REQUIRE(function.has_value());
    AnalysisOptions all;
    all.uncertainty = options;
    all.bdd_nodes = bdd_nodes;
    analysis = analyze(*model, *function, all);
  }
  [[nodiscard]] const JourneyUncertainty& uncertainty(std::size_t i = 0) const {
    const auto& result = analysis.journeys[JourneyId(i)].uncertainty;
    REQUIRE(result.has_value());
    return *result;
  }
  [[nodiscard]] const UncertainProbability& spread(std::size_t i = 0) const {
    return uncertainty(i).unavailability;
  }
};

bool within_share(double actual, double expected, double relative) {
  return std::abs(actual - expected) <= relative * std::abs(expected);
}

/// P(X ≤ x) of a beta distribution, by Simpson's rule in the angle φ, x = sin² φ, which takes the
/// poles at both ends away.
double beta_cdf(double a, double b, double x) {
  const double log_beta = std::lgamma(a) + std::lgamma(b) - std::lgamma(a + b);
  const auto density = [&](double angle) {
    const double s = std::sin(angle), c = std::cos(angle);
    return 2.0 * std::exp(-log_beta) * std::pow(s, 2.0 * a - 1.0) * std::pow(c, 2.0 * b - 1.0);
  };
  constexpr int steps = 20'000;
  const double end = std::asin(std::sqrt(x));
  const double width = end / steps;
  double sum = density(0.0) + density(end);
  for (int i = 1; i < steps; ++i) sum += density(i * width) * (i % 2 == 0 ? 2.0 : 4.0);
  return sum * width / 3.0;
}

/// Is this the value below which a share `expected` lies, as far as a sample can tell?
void check_percentile(double share_below, double expected) {
  const double error = std::sqrt(expected * (1.0 - expected) / many);
  INFO("share below: " << share_below << ", expected: " << expected);
  CHECK(std::abs(share_below - expected) <= 4.0 * error);
}

double quantity_in_trial(const UncertainInputs& inputs, std::uint32_t position, std::uint64_t seed,
                         std::uint32_t trial) {
  const UncertainQuantity& quantity = inputs.quantities[position];
  if (quantity.figure != UncertainQuantity::no_figure) {
    return sample(inputs.figures[quantity.figure], seed, quantity.figure, trial);
  }
  if (quantity.function == nullptr) return quantity.constant;
  std::vector<double> arguments;
  for (const std::uint32_t argument : quantity.arguments) {
    arguments.push_back(quantity_in_trial(inputs, argument, seed, trial));
  }
  return quantity.function(arguments);
}

const std::string one_needed = "journeys: {j: {needs: [x]}}\n";
const std::string either_needed = "journeys: {j: {needs: [{any_of: [x, y]}]}}\n";

}  // namespace

TEST_CASE("a mean time given by counts: the odds of being down are beta-prime") {
  // λ ~ Gamma(3.5, 720 h), μ ~ Gamma(3, 6 h): λ·720/(λ·720 + μ·6) ~ Beta(3.5, 3).
  const Analysed a(one_needed +
                   "components: {x: {kind: vm, observed: {operating: 720h, failures: 3, repairs: "
                   "[2h, 1h, 3h]}}}");
  const UncertainProbability& spread = a.spread();
  const auto share_below = [](double unavailability) {
    const double odds = unavailability / (1.0 - unavailability) * 720.0 / 6.0;
    return beta_cdf(3.5, 3.0, odds / (1.0 + odds));
  };
  CHECK(within_share(beta_cdf(2.0, 1.0, 0.5), 0.25, 1e-9));
  check_percentile(share_below(spread.percentile_5), 0.05);
  check_percentile(share_below(spread.median), 0.5);
  check_percentile(share_below(spread.percentile_95), 0.95);
  // The point estimate stays what it is, and lies within.
  const double point = a.analysis.journeys[JourneyId(0U)].up.availability.unavailability();
  CHECK(within_share(point, 2.0 / 242.0, 1e-12));
  CHECK(spread.percentile_5 < point);
  CHECK(point < spread.percentile_95);
}

TEST_CASE("no failure counted: half a failure's worth of doubt") {
  // λ ~ Gamma(1/2, 1000 h), mttr certain: λ·1000·2 is chi-square with one degree of freedom.
  const Analysed a(
      one_needed +
      "components: {x: {kind: vm, mttr: 10h, observed: {operating: 1000h, failures: 0}}}");
  const auto share_below = [](double u) {
    const double rate = u / (1.0 - u) / 10.0;
    return std::erf(std::sqrt(rate * 1000.0));
  };
  check_percentile(share_below(a.spread().percentile_5), 0.05);
  check_percentile(share_below(a.spread().median), 0.5);
  check_percentile(share_below(a.spread().percentile_95), 0.95);
}

TEST_CASE("the ends of a range are percentiles, its middle the point estimate") {
  const Analysed a(
      "journeys: {j: {needs: [x]}, k: {needs: [y]}, l: {needs: [z]}}\n"
      "components:\n"
      "  x: {kind: vm, availability: 99%..99.9%}\n"
      "  y: {kind: vm, mtbf: 100h..10000h, mttr: 1h}\n"
      "  z: {kind: vm, mtbf: 1000h, mttr: 1h..4h}\n");
  const auto odds = [](double u) { return u / (1.0 - u); };
  const auto log_normal_share = [](double value, double low, double high) {
    const double width = (std::log(high) - std::log(low)) / (2.0 * 1.6448536269514722);
    const double z = (std::log(value) - (std::log(low) + std::log(high)) / 2.0) / width;
    return 0.5 * std::erfc(-z / std::sqrt(2.0));
  };
  for (const auto& [at, share] : {std::pair(&UncertainProbability::percentile_5, 0.05),
                                  std::pair(&UncertainProbability::median, 0.5),
                                  std::pair(&UncertainProbability::percentile_95, 0.95)}) {
    check_percentile(log_normal_share(odds(a.spread(0).*at), 0.001 / 0.999, 0.01 / 0.99), share);
    check_percentile(log_normal_share(odds(a.spread(1).*at), 1e-4, 1e-2), share);
    check_percentile(log_normal_share(odds(a.spread(2).*at), 1e-3, 4e-3), share);
  }
  const double middle = a.analysis.journeys[JourneyId(0U)].up.availability.unavailability();
  CHECK(within_share(odds(middle), std::sqrt(0.001 / 0.999 * 0.01 / 0.99), 1e-12));
}

TEST_CASE("figures written in one place are one figure") {
  // Each trial of the pair is the square of the same trial of one: so are all percentiles.
  const Analysed single(one_needed + "components: {x: {kind: vm, mtbf: 100h..10000h, mttr: 5h}}\n");
  const std::string two = "components: {x: {kind: vm}, y: {kind: vm}}\n";
  const Analysed by_default(either_needed + two +
                            "defaults: {vm: {mtbf: 100h..10000h, mttr: 5h}}\n");
  const Analysed by_kind(either_needed +
                         "components: {x: {kind: box}, y: {kind: box}}\n"
                         "kinds: {box: {like: vm, mtbf: 100h..10000h, mttr: 5h}}\n");
  const Analysed by_anchor(either_needed +
                           "components: {x: {kind: vm, mtbf: &m 100h..10000h, mttr: 5h},\n"
                           "  y: {kind: vm, mtbf: *m, mttr: 5h}}\n");
  const Analysed by_pool(
      "journeys: {j: {needs: [x]}}\ncomponents: {x: {kind: vm, replicas: 2, "
      "mtbf: 100h..10000h, mttr: 5h}}\n");
  const double q = single.spread().percentile_95;
  for (const Analysed* a : {&by_default, &by_kind, &by_anchor, &by_pool}) {
    CHECK(a->function->uncertain.figures.size() == 1);
    CHECK(within_share(a->spread().percentile_95, q * q, 1e-12));
    CHECK(within_share(a->spread().median, single.spread().median * single.spread().median, 1e-12));
  }
  const Analysed apart(either_needed +
                       "components: {x: {kind: vm, mtbf: 100h..10000h, mttr: 5h},\n"
                       "  y: {kind: vm, mtbf: 100h..10000h, mttr: 5h}}\n");
  CHECK(apart.function->uncertain.figures.size() == 2);
  CHECK(apart.spread().percentile_95 < 0.5 * q * q);
  // E[q²] against E[q]²: what is not known together makes redundancy look better than it is.
  CHECK(by_default.spread().mean > 2.0 * apart.spread().mean);
}

TEST_CASE("members of a common cause with beta share their figure, and keep it") {
  const std::string figures = "{kind: vm, mtbf: 20h..2000h, mttr: 5h}";
  const Analysed single(one_needed + "components: {x: " + figures + "}\n");
  const Analysed both(either_needed + "components: {x: " + figures + ",\n  y: " + figures +
                      "}\ncommon_causes: {c: {members: [x, y], beta: 10%}}\n");
  CHECK(both.function->uncertain.figures.size() == 1);
  for (const auto at : {&UncertainProbability::percentile_5, &UncertainProbability::median,
                        &UncertainProbability::percentile_95}) {
    const double q = single.spread().*at, common = 0.1 * q;
    const double own = (q - common) / (1.0 - common);
    CHECK(within_share(both.spread().*at, common + (1.0 - common) * own * own, 1e-12));
  }
  const Analysed in_series("journeys: {j: {needs: [x]}}\ncomponents: {x: " + figures + ",\n  y: " +
                           figures + "}\ncommon_causes: {c: {members: [x, y], beta: 10%}}\n");
  CHECK(within_share(in_series.spread().percentile_95, single.spread().percentile_95, 1e-12));
}

TEST_CASE("every trial is the analysis with the figures of that trial") {
  const std::uint64_t first = number_from_environment("CUTPOINT_SEED", 1);
  constexpr std::uint32_t trials = 3;
  int compared = 0;
  for (std::uint64_t seed = first; seed < first + 400; ++seed) {
    INFO("CUTPOINT_SEED=" << seed);
    Draft draft = random_draft(seed);
    for (DraftComponent& component : draft.components) {
      auto& mtbf = component.figures.mtbf;
      if (!mtbf || mtbf->value.low.is_never() || component.figures.availability) continue;
      mtbf->value.high = Duration::seconds(7.0 * mtbf->value.low.in_seconds());
      if (component.figures.mttr && component.name.value.back() % 2 == 0) {
        auto& mttr = component.figures.mttr->value;
        mttr.high = Duration::seconds(3.0 * mttr.low.in_seconds());
      }
    }
    Diagnostics diagnostics;
    const auto model = build_model(draft, diagnostics);
    if (!model) continue;
    auto function = compile(*model, diagnostics);
    if (!function || function->uncertain.probabilities.empty()) continue;
    AnalysisOptions options;
    options.combinations = false;
    options.uncertainty = {trials, seed, 2};
    const Analysis sampled = analyze(*model, *function, options);
    std::vector<double> down(model->journeys.size(), 0.0), not_full = down;
    const StructureFunction written = *function;
    for (std::uint32_t trial = 0; trial < trials; ++trial) {
      for (const auto& [event, quantity] : written.uncertain.probabilities) {
        function->events[EventId(event)].process.unavailability =
            quantity_in_trial(written.uncertain, quantity, seed, trial);
      }
      options.uncertainty.samples = 0;
      const Analysis once = analyze(*model, *function, options);
      for (std::size_t j = 0; j < down.size(); ++j) {
        down[j] += once.journeys[JourneyId(j)].up.availability.unavailability() / trials;
        not_full[j] += once.journeys[JourneyId(j)].full.availability.unavailability() / trials;
      }
    }
    for (std::size_t j = 0; j < down.size(); ++j) {
      const auto& result = sampled.journeys[JourneyId(j)].uncertainty;
      REQUIRE(result.has_value());
      CHECK(std::abs(result->unavailability.mean - down[j]) <= 1e-12);
      CHECK(std::abs(result->full_unavailability.mean - not_full[j]) <= 1e-12);
      ++compared;
    }
  }
  CHECK(compared >= 100);
}

TEST_CASE("the same digits for a seed, on any number of threads") {
  const std::string text = either_needed +
                           "components:\n"
                           "  x: {kind: vm, mtbf: 100h..10000h, mttr: 1h..9h}\n"
                           "  y: {kind: vm, mttr: 3h, observed: {operating: 5000h, failures: 2}}\n";
  const Analysed a(text, {1000, 7, 1});
  for (const unsigned threads : {2U, 7U}) {
    const Analysed b(text, {1000, 7, threads});
    CHECK(a.spread().mean == b.spread().mean);
    CHECK(a.spread().percentile_5 == b.spread().percentile_5);
    CHECK(a.spread().percentile_95 == b.spread().percentile_95);
    REQUIRE(a.uncertainty().shares.size() == b.uncertainty().shares.size());
    for (std::size_t i = 0; i < a.uncertainty().shares.size(); ++i) {
      CHECK(a.uncertainty().shares[i].share == b.uncertainty().shares[i].share);
    }
  }
  CHECK(a.spread().mean != Analysed(text, {1000, 8, 1}).spread().mean);
  // Fewer trials are the first of more.
  CHECK(Analysed(text, {1, 7, 1}).spread().mean == Analysed(text, {1, 7, 4}).spread().mean);
}

TEST_CASE("nothing uncertain: an interval without width, or none") {
  const std::string text = one_needed + "components: {x: {kind: vm, mtbf: 100h, mttr: 1h}}\n";
  const Analysed asked(text);
  const double point = asked.analysis.journeys[JourneyId(0U)].up.availability.unavailability();
  CHECK(asked.spread().mean == point);
  CHECK(asked.spread().percentile_5 == point);
  CHECK(asked.spread().percentile_95 == point);
  CHECK(asked.uncertainty().shares.empty());
  const Analysed automatic(text, {std::nullopt, 1, 0});
  CHECK_FALSE(automatic.analysis.uncertainty.has_value());
  CHECK_FALSE(automatic.analysis.journeys[JourneyId(0U)].uncertainty.has_value());
  const Analysed off(one_needed + "components: {x: {kind: vm, mtbf: 100h..200h, mttr: 1h}}\n",
                     {0, 1, 0});
  CHECK_FALSE(off.analysis.uncertainty.has_value());
  // An availability that is known has the last word over a repair time that is not.
  const Analysed stated(
      one_needed + "components: {x: {kind: vm, availability: 99%, mttr: 1h..9h}}\n",
      {std::nullopt, 1, 0});
  CHECK_FALSE(stated.analysis.uncertainty.has_value());
}

TEST_CASE("what to measure next: shares follow the spread, and promises its odds") {
  const Analysed a(
      "journeys: {j: {needs: [x, y, {any_of: [z, w]}], slo: {availability: 99%}}}\n"
      "components:\n"
      "  x: {kind: vm, mtbf: 100h..10000h, mttr: 5h}\n"
      "  y: {kind: vm, mtbf: 900h..1100h, mttr: 5h}\n"
      "  z: {kind: vm, mtbf: 100h..10000h, mttr: 5h}\n"
      "  w: {kind: vm, mtbf: 5000h, mttr: 5h}\n");
  const auto& shares = a.uncertainty().shares;
  REQUIRE(!shares.empty());
  CHECK(a.function->uncertain.figures[shares.front().figure].span.line == 4);
  CHECK(shares.front().share > 0.95);
  CHECK(shares.front().events == std::vector<std::uint32_t>{0});
  double sum = 0;
  for (const UncertaintyShare& share : shares) sum += share.share;
  CHECK(sum < 1.02);
  REQUIRE(a.uncertainty().slo_met.has_value());
  CHECK_FALSE(a.uncertainty().sla_met.has_value());
  // Met where x is up for some 990 h and more, just below the middle of its range.
  CHECK(*a.uncertainty().slo_met > 0.47);
  CHECK(*a.uncertainty().slo_met < 0.54);
}

TEST_CASE("a journey that is only bounded has no interval of uncertainty") {
  std::string text = "journeys: {j: {needs: [{at_least: 10, of: [";
  for (int i = 0; i < 20; ++i) text += fmt::format("{}c{}", i > 0 ? ", " : "", i);
  text += "]}]}}\ncomponents:\n";
  for (int i = 0; i < 20; ++i) text += fmt::format("  c{}: {{kind: vm, mtbf: 10h..20h}}\n", i);
  const Analysed a(text, {100, 1, 0}, 10);
  REQUIRE(a.analysis.journeys[JourneyId(0U)].up.method == Method::bounded);
  CHECK_FALSE(a.analysis.journeys[JourneyId(0U)].uncertainty.has_value());
}

TEST_CASE("ranks share what they tie") {
  CHECK(ranks_of({3.0, 1.0, 3.0, 2.0}) == std::vector<double>{3.5, 1.0, 3.5, 2.0});
  CHECK(ranks_of({}).empty());
}

}  // namespace cutpoint::testing::uncertainty_test
