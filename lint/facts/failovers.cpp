#include "lint/facts/failovers.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "lint/facts/redundancy.hpp"

namespace cutpoint {

namespace {

/// Most documents declare none: what follows is linear in the function, and several rules ask.
bool declares_failover(const Model& model) {
  bool found = false;
  const auto note = [&found](const Requirement& need) { found = found || need.failover; };
  for (const Component& component : model.components) {
    if (component.details && component.details->failover) return true;
    for_each_requirement(component.needs, note);
  }
  for (const Journey& journey : model.journeys) for_each_requirement(journey.needs, note);
  return found;
}

}  // namespace

JourneysOver::JourneysOver(const StructureFunction& function) {
  for (const NodeId top : function.journey_failed) {
    std::vector<bool> below(function.nodes.size(), false);
    below[top.index()] = true;
    for (std::size_t i = top.index() + 1; i-- > 0;) {
      if (!below[i]) continue;
      for (const NodeId child : function.children_of(NodeId(i))) below[child.index()] = true;
    }
    below_.push_back(std::move(below));
  }
}

std::vector<JourneyId> JourneysOver::of(NodeId node) const {
  std::vector<JourneyId> journeys;
  for (std::size_t i = 0; i < below_.size(); ++i) {
    if (below_[JourneyId(i)][node.index()]) journeys.emplace_back(i);
  }
  return journeys;
}

std::vector<FailoverSite> failover_sites(const LintSubject& subject) {
  std::vector<FailoverSite> sites;
  if (!declares_failover(subject.model)) return sites;
  std::optional<JourneysOver> over;
  for (const DeclaredGroup& group : declared_groups(subject)) {
    const Failover* failover = nullptr;
    if (!group.is_pool()) {
      if (group.requirement->failover) failover = &*group.requirement->failover;
    } else if (const ComponentDetails* details = subject.details(group.owner);
               details != nullptr && details->failover) {
      failover = &*details->failover;
    }
    if (failover == nullptr) continue;
    // Linear in the whole function: only made where a failover asks.
    if (!over) over.emplace(subject.function);
    // The same members may be needed elsewhere, with another failover: whose need it is counts. A
    // soft need stops nobody.
    std::vector<JourneyId> journeys = over->of(subject.function.groups[group.id].node);
    const auto owners = group.journey.valid()
                            ? std::vector{group.journey}
                            : over->of(subject.function.component_failed[group.owner]);
    std::erase_if(journeys, [&](JourneyId id) {
      return std::find(owners.begin(), owners.end(), id) == owners.end();
    });
    sites.push_back({failover, group.name, group.id, group.members, std::move(journeys)});
  }
  return sites;
}

std::optional<Duration> switch_time(const Failover& failover) {
  const bool by_hand = failover.automatic && !failover.automatic->value;
  const Given<Duration>& move = by_hand ? failover.manual : failover.time;
  if (!move && !failover.detection) return std::nullopt;
  double seconds = move ? move->value.in_seconds() : 0.0;
  if (failover.detection) seconds += failover.detection->value.in_seconds();
  return Duration::seconds(seconds);
}

std::string switch_text(const Failover& failover) {
  const bool by_hand = failover.automatic && !failover.automatic->value;
  const Given<Duration>& move = by_hand ? failover.manual : failover.time;
  std::string text;
  if (failover.detection) {
    text = fmt::format("{} to notice", to_human_text(failover.detection->value));
  }
  if (move) {
    text += fmt::format("{}{} to switch{}", text.empty() ? "" : ", ", to_human_text(move->value),
                        by_hand ? " by hand" : "");
  }
  return text;
}

}  // namespace cutpoint
