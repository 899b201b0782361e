// Random documents of groups in time against a simulation that plays the same behaviour: what is
// called exact lies in its interval, and what is called estimated has an interval that meets it.
#include <algorithm>
#include <cstdint>
#include <string>

#include "tests/analyzer/failover/random_groups.hpp"
#include "tests/analyzer/support/analysed_document.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/random.hpp"

namespace cutpoint::testing::played_groups_test {

namespace {

struct Agreement {
  std::size_t exact = 0, estimated = 0, looked_at = 0, outside = 0, unseen = 0;
};

/// 99.9 % intervals: of so many, few miss, and none misses by more than a quarter of its width.
void compare(double low, double high, const Interval& played, Agreement& seen) {
  const double quarter = 0.25 * (played.high - played.low);
  CAPTURE(low, high, played.low, played.high);
  CHECK(low <= played.high + quarter);
  CHECK(played.low - quarter <= high);
  ++seen.looked_at;
  if (high < played.low || low > played.high) ++seen.outside;
}

}  // namespace

/// From so many on a run says what it has seen.
constexpr std::uint64_t soak_documents = 100;

// CUTPOINT_MODELS=30 plays one document; a soak plays 500.
TEST_CASE("Random groups in time: chain and simulation agree") {
  const std::uint64_t documents =
      std::max<std::uint64_t>(10, number_from_environment("CUTPOINT_MODELS", 300) / 30);
  const std::uint64_t first = number_from_environment("CUTPOINT_SEED", 1001);
  constexpr std::uint32_t years = 300;
  Agreement seen;
  for (std::uint64_t seed = first; seed < first + documents; ++seed) {
    const std::string text = random_groups_document(seed);
    INFO("seed " << seed << "\n" << text);
    const SimulatedDocument played(text, years, seed, 0.999);
    const AvailabilityResult& up = played.journey().up;
    const JourneySimulation& simulated = played.simulation.journeys[JourneyId(0U)];
    if (!simulated.unavailability.interval) {
      // None was seen: in 99.9 % of plays fewer than 6.9 were to come.
      constexpr double unseen = 6.9;
      CHECK(up.outages_per_year.value_or(0.0) * years < unseen);
      ++seen.unseen;
      continue;
    }
    compare(up.lower_unavailability, up.upper_unavailability, *simulated.unavailability.interval,
            seen);
    (up.method == Method::exact ? seen.exact : seen.estimated) += 1;
    if (!up.outages_per_year) continue;
    REQUIRE(simulated.outages_per_year.interval.has_value());
    const Interval exactly{*up.outages_per_year, *up.outages_per_year};
    const Interval outages = up.outages_interval.value_or(exactly);
    compare(outages.low, outages.high, *simulated.outages_per_year.interval, seen);
  }
  CHECK(seen.exact * 4 >= documents);
  CHECK(seen.outside <= 1 + seen.looked_at / 200);
  if (documents < soak_documents) return;
  WARN(documents << " documents: " << seen.exact << " exact, " << seen.estimated
                 << " estimated; of " << seen.looked_at << " figures " << seen.outside
                 << " lie outside of the simulation's 99.9 % interval; of " << seen.unseen
                 << " documents no outage was seen");
}

}  // namespace cutpoint::testing::played_groups_test
