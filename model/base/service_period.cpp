#include <array>

#include "cutpoint/operations.hpp"

namespace cutpoint {

namespace {

using Calendar = ServicePeriod::Calendar;

struct CalendarWord {
  std::string_view name;
  Calendar calendar;
  double per_year;
};
constexpr std::array calendar_words = {CalendarWord{"month", Calendar::month, 12.0},
                                       CalendarWord{"quarter", Calendar::quarter, 4.0},
                                       CalendarWord{"year", Calendar::year, 1.0}};

/// Of a year that is no leap year.
constexpr std::array month_days = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};

}  // namespace

std::vector<Duration> ServicePeriod::lengths() const {
  const auto days = [](int count) { return Duration::seconds(count * Duration::day); };
  std::vector<Duration> result;
  if (calendar == Calendar::month) {
    for (const int count : month_days) result.push_back(days(count));
  } else if (calendar == Calendar::quarter) {
    for (std::size_t first = 0; first < month_days.size(); first += 3) {
      result.push_back(days(month_days[first] + month_days[first + 1] + month_days[first + 2]));
    }
  } else {
    result.push_back(length);
  }
  return result;
}

Result<ServicePeriod> parse_service_period(std::string_view text) {
  for (const CalendarWord& word : calendar_words) {
    if (word.name == text) {
      return {ServicePeriod{word.calendar, Duration::seconds(Duration::year / word.per_year)}, {}};
    }
  }
  const Result<Duration> length = parse_duration(text);
  if (length.value) return {ServicePeriod{Calendar::none, *length.value}, {}};
  return {std::nullopt,
          {length.error.message, "such as 30d, or month, quarter, year of the calendar"}};
}

std::string to_text(const ServicePeriod& period) {
  for (const CalendarWord& word : calendar_words) {
    if (word.calendar == period.calendar) return std::string(word.name);
  }
  return to_text(period.length);
}

std::string to_human_text(const ServicePeriod& period) {
  for (const CalendarWord& word : calendar_words) {
    if (word.calendar == period.calendar) return "calendar " + std::string(word.name);
  }
  return to_human_text(period.length);
}

}  // namespace cutpoint
