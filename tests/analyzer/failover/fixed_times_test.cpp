// Groups whose repairs take a fixed time: the interval of what phases say holds the truth.
#include <fmt/format.h>

#include "tests/analyzer/support/analysed_document.hpp"
#include "tests/support/catch.hpp"

namespace cutpoint::testing::fixed_times_test {

// A cold pair, moved by hand. Two repairs that begin a switch apart end a switch apart, which
// phases resolve only where they are shorter than that: the row of 1, 2, 4, … phases goes on as the
// root.
TEST_CASE("fixed times: the interval holds the limit of a chain of 32, 64 and 128 phases") {
  struct Case {
    double mtbf_hours, repair_hours, move_seconds;
    double limit;  ///< of another program (sparse LU), carried on with the ratio of its last steps
  };
  for (const Case& one :
       {Case{30, 12, 660, 5.6840e-2}, Case{200, 1, 180, 2.60001e-4}, Case{200, 12, 3600, 6.1502e-3},
        Case{480, 1, 3600, 1.314790e-3}, Case{480, 12, 660, 6.68176e-4},
        Case{3000, 12, 36, 1.127483e-5}, Case{20000, 12, 180, 2.676896e-6}}) {
    CAPTURE(one.mtbf_hours, one.repair_hours, one.move_seconds);
    const std::string member =
        fmt::format("{{kind: service, mtbf: {}h, mttr: {}h, repair: {{distribution: fixed}}}}\n",
                    one.mtbf_hours, one.repair_hours);
    const AnalysedDocument document(fmt::format(
        "journeys: {{use: {{needs: [{{any_of: [a, b], failover: {{standby: cold, mode: "
        "active-passive, automatic: false, detection: 0s, manual: {}s}}}}]}}}}\ncomponents:\n"
        "  a: {}  b: {}",
        one.move_seconds, member, member));
    const AvailabilityResult& up = document.journey().up;
    REQUIRE(up.method == Method::estimated);
    CHECK(up.lower_unavailability <= one.limit);
    CHECK(up.upper_unavailability >= one.limit);
    // And says something.
    CHECK(up.upper_unavailability - up.lower_unavailability < 0.03 * one.limit);
  }
}

}  // namespace cutpoint::testing::fixed_times_test
