// Promises and money: what contradicts itself is refused.
#include <fmt/format.h>

#include "model/model_builder.hpp"

namespace cutpoint {

void ModelBuilder::check_promises(const DraftJourney& written) {
  if (written.slo) check_service_level(*written.slo);
  if (written.sla) check_service_level(*written.sla);
  if (written.revenue) check_revenue(*written.revenue);
}

void ModelBuilder::check_service_level(const ServiceLevel& level) {
  // A key that could not be read has been reported already.
  if (!level.availability && !reading_failed_) {
    error("missing-key", level.span, "a promise must say which `availability`").help =
        "such as `{availability: 99.9%, period: 30d}`";
  }
  if (level.period &&
      (level.period->value.length.in_seconds() <= 0.0 || level.period->value.length.is_never())) {
    error("invalid-number", level.period->span, "`period` must be a finite time above zero");
  }
  const CreditTier* before = nullptr;
  for (const CreditTier& tier : level.credits) {
    if (!tier.below || !tier.credit) {
      error("missing-key", tier.span, "a credit needs `below` and `credit`").help =
          "such as `credits: [{below: 99.99%, credit: 10%}, {below: 99%, credit: 30%}]`";
      continue;
    }
    if (level.availability && level.availability->value < tier.below->value) {
      error("conflicting-figures", tier.below->span,
            fmt::format("a credit is due below {}, although only {} is promised",
                        to_text(tier.below->value), to_text(level.availability->value)));
    }
    if (before != nullptr && (before->below->value <= tier.below->value ||
                              before->credit->value >= tier.credit->value)) {
      error("conflicting-figures", tier.span,
            "credits must be in order: each further one for a lower availability, and larger")
          .notes.push_back({"the one before is here", before->span});
    }
    before = &tier;
  }
}

void ModelBuilder::check_revenue(const Revenue& revenue) {
  if (revenue.per_hour && (revenue.per_request || revenue.requests_per_hour)) {
    error("conflicting-figures", revenue.per_hour->span,
          "`per_hour` and `per_request` say the same thing twice");
  } else if (!revenue.per_hour && !(revenue.per_request && revenue.requests_per_hour)) {
    error("missing-key", revenue.span,
          "`revenue` needs `per_hour`, or `per_request` and `requests_per_hour`");
  }
  if (revenue.per_request && revenue.per_request->value.per != Duration()) {
    error("invalid-number", revenue.per_request->span,
          "`per_request` is money for one request, not by time")
        .help = "such as `per_request: 0.01 USD`";
  }
}

void ModelBuilder::check_cost(const DraftComponent& written) {
  if (!written.cost || written.cost->value.per != Duration()) return;
  diagnostics_
      .warning("cost-without-period", written.cost->span,
               "a cost without a period is not counted in the cost a year")
      .help = "such as `cost: 500 USD/month`";
}

}  // namespace cutpoint
