// Large pools of alike instances, against closed forms and small diagrams.
#include <cmath>

#include <fmt/format.h>

#include "tests/analyzer/support/analysed_document.hpp"
#include "tests/support/catch.hpp"

namespace cutpoint::testing {

namespace {

/// P(X >= k) of n trials, summed term by term.
double tail(std::uint32_t n, std::uint32_t k, double q) {
  double sum = 0.0;
  for (std::uint32_t i = n + 1; i-- > k;) {
    sum += std::exp(std::lgamma(n + 1.0) - std::lgamma(i + 1.0) - std::lgamma(n - i + 1.0) +
                    i * std::log(q) + (n - i) * std::log1p(-q));
  }
  return sum;
}

std::string alike_pool(std::uint32_t replicas, std::uint32_t least, const char* figures,
                       const char* more = "") {
  return fmt::format(
      "journeys: {{j: {{needs: [p]}}}}\ncomponents:\n"
      "  p: {{kind: service, replicas: {}, at_least: {}, {}}}\n{}",
      replicas, least, figures, more);
}

std::string single_component(const std::string& name, double unavailability) {
  return fmt::format("  {}: {{kind: service, availability: {:.12f}, mttr: 1h}}\n", name,
                     1 - unavailability);
}

}  // namespace

TEST_CASE("a large pool of alike instances is a binomial") {
  const std::uint32_t n = 3000;
  for (const std::uint32_t least : {2920U, 2800U, 2500U}) {
    INFO(least);
    const double q = 0.03;
    const std::uint32_t k = n - least + 1;
    const AnalysedDocument a(alike_pool(n, least, "mtbf: 97h, mttr: 3h"));
    CHECK(a.journey().up.method == Method::exact);
    CHECK(a.unavailability() == Approx(tail(n, k, q)).epsilon(1e-9));
    // Outages: exactly as many as may fail have failed, and one more of the others does.
    const double just_enough = tail(n, k - 1, q) - tail(n, k, q);
    const double rate = just_enough * (n - k + 1) / 97.0 * 8760.0;
    CHECK(*a.journey().up.outages_per_year == Approx(rate).epsilon(1e-6));
    CHECK(a.journey().single_points.empty());
    CHECK(a.journey().cut_sets.by_order == std::vector<std::uint64_t>{0, 0});
    REQUIRE(a.journey().importance.size() == n);
    const Importance& row = a.importance("p#7");
    CHECK(row.diagnostic == Approx(q * tail(n - 1, k - 1, q) / tail(n, k, q)).epsilon(1e-9));
    CHECK(*row.fussell_vesely == Approx(row.diagnostic).epsilon(1e-9));
  }
}

TEST_CASE("a large pool in a larger system, against the same with a small diagram") {
  // The pool is one Boolean: replaced by one component as unavailable, the rest says the same.
  const std::string rest =
      "  q: {kind: service, mtbf: 9h, mttr: 1h}\n  z: {kind: zone, mtbf: 90h, mttr: 1h}\n";
  const char* needs = "journeys: {j: {needs: [{any_of: [p, q]}, z]}}\ncomponents:\n";
  const AnalysedDocument large(needs +
                               std::string("  p: {kind: service, replicas: 900, at_least: 700, "
                                           "mtbf: 3h, mttr: 1h, runs_on: z}\n") +
                               rest);
  const double pool = tail(900, 201, 0.25);
  const AnalysedDocument small(needs +
                               single_component("p", pool).replace(
                                   single_component("p", pool).size() - 2, 1, ", runs_on: z}") +
                               rest);
  CHECK(large.unavailability() == Approx(small.unavailability()).epsilon(1e-9));
  CHECK(large.journey().single_points.size() == 1);
  CHECK(large.journey().cut_sets.by_order[0] == 1);
  CHECK(large.importance("z").birnbaum == Approx(small.importance("z").birnbaum).epsilon(1e-9));
  CHECK(large.importance("q").birnbaum == Approx(small.importance("q").birnbaum).epsilon(1e-9));
  CHECK(large.importance("q").risk_reduction_worth ==
        Approx(small.importance("q").risk_reduction_worth).epsilon(1e-9));
}

TEST_CASE("cut sets of a large pool are counted by order where all are asked for") {
  const AnalysedDocument a(alike_pool(60'000, 3, "mtbf: 9h, mttr: 1h"), std::nullopt);
  const auto& orders = a.journey().cut_sets.by_order;
  REQUIRE(orders.size() == 59'998);
  CHECK(orders[59'996] == 0);
  CHECK(orders.back() == 60'000ULL * 59'999 / 2);  // all but two
  CHECK_FALSE(a.journey().cut_sets.all_listed);
}

}  // namespace cutpoint::testing
