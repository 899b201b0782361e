#include <algorithm>
#include <iterator>
#include <optional>
#include <set>

#include <fmt/format.h>

#include "analyzer/analysis/single_points/failure_paths.hpp"
#include "analyzer/structure/failure_wave.hpp"
#include "lint/facts/watches.hpp"
#include "lint/facts/witness.hpp"

namespace cutpoint {

namespace {

bool is_control_plane(const LintSubject& subject, ComponentId id) {
  const ComponentDetails* details = subject.details(id);
  return details != nullptr && details->plane && details->plane->value == Plane::control;
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
    RuleFinding finding = subject_.at(id, "");
    add_paths(subject_.function.component_failed[id], {id}, finding);
    if (finding.journeys.empty()) return;
    finding.message = fmt::format("the control plane `{}` is in the path of {}", subject_.name(id),
                                  journeys_of(subject_, finding.journeys));
    finish(std::move(finding), findings);
  }

  /// A redundancy of control planes only: a second one does not take them out of the path.
  void add_findings(const RedundancyGroup& group, std::vector<RuleFinding>& findings) {
    RuleFinding finding;
    finding.span = group.span;
    finding.subject = group.name;
    finding.components = group.members;
    add_paths(group.node, group.members, finding);
    if (finding.journeys.empty()) return;
    finding.message = fmt::format("only control planes (`{}`) are in the path of {}", group.name,
                                  journeys_of(subject_, finding.journeys));
    finish(std::move(finding), findings);
  }

 private:
  static void finish(RuleFinding&& finding, std::vector<RuleFinding>& findings) {
    finding.help =
        "let running instances go on without it: cache what it answers, make the need `soft`, or "
        "give it a `fallback`";
    findings.push_back(std::move(finding));
  }

  void add_paths(NodeId failed, const std::vector<ComponentId>& planes, RuleFinding& finding) {
    ++number_;
    wave_.spread(failed, [&](NodeId node, bool) {
      failed_in_[node] = number_;
      return FailureWave::Verdict::go_on;
    });
    for (std::size_t i = 0; i < subject_.model.journeys.size(); ++i) {
      const JourneyId journey(i);
      if (failed_in_[subject_.function.journey_failed[journey]] != number_) continue;
      const bool is_about_them = std::any_of(planes.begin(), planes.end(), [&](ComponentId id) {
        return names_it(subject_.model.journeys[journey], id);
      });
      if (!is_about_them) add_path(journey, planes, finding);
    }
  }

  void add_path(JourneyId journey, const std::vector<ComponentId>& planes, RuleFinding& finding) {
    constexpr std::size_t most = 3;
    finding.journeys.push_back(journey);
    if (finding.journeys.size() > most) return;
    const auto steps = paths_.from_journey(journey, planes, [&](ComponentId other) {
      return failed_in_[subject_.function.component_failed[other]] == number_ ||
             std::find(planes.begin(), planes.end(), other) != planes.end();
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

/// A switch that needs a control plane.
void check_failovers(const LintSubject& subject, std::vector<RuleFinding>& findings) {
  for (const Watch& watch : declared_watches(subject)) {
    std::vector<ComponentId> planes;
    std::copy_if(watch.watchers.begin(), watch.watchers.end(), std::back_inserter(planes),
                 [&](ComponentId id) { return is_control_plane(subject, id); });
    if (!watch.group.valid() || planes.empty()) continue;
    RuleFinding finding;
    finding.span = watch.span;
    finding.subject = watch.name;
    finding.message = fmt::format("the failover of `{}` waits for a control plane ({})", watch.name,
                                  names_of(subject, planes));
    finding.witness.push_back(
        fmt::format("a switch needs all that `by` names: without {}, {} "
                    "cannot take over",
                    names_of(subject, planes), names_of(subject, watch.watched)));
    finding.help = "let the data plane switch: clients that retry, health checks of the balancer";
    finding.components = watch.watched;
    finding.journeys = watch.journeys;
    finding.severity = Severity::info;
    findings.push_back(std::move(finding));
  }
}

void check_control_plane_in_the_path(const LintSubject& subject,
                                     std::vector<RuleFinding>& findings) {
  std::optional<PathSearch> search;
  for (const ComponentId id : subject.components()) {
    if (!is_control_plane(subject, id) || !subject.used(id)) continue;
    // Linear in the whole function: only made where something asks.
    if (!search) search.emplace(subject);
    search->add_findings(id, findings);
  }
  std::set<std::string> told;  // the same redundancy may be needed by several
  for (const RedundancyGroup& group : subject.function.groups) {
    // A pool is told as a component.
    if (group.members.size() < 2 || told.contains(group.name) ||
        !std::all_of(group.members.begin(), group.members.end(),
                     [&](ComponentId id) { return is_control_plane(subject, id); })) {
      continue;
    }
    if (!search) search.emplace(subject);
    const std::size_t before = findings.size();
    search->add_findings(group, findings);
    if (findings.size() > before) told.insert(group.name);
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
      "needs control planes (`failover: {by: [...]}`). Soft needs, fallbacks and "
      "alternatives are no path, unless all alternatives are control planes. Nothing is said of "
      "components without `plane`.",
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
      check_control_plane_in_the_path};
  return rule;
}

}  // namespace cutpoint
