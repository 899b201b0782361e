#include <algorithm>
#include <cctype>
#include <set>

#include <fmt/format.h>

#include "analyzer/analysis/analyze.hpp"
#include "analyzer/chaos/chaos.hpp"
#include "model/architecture/queries/failover_terms.hpp"

namespace cutpoint {

std::string_view name_of(ChaosAction action) {
  switch (action) {
    case ChaosAction::fail_instance:
      return "fail an instance";
    case ChaosAction::fail_component:
      return "fail a component";
    case ChaosAction::fail_place:
      return "fail a place";
    case ChaosAction::slow:
      return "slow dependency";
  }
  return "";
}

namespace {

/// A DNS-1123 label has 63 characters; some are kept for what formats and numbers add.
constexpr std::size_t longest_id = 48;

std::string dns_label(std::string_view text) {
  std::string label;
  for (const char c : text) {
    const auto lower = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
    const bool plain = (lower >= 'a' && lower <= 'z') || (lower >= '0' && lower <= '9');
    if (plain) {
      label += lower;
    } else if (!label.empty() && label.back() != '-') {
      label += '-';
    }
    if (label.size() == longest_id) break;
  }
  while (!label.empty() && label.back() == '-') label.pop_back();
  return label.empty() ? "part" : label;
}

class Planner {
 public:
  Planner(const Model& model, const StructureFunction& function, const Analysis& analysis,
          const ChaosLimits& limits)
      : model_(model), function_(function), analysis_(analysis), limits_(limits) {}

  ChaosPlan plan() {
    for (const RedundancyGroup& group : function_.groups) add_group(group);
    add_places();
    add_single_points();
    for (std::size_t i = 0; i < model_.components.size(); ++i) {
      add_slow(model_.components[ComponentId(i)].needs, ComponentId(i));
    }
    for (const Journey& journey : model_.journeys) add_slow(journey.needs, {});
    if (dropped_ > 0) {
      ChaosOmission omission;
      omission.count = dropped_;
      omission.kept = limits_.experiments;
      plan_.left_out.push_back(std::move(omission));
    }
    return std::move(plan_);
  }

 private:
  [[nodiscard]] const std::string& name(ComponentId id) const { return model_.components[id].name; }

  void add(ChaosExperiment experiment, std::vector<EventId> events, std::string_view verb,
           const std::string& subject) {
    if (events.empty()) return;
    if (plan_.experiments.size() >= limits_.experiments) {
      ++dropped_;
      return;
    }
    const std::string base = dns_label(fmt::format("{}-{}", verb, subject));
    experiment.id = base;
    for (int copy = 2; !ids_.insert(experiment.id).second; ++copy) {
      experiment.id = fmt::format("{}-{}", base, copy);
    }
    experiment.predicted = what_if(model_, function_, std::move(events));
    plan_.experiments.push_back(std::move(experiment));
  }

  void add_group(const RedundancyGroup& group) {
    if (group.members.size() == 1 && model_.components[group.members.front()].is_pool()) {
      return add_pool(group.members.front());
    }
    for (const ComponentId member : group.members) {
      if (!tested_.insert(member).second) continue;
      if (is_place(member)) continue;  // as a place
      ChaosExperiment experiment;
      experiment.target = member;
      experiment.why = ChaosReason::redundant_member;
      experiment.group = group.name;
      experiment.back_within = back_within(member);
      std::vector<ComponentId> others = group.members;
      std::erase(others, member);
      experiment.switch_within = switch_within(failover_of(group), member, others);
      add(std::move(experiment), function_.component_events[member], "fail", name(member));
    }
  }

  void add_pool(ComponentId pool) {
    if (!tested_.insert(pool).second || is_place(pool)) return;
    const Component& component = model_.components[pool];
    const auto count = std::min<std::size_t>(component.replicas, limits_.instances);
    for (std::uint32_t i = 1; i <= count; ++i) {
      ChaosExperiment experiment;
      experiment.action = ChaosAction::fail_instance;
      experiment.target = pool;
      experiment.instance = i;
      experiment.why = ChaosReason::pool_instance;
      experiment.back_within = back_within(pool);
      const auto& details = component.details;
      experiment.switch_within =
          switch_within(details && details->failover ? &*details->failover : nullptr, pool, {pool});
      const EventId event = function_.component_events[pool][i - 1];
      add(std::move(experiment), {event}, "fail", fmt::format("{}-{}", component.name, i));
    }
    if (count < component.replicas) {
      ChaosOmission omission;
      omission.reason = ChaosOmission::Reason::instances_alike;
      omission.count = component.replicas - count;
      omission.kept = count;
      omission.pool = pool;
      plan_.left_out.push_back(std::move(omission));
    }
  }

  [[nodiscard]] bool is_place(ComponentId id) const {
    return model_.kind_of(id).is_place && hosts_.contains(id);
  }

  void add_places() {
    for (std::size_t i = 0; i < model_.components.size(); ++i) {
      const ComponentId id(i);
      if (!is_place(id)) continue;
      tested_.insert(id);
      ChaosExperiment experiment;
      experiment.action = ChaosAction::fail_place;
      experiment.target = id;
      experiment.why = ChaosReason::place_with_all;
      experiment.back_within = back_within(id);
      add(std::move(experiment), function_.component_events[id], "fail", name(id));
    }
  }

  /// What is no redundancy and no place, but stops a journey alone.
  void add_single_points() {
    for (const JourneyAnalysis& journey : analysis_.journeys) {
      for (const SinglePoint& point : journey.single_points) {
        const BasicEvent& event = function_.events[point.event];
        if (event.kind != EventKind::component) {
          leave_out(event);
          continue;
        }
        if (!tested_.insert(event.component).second) continue;
        ChaosExperiment experiment;
        experiment.target = event.component;
        experiment.why = ChaosReason::single_point;
        experiment.back_within = back_within(event.component);
        add(std::move(experiment), function_.component_events[event.component], "fail",
            name(event.component));
      }
    }
  }

  void leave_out(const BasicEvent& event) {
    if (!left_out_.insert(event.name).second) return;
    ChaosOmission omission;
    omission.reason = ChaosOmission::Reason::nothing_to_fail;
    omission.event = event.name;
    omission.kind = event.kind;
    plan_.left_out.push_back(std::move(omission));
  }

  /// Soft needs, fallbacks and what others run: where an answer that comes too late should be
  /// survived, or is to be expected. Nesting is limited by the reader.
  void add_slow(const std::vector<Requirement>& needs, ComponentId dependant) {
    for (const Requirement& need : needs) {
      add_slow(need.members, dependant);
      if (need.form != Requirement::Form::component) continue;
      const bool external = model_.kind_of(need.component).base == "external";
      if (!need.soft && !need.fallback && !external) continue;
      if (!slowed_.emplace(need.component, dependant).second) continue;
      ChaosExperiment experiment;
      experiment.action = ChaosAction::slow;
      experiment.target = need.component;
      experiment.dependant = dependant;
      experiment.why = need.soft       ? ChaosReason::soft_need
                       : need.fallback ? ChaosReason::fallback
                                       : ChaosReason::somebody_elses_need;
      if (experiment.why == ChaosReason::fallback) experiment.fallback = *need.fallback;
      add(std::move(experiment), function_.component_events[need.component], "slow",
          dependant.valid() ? fmt::format("{}-for-{}", name(need.component), name(dependant))
                            : name(need.component));
    }
  }

  [[nodiscard]] std::optional<Duration> back_within(ComponentId id) const {
    const auto& details = model_.components[id].details;
    if (!details || !details->restart || !details->restart->time) return std::nullopt;
    const auto& policy = details->restart->policy;
    if (policy && policy->value == RestartPolicy::never) return std::nullopt;
    return details->restart->time->value;
  }

  [[nodiscard]] const Failover* failover_of(const RedundancyGroup& group) const {
    if (group.owner.valid()) return failover_at(model_.components[group.owner].needs, group.span);
    return group.journey.valid() ? failover_at(model_.journeys[group.journey].needs, group.span)
                                 : nullptr;
  }

  /// Nesting is limited by the reader.
  static const Failover* failover_at(const std::vector<Requirement>& needs, SourceSpan span) {
    for (const Requirement& need : needs) {
      if (need.failover && need.span == span) return &*need.failover;
      if (const Failover* found = failover_at(need.members, span)) return found;
    }
    return nullptr;
  }

  /// As the availability counts it: noticed by a health check where the failover says nothing of
  /// it, and with the start of a cold standby.
  [[nodiscard]] std::optional<Duration> switch_within(
      const Failover* failover, ComponentId failing, const std::vector<ComponentId>& others) const {
    if (failover == nullptr) return {};
    const FailoverTerms terms = failover_terms(model_, *failover, failing, others);
    double seconds = 0.0;
    for (const auto& part : {terms.detection, terms.time}) {
      if (part) seconds += part->in_seconds();
    }
    if (terms.by_hand || seconds <= 0.0) return {};
    return Duration::seconds(seconds);
  }

  const Model& model_;
  const StructureFunction& function_;
  const Analysis& analysis_;
  const ChaosLimits& limits_;
  ChaosPlan plan_;
  std::set<std::string> ids_;
  std::set<ComponentId> tested_;
  std::set<std::pair<ComponentId, ComponentId>> slowed_;
  std::set<std::string> left_out_;
  std::set<ComponentId> hosts_ = [this] {
    std::set<ComponentId> hosts;
    for (const Component& component : model_.components) {
      const auto used = component.used_hosts();
      hosts.insert(used.begin(), used.end());
    }
    return hosts;
  }();
  std::size_t dropped_ = 0;
};

}  // namespace

ChaosPlan plan_chaos(const Model& model, const StructureFunction& function,
                     const Analysis& analysis, const ChaosLimits& limits) {
  return Planner(model, function, analysis, limits).plan();
}

}  // namespace cutpoint
