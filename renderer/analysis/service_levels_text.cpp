#include "renderer/analysis/service_levels_text.hpp"

#include <cmath>

#include <fmt/format.h>

#include "model/base/stated_text.hpp"
#include "renderer/writing/figures_text.hpp"

namespace cutpoint {

namespace {

/// Whether the long-run average keeps the promise, and how much of the error budget it uses.
std::string service_level_verdict(const std::string& name, const ServiceLevelResult& promise,
                                  Method method, const Painter& paint) {
  const std::string lead = fmt::format("    {} {} over {}: ", name, stated_text(promise.target),
                                       to_human_text(promise.period));
  if (!promise.met) return lead + paint(Style::amber, undecided_text(method)) + '\n';
  const std::string gap = to_human_text(promise.gap());
  std::string budget;
  if (const auto used = promise.budget_used()) {
    budget = fmt::format("; error budget used {}×", used_text(*used, *promise.met));
  }
  if (promise.planned > Duration()) {
    budget += fmt::format(", {} of it planned", to_human_text(promise.planned));
  }
  if (!promise.excluded_causes.empty()) {
    std::string names;
    for (const std::string& cause : promise.excluded_causes) {
      names += (names.empty() ? "" : ", ") + visible(cause);
    }
    budget += fmt::format("; {} by {} not counted", to_human_text(promise.excluded), names);
  }
  return lead +
         (*promise.met ? paint(Style::green, "met, " + gap + " to spare")
                       : paint(Style::red, "missed by " + gap)) +
         budget + '\n';
}

std::string chances(const ServiceLevelResult& promise) {
  if (!promise.missed_probability) return {};
  std::string out = fmt::format(
      "      on average over the years; a single period misses it with {} (estimated)\n",
      chance_text(*promise.missed_probability));
  for (const CreditResult& credit : promise.credits) {
    if (!credit.probability) continue;
    out += fmt::format("      credit of {} below {}: in {} of periods (estimated)\n",
                       to_text(credit.credit), stated_text(credit.below),
                       chance_text(*credit.probability));
  }
  return out;
}

std::string money_lines(const MoneyResult& money, const ServiceLevelResult* sla) {
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
    add(fmt::format("credits {} a year, {} of what is paid (estimated)", money_text(*money.credits),
                    chance_text(sla->expected_credit.value_or(0.0))));
  } else if (sla != nullptr && sla->expected_credit) {
    add(fmt::format("credits {} of the fee (estimated)", chance_text(*sla->expected_credit)));
  }
  return out;
}

}  // namespace

std::string undecided_text(Method method) {
  return method == Method::estimated ? "the interval of the estimate does not decide it"
                                     : "the bounds do not decide it";
}

std::string service_levels_text(const JourneyAnalysis& journey, const Painter& paint) {
  std::string out;
  if (journey.planned_unavailability) {
    const double down = *journey.planned_unavailability;
    out += fmt::format("    planned downtime {} a year, not part of the availability\n",
                       to_human_text(Duration::seconds(down * Duration::year)));
  }
  const auto promise = [&](const char* name, const std::optional<ServiceLevelResult>& result) {
    if (!result) return;
    out += service_level_verdict(name, *result, journey.up.method, paint) + chances(*result);
  };
  promise("SLO", journey.slo);
  promise("SLA", journey.sla);
  out += money_lines(journey.money, journey.sla ? &*journey.sla : nullptr);
  return out;
}

}  // namespace cutpoint
