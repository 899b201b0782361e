// The cheapest set of changes against all sets, with costs and effects drawn at random.
#include "analyzer/advice/change_search.hpp"

#include <algorithm>
#include <bit>
#include <cstddef>
#include <limits>
#include <vector>

#include "tests/support/catch.hpp"
#include "tests/support/random.hpp"

namespace cutpoint::testing::change_search_test {

namespace {

/// Pairs of changes together take away more than alone; no change does harm.
struct RandomChanges {
  std::vector<double> costs, gains;
  std::vector<std::vector<double>> together;
  double goal = 0;
  double ceiling = 0;

  RandomChanges(std::size_t count, Random& random) : together(count) {
    double most = 0;
    for (std::size_t i = 0; i < count; ++i) {
      costs.push_back(1.0 + random.below(9));
      gains.push_back(random.below(8));
      most += gains.back();
      for (std::size_t k = 0; k < i; ++k) {
        together[i].push_back(random.chance(20) ? random.below(5) : 0.0);
        most += together[i].back();
      }
    }
    goal = most * (0.3 + 0.9 * random.unit());
    ceiling = std::max(0.0, goal - most);
  }

  [[nodiscard]] SetOutcome of(ChangeSet set) const {
    SetOutcome outcome{goal, 0.0};
    for (std::size_t i = 0; i < costs.size(); ++i) {
      if ((set >> i & 1U) == 0) continue;
      outcome.cost += costs[i];
      outcome.excess -= gains[i];
      for (std::size_t k = 0; k < i; ++k) {
        if ((set >> k & 1U) != 0) outcome.excess -= together[i][k];
      }
    }
    outcome.excess = std::max(outcome.excess, ceiling);
    return outcome;
  }
};

}  // namespace

TEST_CASE("change search: the cheapest of all sets, without trying them all") {
  Random random(14);
  std::size_t tried = 0, all_sets = 0;
  for (int run = 0; run < 60; ++run) {
    const std::size_t count = 3 + random.below(7);
    const RandomChanges changes(count, random);
    const FoundSet found =
        cheapest_changes(count, [&changes](ChangeSet set) { return changes.of(set); }, {});
    REQUIRE(found.method == SearchMethod::exact);
    double cheapest = std::numeric_limits<double>::infinity();
    for (ChangeSet set = 0; set < ChangeSet{1} << count; ++set) {
      const SetOutcome outcome = changes.of(set);
      if (outcome.excess <= changes.ceiling + 1e-9) cheapest = std::min(cheapest, outcome.cost);
    }
    INFO("run " << run);
    CHECK(changes.of(found.changes).excess == Approx(changes.ceiling).margin(1e-9));
    CHECK(changes.of(found.changes).cost == Approx(cheapest).margin(1e-9));
    tried += found.evaluations;
    all_sets += std::size_t{1} << count;
  }
  CHECK(tried * 2 < all_sets);
}

TEST_CASE("change search: of many changes few are found without trying each beside all") {
  constexpr std::size_t count = 56;
  constexpr ChangeSet needed = ChangeSet{1} << 3 | ChangeSet{1} << 17 | ChangeSet{1} << 41;
  SearchLimits limits;
  limits.exact_changes = 0;
  // Each of the three alone takes away nothing, so adding what helps does not find them.
  const auto outcome = [](ChangeSet set) {
    return SetOutcome{(set & needed) == needed ? 0.0 : 1.0,
                      static_cast<double>(std::popcount(set))};
  };
  const FoundSet found = cheapest_changes(count, outcome, limits);
  CHECK(found.changes == needed);
  CHECK(found.evaluations < 2 * count + 40);
}

TEST_CASE("change search: where time is over the set found by then is as good as it can be said") {
  Random random(15);
  int reachable = 0, parts = 0;
  for (int run = 0; run < 60; ++run) {
    const std::uint32_t count = 3 + random.below(60);
    const RandomChanges changes(count, random);
    std::size_t evaluated = 0;
    const std::size_t most = random.below(4 * count);
    SearchLimits limits;
    limits.is_over = [&] { return evaluated >= most; };
    const FoundSet found = cheapest_changes(
        count,
        [&](ChangeSet set) {
          ++evaluated;
          return changes.of(set);
        },
        limits);
    INFO("run " << run << ", of " << count << ", over after " << most);
    // A few that grow by halves come on top.
    CHECK(evaluated <= most + 2 + 16);
    // All together always are an answer.
    CHECK(changes.of(found.changes).excess == Approx(changes.ceiling).margin(1e-9));
    if (found.method == SearchMethod::ended) CHECK(evaluated >= most);
    if (found.method != SearchMethod::ended || most < count + 2 || changes.ceiling > 0.0) continue;
    // What each brings alone is known by then: not all of them are taken.
    ++reachable;
    parts += found.changes != (ChangeSet{1} << count) - 1 ? 1 : 0;
  }
  CHECK(reachable > 10);
  // Some goals need them all.
  CHECK(parts * 10 > reachable * 9);
}

}  // namespace cutpoint::testing::change_search_test
