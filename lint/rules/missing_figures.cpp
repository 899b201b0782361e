#include <map>

#include <fmt/format.h>

#include "lint/facts/judged_journeys.hpp"
#include "lint/facts/witness.hpp"

namespace cutpoint {

namespace {

/// What adds less than this share of a downtime does not change the verdict.
constexpr double told_share_of_missing = 0.01;

void check_missing_figures(const LintSubject& subject, std::vector<RuleFinding>& findings) {
  // By component: the journey with a target to whose downtime it adds most.
  struct Share {
    JourneyId journey;
    double criticality = 0;
  };
  std::map<ComponentId, Share> shares;
  for (const JudgedJourney& judged : judged_journeys(subject)) {
    for (const Importance& row : judged.analysis.importance) {
      const BasicEvent& event = subject.function.events[row.event];
      if (event.kind != EventKind::component || row.criticality < told_share_of_missing) continue;
      const auto& figures = subject.model.components[event.component].figures;
      if (!figures || !figures->mtbf_assumed) continue;
      Share& share = shares[event.component];
      if (!share.journey.valid() || row.criticality > share.criticality) {
        share = {judged.analysis.journey, row.criticality};
      }
    }
  }
  for (const auto& [id, share] : shares) {
    const Figures& figures = *subject.model.components[id].figures;
    RuleFinding finding = subject.at(id, fmt::format("`{}` states no figures", subject.name(id)));
    finding.witness.push_back(fmt::format(
        "the catalogue's guess for {} is used: mtbf {}, mttr {}", subject.model.kind_of(id).name,
        to_human_text(figures.mtbf), to_human_text(figures.mttr)));
    finding.witness.push_back(
        fmt::format("it takes part in {:.0f} % of the downtime of `{}`, which has a target",
                    100.0 * share.criticality, subject.model.journeys[share.journey].name));
    finding.help = "state `mtbf` and `mttr`, `availability`, `observed` or a `profile`";
    findings.push_back(std::move(finding));
  }
}

}  // namespace

const Rule& missing_figures_rule() {
  static const Rule rule{
      "CP204",
      "missing-figures",
      Severity::info,
      "a component whose failure rate is a guess of the catalogue",
      "Reports components without `mtbf`, `availability`, `observed`, `profile` or `defaults` that "
      "take part in at least 1 % of the downtime of a journey with an SLO or SLA. Journeys without "
      "a target need no "
      "figures.",
      "The verdict on the target is only as good as the figures under it.",
      "State what you know, even roughly: a range (`mtbf: 100d..300d`) is fine.",
      R"(cutpoint: 1
journeys: {shop: {needs: [web], slo: {availability: 99%}}}
components:
  web: {kind: service, mtbf: 30d, mttr: 30m}
)",
      R"(cutpoint: 1
journeys: {shop: {needs: [web], slo: {availability: 99%}}}
components:
  web: {kind: service}
)",
      check_missing_figures};
  return rule;
}

}  // namespace cutpoint
