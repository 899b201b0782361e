#include "renderer/simulation/values.hpp"

#include "tests/support/catch.hpp"

namespace cutpoint::testing::values_test {

TEST_CASE("simulated availabilities do not read better than they are") {
  struct Case {
    double value, low, high;  // unavailabilities
    const char* printed;
  };
  for (const Case& c : {Case{0.1, 0.09, 0.11, "90.00 % (89.00 % to 91.00 %)"},
                        // Not 99.90 %, which it does not reach.
                        Case{0.0010004, 0.0005, 0.02, "99.89996 % (98.00 % to 99.95 %)"},
                        // Not 0.00 %: it is up at times.
                        Case{0.999999, 0.99, 1.0, "0.0001 % (0.00 % to 1.00 %)"},
                        // Not 100.00 %: it is down at times.
                        Case{1e-6, 1e-7, 1e-2, "99.9999 % (99.00 % to 99.99999 %)"}}) {
    Estimate estimate;
    estimate.value = c.value;
    estimate.interval = Interval{c.low, c.high};
    CHECK(availability_line(estimate) == c.printed);
  }
}

TEST_CASE("relative errors are percentages, however large") {
  Estimate estimate;
  estimate.value = 1.0;
  CHECK(relative_error_text(estimate) == "–");
  estimate.interval = Interval{0.9, 1.12};
  CHECK(relative_error_text(estimate) == "11 %");
  estimate.interval = Interval{0.0, 3.0};
  CHECK(relative_error_text(estimate) == "150 %");
  CHECK(estimated_text(estimate) == "estimated, unavailability ±150 %");
}

}  // namespace cutpoint::testing::values_test
