// Large pools of alike instances, against closed forms and small diagrams.
#include <cmath>
#include <vector>

#include <fmt/format.h>

#include "analyzer/engine/quantities/failure_count.hpp"
#include "tests/analyzer/support/analysed_document.hpp"
#include "tests/analyzer/support/binomial.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/random.hpp"

namespace cutpoint::testing::pool_figures_test {

namespace {

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
    CHECK(a.unavailability() == Approx(binomial_tail(n, k, q)).epsilon(1e-9));
    // Outages: exactly as many as may fail have failed, and one more of the others does.
    const double just_enough = binomial_tail(n, k - 1, q) - binomial_tail(n, k, q);
    const double rate = just_enough * (n - k + 1) / 97.0 * 8760.0;
    CHECK(*a.journey().up.outages_per_year == Approx(rate).epsilon(1e-6));
    CHECK(a.journey().single_points.empty());
    CHECK(a.journey().cut_sets.by_order == std::vector<std::uint64_t>{0, 0});
    REQUIRE(a.journey().importance.size() == n);
    const Importance& row = a.importance("p#7");
    CHECK(row.diagnostic ==
          Approx(q * binomial_tail(n - 1, k - 1, q) / binomial_tail(n, k, q)).epsilon(1e-9));
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
  const double pool = binomial_tail(900, 201, 0.25);
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

namespace {

/// Of a pool on zones: so many instances on each, each zone down with its own probability.
struct PoolOnZones {
  std::vector<std::uint32_t> sizes;
  std::vector<double> zone_down;
  double instance_down;
  std::uint32_t least;

  /// Given which zones are down, a bit each.
  [[nodiscard]] double down_given(std::uint32_t zones) const {
    std::uint32_t all = 0, left = 0;
    for (std::size_t i = 0; i < sizes.size(); ++i) {
      all += sizes[i];
      if ((zones >> i & 1U) == 0) left += sizes[i];
    }
    const std::uint32_t gone = all - left, enough = all - least + 1;
    if (gone >= enough) return 1.0;
    return binomial_tail(left, enough - gone, instance_down);
  }
  /// Whatever zone `fixed` does: it is down where `is_down`.
  [[nodiscard]] double down(std::size_t fixed, bool is_down) const {
    double sum = 0.0;
    for (std::uint32_t zones = 0; zones < 1U << sizes.size(); ++zones) {
      if (fixed < sizes.size() && ((zones >> fixed & 1U) != 0) != is_down) continue;
      double chance = 1.0;
      for (std::size_t i = 0; i < sizes.size(); ++i) {
        if (i == fixed) continue;
        chance *= (zones >> i & 1U) != 0 ? zone_down[i] : 1.0 - zone_down[i];
      }
      sum += chance * down_given(zones);
    }
    return sum;
  }
  [[nodiscard]] double down() const { return down(sizes.size(), false); }
};

}  // namespace

TEST_CASE("a large pool on zones that others stand on too is a mixture of binomials") {
  for (const std::uint32_t least : {2000U, 1900U, 1001U, 900U}) {
    INFO(least);
    const AnalysedDocument a(fmt::format(
        "journeys: {{j: {{needs: [p]}}, d: {{needs: [db]}}, both: {{needs: [p, db]}}}}\n"
        "components:\n"
        "  p: {{kind: service, replicas: 3000, at_least: {}, mtbf: 97h, mttr: 3h, "
        "runs_on: [east, west, east]}}\n"
        "  db: {{kind: database, replicas: 2, mtbf: 90h, mttr: 10h, runs_on: [east, west]}}\n"
        "  east: {{kind: zone, mtbf: 990h, mttr: 10h}}\n"
        "  west: {{kind: zone, mtbf: 480h, mttr: 20h}}\n",
        least));
    const PoolOnZones pool{{2000, 1000}, {0.01, 0.04}, 0.03, least};
    CHECK(a.journey().up.method == Method::exact);
    CHECK(a.unavailability() == Approx(pool.down()).epsilon(1e-9));
    for (const std::size_t zone : {0U, 1U}) {
      const double matters = pool.down(zone, true) - pool.down(zone, false);
      CHECK(a.importance(zone == 0 ? "east" : "west").birnbaum == Approx(matters).epsilon(1e-9));
    }
    const bool east_alone = least > 1000, west_alone = least > 2000;
    CHECK(a.journey().single_points.size() == (east_alone ? 1U : 0U) + (west_alone ? 1U : 0U));
    // With the database: given what the zones do the two are independent.
    double both = 0.0;
    for (std::uint32_t zones = 0; zones < 4; ++zones) {
      const double chance = ((zones & 1U) != 0 ? 0.01 : 0.99) * ((zones & 2U) != 0 ? 0.04 : 0.96);
      const double east = (zones & 1U) != 0 ? 1.0 : 0.1, west = (zones & 2U) != 0 ? 1.0 : 0.1;
      both += chance * (1.0 - (1.0 - pool.down_given(zones)) * (1.0 - east * west));
    }
    const auto& up = a.analysis.journeys[JourneyId(2U)].up;
    CHECK(up.method == Method::exact);
    CHECK(up.availability.unavailability() == Approx(both).epsilon(1e-9));
  }
}

TEST_CASE("what matters of a large pool on zones adds up to its outages") {
  const AnalysedDocument a(
      "journeys: {j: {needs: [p]}}\ncomponents:\n"
      "  p: {kind: service, replicas: 3000, at_least: 950, mtbf: 97h, mttr: 3h, "
      "runs_on: [a, b, c]}\n"
      "  a: {kind: zone, mtbf: 990h, mttr: 10h}\n  b: {kind: zone, mtbf: 480h, mttr: 20h}\n"
      "  c: {kind: zone, mtbf: 90h, mttr: 10h}\n");
  const PoolOnZones pool{{1000, 1000, 1000}, {0.01, 0.04, 0.1}, 0.03, 950};
  CHECK(a.unavailability() == Approx(pool.down()).epsilon(1e-9));
  // An instance matters where its zone works and exactly as many others have failed as may.
  const auto with_one = [&](std::size_t zone, bool failed) {
    double sum = 0.0;
    for (std::uint32_t zones = 0; zones < 8; ++zones) {
      double chance = 1.0;
      std::uint32_t left = 0;
      for (std::size_t i = 0; i < 3; ++i) {
        const bool down = (zones >> i & 1U) != 0;
        chance *= down ? pool.zone_down[i] : 1.0 - pool.zone_down[i];
        if (!down) left += 1000 - (i == zone ? 1 : 0);
      }
      const bool its_down = (zones >> zone & 1U) != 0;
      const std::uint32_t least = 950 - (its_down || failed ? 0 : 1);
      sum += chance * (left < least ? 1.0 : binomial_tail(left, left - least + 1, 0.03));
    }
    return sum;
  };
  double outages = 0.0;
  for (std::size_t zone = 0; zone < 3; ++zone) {
    const double matters = with_one(zone, true) - with_one(zone, false);
    const char* names[] = {"p#1", "p#2", "p#3"};
    CHECK(a.importance(names[zone]).birnbaum == Approx(matters).epsilon(1e-6));
    outages += 1000 * matters * 0.97 / 97.0;
    const double mtbf[] = {990, 480, 90};
    outages +=
        (pool.down(zone, true) - pool.down(zone, false)) * (1 - pool.zone_down[zone]) / mtbf[zone];
  }
  CHECK(*a.journey().up.outages_per_year == Approx(8760.0 * outages).epsilon(1e-6));
  for (const Importance& row : a.journey().importance) {
    REQUIRE(row.fussell_vesely_bounds.has_value());
    CHECK(row.fussell_vesely_bounds->first <= row.fussell_vesely_bounds->second);
  }
  // All of two zones, or one of them and some of the others, or some of all.
  CHECK(a.journey().cut_sets.by_order[0] == 0);
}

TEST_CASE("a large pool whose instances sit one to one on those of another") {
  const AnalysedDocument a(
      "journeys: {j: {needs: [p]}}\ncomponents:\n"
      "  p: {kind: container, replicas: 2000, at_least: 1900, mtbf: 99h, mttr: 1h, runs_on: vm, "
      "placement: one-to-one}\n"
      "  vm: {kind: vm, replicas: 2000, mtbf: 490h, mttr: 10h, runs_on: [a, b]}\n"
      "  a: {kind: zone, mtbf: never}\n  b: {kind: zone, mtbf: 999h, mttr: 1h}\n");
  const PoolOnZones pool{{1000, 1000}, {0.0, 0.001}, 1.0 - 0.99 * 0.98, 1900};
  CHECK(a.journey().up.method == Method::exact);
  CHECK(a.unavailability() == Approx(pool.down()).epsilon(1e-9));
  // Of both, the one matters where the other works.
  CHECK(a.importance("p#1").birnbaum * 0.99 ==
        Approx(a.importance("vm#1").birnbaum * 0.98).epsilon(1e-9));
}

TEST_CASE("a large pool on many hosts is counted by how many of them have failed") {
  const AnalysedDocument a(
      "journeys: {j: {needs: [p]}}\ncomponents:\n"
      "  p: {kind: container, replicas: 2000, at_least: 1800, mtbf: 97h, mttr: 3h, "
      "runs_on: node, placement: spread}\n"
      "  node: {kind: host, replicas: 40, mtbf: 480h, mttr: 20h, runs_on: [a, b]}\n"
      "  a: {kind: zone, mtbf: 999h, mttr: 1h}\n  b: {kind: zone, mtbf: 999h, mttr: 1h}\n");
  // Either zone is half of all. Of the nodes each takes 50 instances.
  const auto down = [](std::uint32_t nodes, std::uint32_t surely_down, std::uint32_t more) {
    double sum = 0.0;
    for (std::uint32_t d = 0; d <= nodes; ++d) {
      const double chance =
          binomial_tail(nodes, d, 0.04) - (d < nodes ? binomial_tail(nodes, d + 1, 0.04) : 0.0);
      const std::uint32_t left = 50 * (nodes - d) + more, gone = 50 * (d + surely_down);
      sum += chance * (gone > 200 ? 1.0 : binomial_tail(left, 201 - gone, 0.03));
    }
    return sum;
  };
  const double zones_up = 0.999 * 0.999;
  CHECK(a.journey().up.method == Method::exact);
  CHECK(a.unavailability() == Approx(1.0 - zones_up * (1.0 - down(40, 0, 0))).epsilon(1e-9));
  CHECK(a.importance("node#7").birnbaum ==
        Approx(zones_up * (down(39, 1, 0) - down(39, 0, 50))).epsilon(1e-8));
}

TEST_CASE("a pool of which few may fail has its zones told apart from its instances") {
  const AnalysedDocument a(
      "journeys: {j: {needs: [p]}}\ncomponents:\n"
      "  p: {kind: service, replicas: 5000, at_least: 4996, mtbf: 9999h, mttr: 1h, "
      "runs_on: [a, b]}\n"
      "  a: {kind: zone, mtbf: 999h, mttr: 1h}\n  b: {kind: zone, mtbf: 999h, mttr: 1h}\n");
  const double some = binomial_tail(5000, 5, 1e-4);
  CHECK(a.journey().up.method == Method::exact);
  CHECK(a.unavailability() == Approx(1.0 - 0.999 * 0.999 * (1.0 - some)).epsilon(1e-9));
  CHECK(a.journey().single_points.size() == 2);
}

TEST_CASE("counts of parts of several kinds, against one part after the other") {
  Random random(7);
  for (int round = 0; round < 50; ++round) {
    std::vector<AlikeParts> kinds;
    std::vector<double> chance{1.0};
    const std::uint32_t most = 1 + random.below(4);
    for (std::uint32_t kind = 0; kind < most; ++kind) {
      kinds.push_back({static_cast<double>(random.below(999) + 1) / 1000.0, random.below(40)});
      for (std::uint32_t i = 0; i < kinds.back().size; ++i) {
        chance.push_back(0.0);
        for (std::size_t j = chance.size() - 1; j > 0; --j) {
          chance[j] += (chance[j - 1] - chance[j]) * kinds.back().probability;
        }
        chance[0] *= 1.0 - kinds.back().probability;
      }
    }
    const std::uint32_t threshold = 1 + random.below(static_cast<std::uint32_t>(chance.size()));
    double enough = 0.0;
    for (std::size_t j = chance.size(); j-- > threshold;) enough += chance[j];
    INFO("round " << round);
    CHECK(FailureCount(threshold, kinds).at_least() == Approx(enough).epsilon(1e-9));
  }
}

TEST_CASE("cut sets of a large pool are counted by order where all are asked for") {
  const AnalysedDocument a(alike_pool(60'000, 3, "mtbf: 9h, mttr: 1h"), std::nullopt);
  const auto& orders = a.journey().cut_sets.by_order;
  REQUIRE(orders.size() == 59'998);
  CHECK(orders[59'996] == 0);
  CHECK(orders.back() == 60'000ULL * 59'999 / 2);  // all but two
  CHECK_FALSE(a.journey().cut_sets.all_listed);
}

}  // namespace cutpoint::testing::pool_figures_test
