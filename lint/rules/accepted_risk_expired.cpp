#include <fmt/format.h>

#include "lint/facts/acceptances.hpp"

namespace cutpoint {

namespace {

void check_accepted_risk_expired(const LintSubject& subject, std::vector<RuleFinding>& findings) {
  if (!subject.options.today) return;
  for (const PlacedAcceptance& placed : acceptances_of(subject.model)) {
    const Acceptance& acceptance = *placed.acceptance;
    if (!acceptance.until || !acceptance.rule) continue;
    if (!(acceptance.until->value < *subject.options.today)) continue;
    RuleFinding finding;
    finding.span = acceptance.until->span;
    finding.subject = fmt::format("{} {}", acceptance.rule->value, placed.where);
    finding.message = fmt::format("the accepted risk `{}`{} has expired", acceptance.rule->value,
                                  placed.where.empty() ? "" : " of `" + placed.where + "`");
    finding.witness.push_back(fmt::format("accepted until {}, today is {}",
                                          to_text(acceptance.until->value),
                                          to_text(*subject.options.today)));
    if (acceptance.reason) finding.witness.push_back("reason: " + acceptance.reason->value);
    if (acceptance.owner) finding.witness.push_back("owner: " + acceptance.owner->value);
    finding.help = "decide again: mend the cause, or accept it until another day";
    findings.push_back(std::move(finding));
  }
}

}  // namespace

const Rule& accepted_risk_expired_rule() {
  static const Rule rule{
      "CP901",
      "accepted-risk-expired",
      Severity::warning,
      "an accepted risk whose day is over",
      "Reports entries of `accept` whose `until` lies before the present day (`--today` sets "
      "another). They suppress nothing any more.",
      "A risk is taken for a time, by somebody; both should be asked again.",
      "Mend what was accepted, or set a new day after talking to its owner.",
      R"(cutpoint: 1
journeys: {shop: {needs: [web]}}
components:
  web:
    kind: service
    accept: [{rule: single-point-of-failure, reason: a pilot, until: 2099-12-31}]
)",
      R"(cutpoint: 1
journeys: {shop: {needs: [web]}}
components:
  web:
    kind: service
    accept: [{rule: single-point-of-failure, reason: a pilot, until: 2020-12-31}]
)",
      check_accepted_risk_expired};
  return rule;
}

}  // namespace cutpoint
