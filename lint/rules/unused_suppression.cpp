#include <algorithm>

#include <fmt/format.h>

#include "lint/facts/acceptances.hpp"

namespace cutpoint {

namespace {

bool is_applied(const LintSubject& subject, const Rule* rule) {
  const auto& applied = subject.options.rules;
  return std::find(applied.begin(), applied.end(), rule) != applied.end();
}

/// Of several components that an entry names, some may be sound.
void check_names(const LintSubject& subject, const Acceptance& acceptance, const Rule& rule,
                 std::vector<RuleFinding>& findings) {
  const std::set<std::string>& used = subject.used_acceptances.at(&acceptance);
  for (const auto& name : acceptance.components) {
    if (used.contains(name.value)) continue;
    RuleFinding finding;
    finding.span = name.span;
    finding.subject = fmt::format("{} {}", acceptance.rule->value, name.value);
    finding.message = fmt::format("the accepted risk `{}` of `{}` is not there",
                                  acceptance.rule->value, name.value);
    finding.witness.push_back(
        fmt::format("{} finds nothing about `{}`, only about others that the entry names",
                    rule.code, name.value));
    finding.help = "take the name out";
    findings.push_back(std::move(finding));
  }
}

/// This rule comes last, so that all uses are known.
void check_unused_suppression(const LintSubject& subject, std::vector<RuleFinding>& findings) {
  for (const PlacedAcceptance& placed : acceptances_of(subject.model)) {
    const Acceptance& acceptance = *placed.acceptance;
    if (!acceptance.rule) continue;
    const Rule* rule = find_rule(acceptance.rule->value);  // the builder refuses unknown names
    const auto& today = subject.options.today;
    const bool expired = acceptance.until && today && acceptance.until->value < *today;
    // What was not looked for, or has expired, says nothing here.
    if (expired || !is_applied(subject, rule)) continue;
    if (subject.used_acceptances.count(&acceptance) > 0) {
      check_names(subject, acceptance, *rule, findings);
      continue;
    }
    RuleFinding finding;
    finding.span = acceptance.rule->span;
    finding.subject = fmt::format("{} {}", acceptance.rule->value, placed.where);
    finding.message = fmt::format("the accepted risk `{}`{} is not there", acceptance.rule->value,
                                  placed.where.empty() ? "" : " of `" + placed.where + "`");
    finding.witness.push_back(
        fmt::format("{} finds nothing here that it would suppress", rule->code));
    finding.help = "take the entry out";
    findings.push_back(std::move(finding));
  }
}

}  // namespace

const Rule& unused_suppression_rule() {
  static const Rule rule{
      "CP902",
      "unused-suppression",
      Severity::warning,
      "an accepted risk that is not there",
      "Reports entries of `accept` that suppress no finding, and components that an entry names in "
      "vain beside others. Entries of rules that are switched off, and expired ones, are left "
      "alone.",
      "It hides the risk when it comes back, and readers believe in a risk that is gone.",
      "Remove the entry, or the name from it.",
      R"(cutpoint: 1
journeys: {shop: {needs: [web]}}
components:
  web:
    kind: service
    accept: [{rule: single-point-of-failure, reason: a pilot}]
)",
      R"(cutpoint: 1
journeys: {shop: {needs: [{any_of: [web, shelf]}]}}
components:
  web:
    kind: service
    accept: [{rule: single-point-of-failure, reason: a pilot}]
  shelf: {kind: service}
)",
      check_unused_suppression};
  return rule;
}

}  // namespace cutpoint
