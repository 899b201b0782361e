// Promises, credits and money.
#include "analyzer/analysis/service_levels/service_levels.hpp"

#include <cmath>

#include <fmt/format.h>

#include "analyzer/analysis/service_levels/outage_causes.hpp"
#include "analyzer/compile/compile.hpp"
#include "cutpoint/analysis.hpp"
#include "cutpoint/reading.hpp"
#include "model/architecture/build_model.hpp"
#include "model/base/math/statistics.hpp"
#include "tests/support/catch.hpp"

namespace cutpoint::testing {

namespace {

struct Promised {
  SourceFiles sources;
  Diagnostics diagnostics;
  std::optional<Model> model;
  std::optional<Analysis> analysis;

  explicit Promised(const std::string& text) {
    const Draft draft =
        read_architecture_text("test.yaml", "cutpoint: 1\n" + text, sources, diagnostics);
    model = build_model(draft, diagnostics);
    if (!model) return;
    const auto function = compile(*model, diagnostics);
    analysis = analyze(*model, *function);
  }
  [[nodiscard]] const JourneyAnalysis& journey() const {
    REQUIRE(analysis.has_value());
    return analysis->journeys[JourneyId(0U)];
  }
  [[nodiscard]] bool found(const std::string& rule) const {
    for (const Diagnostic& diagnostic : diagnostics.all()) {
      if (diagnostic.rule == rule) return true;
    }
    return false;
  }
};

/// P(D > a) of a compound Poisson sum of exponentials, term by term: more than a falls to n outages
/// when fewer than n events of a Poisson process of mean a/m come.
double exceeding(double outages, double allowed_over_mean) {
  double sum = 0;
  double weight = std::exp(-outages);
  double fewer = 0;
  double term = std::exp(-allowed_over_mean);
  for (int n = 1; n < 2000; ++n) {
    weight *= outages / n;
    fewer += term;
    term *= allowed_over_mean / n;
    sum += weight * fewer;
  }
  return sum;
}

}  // namespace

TEST_CASE("the chance of exceeding a budget, against its series") {
  for (const double outages : {0.01, 0.5, 3.0, 40.0, 300.0}) {
    for (const double share : {0.05, 0.5, 1.0, 1.5, 4.0}) {
      const double mean_hours = 2.0;
      const double allowed = std::max(0.1, outages * mean_hours * share);
      const double expected = exceeding(outages, allowed / mean_hours);
      const double actual = probability_of_exceeding({{outages / 1e6, mean_hours}}, 1e6, allowed);
      CAPTURE(outages, share, expected, actual);
      CHECK(std::abs(actual - expected) < 1e-7);
    }
  }
}

TEST_CASE("causes add up") {
  // The same cause in two parts is the same; far apart ones are the sum of their own.
  const double together = probability_of_exceeding({{2e-3, 1.5}}, 1000, 4);
  CHECK(probability_of_exceeding({{1.5e-3, 1.5}, {5e-4, 1.5}}, 1000, 4) ==
        Approx(together).epsilon(1e-9));
  CHECK(probability_of_exceeding({}, 1000, 1) == 0.0);
  CHECK(probability_of_exceeding({{1e-3, 1.0}}, 1000, 0) == Approx(1.0 - std::exp(-1.0)));
  CHECK(probability_of_exceeding({{1e-3, 1.0}}, 1000, 1000) == 0.0);
  // Many outages: the central limit.
  CHECK(probability_of_exceeding({{1.0, 0.001}}, 1e9, 1e6) == Approx(0.5).margin(0.01));
}

TEST_CASE("0.01 USD a request, 1000 requests an hour, at 99.9 %: about 88 USD a year") {
  const Promised promised(R"(journeys:
  use: {needs: [a], revenue: {per_request: 0.01 USD, requests_per_hour: 1000}}
components: {a: {kind: service, availability: 99.9%, mttr: 1h}}
)");
  const MoneyResult& money = promised.journey().money;
  REQUIRE(money.revenue_per_hour.has_value());
  CHECK(money.revenue_per_hour->amount == Approx(10.0));
  CHECK(money.revenue_lost->amount == Approx(87.6));
  CHECK(money.revenue_lost->currency == "USD");
  CHECK_FALSE(money.credits.has_value());
}

TEST_CASE("error budget, credits and their expectation") {
  const Promised promised(R"(journeys:
  use:
    needs: [a]
    slo: {availability: 99.9%, period: 30d}
    sla: {availability: 99.5%, period: 30d, credits: [{below: 99.5%, credit: 10%}, {below: 99%, credit: 30%}]}
    revenue: {per_hour: 10 USD}
    outage_cost: 900 USD/hour
components: {a: {kind: vm, mtbf: 500h, mttr: 2h, cost: 100 USD/month, replicas: 1}}
)");
  const JourneyAnalysis& journey = promised.journey();
  REQUIRE(journey.slo.has_value());
  CHECK(journey.slo->allowed.in_seconds() == Approx(2592.0));
  CHECK(journey.slo->expected.in_hours() == Approx(720.0 * 2 / 502));
  const double outages = 720.0 / 502.0;
  CHECK(*journey.slo->missed_probability == Approx(exceeding(outages, 0.36)).epsilon(1e-6));
  REQUIRE(journey.sla.has_value());
  const double first = exceeding(outages, 1.8), second = exceeding(outages, 3.6);
  CHECK(*journey.sla->missed_probability == Approx(first).epsilon(1e-6));
  REQUIRE(journey.sla->credits.size() == 2);
  const double share = 0.1 * (first - second) + 0.3 * second;
  CHECK(*journey.sla->expected_credit == Approx(share).epsilon(1e-6));
  CHECK(journey.money.credits->amount == Approx(share * 87600).epsilon(1e-6));
  CHECK(journey.money.outage_cost->amount == Approx(900.0 * 8760 * 2 / 502));
  CHECK(journey.money.outage_cost->currency == "USD");
  REQUIRE(promised.analysis->component_costs.size() == 1);
  CHECK(promised.analysis->component_costs.front().amount == Approx(1200.0));
  CHECK(promised.analysis->not_modelled.empty());
}

TEST_CASE("restarts and long repairs of one component are causes of their own") {
  const Promised promised(R"(journeys: {use: {needs: [a], slo: {availability: 99.99%, period: 30d}}}
components: {a: {kind: vm, mtbf: 100h, mttr: 2h, restart: {policy: always, time: 10s, cures: 95%}}}
)");
  // Ten seconds use little of the 259 s: it takes one of the long ones, or about 26 restarts.
  const double long_ones = 720.0 / (100.0 + 0.95 * 10 / 3600 + 0.05 * 2) * 0.05;
  CHECK(*promised.journey().slo->missed_probability ==
        Approx(1.0 - std::exp(-long_ones * 0.97)).epsilon(0.03));
}

TEST_CASE("what is excluded does not count: the figures are those without it, exactly") {
  const auto promised = [](const std::string& exclude, const std::string& cloud) {
    return Promised(fmt::format(R"(journeys:
  use:
    needs: [{{any_of: [a, b]}}, c]
    sla: {{availability: 99.9%, period: 30d, {}fee: 100 USD/month, credits: [{{below: 99.9%, credit: 10%}}]}}
components:
  a: {{kind: vm, runs_on: cloud, mtbf: 100h, mttr: 5h}}
  b: {{kind: vm, runs_on: cloud, mtbf: 200h, mttr: 4h}}
  c: {{kind: service, mtbf: 2000h, mttr: 1h}}
  cloud: {{kind: provider, {}}}
)",
                                exclude, cloud));
  };
  const std::string fails = "mtbf: 1000h, mttr: 8h";
  const Promised all = promised("", fails), some = promised("exclude: [cloud], ", fails),
                 never = promised("", "mtbf: never");
  const ServiceLevelResult& counted = *some.journey().sla;
  const ServiceLevelResult& without = *never.journey().sla;
  // By hand: 1 − (1 − U_a·U_b)(1 − U_c).
  const double u = 1 - (1 - 5.0 / 105 * 4.0 / 204) * (1 - 1.0 / 2001);
  CHECK(counted.upper_unavailability == Approx(u).epsilon(1e-12));
  CHECK(counted.lower_unavailability == Approx(u).epsilon(1e-12));
  CHECK(counted.expected.in_seconds() == Approx(without.expected.in_seconds()).epsilon(1e-12));
  CHECK(*counted.missed_probability == Approx(*without.missed_probability).epsilon(1e-9));
  CHECK(*counted.expected_credit == Approx(*without.expected_credit).epsilon(1e-9));
  CHECK(some.journey().money.credits->amount ==
        Approx(never.journey().money.credits->amount).epsilon(1e-9));
  CHECK(*counted.missed_probability < *all.journey().sla->missed_probability);
  CHECK(counted.excluded_causes == std::vector<std::string>{"cloud"});
  // What is left out and what counts make up all of it.
  CHECK(counted.excluded.in_seconds() + counted.expected.in_seconds() ==
        Approx(all.journey().sla->expected.in_seconds()).epsilon(1e-12));
  // The availability itself leaves nothing out.
  CHECK(some.journey().up.availability.unavailability() ==
        all.journey().up.availability.unavailability());
}

TEST_CASE("excluded names: components, links and common causes that there are") {
  const Promised wrong(
      "journeys: {use: {needs: [a], sla: {availability: 99%, exclude: [cluod]}}}\n"
      "components: {a: {kind: vm, runs_on: cloud}, cloud: {kind: provider}}\n");
  CHECK(wrong.found("unknown-name"));
  const Promised cause(
      "journeys: {use: {needs: [a], sla: {availability: 99%, exclude: [fire]}}}\n"
      "components: {a: {kind: vm, mtbf: 100h, mttr: 1h}}\n"
      "common_causes: {fire: {members: [a], mtbf: 300h, mttr: 6h}}\n");
  CHECK(cause.journey().sla->upper_unavailability == Approx(1.0 / 101).epsilon(1e-12));
}

TEST_CASE("planned downtime that counts decides what is met, everywhere alike") {
  const Promised promised(R"(journeys:
  use: {needs: [a], slo: {availability: 99.5%, period: 30d, planned: counted}}
components: {a: {kind: vm, mtbf: 1000h, mttr: 1h, maintenance: {every: 100h, lasts: 1h}}}
)");
  const ServiceLevelResult& slo = *promised.journey().slo;
  // Down a share of 1/1001 by failures, and in the windows when it is up.
  const double u = 1.0 / 1001 + 0.01 * 1000 / 1001;
  CHECK(slo.upper_unavailability == Approx(u).epsilon(1e-12));
  CHECK(slo.met == false);
  CHECK(promised.journey().up.availability.unavailability() < 0.005);
}

TEST_CASE("promises that contradict themselves are refused") {
  const auto refused = [](const std::string& keys, const std::string& rule) {
    const Promised promised("journeys: {use: {needs: [a], " + keys +
                            "}}\ncomponents: {a: {kind: vm}}\n");
    INFO(keys);
    return !promised.model.has_value() && promised.found(rule);
  };
  CHECK(
      refused("sla: {availability: 99%, credits: [{below: 98%, credit: 30%}, {below: 99%, "
              "credit: 10%}]}",
              "conflicting-figures"));
  CHECK(refused("sla: {availability: 99%, credits: [{below: 99.9%, credit: 30%}]}",
                "conflicting-figures"));
  CHECK(refused("sla: {availability: 99%, credits: [{below: 99%}]}", "missing-key"));
  CHECK(refused("slo: {availability: 99%, period: 0s}", "invalid-number"));
  CHECK(refused("slo: {period: 30d}", "missing-key"));
  CHECK(refused("revenue: {per_request: 1 USD}", "missing-key"));
  CHECK(refused("revenue: {per_request: 1 USD, requests_per_hour: 1, per_hour: 3 USD}",
                "conflicting-figures"));
  const Promised weak(
      "journeys: {use: {needs: [a], slo: {availability: 99%}, sla: {availability: "
      "99.9%}}}\ncomponents: {a: {kind: vm, cost: 5 USD}}\n");
  // That the objective is weaker than the agreement is a finding of the lint, not an error here.
  CHECK(weak.found("cost-without-period"));
}

TEST_CASE("intervals of counts: chi-square, and the rule of three") {
  CHECK(poisson_interval(3, 0.95).low == Approx(0.6187).margin(1e-4));
  CHECK(poisson_interval(3, 0.95).high == Approx(8.7673).margin(1e-4));
  CHECK(poisson_interval(0, 0.95).high == Approx(2.9957).margin(1e-4));
  const std::vector<double> five = {1, 2, 3, 4, 5};
  CHECK(mean_interval(five, 0.95)->low < 3.0);
  CHECK(mean_interval(five, 0.95)->high > 3.0);
  // One repair of an hour, chi-square with two degrees of freedom: 2/7.3778 to 2/0.050636.
  CHECK(mean_interval({1}, 0.95)->low == Approx(0.27108).epsilon(1e-4));
  CHECK(mean_interval({1}, 0.95)->high == Approx(39.498).epsilon(1e-4));
  // Equal ones show no spread, which is no certainty: ten degrees of freedom, 70/20.4832,
  // 70/3.24697.
  CHECK(mean_interval({7, 7, 7, 7, 7}, 0.95)->low == Approx(3.41744).epsilon(1e-4));
  CHECK(mean_interval({7, 7, 7, 7, 7}, 0.95)->high == Approx(21.5586).epsilon(1e-4));
  CHECK_FALSE(mean_interval({}, 0.95).has_value());
  // A repair of no time has no logarithm, but it is one.
  CHECK(mean_interval({1, 0}, 0.95)->low == Approx(2.0 / 11.1433).epsilon(1e-4));
  CHECK_FALSE(mean_interval({0, 0}, 0.95).has_value());
  CHECK(student_quantile(10, 0.95) == Approx(2.2281).margin(1e-4));
}

}  // namespace cutpoint::testing
