// Durations, probabilities, money, dates: strict reading, exact writing.
#include <array>
#include <cmath>
#include <string>
#include <vector>

#include "cutpoint/date_time.hpp"
#include "cutpoint/money.hpp"
#include "cutpoint/probability.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/random.hpp"

namespace cutpoint::testing::units_test {

TEST_CASE("durations are read with their units") {
  struct Case {
    const char* text;
    double seconds;
  };
  for (const Case& c : {Case{"20s", 20},
                        Case{"5m", 300},
                        Case{"2h", 7200},
                        Case{"30d", 2592000},
                        Case{"1y", 31536000},
                        Case{"1w", 604800},
                        Case{"1h30m", 5400},
                        Case{"500ms", 0.5},
                        Case{"1.5h", 5400},
                        Case{" 2h ", 7200},
                        Case{"1h 30m", 5400},
                        Case{"0", 0},
                        Case{"1e3s", 1000},
                        Case{"30min", 1800},
                        Case{"30 min", 1800},
                        Case{"6 h 05 min", 21900},
                        Case{"2 hours", 7200},
                        Case{"1 year", 31536000},
                        Case{"3 days 2 hrs", 266400},
                        Case{"90 seconds", 90},
                        Case{"2 weeks", 1209600},
                        Case{"45 ms", 0.045}}) {
    INFO(c.text);
    const auto parsed = parse_duration(c.text);
    REQUIRE(parsed.value);
    CHECK(parsed.value->in_seconds() == c.seconds);
  }
  CHECK(parse_duration("never").value->is_never());
}

TEST_CASE("what is no duration is refused with a reason") {
  for (const char* text : {"", "20", "h", "-5m", "1x", "5mm", "nan", "inf", "NaNh", "0x10s",
                           "1e400h", "1h30", "5 m s x", "..", "1,5h", "1e99y"}) {
    INFO(text);
    const auto parsed = parse_duration(text);
    CHECK_FALSE(parsed.value);
    CHECK_FALSE(parsed.error.message.empty());
  }
}

TEST_CASE("what may have been meant by a figure stands beside the reason") {
  using Meant = std::vector<std::string>;
  CHECK(parse_duration("30").error.meant == Meant{"30d", "30h", "30m", "30s", "30y"});
  CHECK(parse_duration("1h30").error.meant == Meant{"1h30m", "1h30s"});
  CHECK(parse_duration("30 5m").error.meant.empty());
  CHECK(parse_duration("1,5h").error.meant == Meant{"1.5h"});
  CHECK(parse_duration("Hourly").error.meant == Meant{"1h"});
  CHECK(parse_duration("5 furlongs").error.meant.empty());
  CHECK(parse_duration_range("10..30").error.meant ==
        Meant{"10d..30d", "10h..30h", "10m..30m", "10s..30s", "10y..30y"});
  CHECK(parse_duration_range("10,5d..20d").error.meant == Meant{"10.5d..20d"});
  CHECK(parse_duration_range("1h..30").error.meant == Meant{"1h..30d", "1h..30h", "1h..30y"});
  CHECK(parse_availability("99.9").error.meant == Meant{"99.9%"});
  CHECK(parse_availability("120").error.meant.empty());
  CHECK(parse_availability_range("99..99.9%").error.meant == Meant{"99%..99.9%"});
  CHECK(parse_availability_range("99.9..99").error.meant.empty());
}

TEST_CASE("what outputs print of a duration is read again") {
  Random random(11);
  for (int i = 0; i < 2000; ++i) {
    const double seconds = std::exp(-4.0 + 26.0 * random.unit());
    const std::string text = to_human_text(Duration::seconds(seconds));
    INFO(text);
    const auto parsed = parse_duration(text);
    REQUIRE(parsed.value);
    // Two units are kept, so that it is within a half of the smaller one.
    CHECK(std::abs(parsed.value->in_seconds() - seconds) <= 0.06 * seconds + 0.0006);
    CHECK(to_human_text(*parsed.value) == text);
  }
}

TEST_CASE("a month is no duration, and the reason says so") {
  for (const char* text : {"1 month", "3mo", "2M"}) {
    const auto parsed = parse_duration(text);
    REQUIRE_FALSE(parsed.value);
    CHECK(parsed.error.help.find("a month is no fixed time") == 0);
  }
}

TEST_CASE("ranges of availabilities") {
  const auto range = parse_availability_range("99% .. 99.9%");
  REQUIRE(range.value);
  CHECK(range.value->is_range());
  CHECK(range.value->low.unavailability() == 0.01);
  CHECK(range.value->high.unavailability() == 0.001);
  const double u = range.value->middle().unavailability();
  CHECK(std::abs(u / (1 - u) - std::sqrt(0.01 / 0.99 * 0.001 / 0.999)) < 1e-15);
  CHECK(to_text(*range.value) == "99%..99.9%");
  const auto plain = parse_availability_range("100%");
  REQUIRE(plain.value);
  CHECK_FALSE(plain.value->is_range());
  CHECK(plain.value->middle().unavailability() == 0.0);
  for (const char* wrong : {"99.9%..99%", "99%..100%", "0%..50%", "..99%", "99%..", "99..99.9%"}) {
    INFO(wrong);
    CHECK_FALSE(parse_availability_range(wrong).value);
  }
}

TEST_CASE("ranges") {
  const auto range = parse_duration_range("100d..300d");
  REQUIRE(range.value);
  CHECK(range.value->is_range());
  CHECK(std::abs(range.value->middle().in_seconds() / 86400 - std::sqrt(100.0 * 300.0)) < 1e-9);
  CHECK_FALSE(parse_duration_range("300d..100d").value);
  CHECK_FALSE(parse_duration_range("0..1d").value);
  CHECK_FALSE(parse_duration_range("1d..never").value);
}

TEST_CASE("durations are written so that they read back") {
  Random random(7);
  for (int i = 0; i < 2000; ++i) {
    const Duration duration = Duration::seconds(std::exp(random.unit() * 40 - 10));
    INFO(to_text(duration));
    REQUIRE(parse_duration(to_text(duration)).value);
    CHECK(parse_duration(to_text(duration)).value->in_seconds() == duration.in_seconds());
  }
  CHECK(to_text(Duration::seconds(5400)) == "1h30m");
  CHECK(to_text(Duration::never()) == "never");
}

TEST_CASE("durations for people") {
  struct Case {
    double seconds;
    const char* text;
  };
  for (const Case& c : {Case{0, "0 s"}, Case{0.3, "300 ms"}, Case{20, "20 s"},
                        Case{3154, "52 min 34 s"}, Case{3599.7, "1 h"}, Case{31536, "8 h 46 min"},
                        Case{315360, "3 d 16 h"}, Case{86399, "1 d"}, Case{31535999, "1 y"}}) {
    INFO(c.seconds);
    CHECK(to_human_text(Duration::seconds(c.seconds)) == c.text);
  }
}

TEST_CASE("probabilities need a percent sign or lie in [0, 1]") {
  CHECK(parse_probability("95%").value->value() == 0.95);
  CHECK(parse_probability("0.95").value->value() == 0.95);
  CHECK(parse_probability("1").value->value() == 1.0);
  for (const char* text : {"95", "101%", "-1%", "nan", "", "%", "5%%", "0.5x", "1e999"}) {
    INFO(text);
    CHECK_FALSE(parse_probability(text).value);
  }
  CHECK(parse_probability("95").error.help.find('%') != std::string::npos);
}

TEST_CASE("availabilities lose no nines") {
  CHECK(parse_availability("99.9999999%").value->unavailability() == 1e-9);
  CHECK(parse_availability("99.99%").value->unavailability() == 1e-4);
  CHECK(parse_availability("0.999").value->unavailability() == 1e-3);
  CHECK(parse_availability("100%").value->unavailability() == 0.0);
  CHECK(parse_availability("1").value->unavailability() == 0.0);
  CHECK(parse_availability("0%").value->unavailability() == 1.0);
  CHECK(parse_availability("5%").value->unavailability() == 0.95);
  CHECK(parse_availability("099.9%").value->unavailability() == 1e-3);
  Random random(11);
  for (int i = 0; i < 1000; ++i) {
    const auto value = Availability::from_unavailability(std::exp(-random.unit() * 20));
    INFO(to_text(value));
    REQUIRE(parse_availability(to_text(value)).value);
    CHECK(std::abs(parse_availability(to_text(value)).value->unavailability() -
                   value.unavailability()) <= 1e-15 * value.unavailability() + 1e-17);
  }
}

TEST_CASE("availabilities for people keep their nines") {
  CHECK(to_human_text(Availability::from_unavailability(2.0 / 242)) == "99.17 %");
  CHECK(to_human_text(Availability::from_unavailability(1e-3)) == "99.9 %");
  CHECK(to_human_text(Availability::from_unavailability(0.00103)) == "99.897 %");
  CHECK(to_human_text(Availability::from_unavailability(1e-9)) == "99.9999999 %");
  CHECK(to_human_text(Availability()) == "100 %");
  CHECK(to_human_text(Availability::from_unavailability(1.0)) == "0 %");
  CHECK(Availability::from_unavailability(1e-3).nines() == 3);
  CHECK(Availability::from_unavailability(1.0 / (999.0 + 1.0)).nines() == 3);
  CHECK(Availability::from_unavailability(0.11).nines() == 0);
  CHECK(Availability().nines() == 99);
}

TEST_CASE("an interval has the digits that tell its ends apart, and no endless ones") {
  const auto of = [](double u) { return Availability::from_unavailability(u); };
  CHECK(to_human_text(of(2.5e-4), of(3.1e-4), of(1.9e-4)) == "99.975 % (99.969 % to 99.981 %)");
  CHECK(to_human_text(of(6.09e-5), of(6.36e-5), of(5.39e-5)) ==
        "99.99391 % (99.99364 % to 99.99461 %)");
  // So narrow that nobody acts on it.
  CHECK(to_human_text(of(2.9100789e-4), of(2.9100789e-4), of(2.9100714e-4)) ==
        "99.97090 % (to its last digit)");
  CHECK(to_human_text(of(1e-3), of(1e-3), of(1e-3)) == "99.90000 % (to its last digit)");
  // Its ends round to different digits.
  CHECK(to_human_text(of(4.450503e-4), of(4.450503e-4), of(4.450497e-4)) ==
        "99.95549 % (99.95549 % to 99.95550 %)");
}

TEST_CASE("a printed availability never reads better than it is") {
  struct Case {
    const char* written;
    const char* printed;
    int nines;
  };
  for (const Case& c :
       {Case{"99.8999999999%", "99.8999999999 %", 2}, Case{"99.98999999%", "99.98999999 %", 3},
        Case{"99.89999999999999%", "99.89999999999999 %", 2}, Case{"99.90000001%", "99.9 %", 3},
        Case{"0.001%", "0.001 %", 0}, Case{"0.0123456%", "0.012 %", 0},
        Case{"0.00000004%", "0.00000004 %", 0}, Case{"99.9999999996%", "99.9999999996 %", 11}}) {
    INFO(c.written);
    const Availability value = *parse_availability(c.written).value;
    CHECK(to_human_text(value) == c.printed);
    CHECK(value.nines() == c.nines);
  }
  // Beside a target that it misses it is not printed like it, and met it is.
  const std::array target{*parse_availability("99.95%").value};
  CHECK(to_human_text(*parse_availability("99.9499999%").value) == "99.95 %");
  CHECK(to_human_text(*parse_availability("99.9499999%").value, target) == "99.9499999 %");
  CHECK(to_human_text(*parse_availability("99.9500001%").value, target) == "99.95 %");
  CHECK(to_human_text(target.front(), target) == "99.95 %");
  Random random(29);
  for (int i = 0; i < 2000; ++i) {
    const auto value = Availability::from_unavailability(std::pow(10.0, -11.9 * random.unit()));
    std::string text = to_human_text(value);
    INFO(text);
    text.erase(text.find(' '), 1);
    const auto read = parse_availability(text).value;
    REQUIRE(read);
    CHECK(read->nines() == value.nines());
  }
}

TEST_CASE("money and dates") {
  const auto monthly = parse_money("500 USD/month");
  REQUIRE(monthly.value);
  CHECK(monthly.value->per.in_years() == 1.0 / 12);
  CHECK(to_text(*monthly.value) == "500 USD/month");
  CHECK(to_text(*parse_money("0.01 USD").value) == "0.01 USD");
  for (const char* text : {"500", "USD 5", "5 usd", "5 USD/fortnight", "-5 USD", "5 US"}) {
    INFO(text);
    CHECK_FALSE(parse_money(text).value);
  }
  CHECK(parse_date("2028-02-29").value);
  for (const char* text :
       {"2027-02-29", "2027-13-01", "2027-1-1", "tomorrow", "2027-04-31", "0000-01-01"}) {
    INFO(text);
    CHECK_FALSE(parse_date(text).value);
  }
}

}  // namespace cutpoint::testing::units_test
