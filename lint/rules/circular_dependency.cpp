#include <algorithm>
#include <map>
#include <unordered_map>

#include <fmt/format.h>

#include "lint/facts/witness.hpp"
#include "model/base/math/graph_algorithms.hpp"

namespace cutpoint {

namespace {

/// Which components come up from cold: the least fixpoint of working, placed hosts and hard needs
/// first. What a fallback or a soft need waits for does not hold anything up.
class ColdStart {
 public:
  explicit ColdStart(const LintSubject& subject)
      : model_(subject.model),
        started_(model_.components.size(), 0),
        dependants_(model_.components.size()) {
    std::vector<ComponentId> round;
    for (const ComponentId id : subject.components()) {
      for (const ComponentId needed : all_needed(id)) dependants_[needed].push_back(id);
      if (can_start(id)) round.push_back(id);
    }
    // In rounds, so that a component with many needs is looked at once a round.
    while (!round.empty()) {
      std::vector<ComponentId> touched;
      for (const ComponentId id : round) started_[id] = 1;
      for (const ComponentId id : round) {
        touched.insert(touched.end(), dependants_[id].begin(), dependants_[id].end());
      }
      std::sort(touched.begin(), touched.end());
      touched.erase(std::unique(touched.begin(), touched.end()), touched.end());
      std::erase_if(touched, [&](ComponentId id) { return started_[id] != 0 || !can_start(id); });
      round = std::move(touched);
    }
  }

  [[nodiscard]] bool starts(ComponentId id) const { return started_[id] != 0; }

  /// Stuck components that a stuck one waits for.
  [[nodiscard]] std::vector<ComponentId> waits_for(ComponentId id) const {
    std::vector<ComponentId> stuck;
    const Component& component = model_.components[id];
    for (const ComponentId host : component.used_hosts()) {
      if (!starts(host)) stuck.push_back(host);
    }
    for (const Requirement& need : component.needs) add_stuck(need, stuck);
    return stuck;
  }

 private:
  [[nodiscard]] static bool holds_up(const Requirement& need) {
    return !need.soft && !need.fallback;
  }

  [[nodiscard]] std::vector<ComponentId> all_needed(ComponentId id) const {
    const auto hosts = model_.components[id].used_hosts();
    std::vector<ComponentId> needed(hosts.begin(), hosts.end());
    for_each_requirement(model_.components[id].needs, [&](const Requirement& need) {
      if (need.form == Requirement::Form::component) needed.push_back(need.component);
      needed.insert(needed.end(), need.ends.begin(), need.ends.end());
    });
    return needed;
  }

  // Nesting is limited by the reader, so these recursions are shallow.
  [[nodiscard]] bool met(const Requirement& need) const {
    if (!holds_up(need)) return true;
    switch (need.form) {
      case Requirement::Form::component:
        return starts(need.component);
      case Requirement::Form::connected:
        return std::all_of(need.ends.begin(), need.ends.end(),
                           [this](ComponentId end) { return starts(end); });
      case Requirement::Form::at_least:
        break;
    }
    const auto count = std::count_if(need.members.begin(), need.members.end(),
                                     [this](const Requirement& member) { return met(member); });
    return static_cast<std::size_t>(count) >= need.at_least;
  }

  void add_stuck(const Requirement& need, std::vector<ComponentId>& stuck) const {
    if (met(need)) return;
    if (need.form == Requirement::Form::component) stuck.push_back(need.component);
    for (const ComponentId end : need.ends) {
      if (!starts(end)) stuck.push_back(end);
    }
    for (const Requirement& member : need.members) add_stuck(member, stuck);
  }

  [[nodiscard]] bool can_start(ComponentId id) const {
    const Component& component = model_.components[id];
    if (component.moves()) {
      if (std::none_of(component.hosts.begin(), component.hosts.end(),
                       [this](ComponentId host) { return starts(host); })) {
        return false;
      }
    } else if (!component.hosts.empty()) {
      std::uint32_t instances = 0;
      for (std::uint32_t i = 0; i < component.replicas && instances < component.at_least; ++i) {
        if (starts(component.hosts[i % component.hosts.size()])) ++instances;
      }
      if (instances < component.at_least) return false;
    }
    return std::all_of(component.needs.begin(), component.needs.end(),
                       [this](const Requirement& need) { return met(need); });
  }

  const Model& model_;
  IdVector<ComponentId, std::uint8_t> started_;
  IdVector<ComponentId, std::vector<ComponentId>> dependants_;
};

/// A shortest way round from `start` over stuck components of the same circle.
std::vector<ComponentId> way_round(const ColdStart& cold, ComponentId start) {
  std::unordered_map<ComponentId, ComponentId> came_from;
  std::vector<ComponentId> queue{start};
  for (std::size_t head = 0; head < queue.size(); ++head) {
    for (const ComponentId next : cold.waits_for(queue[head])) {
      if (next == start) {
        std::vector<ComponentId> way{start};
        for (ComponentId at = queue[head]; at != start; at = came_from.at(at)) way.push_back(at);
        way.push_back(start);
        std::reverse(way.begin(), way.end());
        return way;
      }
      if (came_from.emplace(next, queue[head]).second) queue.push_back(next);
    }
  }
  return {};
}

RuleFinding circle_finding(const LintSubject& subject, const ColdStart& cold,
                           const std::vector<ComponentId>& circle) {
  const ComponentId first = circle.front();
  RuleFinding finding = subject.at(
      first, fmt::format("`{}` and {} wait for each other: they never start from cold",
                         subject.name(first),
                         circle.size() == 2 ? fmt::format("`{}`", subject.name(circle.back()))
                                            : fmt::format("{} others", circle.size() - 1)));
  finding.components = circle;
  std::string path;
  constexpr std::size_t most = 12;
  const auto way = way_round(cold, first);
  for (std::size_t i = 0; i < way.size(); ++i) {
    if (way.size() > most && i == most / 2) path += fmt::format(" → ({} more)", way.size() - most);
    if (way.size() > most && i >= most / 2 && i < way.size() - most / 2) continue;
    path += (i == 0 ? "" : " → ") + subject.name(way[i]);
  }
  finding.witness.push_back("circle: " + path);
  if (way.size() > 1 && way[1] != first) {
    finding.notes.push_back(
        {fmt::format("`{}` is here", subject.name(way[1])), subject.model.components[way[1]].span});
  }
  finding.help =
      "make one of the needs soft, give it a fallback, or let it be ready without the "
      "other";
  return finding;
}

void check_circular_dependency(const LintSubject& subject, std::vector<RuleFinding>& findings) {
  const ColdStart cold(subject);
  DirectedGraph graph;
  graph.vertex_count = subject.model.components.size();
  std::vector<ComponentId> stuck;
  for (const ComponentId id : subject.components()) {
    if (cold.starts(id)) continue;
    stuck.push_back(id);
    for (const ComponentId next : cold.waits_for(id)) {
      graph.edges.emplace_back(id.value(), next.value());
    }
  }
  if (stuck.empty()) return;
  const auto strong = strong_components(graph);
  std::map<std::uint32_t, std::vector<ComponentId>> circles;
  for (const ComponentId id : stuck) circles[strong[id.value()]].push_back(id);
  for (const auto& [number, circle] : circles) {
    // What only waits for a circle is not in it.
    if (circle.size() > 1) findings.push_back(circle_finding(subject, cold, circle));
  }
}

}  // namespace

const Rule& circular_dependency_rule() {
  static const Rule rule{
      "CP103",
      "circular-dependency",
      Severity::warning,
      "components that wait for each other and never start from cold",
      "Plays a start of everything from cold: a component starts once its host and its hard needs "
      "have started. Reports circles of those that never start. A circle with a way out, by "
      "`any_of`, a soft need or a fallback, is fine.",
      "While it runs, such a circle goes unnoticed. After a power failure it does not come back "
      "without somebody who knows the trick.",
      "Let one of them start without the other: soft need, fallback, cached data, or a retry.",
      R"(cutpoint: 1
journeys: {login: {needs: [accounts]}}
components:
  accounts: {kind: service, depends_on: [settings]}
  settings: {kind: service, depends_on: [{component: accounts, soft: true}]}
)",
      R"(cutpoint: 1
journeys: {login: {needs: [accounts]}}
components:
  accounts: {kind: service, depends_on: [settings]}
  settings: {kind: service, depends_on: [accounts]}
)",
      check_circular_dependency};
  return rule;
}

}  // namespace cutpoint
