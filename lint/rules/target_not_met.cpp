#include <algorithm>
#include <array>

#include <fmt/format.h>

#include "lint/facts/witness.hpp"
#include "model/architecture/queries/targets.hpp"
#include "model/base/interval_text.hpp"

namespace cutpoint {

namespace {

/// The largest contributors, or the single points where the importance could not be computed.
void add_contributors(const LintSubject& subject, const JourneyAnalysis& analysis,
                      RuleFinding& finding) {
  constexpr std::size_t most = 3;
  for (std::size_t i = 0; i < analysis.importance.size() && i < most; ++i) {
    const Importance& row = analysis.importance[i];
    const BasicEvent& event = subject.function.events[row.event];
    if (row.criticality < 0.005) break;
    finding.witness.push_back(
        fmt::format("{} takes part in {:.0f} % of the downtime (down {} a year by itself{})",
                    event.name, 100.0 * row.criticality,
                    to_human_text(Duration::seconds(event.process.unavailability * Duration::year)),
                    event.assumed ? ", assumed figures" : ""));
  }
  if (!analysis.importance.empty()) return;
  for (std::size_t i = 0; i < analysis.single_points.size() && i < most; ++i) {
    const SinglePoint& point = analysis.single_points[i];
    const BasicEvent& event = subject.function.events[point.event];
    finding.witness.push_back(
        fmt::format("{} alone is {}", event.name, downtime_of(point, event.assumed)));
  }
}

std::string message_of(const Journey& journey, const Target& target, Availability availability) {
  return fmt::format("`{}` is {} available, its {} is {}", journey.name,
                     to_human_text(availability, std::array{target.availability}),
                     target.is_slo ? "SLO" : "SLA", stated_text(target.availability));
}

/// What counts, where that is not simply all downtime.
std::string counting_text(const ServiceLevelResult& promise) {
  std::string text;
  if (promise.planned > Duration()) {
    text += fmt::format(", {} of it planned", to_human_text(promise.planned));
  }
  if (promise.excluded > Duration()) {
    text += fmt::format(", without {} that does not count", to_human_text(promise.excluded));
  }
  return text;
}

RuleFinding missed_target_finding(const LintSubject& subject, const JourneyAnalysis& analysis,
                                  const Target& target, const ServiceLevelResult& promise) {
  const double counted = promise.lower_unavailability;
  RuleFinding finding =
      subject.at(analysis.journey, message_of(subject.model.journeys[analysis.journey], target,
                                              Availability::from_unavailability(counted)));
  finding.span = target.span;
  const Duration down = Duration::seconds(counted * target.period.in_seconds());
  const std::string allowed = to_human_text(target.budget());
  std::string is = to_human_text(down);
  if (is == allowed) is = "just over " + is;
  finding.witness.push_back(fmt::format(
      "{}down {} in {}{}, {} are allowed", analysis.up.method == Method::exact ? "" : "at best ",
      is, to_human_text(target.period), counting_text(promise), allowed));
  add_contributors(subject, analysis, finding);
  finding.help = "begin with the largest contributor, or lower the target";
  return finding;
}

/// The interval of what counts holds the target.
RuleFinding undecided_target_finding(const LintSubject& subject, const JourneyAnalysis& analysis,
                                     const Target& target, const ServiceLevelResult& promise) {
  const IntervalText available =
      interval_text(Availability::from_unavailability(promise.upper_unavailability),
                    Availability::from_unavailability(promise.lower_unavailability),
                    std::array{target.availability});
  const std::string& name = subject.model.journeys[analysis.journey].name;
  RuleFinding finding =
      subject.at(analysis.journey,
                 fmt::format("not decided: whether `{}` keeps its {} of {}", name,
                             target.is_slo ? "SLO" : "SLA", stated_text(target.availability)));
  finding.span = target.span;
  finding.severity = Severity::warning;
  finding.witness.push_back(
      fmt::format("it is {} available{}", available.between(), counting_text(promise)));
  finding.help = what_decides(analysis.up.method);
  return finding;
}

void check_target_not_met(const LintSubject& subject, std::vector<RuleFinding>& findings) {
  for (const JourneyAnalysis& analysis : subject.analysis.journeys) {
    const Journey& journey = subject.model.journeys[analysis.journey];
    // The SLO is the stricter one as a rule: the SLA is told where it alone is missed. What is
    // missed goes before what is not decided.
    std::optional<RuleFinding> undecided;
    bool missed = false;
    for (const bool is_slo : {true, false}) {
      const auto target = stated_target(journey, is_slo);
      const auto& promise = is_slo ? analysis.slo : analysis.sla;
      if (!target || !promise || promise->met == true) continue;
      if (promise->met) {
        findings.push_back(missed_target_finding(subject, analysis, *target, *promise));
        missed = true;
        break;
      }
      if (!undecided) undecided = undecided_target_finding(subject, analysis, *target, *promise);
    }
    if (!missed && undecided) findings.push_back(std::move(*undecided));
  }
}

}  // namespace

const Rule& target_not_met_rule() {
  static const Rule rule{
      "CP201",
      "target-not-met",
      Severity::error,
      "a journey that is less available than its SLO or SLA says",
      "Compares the availability of each journey with its `slo`, and with its `sla` where that "
      "alone is missed, by the downtime that counts: planned downtime with `planned: counted`, "
      "without what `exclude` "
      "names. "
      "Where there are only bounds or an estimate, what misses the target for certain is an error, "
      "and "
      "a target between the two ends a warning: not decided, and what would decide it.",
      "The design cannot keep the promise, however well it is run.",
      "The witness names what costs most: improve that first.",
      R"(cutpoint: 1
journeys: {shop: {needs: [web], slo: {availability: 99%, period: 30d}}}
components:
  web: {kind: service, mtbf: 30d, mttr: 1h}
)",
      R"(cutpoint: 1
journeys: {shop: {needs: [web, database], slo: {availability: 99.9%, period: 30d}}}
components:
  web: {kind: service, mtbf: 30d, mttr: 1h}
  database: {kind: database, mtbf: 90d, mttr: 2h}
)",
      check_target_not_met};
  return rule;
}

}  // namespace cutpoint
