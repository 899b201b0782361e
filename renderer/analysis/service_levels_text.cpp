#include "renderer/analysis/service_levels_text.hpp"

#include <cmath>

#include <fmt/format.h>

#include "renderer/statements/statement_words.hpp"
#include "renderer/writing/figures_text.hpp"
#include "renderer/writing/wrapped_text.hpp"

namespace cutpoint {

namespace {

/// Whether the long-run average keeps the promise, and how much of the error budget it uses.
std::string service_level_verdict(const PromiseStatement& statement,
                                  const ServiceLevelResult& promise, std::size_t width,
                                  const Painter& paint) {
  const std::string lead =
      fmt::format("{} over {}: ", name_of(statement.kind), to_human_text(promise.period));
  std::string rest;
  if (const auto used = promise.budget_used(); used && promise.met) {
    rest = fmt::format("; error budget used {}×", used_text(*used, *promise.met));
  }
  if (promise.planned > Duration()) {
    rest += fmt::format(", {} of it planned", to_human_text(promise.planned));
  }
  if (!promise.excluded_causes.empty()) {
    std::string names;
    for (const std::string& cause : promise.excluded_causes) {
      names += (names.empty() ? "" : ", ") + visible(cause);
    }
    rest += fmt::format("; {} by {} not counted", to_human_text(promise.excluded), names);
  }
  constexpr std::size_t indent = 4;
  return std::string(indent, ' ') +
         wrapped(lead + paint(style_of(statement.verdict), promise_words(statement)) + rest, indent,
                 indent + 2, width) +
         '\n';
}

std::string chances(const ServiceLevelResult& promise, std::size_t width) {
  if (!promise.missed_probability) return {};
  constexpr std::size_t indent = 6;
  std::string out;
  const auto add = [&](const std::string& text) {
    out += std::string(indent, ' ') + wrapped(text, indent, indent + 2, width) + '\n';
  };
  add(fmt::format("on average over the years; a single period misses it with {} (estimated)",
                  chance_text(*promise.missed_probability)));
  for (const CreditResult& credit : promise.credits) {
    if (!credit.probability) continue;
    add(fmt::format("credit of {} below {}: in {} of periods (estimated)", to_text(credit.credit),
                    stated_text(credit.below), chance_text(*credit.probability)));
  }
  return out;
}

std::string money_lines(const MoneyResult& money, const ServiceLevelResult* sla,
                        std::size_t width) {
  constexpr std::size_t indent = 4;
  std::string out;
  const auto add = [&](const std::string& line) {
    out += std::string(indent, ' ') + wrapped(line, indent, indent + 2, width) + '\n';
  };
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

std::string service_levels_text(const JourneyAnalysis& journey, std::size_t width,
                                const Painter& paint) {
  std::string out;
  if (journey.planned_unavailability) {
    const Duration planned = Duration::in_a_year(*journey.planned_unavailability);
    out += fmt::format("    {}\n", wrapped(planned_words(planned), 4, 4, width));
  }
  const auto promise = [&](PromiseStatement::Kind kind,
                           const std::optional<ServiceLevelResult>& result) {
    if (!result) return;
    out += service_level_verdict(promise_statement(kind, *result), *result, width, paint) +
           chances(*result, width);
  };
  promise(PromiseStatement::Kind::slo, journey.slo);
  promise(PromiseStatement::Kind::sla, journey.sla);
  out += money_lines(journey.money, journey.sla ? &*journey.sla : nullptr, width);
  return out;
}

}  // namespace cutpoint
