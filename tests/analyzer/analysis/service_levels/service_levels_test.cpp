// Promises, credits and money.
#include "analyzer/analysis/service_levels/service_levels.hpp"

#include <cmath>

#include <fmt/format.h>

#include "analyzer/analysis/analyze.hpp"
#include "analyzer/analysis/service_levels/downtime_in_period.hpp"
#include "analyzer/compile/compile.hpp"
#include "cutpoint/analysis.hpp"
#include "model/architecture/build_model.hpp"
#include "model/base/math/statistics.hpp"
#include "model/format/reading.hpp"
#include "tests/support/catch.hpp"

namespace cutpoint::testing::service_levels_test {

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

/// P(downtime in `period` > allowed) of one component since long ago, term by term. What is up for
/// period − allowed hours fails a Poisson number of times; the lengths that follow, and one more
/// where it was down at the start, are exponential: n of them exceed the allowed time when fewer
/// than n events of a Poisson process of mean allowed/mttr come.
double exceeding(double mtbf, double mttr, double period, double allowed) {
  const double down = mttr / (mtbf + mttr);
  const double outages = (period - allowed) / mtbf;
  double weight = std::exp(-outages), term = std::exp(-allowed / mttr);
  double sum = 0, fewer = 0;
  for (int n = 0; n < 3000; ++n) {
    sum += weight * ((1 - down) * fewer + down * (fewer + term));
    weight *= outages / (n + 1);
    fewer += term;
    term *= allowed / mttr / (n + 1);
  }
  return sum;
}

double exceeding_one(double mtbf, OutageLengths lengths, double period, double allowed) {
  return probability_of_exceeding({{{std::move(lengths)}, {1.0 / mtbf}}}, period, allowed);
}

OutageLengths repairs(RepairDistribution distribution, double mean_hours, double shape) {
  FailureProcess process;
  process.mean_repair_hours = mean_hours;
  process.repair.distribution = distribution;
  process.repair.shape = shape;
  return OutageLengths::of(process);
}

}  // namespace

TEST_CASE("the chance of exceeding a budget, against its series") {
  for (const double outages : {0.01, 0.5, 3.0, 40.0, 300.0}) {
    for (const double share : {0.05, 0.5, 1.0, 1.5, 4.0}) {
      const double period = 1e4, mttr = 2.0, mtbf = period / outages;
      const double allowed = std::max(0.1, outages * mttr * share);
      const double expected = exceeding(mtbf, mttr, period, allowed);
      const double actual = exceeding_one(mtbf, OutageLengths::exponential(mttr), period, allowed);
      CAPTURE(outages, share, expected, actual);
      CHECK(std::abs(actual - expected) < 2e-5);
      if (outages <= 3.0) CHECK(std::abs(actual - expected) < 1e-6);
    }
  }
}

TEST_CASE("periods short and long against repairs, and what is mostly down") {
  struct Case {
    double mtbf, mttr, period, allowed;
  };
  for (const Case& row : {Case{8760, 720, 720, 0.72}, Case{1, 8760, 720, 0.72},
                          Case{240, 480, 720, 7.2}, Case{240, 480, 720, 600}, Case{1, 9, 720, 640},
                          Case{1000, 50, 1, 0.5}, Case{1000, 50, 87600, 4000}}) {
    CAPTURE(row.mtbf, row.mttr, row.period, row.allowed);
    CHECK(exceeding_one(row.mtbf, OutageLengths::exponential(row.mttr), row.period, row.allowed) ==
          Approx(exceeding(row.mtbf, row.mttr, row.period, row.allowed)).margin(2e-4));
  }
}

TEST_CASE("outages of one length exceed what they do not fit into, and nothing that they fill") {
  // One fits, two do not: by hand, a Poisson number in T − a, and what is left at the start.
  const double mtbf = 1000, length = 3, period = 720, allowed = 4;
  const double fails = (period - allowed) / mtbf, up = mtbf / (mtbf + length);
  const double none = std::exp(-fails), one = fails * none;
  // With one outage under way, another one does not fit where more than an hour is left of it.
  const double fits = up * (none + one) + (1 - up) * (none + one / 3.0);
  const auto fixed = repairs(RepairDistribution::fixed, length, 1);
  CHECK(exceeding_one(mtbf, fixed, period, allowed) == Approx(1 - fits).margin(1e-4));
  // Exactly as long as allowed is not longer.
  const double later = (period - length) / mtbf;
  const double filled = up * std::exp(-later) * (1 + later) + (1 - up) * std::exp(-later);
  CHECK(exceeding_one(mtbf, fixed, period, length) == Approx(1 - filled).margin(5e-4));
}

TEST_CASE("long tails count: log-normal and Weibull repairs") {
  // Rarely more than one: the chance that a single repair is longer, each hour of T − a.
  const auto tail = [](double z) { return 0.5 * std::erfc(z / std::sqrt(2.0)); };
  const double log_normal = tail((std::log(0.72 / (2.0 / 60)) + 4.5) / 3.0);
  CHECK(exceeding_one(2160, repairs(RepairDistribution::log_normal, 2.0 / 60, 3), 720, 0.72) ==
        Approx(719.28 / 2160 * log_normal).epsilon(0.03));
  const double scale = 0.1 / std::tgamma(1 + 1 / 0.5);
  CHECK(exceeding_one(50000, repairs(RepairDistribution::weibull, 0.1, 0.5), 720, 2.0) ==
        Approx(718.0 / 50000 * std::exp(-std::pow(2.0 / scale, 0.5))).epsilon(0.02));
  // With shape 1 a Weibull distribution is the exponential one.
  CHECK(exceeding_one(100, repairs(RepairDistribution::weibull, 2, 1), 720, 20) ==
        Approx(exceeding(100, 2, 720, 20)).margin(1e-5));
}

TEST_CASE("causes add up, and those that are on together count once") {
  // The same cause in two parts is the same where it is hardly ever on.
  const auto exponential = OutageLengths::exponential(1.5);
  const double together = probability_of_exceeding({{{exponential}, {2e-6}}}, 1000, 4);
  CHECK(probability_of_exceeding({{{exponential}, {1.5e-6, 5e-7}}}, 1000, 4) ==
        Approx(together).epsilon(1e-4));
  CHECK(probability_of_exceeding({}, 1000, 1) == 0.0);
  const auto hour = OutageLengths::exponential(1.0);
  CHECK(probability_of_exceeding({{{hour}, {1e-3}}}, 1000, 0) ==
        Approx(1.0 - std::exp(-1.0) / 1.001));
  CHECK(probability_of_exceeding({{{hour}, {1e-3}}}, 1000, 1000) == 0.0);
  // Many outages: the central limit.
  CHECK(probability_of_exceeding({{{OutageLengths::exponential(0.001)}, {1.0}}}, 1e9, 1e9 / 1001) ==
        Approx(0.5).margin(0.01));
  // Two that are mostly down, by a simulation of 60 000 periods.
  const OutageCause two{{OutageLengths::exponential(480)}, {1.0 / 240, 1.0 / 240}};
  CHECK(probability_of_exceeding({two}, 720, 600) == Approx(0.7405).margin(0.006));
  CHECK(share_up({two}) == Approx(1.0 / 9));
  // Three of unlike lengths, each often on.
  const std::vector<OutageCause> three = {
      {{OutageLengths::exponential(20)}, {1.0 / 100}},
      {{repairs(RepairDistribution::fixed, 30, 1)}, {1.0 / 200}},
      {{repairs(RepairDistribution::log_normal, 10, 1.5)}, {1.0 / 80}}};
  CHECK(probability_of_exceeding(three, 720, 300) == Approx(0.2549).margin(0.006));
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
  CHECK(*journey.slo->missed_probability == Approx(exceeding(500, 2, 720, 0.72)).epsilon(1e-6));
  REQUIRE(journey.sla.has_value());
  const double first = exceeding(500, 2, 720, 3.6), second = exceeding(500, 2, 720, 7.2);
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

}  // namespace cutpoint::testing::service_levels_test
