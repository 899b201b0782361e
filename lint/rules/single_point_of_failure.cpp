#include <algorithm>
#include <map>

#include <fmt/format.h>

#include "lint/facts/roles.hpp"
#include "lint/facts/witness.hpp"

namespace cutpoint {

namespace {

/// One event, or all instances of one pool, with the journeys that it stops.
struct Stopper {
  EventId event;
  std::vector<const SinglePoint*> points;  ///< one a journey
  std::vector<JourneyId> journeys;
};

std::string advice_for(const Model& model, const BasicEvent& event) {
  if (event.kind == EventKind::common_cause) {
    return "make the members differ, roll changes out to one after the other, or accept the risk";
  }
  if (event.kind == EventKind::link) return "add a second link over another way";
  const Component& component = model.components[event.component];
  if (component.is_pool() && component.majority) {
    return "two have no majority without each other: make it three";
  }
  if (component.is_pool()) {
    return fmt::format("all {} instances must work: add spare ones, or lower `at_least`",
                       component.replicas);
  }
  if (is_place(model, event.component)) {
    return "spread what runs there over a second one, or accept the risk with `accept`";
  }
  if (has_kind(model, event.component, "external") ||
      has_kind(model, event.component, "provider")) {
    return "put a second provider beside it in `any_of`, give it a `fallback`, make it `soft`, or "
           "accept the risk with `accept`";
  }
  if (keeps_data(model, event.component)) {
    return "put a replica beside it (`any_of: [primary, standby]` with `failover`), or accept the "
           "risk with `accept`";
  }
  return "add a second instance in another place (`replicas: 2`, `runs_on: [a, b]`), an "
         "alternative (`any_of`) or a `fallback`, or accept the risk with `accept`";
}

std::string subject_name(const LintSubject& subject, const BasicEvent& event) {
  return event.kind == EventKind::component ? subject.name(event.component) : event.name;
}

SourceSpan event_place(const Model& model, const BasicEvent& event) {
  if (event.kind == EventKind::component) return model.components[event.component].span;
  if (event.kind == EventKind::link) return model.links[event.link].span;
  if (event.kind == EventKind::common_cause) return model.common_causes[event.common_cause].span;
  return {};
}

void add_stopper_witness(const LintSubject& subject, const Stopper& stopper, RuleFinding& finding) {
  constexpr std::size_t most = 3;
  for (std::size_t i = 0; i < stopper.points.size() && i < most; ++i) {
    const std::string path = path_of(subject, stopper.journeys[i], stopper.points[i]->path);
    finding.witness.push_back("path: " + path);
  }
  const BasicEvent& event = subject.function.events[stopper.event];
  const SinglePoint& point = *stopper.points.front();
  finding.witness.push_back(downtime_of(point, event.assumed));
  if (point.takes_down && !point.takes_down->empty()) {
    finding.witness.push_back("takes down " + names_of(subject, *point.takes_down));
  }
  if (point.classification != SinglePointClass::partial) return;
  const Restart& restart = *subject.details(event.component)->restart;
  finding.witness.push_back(
      fmt::format("recovers by itself: restarts in {}, which ends {} of its "
                  "failures",
                  to_human_text(restart.time->value), to_text(restart.cures->value)));
}

RuleFinding stopper_finding(const LintSubject& subject, const Stopper& stopper) {
  const BasicEvent& event = subject.function.events[stopper.event];
  const SinglePoint& point = *stopper.points.front();
  RuleFinding finding;
  finding.span = event_place(subject.model, event);
  finding.subject = subject_name(subject, event);
  const bool pool = event.kind == EventKind::component && event.instance > 0;
  finding.message =
      fmt::format("{}`{}` is a single point of failure of {}", pool ? "every instance of " : "",
                  finding.subject, journeys_of(subject, stopper.journeys));
  if (event.kind == EventKind::component) finding.components = {event.component};
  finding.journeys = stopper.journeys;
  add_stopper_witness(subject, stopper, finding);
  finding.help = advice_for(subject.model, event);
  if (point.classification == SinglePointClass::partial) finding.severity = Severity::info;
  if (point.classification == SinglePointClass::accepted) {
    finding.subject += " (accepted)";
    finding.acceptance = point.acceptance;
  }
  return finding;
}

/// The event's stopper with that acceptance: some journeys may accept what others do not.
Stopper& stopper_of(std::vector<Stopper>& stoppers, const SinglePoint& point) {
  const auto found = std::find_if(stoppers.begin(), stoppers.end(), [&](const Stopper& stopper) {
    return stopper.points.front()->acceptance == point.acceptance;
  });
  if (found != stoppers.end()) return *found;
  stoppers.push_back({point.event, {}, {}});
  return stoppers.back();
}

void check_single_point_of_failure(const LintSubject& subject, std::vector<RuleFinding>& findings) {
  // By event; the first one of a pool stands for all.
  std::map<EventId, std::vector<Stopper>> stoppers;
  for (const JourneyAnalysis& journey : subject.analysis.journeys) {
    for (const SinglePoint& point : journey.single_points) {
      const BasicEvent& event = subject.function.events[point.event];
      // How long a switch takes is judged by the rules on failovers.
      if (event.kind == EventKind::failover) continue;
      const EventId first = event.kind == EventKind::component
                                ? subject.function.component_events[event.component].front()
                                : point.event;
      Stopper& stopper = stopper_of(stoppers[first], point);
      if (!stopper.journeys.empty() && stopper.journeys.back() == journey.journey) continue;
      stopper.points.push_back(&point);
      stopper.journeys.push_back(journey.journey);
    }
  }
  for (const auto& [event, group] : stoppers) {
    for (const Stopper& stopper : group) findings.push_back(stopper_finding(subject, stopper));
  }
}

}  // namespace

const Rule& single_point_of_failure_rule() {
  static const Rule rule{
      single_point_code,
      single_point_rule,
      Severity::warning,
      "something whose failure alone stops a journey",
      "Reports every instance, link and common cause whose failure alone, with everything else up, "
      "stops a journey: a minimal cut set of order 1. Where a restart cures at least 90 % of the "
      "failures within 5 min the finding is a note. Soft needs, `fallback` and redundancy that "
      "really holds are followed; what cannot fail is never reported.",
      "Each of its outages is an outage of the journey, and no amount of care elsewhere helps.",
      "Put a second one beside it that shares nothing with it, make the need soft or give it a "
      "fallback; or say in `accept` who takes the risk, why, and until when.",
      R"(cutpoint: 1
journeys: {shop: {needs: [{any_of: [web-1, web-2]}]}}
components:
  web-1: {kind: service, mtbf: 30d, mttr: 1h}
  web-2: {kind: service, mtbf: 30d, mttr: 1h}
)",
      R"(cutpoint: 1
journeys: {shop: {needs: [web]}}
components:
  web: {kind: service, mtbf: 30d, mttr: 1h}
)",
      check_single_point_of_failure};
  return rule;
}

}  // namespace cutpoint
