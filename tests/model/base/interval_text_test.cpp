// Ends of intervals: like digits, told apart, and never narrower than what is meant.
#include "model/base/interval_text.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdlib>
#include <vector>

#include "tests/support/catch.hpp"
#include "tests/support/random.hpp"

namespace cutpoint::testing::interval_text_test {

Availability missing(double share) {
  return Availability::from_unavailability(share);
}

double year(double days, double hours = 0, double minutes = 0, double seconds = 0) {
  return days * Duration::day + hours * Duration::hour + minutes * Duration::minute + seconds;
}

/// Digits behind the point.
std::size_t places(const std::string& text) {
  const std::size_t point = text.find('.');
  if (point == std::string::npos) return 0;
  return text.find_first_not_of("0123456789", point + 1) - point - 1;
}

TEST_CASE("ends of availabilities have like digits") {
  struct Case {
    double most_missing, least_missing;
    const char* text;
  };
  for (const Case& c : {
           Case{0.00711, 0.001, "between 99.289 % and 99.900 %"},
           Case{0.00711, 0.00701, "between 99.289 % and 99.299 %"},
           Case{0.946711, 0.9467, "between 5.3289 % and 5.3300 %"},
           // Told apart at later digits alone: one figure.
           Case{2.9100789e-4, 2.9100788e-4, "about 99.970899 %"},
           Case{0.946711, 0.94671099, "about 5.3289 %"},
           Case{0.00711, 0.0071098, "between 99.28900 % and 99.28902 %"},
           Case{2.9100789e-4, 2.9100789e-4, "about 99.971 %"},
           // Nines that are not reached are not printed.
           Case{2e-4, 1.0000001e-4, "between 99.980000000 % and 99.989999999 %"},
           Case{1e-3, 1e-4, "between 99.90 % and 99.99 %"},
           Case{3e-9, 1e-9, "between 99.9999997 % and 99.9999999 %"},
           // Orders of magnitude apart: digits of their own.
           Case{0.02, 1e-7, "between 98 % and 99.99999 %"},
           Case{0.3, 0.0, "between 70 % and 100 %"},
           Case{1.0, 0.0, "between 0 % and 100 %"},
       }) {
    INFO(c.most_missing << " " << c.least_missing);
    CHECK(interval_text(missing(c.most_missing), missing(c.least_missing)).between() == c.text);
  }
}

TEST_CASE("ends of availabilities stand on their sides of a target") {
  const std::array target{missing(0.002397605)};
  CHECK(interval_text(missing(0.00239764), missing(0.00239756), target).between() ==
        "between 99.76023 % and 99.76025 %");
  // The target lies between ends that would read alike.
  CHECK(interval_text(missing(0.0023976050001), missing(0.0023976049999), target).between() ==
        "between 99.76023 % and 99.76024 %");
}

TEST_CASE("ends of numbers have like digits") {
  struct Case {
    double low, high;
    const char* unit;
    const char* text;
  };
  for (const Case& c : {
           Case{7.0991, 7.8512, "", "7.09 to 7.86"},
           Case{16.0, 17.16, "", "16.0 to 17.2"},
           Case{0.0737, 0.0737031, "", "0.0737000 to 0.0737031"},
           Case{0.07370001, 0.07370002, "", "about 0.0737000"},
           Case{9.94e-6, 1.391e-5, "", "9.94e-06 to 1.391e-05"},
           Case{3e-7, 0.2861, "", "3.00e-07 to 0.287"},
           Case{0.0, 0.2861, "", "0 to 0.287"},
           Case{123456.0, 131072.0, "", "123400 to 131100"},
           Case{29.11, 30.19, " %", "29.1 % to 30.2 %"},
           Case{0.5, 0.5, " %", "about 0.5 %"},
       }) {
    INFO(c.low << " " << c.high);
    CHECK(interval_text(Interval{c.low, c.high}, c.unit).from_to() == c.text);
  }
}

TEST_CASE("ends of durations have like units") {
  struct Case {
    double low, high;
    const char* text;
  };
  for (const Case& c : {
           Case{180, 188.4, "3 min 0 s to 3 min 9 s"},
           Case{180, 300, "3 min to 5 min"},
           Case{2.0, 4.61, "2.0 s to 4.7 s"},
           Case{0.0301, 0.0612, "30 ms to 62 ms"},
           Case{0.0001, 0.0612, "< 1 ms to 62 ms"},
           Case{36.2, year(0, 5), "36 s to 5 h"},
           Case{year(0, 4, 20.5), year(0, 8, 3), "4 h 20 min to 8 h 3 min"},
           // The hour does not tell them apart, nor does the day.
           Case{year(2, 3, 10), year(2, 3, 20), "2 d 3 h 10 min to 2 d 3 h 20 min"},
           Case{year(399, 2), year(399, 5), "1 y 34 d 2 h to 1 y 34 d 5 h"},
           Case{year(399, 2, 1), year(399, 2, 2), "about 1 y 34 d"},
           Case{year(399), year(399), "about 1 y 34 d"},
           Case{0, 0, "about 0 s"},
       }) {
    INFO(c.low << " " << c.high);
    CHECK(interval_text(Duration::seconds(c.low), Duration::seconds(c.high)).from_to() == c.text);
  }
  CHECK(interval_text(Duration::seconds(90), Duration::never()).from_to() == "1 min 30 s to never");
}

TEST_CASE("what is printed holds the interval") {
  const auto number = [](const std::string& text) { return std::strtod(text.c_str(), nullptr); };
  const std::uint64_t seed = number_from_environment("CUTPOINT_SEED", 47);
  INFO("CUTPOINT_SEED=" << seed);
  Random random(seed);
  int printed_as_one = 0;
  for (int i = 0; i < 20000; ++i) {
    const double high = std::pow(10.0, -9.0 * random.unit());
    const double low = high * (1.0 - std::pow(10.0, -8.0 * random.unit()));
    INFO(low << " to " << high);
    const double noise = 1e-14 * high;

    const IntervalText numbers = interval_text(Interval{low, high});
    CHECK(number(numbers.low) <= low + noise);
    CHECK(number(numbers.high) >= high - noise);
    CHECK(numbers.low != numbers.high);
    if (!numbers.one.empty()) {
      ++printed_as_one;
      CHECK(std::abs(number(numbers.one) - high) <= 1e-5 * high);
    } else {
      // Or two units of the sixth digit, which are the finest.
      CHECK(number(numbers.high) - number(numbers.low) <=
            std::max(3.0 * (high - low), 2.1e-5 * high));
    }

    const IntervalText percent = interval_text(missing(high), missing(low));
    constexpr double hundred = 100.0;
    CHECK(number(percent.low) <= hundred * (1.0 - high) + 1e-13);
    CHECK(number(percent.high) >= hundred * (1.0 - low) - 1e-13);
    CHECK(percent.low != percent.high);
    const std::size_t low_places = places(percent.low), high_places = places(percent.high);
    if (low > high / 50.0) CHECK(low_places == high_places);
  }
  CHECK(printed_as_one > 100);
}

}  // namespace cutpoint::testing::interval_text_test
