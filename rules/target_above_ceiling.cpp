#include <algorithm>

#include <fmt/format.h>

#include "rules/targets.hpp"
#include "rules/witness.hpp"

namespace cutpoint {

namespace {

/// What a single point cannot do better than, and who says so.
struct Ceiling {
  ComponentId component;
  const SinglePoint* point = nullptr;
  double unavailability = 0;
  std::string witness;
};

std::optional<Ceiling> ceiling_of(const LintSubject& subject, const SinglePoint& point) {
  const BasicEvent& event = subject.function.events[point.event];
  if (event.kind != EventKind::component) return std::nullopt;
  Ceiling ceiling{event.component, &point, 0, ""};
  const std::string& name = subject.name(event.component);
  const ComponentDetails* details = subject.details(event.component);
  if (details != nullptr && details->sla && details->sla->availability) {
    const Availability promised = details->sla->availability->value;
    ceiling.unavailability = promised.unavailability();
    ceiling.witness = fmt::format("the provider of {} promises {}", name, to_human_text(promised));
  }
  const auto& figures = subject.model.components[event.component].figures;
  // A guess of the catalogue proves nothing.
  if (figures && !figures->assumed() && figures->unavailability > ceiling.unavailability) {
    ceiling.unavailability = figures->unavailability;
    ceiling.witness = fmt::format(
        "{} is {} available{}", name,
        to_human_text(Availability::from_unavailability(figures->unavailability)),
        figures->profile != nullptr ? fmt::format(" ({})", figures->profile->source) : "");
  }
  if (ceiling.unavailability <= 0.0) return std::nullopt;
  return ceiling;
}

void check_journey(const LintSubject& subject, const JourneyAnalysis& analysis,
                   std::vector<RuleFinding>& findings) {
  const Journey& journey = subject.model.journeys[analysis.journey];
  const auto target = target_of(journey);
  if (!target) return;
  const double allowed = target->availability.unavailability();
  for (const SinglePoint& point : analysis.single_points) {
    const auto ceiling = ceiling_of(subject, point);
    if (!ceiling || ceiling->unavailability <= allowed) continue;
    RuleFinding finding =
        subject.at(ceiling->component, fmt::format("`{}` alone makes the target of `{}` impossible",
                                                   subject.name(ceiling->component), journey.name));
    finding.subject += " for " + journey.name;
    finding.journeys = {analysis.journey};
    finding.witness.push_back(ceiling->witness);
    finding.witness.push_back(
        fmt::format("`{}` aims at {}", journey.name, to_human_text(target->availability)));
    finding.witness.push_back("path: " + path_of(subject, analysis.journey, point.path));
    finding.notes.push_back({"the target is here", target->span});
    finding.help = "put an alternative beside it, give the need a fallback, or lower the target";
    findings.push_back(std::move(finding));
  }
}

void check(const LintSubject& subject, std::vector<RuleFinding>& findings) {
  for (const JourneyAnalysis& analysis : subject.analysis.journeys) {
    check_journey(subject, analysis, findings);
  }
}

}  // namespace

const Rule& target_above_ceiling_rule() {
  static const Rule rule{
      "CP202",
      "target-above-ceiling",
      Severity::error,
      "a target that one dependency alone makes impossible",
      "Reports a single point of failure whose own availability, as stated, measured or promised "
      "in "
      "its `sla`, is below the target of a journey that needs it. Assumed figures prove nothing "
      "and "
      "are left out.",
      "No work on the rest of the system can meet the target.",
      "Replace it, put an alternative beside it, make the need soft, or lower the target.",
      R"(cutpoint: 1
journeys: {pay: {needs: [{any_of: [bank-1, bank-2]}], slo: {availability: 99.9%}}}
components:
  bank-1: {kind: external, availability: 99.5%, mttr: 1h}
  bank-2: {kind: external, availability: 99.5%, mttr: 1h}
)",
      R"(cutpoint: 1
journeys: {pay: {needs: [bank], slo: {availability: 99.9%}}}
components:
  bank: {kind: external, availability: 99.5%, mttr: 1h}
)",
      check};
  return rule;
}

}  // namespace cutpoint
