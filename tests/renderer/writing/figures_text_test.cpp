// Figures that never read better than they are, nor contradict the verdict beside them.
#include "renderer/writing/figures_text.hpp"

#include <cstdlib>

#include "tests/support/catch.hpp"
#include "tests/support/random.hpp"

namespace cutpoint::testing::figures_text_test {

TEST_CASE("how often a budget is used up is on the side of one that the verdict says") {
  struct Case {
    double times;
    bool is_met;
    const char* printed;
  };
  for (const Case& c :
       {Case{0.0, true, "0"}, Case{1e-6, true, "< 0.0001"}, Case{0.4321, true, "0.43"},
        Case{0.949, true, "0.95"}, Case{0.996, true, "0.996"},
        Case{0.9999999, true, "just under 1"}, Case{1.0, true, "1"}, Case{1.0 + 1e-15, true, "1"},
        Case{1.0, false, "just over 1"}, Case{1.0000001, false, "just over 1"},
        Case{1.004, false, "1.004"}, Case{1.04, false, "1.04"}, Case{1.26, false, "1.3"},
        Case{9.94, false, "9.9"}, Case{9.97, false, "10"}, Case{123.4, false, "123"},
        Case{1234567.0, false, "1234567"}}) {
    INFO(c.times);
    CHECK(used_text(c.times, c.is_met) == c.printed);
  }
  Random random(31);
  for (int i = 0; i < 1000; ++i) {
    const double times = 0.97 + 0.06 * random.unit();
    const double shown = std::strtod(used_text(times, times <= 1.0).c_str(), nullptr);
    INFO(times);
    if (shown > 0.0) CHECK((shown <= 1.0) == (times <= 1.0));
  }
}

TEST_CASE("ends of bounds are told apart") {
  AvailabilityResult result;
  result.method = Method::bounded;
  result.upper_unavailability = 0.00711;
  result.lower_unavailability = 0.0071098;
  CHECK(availability_text(result, {}) == "between 99.28900 % and 99.28902 %");
  CHECK(worse_end_text(result) == "99.28900 %");
  result.lower_unavailability = 0.001;
  CHECK(availability_text(result, {}) == "between 99.289 % and 99.900 %");
}

TEST_CASE("large numbers are written in full") {
  CHECK(significant_text(0.51234) == "0.5123");
  CHECK(significant_text(9999.4) == "9999");
  CHECK(significant_text(9999.7) == "10000");
  CHECK(significant_text(123456.7) == "123457");
  CHECK(significant_text(-123456.7) == "-123457");
}

TEST_CASE("a probability that is not one does not read as one") {
  CHECK(probability_text(0.25) == "0.25");
  CHECK(probability_text(1.0) == "1");
  CHECK(probability_text(0.99999) == "1 − 1e-05");
  CHECK(probability_text(0.95, 2) == "0.95");
  CHECK(probability_text(0.999, 2) == "1 − 0.001");
  CHECK(probability_text(1.0 - 1e-12) == "1 − 1e-12");
  CHECK(probability_text(0.99999, 6) == "0.99999");
}

}  // namespace cutpoint::testing::figures_text_test
