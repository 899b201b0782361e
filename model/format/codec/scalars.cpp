#include <algorithm>
#include <array>
#include <cmath>

#include <fmt/format.h>

#include "model/base/duration_pattern.hpp"
#include "model/base/meant_words.hpp"
#include "model/base/number_text.hpp"
#include "model/format/codec/codec.hpp"

namespace cutpoint {

namespace {

/// `largest` is the largest number that means something without a unit; none where it is negative.
Json text_schema(const std::string& pattern, int largest) {
  if (largest < 0) return {{"type", "string"}, {"pattern", pattern}};
  return {{"type", Json::array({"string", "number"})},
          {"pattern", pattern},
          {"minimum", 0},
          {"maximum", largest}};
}

std::string whole_pattern(const std::string& one) {
  return "^\\s*" + one + "\\s*$";
}

/// One value, or two: `low..high`.
std::string range_pattern(const std::string& one) {
  return whole_pattern(one + "(\\s*\\.\\.\\s*" + one + ")?");
}

/// Up to 100 with a percent sign, up to 1 without.
constexpr const char* share_pattern =
    R"((0*(100(\.0*)?|[0-9]{1,2}(\.[0-9]*)?|\.[0-9]+)([eE]-[0-9]+)?\s*%|)"
    R"(0*(1(\.0*)?|0?\.[0-9]+|0)([eE]-[0-9]+)?))";

template <class T>
struct Word {
  std::string_view name;
  T value;
};

/// The nearest word, or those that a shortened one begins.
std::vector<std::string> words_meant_by(std::string_view text,
                                        const std::vector<std::string_view>& words) {
  if (const auto near = nearest_name(text, words)) return {*near};
  std::vector<std::string> begun;
  for (const std::string_view word : words) {
    if (text.size() >= 2 && word.starts_with(text)) begun.emplace_back(word);
  }
  return begun;
}

template <class T, std::size_t N>
Result<T> parse_word(const std::array<Word<T>, N>& words, std::string_view text) {
  std::vector<std::string_view> names;
  for (const Word<T>& word : words) {
    if (word.name == text) return {word.value, {}};
    names.push_back(word.name);
  }
  return mistaken(fmt::format("`{}` is not one of {}", text, fmt::join(names, ", ")),
                  words_meant_by(text, names));
}

template <class T, std::size_t N>
std::string write_word(const std::array<Word<T>, N>& words, T value) {
  for (const Word<T>& word : words) {
    if (word.value == value) return std::string(word.name);
  }
  return {};
}

template <class T, std::size_t N>
Json word_schema(const std::array<Word<T>, N>& words) {
  Json names = Json::array();
  for (const Word<T>& word : words) names.push_back(std::string(word.name));
  return {{"enum", names}};
}

template <class T, std::size_t N>
std::string describe_words(const std::array<Word<T>, N>& words) {
  std::string text = "one of ";
  for (const Word<T>& word : words) {
    if (&word != words.data()) text += ", ";
    text += word.name;
  }
  return text;
}

constexpr std::array restart_policies = {
    Word<RestartPolicy>{"always", RestartPolicy::always},
    Word<RestartPolicy>{"unless-stopped", RestartPolicy::unless_stopped},
    Word<RestartPolicy>{"on-failure", RestartPolicy::on_failure},
    Word<RestartPolicy>{"never", RestartPolicy::never},
    Word<RestartPolicy>{"no", RestartPolicy::never},
};
constexpr std::array failover_modes = {
    Word<FailoverMode>{"active-active", FailoverMode::active_active},
    Word<FailoverMode>{"active-passive", FailoverMode::active_passive},
};
constexpr std::array standby_words = {
    Word<Standby>{"hot", Standby::hot},
    Word<Standby>{"warm", Standby::warm},
    Word<Standby>{"cold", Standby::cold},
};
constexpr std::array replication_modes = {
    Word<ReplicationMode>{"sync", ReplicationMode::sync},
    Word<ReplicationMode>{"async", ReplicationMode::async},
};
constexpr std::array health_probes = {
    Word<HealthProbe>{"process", HealthProbe::process},
    Word<HealthProbe>{"port", HealthProbe::port},
    Word<HealthProbe>{"http", HealthProbe::http},
    Word<HealthProbe>{"inference", HealthProbe::inference},
};
constexpr std::array repair_distributions = {
    Word<RepairDistribution>{"exponential", RepairDistribution::exponential},
    Word<RepairDistribution>{"fixed", RepairDistribution::fixed},
    Word<RepairDistribution>{"log-normal", RepairDistribution::log_normal},
    Word<RepairDistribution>{"weibull", RepairDistribution::weibull},
};
constexpr std::array disaster_strategies = {
    Word<DisasterStrategy>{"backup-and-restore", DisasterStrategy::backup_and_restore},
    Word<DisasterStrategy>{"pilot-light", DisasterStrategy::pilot_light},
    Word<DisasterStrategy>{"warm-standby", DisasterStrategy::warm_standby},
    Word<DisasterStrategy>{"active-active", DisasterStrategy::active_active},
};
constexpr std::array planned_downtimes = {
    Word<PlannedDowntime>{"excluded", PlannedDowntime::excluded},
    Word<PlannedDowntime>{"counted", PlannedDowntime::counted},
};
constexpr std::array planes = {
    Word<Plane>{"data", Plane::data},
    Word<Plane>{"control", Plane::control},
};
constexpr std::array seatings = {
    Word<Seating>{"spread", Seating::spread},
    Word<Seating>{"one-to-one", Seating::one_to_one},
    Word<Seating>{"exclusive", Seating::exclusive},
    Word<Seating>{"anywhere", Seating::anywhere},
};
constexpr std::array quorums = {Word<Quorum>{"majority", Quorum::majority}};
constexpr std::array truths = {Word<bool>{"true", true}, Word<bool>{"false", false}};

}  // namespace

#define CUTPOINT_WORDS(Type, words)                               \
  template <>                                                     \
  Result<Type> ScalarFormat<Type>::parse(std::string_view text) { \
    return parse_word(words, text);                               \
  }                                                               \
  template <>                                                     \
  std::string ScalarFormat<Type>::write(const Type& value) {      \
    return write_word(words, value);                              \
  }                                                               \
  template <>                                                     \
  Json ScalarFormat<Type>::schema() {                             \
    return word_schema(words);                                    \
  }                                                               \
  template <>                                                     \
  std::string ScalarFormat<Type>::describe() {                    \
    return describe_words(words);                                 \
  }

CUTPOINT_WORDS(RestartPolicy, restart_policies)
CUTPOINT_WORDS(FailoverMode, failover_modes)
CUTPOINT_WORDS(Standby, standby_words)
CUTPOINT_WORDS(ReplicationMode, replication_modes)
CUTPOINT_WORDS(HealthProbe, health_probes)
CUTPOINT_WORDS(RepairDistribution, repair_distributions)
CUTPOINT_WORDS(DisasterStrategy, disaster_strategies)
CUTPOINT_WORDS(PlannedDowntime, planned_downtimes)
CUTPOINT_WORDS(Plane, planes)
CUTPOINT_WORDS(Quorum, quorums)
CUTPOINT_WORDS(Seating, seatings)
#undef CUTPOINT_WORDS

template <>
Result<bool> ScalarFormat<bool>::parse(std::string_view text) {
  return parse_word(truths, text);
}
template <>
std::string ScalarFormat<bool>::write(const bool& value) {
  return value ? "true" : "false";
}
template <>
Json ScalarFormat<bool>::schema() {
  return {{"type", "boolean"}};
}
template <>
std::string ScalarFormat<bool>::describe() {
  return "true or false";
}

template <>
Result<std::string> ScalarFormat<std::string>::parse(std::string_view text) {
  if (text.empty()) return {std::nullopt, {"a text is missing", ""}};
  return {std::string(text), {}};
}
template <>
std::string ScalarFormat<std::string>::write(const std::string& value) {
  return value;
}
template <>
Json ScalarFormat<std::string>::schema() {
  return {{"type", Json::array({"string", "number"})}};
}
template <>
std::string ScalarFormat<std::string>::describe() {
  return "text";
}

template <>
Result<std::uint32_t> ScalarFormat<std::uint32_t>::parse(std::string_view text) {
  const auto failure = [](std::string message, const char* help) {
    return Result<std::uint32_t>{std::nullopt, {std::move(message), help}};
  };
  const auto number = read_number(text);
  if (!number) {
    const auto negative = text.rfind('-', 0) == 0 ? read_number(text.substr(1)) : std::nullopt;
    if (negative) return failure(fmt::format("`{}` must not be negative", text), "");
  }
  if (!number || *number != std::floor(*number)) {
    return failure(fmt::format("`{}` is no whole number", text), "such as 3");
  }
  if (*number > 4e9)
    return failure(fmt::format("`{}` is too large", text), "4000000000 is the most");
  return {static_cast<std::uint32_t>(*number), {}};
}
template <>
std::string ScalarFormat<std::uint32_t>::write(const std::uint32_t& value) {
  return std::to_string(value);
}
template <>
Json ScalarFormat<std::uint32_t>::schema() {
  return {{"type", "integer"}, {"minimum", 0}};
}
template <>
std::string ScalarFormat<std::uint32_t>::describe() {
  return "whole number";
}

template <>
Result<double> ScalarFormat<double>::parse(std::string_view text) {
  const auto number = read_number(text);
  if (!number && text.starts_with('-')) {
    return {std::nullopt, {"a number here cannot be negative", "such as 1000"}};
  }
  if (!number) return {std::nullopt, {fmt::format("`{}` is no number", text), "such as 1000"}};
  return {*number, {}};
}
template <>
std::string ScalarFormat<double>::write(const double& value) {
  return number_text(value);
}
template <>
Json ScalarFormat<double>::schema() {
  return {{"type", "number"}, {"minimum", 0}};
}
template <>
std::string ScalarFormat<double>::describe() {
  return "number";
}

#define CUTPOINT_PARSED(Type, parser, pattern, largest, description) \
  template <>                                                        \
  Result<Type> ScalarFormat<Type>::parse(std::string_view text) {    \
    return parser(text);                                             \
  }                                                                  \
  template <>                                                        \
  std::string ScalarFormat<Type>::write(const Type& value) {         \
    return to_text(value);                                           \
  }                                                                  \
  template <>                                                        \
  Json ScalarFormat<Type>::schema() {                                \
    return text_schema(pattern, largest);                            \
  }                                                                  \
  template <>                                                        \
  std::string ScalarFormat<Type>::describe() {                       \
    return description;                                              \
  }

CUTPOINT_PARSED(Duration, parse_duration, whole_pattern(duration_pattern()), 0,
                "duration: 20s, 5m, 2h, 30d, 1y, 1h30m, never")
CUTPOINT_PARSED(DurationRange, parse_duration_range, range_pattern(duration_pattern()), 0,
                "duration, or a range of which it is believed to hold 90 %: 100d..300d")
CUTPOINT_PARSED(Probability, parse_probability, whole_pattern(share_pattern), 1,
                "percentage: 95%, or a number from 0 to 1")
CUTPOINT_PARSED(Availability, parse_availability, whole_pattern(share_pattern), 1,
                "percentage: 99.9%, or a number from 0 to 1")
CUTPOINT_PARSED(AvailabilityRange, parse_availability_range, range_pattern(share_pattern), 1,
                "percentage: 99.9%, a number from 0 to 1, or a range of which it is believed to "
                "hold 90 %: 99.5%..99.9%")
CUTPOINT_PARSED(Money, parse_money,
                R"(^\s*[0-9.]+\s*[A-Z]{3}\s*(/\s*(hour|day|week|month|year|h|d|y))?\s*$)", -1,
                "money: 0.01 USD, 500 USD/month")
CUTPOINT_PARSED(Date, parse_date, R"(^\s*[0-9]{4}-[0-9]{2}-[0-9]{2}\s*$)", -1, "date: 2026-12-31")
CUTPOINT_PARSED(ServicePeriod, parse_service_period,
                whole_pattern("(month|quarter|year|" + duration_pattern() + ")"), -1,
                "month, quarter or year of the calendar, or a duration: 30d")
CUTPOINT_PARSED(Instant, parse_instant,
                R"(^\s*[0-9]{4}-[0-9]{2}-[0-9]{2}[Tt ][0-9:.]+([Zz]|[+-][0-9]{2}:[0-9]{2})\s*$)",
                -1, "instant: 2026-03-01T08:30:00Z")
#undef CUTPOINT_PARSED

}  // namespace cutpoint
