#include <algorithm>

#include <fmt/format.h>

#include "lint/facts/judged_journeys.hpp"
#include "lint/facts/witness.hpp"
#include "model/base/name_list.hpp"

namespace cutpoint {

namespace {

constexpr double told_share_of_assumed = 0.25;
constexpr std::size_t most_named_guesses = 5;

bool is_guessed(const Model& model, const BasicEvent& event) {
  if (!event.assumed || event.kind != EventKind::component) return event.assumed;
  const auto& figures = model.components[event.component].figures;
  return figures && is_downtime_guessed(*figures);
}

void check_assumed_figures(const LintSubject& subject, std::vector<RuleFinding>& findings) {
  for (const auto& [journey, analysis, target] : judged_journeys(subject)) {
    // Criticalities overlap where several failures are needed at once: the sum of all is the whole.
    double assumed = 0;
    double all = 0;
    // What they are figures of: components, pools once, and links.
    std::vector<std::string> guessed;
    for (const Importance& row : analysis.importance) {
      all += row.criticality;
      const BasicEvent& event = subject.function.events[row.event];
      if (!is_guessed(subject.model, event)) continue;
      assumed += row.criticality;
      const bool is_part = event.kind == EventKind::component || event.kind == EventKind::link;
      if (!is_part || row.criticality <= 0.0) continue;
      const std::string& name =
          event.kind == EventKind::link ? event.name : subject.name(event.component);
      if (std::find(guessed.begin(), guessed.end(), name) == guessed.end()) guessed.push_back(name);
    }
    if (all <= 0.0 || assumed / all < told_share_of_assumed || guessed.empty()) continue;
    RuleFinding finding = subject.at(
        analysis.journey,
        fmt::format("the verdict on the target of `{}` rests on assumed figures", journey.name));
    finding.span = target.span;
    finding.witness.push_back(
        fmt::format("{:.0f} % of its downtime comes from figures of the "
                    "catalogue: {}",
                    100.0 * assumed / all, first_names(guessed, most_named_guesses)));
    finding.help = "state figures for these first, or record incidents as `observed`";
    findings.push_back(std::move(finding));
  }
}

}  // namespace

const Rule& assumed_figures_rule() {
  static const Rule rule{
      "CP205",
      "assumed-figures",
      Severity::warning,
      "a target judged mostly by assumed figures",
      "Reports journeys with an SLO or SLA where at least a quarter of the downtime comes from "
      "failure rates or repair times that the catalogue guessed.",
      "Met or missed, the answer is then mostly the catalogue's and not yours.",
      "State the figures of the components that the witness names, largest first.",
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
      check_assumed_figures};
  return rule;
}

}  // namespace cutpoint
