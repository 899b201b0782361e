#include "renderer/promises_text.hpp"

#include <cmath>

#include <fmt/format.h>

namespace cutpoint {

namespace {

/// Whether the long-run average keeps the promise, and how much of the error budget it uses.
std::string verdict(const std::string& name, const PromiseResult& promise,
                    const AvailabilityResult& up, const Painter& paint) {
  const std::string lead = fmt::format("    {} {} over {}: ", name, to_human_text(promise.target),
                                       to_human_text(promise.period));
  const double allowed = promise.target.unavailability();
  if (up.lower_unavailability <= allowed && up.upper_unavailability > allowed) {
    return lead + paint(Style::amber, "the bounds do not decide it") + '\n';
  }
  const double used = up.availability.unavailability();
  const Duration gap = Duration::seconds(std::abs(used - allowed) * promise.period.in_seconds());
  std::string budget;
  if (allowed > 0.0) budget = fmt::format("; error budget used {:.2g}×", used / allowed);
  return lead +
         (used <= allowed ? paint(Style::green, "met, " + to_human_text(gap) + " to spare")
                          : paint(Style::red, "missed by " + to_human_text(gap))) +
         budget + '\n';
}

std::string chances(const PromiseResult& promise) {
  if (!promise.missed_probability) return {};
  std::string out =
      fmt::format("      on average over the years; a single period misses it with {}\n",
                  chance_text(*promise.missed_probability));
  for (const CreditResult& credit : promise.credits) {
    if (!credit.probability) continue;
    out += fmt::format("      credit of {} below {}: in {} of periods\n", to_text(credit.credit),
                       to_human_text(credit.below), chance_text(*credit.probability));
  }
  return out;
}

std::string money_lines(const MoneyResult& money, const PromiseResult* sla) {
  std::string out;
  const auto add = [&out](const std::string& line) { out += "    " + line + '\n'; };
  if (money.revenue_lost) {
    add(fmt::format("revenue lost {} a year, at {} an hour", money_text(*money.revenue_lost),
                    money_text(*money.revenue_per_hour)));
  }
  if (money.outage_cost) {
    add(fmt::format("outages cost {} a year", money_text(*money.outage_cost)));
  }
  if (money.credits) {
    add(fmt::format("credits {} a year, {} of the revenue", money_text(*money.credits),
                    chance_text(sla->expected_credit.value_or(0.0))));
  } else if (sla != nullptr && sla->expected_credit) {
    add(fmt::format("credits {} of the fee", chance_text(*sla->expected_credit)));
  }
  return out;
}

}  // namespace

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

std::string promises_text(const JourneyAnalysis& journey, const Painter& paint) {
  std::string out;
  const auto promise = [&](const char* name, const std::optional<PromiseResult>& result) {
    if (!result) return;
    out += verdict(name, *result, journey.up, paint) + chances(*result);
  };
  promise("SLO", journey.slo);
  promise("SLA", journey.sla);
  out += money_lines(journey.money, journey.sla ? &*journey.sla : nullptr);
  return out;
}

}  // namespace cutpoint
