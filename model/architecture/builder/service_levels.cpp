#include "model/architecture/builder/service_levels.hpp"

#include <fmt/format.h>

namespace cutpoint {

void ServiceLevelChecks::check(const DraftJourney& written) {
  if (written.slo) check_level(*written.slo);
  if (written.sla) check_level(*written.sla);
  if (written.revenue) check_revenue(*written.revenue);
  check_currencies(written);
}

void ServiceLevelChecks::check_currencies(const DraftJourney& written) {
  const Spanned<Money>* first = nullptr;
  const auto see = [&](const Spanned<Money>* amount) {
    if (amount == nullptr) return;
    if (first == nullptr) {
      first = amount;
    } else if (amount->value.currency != first->value.currency) {
      Diagnostic& mixed = diagnostics_.error(
          "conflicting-figures", amount->span,
          fmt::format("journey `{}` has amounts in {} and in {}", written.name.value,
                      first->value.currency, amount->value.currency));
      mixed.notes.push_back({"the first amount is here", first->span});
      mixed.help = "state all amounts of a journey in one currency";
    }
  };
  const auto given = [](const auto& amount) { return amount ? &*amount : nullptr; };
  if (written.revenue) {
    see(given(written.revenue->per_request));
    see(given(written.revenue->per_hour));
  }
  see(given(written.outage_cost));
  if (written.sla) see(given(written.sla->fee));
  if (written.slo) see(given(written.slo->fee));
}

void ServiceLevelChecks::check_level(const ServiceLevel& level) {
  // A key that could not be read has been reported already.
  if (!level.availability && !reading_failed_) {
    diagnostics_.error("missing-key", level.span, "a promise must say which `availability`").help =
        "such as `{availability: 99.9%, period: 30d}`";
  }
  if (level.period &&
      (level.period->value.length.in_seconds() <= 0.0 || level.period->value.length.is_never())) {
    diagnostics_.error("invalid-number", level.period->span,
                       "`period` must be a finite time above zero");
  }
  if (level.availability && level.availability->value.unavailability() >= 1.0) {
    diagnostics_
        .error("invalid-number", level.availability->span, "a promise of 0 % promises nothing")
        .help = "such as `availability: 99.9%`";
  }
  check_excluded(level);
  const CreditTier* before = nullptr;
  for (const CreditTier& tier : level.credits) {
    if (tier.marks.has("below", KeyMark::unread) || tier.marks.has("credit", KeyMark::unread)) {
      continue;
    }
    if (!tier.below || !tier.credit) {
      diagnostics_.error("missing-key", tier.span, "a credit needs `below` and `credit`").help =
          "such as `credits: [{below: 99.99%, credit: 10%}, {below: 99%, credit: 30%}]`";
      continue;
    }
    if (level.availability && level.availability->value < tier.below->value) {
      diagnostics_
          .error("conflicting-figures", tier.below->span,
                 fmt::format("a credit is due below {}, although only {} is promised",
                             to_text(tier.below->value), to_text(level.availability->value)))
          .help = "begin with a credit below what is promised";
    }
    if (tier.credit->value.value() <= 0.0) {
      diagnostics_.error("invalid-number", tier.credit->span, "a credit of 0 % pays nothing back")
          .help = "such as `credit: 10%`";
    }
    if (before != nullptr && (before->below->value <= tier.below->value ||
                              before->credit->value >= tier.credit->value)) {
      diagnostics_
          .error("conflicting-figures", tier.span,
                 "credits must be in order: each further one for a lower availability, and larger")
          .notes.push_back({"the one before is here", before->span});
    }
    before = &tier;
  }
}

void ServiceLevelChecks::check_excluded(const ServiceLevel& level) {
  for (const WrittenName& name : level.exclude) {
    if (events_.contains(name.value)) continue;  // a link or a common cause
    (void)names_.resolve(name);
  }
}

void ServiceLevelChecks::check_revenue(const Revenue& revenue) {
  for (const char* key : {"per_request", "requests_per_hour", "per_hour"}) {
    if (revenue.marks.has(key, KeyMark::unread)) return;
  }
  if (revenue.per_hour && (revenue.per_request || revenue.requests_per_hour)) {
    diagnostics_.error("conflicting-figures", revenue.per_hour->span,
                       "`per_hour` and `per_request` say the same thing twice");
  } else if (!revenue.per_hour && !(revenue.per_request && revenue.requests_per_hour)) {
    diagnostics_.error("missing-key", revenue.span,
                       "`revenue` needs `per_hour`, or `per_request` and `requests_per_hour`");
  }
  if (revenue.per_request && revenue.per_request->value.per != Duration()) {
    diagnostics_
        .error("invalid-number", revenue.per_request->span,
               "`per_request` is money for one request, not by time")
        .help = "such as `per_request: 0.01 USD`";
  }
}

void check_cost(const DraftComponent& written, Diagnostics& diagnostics) {
  if (!written.cost || written.cost->value.per != Duration()) return;
  diagnostics
      .warning("cost-without-period", written.cost->span,
               "a cost without a period is not counted in the cost a year")
      .help = "such as `cost: 500 USD/month`";
}

}  // namespace cutpoint
