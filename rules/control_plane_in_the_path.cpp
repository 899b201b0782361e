#include <algorithm>
#include <optional>

#include <fmt/format.h>

#include "analyzer/failure_paths.hpp"
#include "analyzer/failure_wave.hpp"
#include "rules/watches.hpp"
#include "rules/witness.hpp"

namespace cutpoint {

namespace {

bool is_control_plane(const LintSubject& subject, ComponentId id) {
  const ComponentDetails* details = subject.details(id);
  return details != nullptr && details->plane == Plane::control;
}

/// The journey names the control plane: it is about it.
bool names_it(const Journey& journey, ComponentId id) {
  bool named = false;
  for_each_requirement(journey.needs, [&](const Requirement& need) {
    named = named || need.component == id ||
            std::find(need.ends.begin(), need.ends.end(), id) != need.ends.end();
  });
  return named;
}

/// Journeys that fail where the component fails as a whole, with a path to it.
class PathSearch {
 public:
  explicit PathSearch(const LintSubject& subject)
      : subject_(subject),
        parents_(subject.function),
        wave_(subject.function, parents_),
        paths_(subject.model, false),
        failed_in_(subject.function.nodes.size(), 0) {}

  void add_findings(ComponentId id, std::vector<RuleFinding>& findings) {
    ++number_;
    wave_.spread(subject_.function.component_failed[id], [&](NodeId node, bool) {
      failed_in_[node] = number_;
      return FailureWave::Verdict::go_on;
    });
    RuleFinding finding = subject_.at(id, "");
    for (std::size_t i = 0; i < subject_.model.journeys.size(); ++i) {
      const JourneyId journey(i);
      if (failed_in_[subject_.function.journey_failed[journey]] != number_) continue;
      if (!names_it(subject_.model.journeys[journey], id)) add_path(journey, id, finding);
    }
    if (finding.journeys.empty()) return;
    finding.message = fmt::format("the control plane `{}` is in the path of {}", subject_.name(id),
                                  journeys_of(subject_, finding.journeys));
    finding.help =
        "let running instances go on without it: cache what it answers, make the need `soft`, or "
        "give it a `fallback`";
    findings.push_back(std::move(finding));
  }

 private:
  void add_path(JourneyId journey, ComponentId id, RuleFinding& finding) {
    constexpr std::size_t most = 3;
    finding.journeys.push_back(journey);
    if (finding.journeys.size() > most) return;
    const auto steps = paths_.from_journey(journey, {id}, [&](ComponentId other) {
      return failed_in_[subject_.function.component_failed[other]] == number_;
    });
    finding.witness.push_back("path: " + path_of(subject_, journey, shortened(steps)));
  }

  const LintSubject& subject_;
  Parents parents_;
  FailureWave wave_;
  FailurePaths paths_;
  IdVector<NodeId, std::uint32_t> failed_in_;
  std::uint32_t number_ = 0;
};

/// A switch that only control planes can make.
void check_failovers(const LintSubject& subject, std::vector<RuleFinding>& findings) {
  for (const Watch& watch : declared_watches(subject)) {
    if (!watch.group.valid() ||
        !std::all_of(watch.watchers.begin(), watch.watchers.end(),
                     [&](ComponentId id) { return is_control_plane(subject, id); })) {
      continue;
    }
    RuleFinding finding;
    finding.span = watch.span;
    finding.subject = watch.name;
    finding.message = fmt::format("the failover of `{}` waits for a control plane ({})", watch.name,
                                  names_of(subject, watch.watchers));
    finding.witness.push_back(
        fmt::format("nothing else is named under `by`: while it is down, {} cannot take over",
                    names_of(subject, watch.watched)));
    finding.help = "let the data plane switch: clients that retry, health checks of the balancer";
    finding.components = watch.watched;
    finding.journeys = watch.journeys;
    finding.severity = Severity::info;
    findings.push_back(std::move(finding));
  }
}

void check(const LintSubject& subject, std::vector<RuleFinding>& findings) {
  std::optional<PathSearch> search;
  for (const ComponentId id : subject.components()) {
    if (!is_control_plane(subject, id) || !subject.used(id)) continue;
    // Linear in the whole function: only made where something asks.
    if (!search) search.emplace(subject);
    search->add_findings(id, findings);
  }
  check_failovers(subject, findings);
}

}  // namespace

const Rule& control_plane_in_the_path_rule() {
  static const Rule rule{
      "CP109",
      "control-plane-in-the-path",
      Severity::warning,
      "a control plane that requests of users wait for",
      "Reports a component with `plane: control` whose failure stops a journey, unless the journey "
      "names it itself (a journey `deploy` may well be about it). As a note, also a failover that "
      "only control planes can make (`failover: {by: [...]}`). Soft needs, fallbacks and "
      "alternatives are no path. Nothing is said of components without `plane`.",
      "Control planes (cluster managers, schedulers, provider APIs, deployment systems) are more "
      "complex and fail more often than what they manage, and are busiest exactly when much else "
      "is failing.",
      "Arrange that what runs goes on running without it: static configuration, cached "
      "credentials, capacity that is already there.",
      R"(cutpoint: 1
journeys: {shop: {needs: [web]}, deploy: {needs: [cluster-api]}}
components:
  web: {kind: pod, depends_on: [{component: cluster-api, soft: true}]}
  cluster-api: {kind: service, plane: control}
)",
      R"(cutpoint: 1
journeys: {shop: {needs: [web]}}
components:
  web: {kind: pod, depends_on: [cluster-api]}
  cluster-api: {kind: service, plane: control}
)",
      check};
  return rule;
}

}  // namespace cutpoint
