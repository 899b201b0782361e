// Promises of random documents of groups in time: the chance to miss a period against simulation.
#include <algorithm>
#include <array>
#include <cstdint>
#include <string>

#include <fmt/format.h>

#include "tests/analyzer/failover/random_groups.hpp"
#include "tests/analyzer/support/analysed_document.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/random.hpp"

namespace cutpoint::testing::random_promises_test {

namespace {

/// The first journey promises so much, each week or each month.
std::string with_promise(std::string text, double availability, std::uint64_t seed) {
  const std::string promise = fmt::format(", slo: {{availability: {:.9f}%, period: {}}}}}\n",
                                          100.0 * availability, seed % 2 == 0 ? "7d" : "30d");
  const std::size_t end = text.find("]}\n", text.find("j: {needs:"));
  return text.replace(end + 1, 2, promise);
}

}  // namespace

// CUTPOINT_MODELS=30 plays one document; a soak plays 200.
TEST_CASE("random promises are missed as often as simulation sees") {
  const std::uint64_t documents =
      std::max<std::uint64_t>(8, number_from_environment("CUTPOINT_MODELS", 240) / 30);
  const std::uint64_t first = number_from_environment("CUTPOINT_SEED", 3001);
  constexpr std::array<double, 4> shares = {0.5, 1.0, 2.0, 5.0};
  constexpr std::uint32_t years = 1500;
  std::size_t compared = 0, outside = 0;
  for (std::uint64_t seed = first; seed < first + documents; ++seed) {
    const std::string plain = random_groups_document(seed);
    const double down = AnalysedDocument(plain).journey().up.availability.unavailability();
    const double share = std::min(0.9, shares[seed % shares.size()] * down);
    const std::string text = with_promise(plain, 1.0 - share, seed);
    INFO("seed " << seed << "\n" << text);
    const SimulatedDocument played(text, years, seed, 0.999);
    const ServiceLevelResult& slo = *played.journey().slo;
    REQUIRE(slo.missed_probability.has_value());
    const Estimate& seen = played.simulation.journeys[JourneyId(0U)].slo->probability;
    if (!seen.interval || seen.value <= 0.0) continue;
    const Interval ends =
        slo.missed_interval.value_or(Interval{*slo.missed_probability, *slo.missed_probability});
    CAPTURE(*slo.missed_probability, ends.low, ends.high, seen.interval->low, seen.interval->high);
    // 99.9 % intervals: of so many few miss, and none by more than a quarter of its width.
    const double quarter = 0.25 * (seen.interval->high - seen.interval->low);
    CHECK(ends.low <= seen.interval->high + quarter);
    CHECK(ends.high >= seen.interval->low - quarter);
    ++compared;
    outside += ends.low > seen.interval->high || ends.high < seen.interval->low ? 1 : 0;
  }
  CHECK(2 * compared >= documents);
  CHECK(20 * outside <= std::max<std::size_t>(20, compared));
  WARN(compared << " of " << documents << " promises compared; " << outside
                << " outside of the interval of the simulation");
}

}  // namespace cutpoint::testing::random_promises_test
