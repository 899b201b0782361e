#include "renderer/writing/figures_text.hpp"

#include <array>
#include <cmath>
#include <cstdlib>

#include <fmt/format.h>

#include "model/base/interval_text.hpp"
#include "renderer/writing/key_words.hpp"
#include "renderer/writing/terminal_text.hpp"

namespace cutpoint {

std::string nines_text(Availability availability) {
  constexpr std::array words = {"no nine",     "one nine",   "two nines", "three nines",
                                "four nines",  "five nines", "six nines", "seven nines",
                                "eight nines", "nine nines"};
  const auto nines = static_cast<std::size_t>(availability.nines());
  if (availability.unavailability() <= 0.0) return "never down";
  if (nines < words.size()) return words[nines];
  return fmt::format("{} nines", nines);
}

std::string rate_text(double per_year) {
  if (per_year == 0.0) return "0";
  if (per_year < 0.001) return "< 0.001";
  if (per_year < 0.1) return fmt::format("{:.3f}", per_year);
  if (per_year < 10.0) return fmt::format("{:.1f}", per_year);
  return fmt::format("{:.0f}", per_year);
}

namespace {

IntervalText bounds_text(const AvailabilityResult& result, std::span<const Availability> beside) {
  return interval_text(Availability::from_unavailability(result.upper_unavailability),
                       Availability::from_unavailability(result.lower_unavailability), beside);
}

}  // namespace

std::string worse_end_text(const AvailabilityResult& result) {
  return bounds_text(result, {}).low;
}

std::string availability_text(const AvailabilityResult& result,
                              std::span<const Availability> beside) {
  if (result.method != Method::bounded) return to_human_text(result.availability, beside);
  return bounds_text(result, beside).between();
}

std::string availability_text(const JourneyAnalysis& journey) {
  std::vector<Availability> targets;
  for (const auto* promise : {&journey.slo, &journey.sla}) {
    if (*promise) targets.push_back((*promise)->target);
  }
  return availability_text(journey.up, targets);
}

std::string used_text(double times, bool is_met) {
  if (times <= 0.0) return "0";
  if (times < 1e-4) return "< 0.0001";
  if (times < 0.95) return fmt::format("{:.2g}", times);
  if (times >= 9.95) return fmt::format("{:.0f}", times);
  if (is_met && times >= 1.0) return "1";  // but for the rounding of what it was divided from
  // Near one, as many digits as say on which side of it.
  for (int places = times < 1.05 ? 2 : 1; places <= 4; ++places) {
    const std::string text = fmt::format("{:.{}f}", times, places);
    const double shown = std::strtod(text.c_str(), nullptr);
    if (is_met ? shown < 1.0 : shown > 1.0) return fmt::format("{:g}", shown);
  }
  return is_met ? "just under 1" : "just over 1";
}

std::string significant_text(double value) {
  return std::abs(value) < 9999.5 ? fmt::format("{:.4g}", value) : fmt::format("{:.0f}", value);
}

std::string probability_text(double probability, int digits) {
  const double rest = 1.0 - probability;
  if (rest > 0.0 && rest < 0.6 * std::pow(10.0, -digits)) return fmt::format("1 − {:.4g}", rest);
  return fmt::format("{:.{}g}", probability, digits);
}

std::string path_text(const Model& model, const FailurePath& path) {
  std::string text;
  for (std::size_t i = 0; i < path.steps.size(); ++i) {
    if (i > 0) text += " → ";
    if (path.omitted > 0 && i == FailurePath::kept_at_each_end) {
      text += fmt::format("({} more) → ", path.omitted);
    }
    text += visible(model.components[path.steps[i]].name);
  }
  return text;
}

std::string names_text(const std::vector<std::string_view>& names, std::size_t most) {
  constexpr std::size_t widest = 48;
  std::string text;
  for (std::size_t i = 0; i < names.size() && i < most; ++i) {
    if (i > 0) text += ", ";
    text += elided(visible(names[i]), widest);
  }
  if (names.size() > most) text += fmt::format(" and {} more", names.size() - most);
  return text;
}

std::string names_text(const Model& model, const std::vector<JourneyId>& ids, std::size_t most) {
  std::vector<std::string_view> names;
  names.reserve(ids.size());
  for (const JourneyId id : ids) names.push_back(model.journeys[id].name);
  return names_text(names, most);
}

std::string names_text(const Model& model, const std::vector<ComponentId>& ids, std::size_t most) {
  std::vector<std::string_view> names;
  names.reserve(ids.size());
  for (const ComponentId id : ids) names.emplace_back(model.components[id].name);
  return names_text(names, most);
}

std::string event_kind_text(const Model& model, const BasicEvent& event) {
  switch (event.kind) {
    case EventKind::component:
      return key_words(visible(model.kind_of(event.component).name));
    case EventKind::link:
      return "link";
    case EventKind::common_cause:
      return "common cause";
    case EventKind::fallback:
      return "fallback";
    case EventKind::failover:
      return "failover";
  }
  return "";
}

std::string money_text(const Money& money) {
  const double amount = money.amount;
  if (amount >= 100.0 || amount == 0.0) return fmt::format("{:.0f} {}", amount, money.currency);
  if (amount >= 0.01) return fmt::format("{:.2f} {}", amount, money.currency);
  return fmt::format("{:.1e} {}", amount, money.currency);
}

std::string chance_text(double probability) {
  const double percent = 100.0 * probability;
  if (probability <= 0.0) return "0 %";
  if (percent < 0.01) return "< 0.01 %";
  if (percent < 1.0) return fmt::format("{:.2g} %", percent);
  if (percent < 99.0) return fmt::format("{:.1f} %", percent);
  if (percent > 99.99) return probability >= 1.0 ? "100 %" : "> 99.99 %";
  return fmt::format("{:.2f} %", percent);
}

std::string chance_ends_text(const Interval& chance) {
  constexpr double least = 1e-4;
  if (chance.high < least) return chance_text(chance.high);
  return interval_text(Interval{100.0 * chance.low, 100.0 * chance.high}, " %").from_to();
}

}  // namespace cutpoint
