#include <fmt/format.h>

#include "lint/subject.hpp"

namespace cutpoint {

namespace {

void check_slo_not_stricter_than_sla(const LintSubject& subject,
                                     std::vector<RuleFinding>& findings) {
  for (std::size_t i = 0; i < subject.model.journeys.size(); ++i) {
    const Journey& journey = subject.model.journeys[JourneyId(i)];
    if (!journey.slo || !journey.sla || !journey.slo->availability || !journey.sla->availability) {
      continue;
    }
    const Availability slo = journey.slo->availability->value;
    const Availability sla = journey.sla->availability->value;
    if (slo.unavailability() < sla.unavailability()) continue;
    RuleFinding finding = subject.at(
        JourneyId(i), fmt::format("the SLO of `{}` leaves no margin to its SLA", journey.name));
    finding.span = journey.slo->availability->span;
    finding.witness.push_back(
        fmt::format("SLO {}, SLA {}", to_human_text(slo), to_human_text(sla)));
    finding.notes.push_back({"the SLA is here", journey.sla->availability->span});
    finding.help = "aim higher than what is promised, so that there is time to act before it costs";
    findings.push_back(std::move(finding));
  }
}

}  // namespace

const Rule& slo_not_stricter_than_sla_rule() {
  static const Rule rule{
      "CP203",
      "slo-not-stricter-than-sla",
      Severity::warning,
      "an internal objective that is no stricter than the promise to customers",
      "Compares the `slo` and the `sla` of a journey, where it has both.",
      "The objective is the early warning. Where it equals the agreement, the first alarm is "
      "already the breach.",
      "Set the SLO above the SLA.",
      R"(cutpoint: 1
journeys: {shop: {needs: [web], slo: {availability: 99.5%}, sla: {availability: 99%}}}
components:
  web: {kind: service}
)",
      R"(cutpoint: 1
journeys: {shop: {needs: [web], slo: {availability: 99%}, sla: {availability: 99.5%}}}
components:
  web: {kind: service}
)",
      check_slo_not_stricter_than_sla};
  return rule;
}

}  // namespace cutpoint
