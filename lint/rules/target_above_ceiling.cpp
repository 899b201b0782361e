#include <algorithm>
#include <array>

#include <fmt/format.h>

#include "analyzer/analysis/ceilings.hpp"
#include "analyzer/analysis/service_levels/service_levels.hpp"
#include "lint/facts/judged_journeys.hpp"
#include "lint/facts/witness.hpp"
#include "lint/subject.hpp"
#include "model/architecture/queries/targets.hpp"

namespace cutpoint {

namespace {

/// How available a single point is by what is stated, measured or promised.
std::optional<ForeignFigure> figure_of(const LintSubject& subject, const SinglePoint& point) {
  const BasicEvent& event = subject.function.events[point.event];
  if (event.kind != EventKind::component) return std::nullopt;
  if (auto foreign = foreign_figure(subject.model, event.component)) return foreign;
  const auto& figures = subject.model.components[event.component].figures;
  // A guess of the catalogue proves nothing.
  if (!figures || !is_downtime_known(*figures)) return std::nullopt;
  return ForeignFigure{figures->unavailability, ForeignFigure::Basis::figures};
}

/// "the provider of bank promises 99.9 %", "bank is 99.5 % available".
std::string who_says(const LintSubject& subject, ComponentId id, const ForeignFigure& figure) {
  const std::string availability =
      to_human_text(Availability::from_unavailability(figure.unavailability));
  if (figure.basis == ForeignFigure::Basis::promise) {
    return fmt::format("the provider of {} promises {}", subject.name(id), availability);
  }
  const CatalogueProfile* profile = subject.model.components[id].figures->profile;
  return fmt::format("{} is {} available{}", subject.name(id), availability,
                     profile != nullptr ? fmt::format(" ({})", profile->source) : "");
}

/// One dependency alone; true where there is one.
bool check_single_points(const LintSubject& subject, const JourneyAnalysis& analysis,
                         const Target& target, std::vector<RuleFinding>& findings) {
  const Journey& journey = subject.model.journeys[analysis.journey];
  bool any = false;
  const auto excluded = excluded_events(subject.model, subject.function, *target.level);
  for (const SinglePoint& point : analysis.single_points) {
    if (std::binary_search(excluded.begin(), excluded.end(), point.event)) continue;
    const auto figure = figure_of(subject, point);
    if (!figure || figure->unavailability <= target.availability.unavailability()) continue;
    any = true;
    const ComponentId component = subject.function.events[point.event].component;
    RuleFinding finding =
        subject.at(component, fmt::format("`{}` alone makes the target of `{}` impossible",
                                          subject.name(component), journey.name));
    finding.subject += " for " + journey.name;
    finding.journeys = {analysis.journey};
    finding.witness.push_back(who_says(subject, component, *figure));
    finding.witness.push_back(
        fmt::format("`{}` aims at {}", journey.name, stated_text(target.availability)));
    finding.witness.push_back("path: " + path_of(subject, analysis.journey, point.path));
    finding.notes.push_back({"the target is here", target.span});
    finding.help = "put an alternative beside it, give the need a fallback, or lower the target";
    findings.push_back(std::move(finding));
  }
  return any;
}

/// What others run, taken together.
void check_ceiling(const LintSubject& subject, const JourneyCeiling& ceiling, const Target& target,
                   std::vector<RuleFinding>& findings) {
  constexpr std::size_t most = 5;
  // Sums of promises that meet the target to the last digit are no finding.
  constexpr double tolerance = 1e-9;
  if (ceiling.unavailability <= target.availability.unavailability() * (1.0 + tolerance)) return;
  const Journey& journey = subject.model.journeys[ceiling.journey];
  RuleFinding finding =
      subject.at(ceiling.journey,
                 fmt::format("what others run makes the target of `{}` impossible", journey.name));
  finding.span = target.span;
  finding.subject += " ceiling";
  finding.witness.push_back(
      fmt::format("with everything else perfect, `{}` is {} available; it aims at {}", journey.name,
                  to_human_text(Availability::from_unavailability(ceiling.unavailability),
                                std::array{target.availability}),
                  stated_text(target.availability)));
  for (std::size_t i = 0; i < ceiling.factors.size() && i < most; ++i) {
    const CeilingFactor& factor = ceiling.factors[i];
    finding.witness.push_back(
        fmt::format("{}, which costs {} a year", who_says(subject, factor.component, factor.figure),
                    to_human_text(Duration::seconds(factor.share * Duration::year))));
    finding.notes.push_back({fmt::format("`{}` is here", subject.name(factor.component)),
                             subject.model.components[factor.component].span});
  }
  if (ceiling.factors.size() > most) {
    finding.witness.push_back(fmt::format("and {} more", ceiling.factors.size() - most));
  }
  finding.help =
      "put alternatives beside the largest, give the need a fallback, or lower the target";
  findings.push_back(std::move(finding));
}

void check_target_above_ceiling(const LintSubject& subject, std::vector<RuleFinding>& findings) {
  std::vector<JourneyId> left;
  for (const JudgedJourney& judged : judged_journeys(subject)) {
    if (check_single_points(subject, judged.analysis, judged.target, findings)) continue;
    left.push_back(judged.analysis.journey);
  }
  for (const JourneyCeiling& ceiling : subject.analysis.ceilings) {
    if (std::find(left.begin(), left.end(), ceiling.journey) == left.end()) continue;
    check_ceiling(subject, ceiling, *target_of(subject.model.journeys[ceiling.journey]), findings);
  }
}

}  // namespace

const Rule& target_above_ceiling_rule() {
  static const Rule rule{
      "CP202",
      "target-above-ceiling",
      Severity::error,
      "a target that what others run makes impossible",
      "Reports a single point of failure whose own availability, as stated, measured or promised "
      "in "
      "its `sla`, is below the target of a journey that needs it. Where none is alone, it computes "
      "exactly what is left when everything of your own never fails: kinds `external` and "
      "`provider`, components with an `sla` and those with a `profile` fail as promised or "
      "published, with every redundancy among them. Assumed figures prove nothing and are left "
      "out.",
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
      check_target_above_ceiling};
  return rule;
}

}  // namespace cutpoint
