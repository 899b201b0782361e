#include "analyzer/analysis/single_points/single_point_finder.hpp"

#include <algorithm>
#include <array>
#include <utility>

#include "analyzer/analysis/single_points/single_point_sets.hpp"
#include "analyzer/analysis/single_points/single_points.hpp"
#include "analyzer/engine/quantities/coherence.hpp"
#include "analyzer/failover/failover_groups.hpp"
#include "analyzer/failover/group_cases.hpp"

namespace cutpoint {

namespace {

/// Following the consequences of a single point is linear in what falls; beyond this much work in
/// one analysis, further points are listed without blast radius.
constexpr std::size_t consequence_step_limit = 30'000'000;
/// So many components that fall with an event are kept for the other journeys: some megabytes.
constexpr std::size_t kept_limit = 2'000'000;
/// From so many journeys on, all of them are first asked at once.
constexpr std::size_t many_journeys = 16;

std::optional<StructureFunction> with_stuck_groups(const StructureFunction& function) {
  const auto& groups = function.failover_groups;
  const bool any = std::any_of(groups.begin(), groups.end(), [](const FailoverGroup& group) {
    return group.stuck.valid() && group.node.valid();
  });
  if (!any) return std::nullopt;
  return as_found_by_failures(function);
}

}  // namespace

SinglePointFinder::SinglePointFinder(const Model& model, const StructureFunction& function,
                                     const SinglePointOptions& options,
                                     std::function<void()> while_working)
    : model_(model),
      compiled_(function),
      with_stuck_(with_stuck_groups(function)),
      function_(with_stuck_ ? *with_stuck_ : function),
      options_(options),
      while_working_(std::move(while_working)),
      parents_(function_),
      wave_(function_, parents_),
      paths_(model, false),
      fallen_(model.components.size(), 0) {
  for (std::size_t i = 0; i < model.components.size(); ++i) {
    components_at_.emplace_back(function_.component_failed[ComponentId(i)], ComponentId(i));
  }
  if (with_stuck_) compiled_parents_.emplace(compiled_);
  std::sort(components_at_.begin(), components_at_.end());
  if (function_.journey_failed.size() >= many_journeys) {
    of_all_ = single_points_of_all(function_, function_.journey_failed.raw());
  }
}

std::vector<SinglePoint> SinglePointFinder::find(JourneyId journey) {
  struct Alone {
    EventId event;
    double share;
  };
  std::vector<Alone> events;
  for (const EventId event : events_of(journey))
    events.push_back({event, share_of(event, journey)});
  std::stable_sort(events.begin(), events.end(), [this](const Alone& a, const Alone& b) {
    const FailureProcess& one = function_.events[a.event].process;
    const FailureProcess& other = function_.events[b.event].process;
    const double down = a.share * one.unavailability, other_down = b.share * other.unavailability;
    return down != other_down ? down > other_down : one.rate > other.rate;
  });
  std::vector<SinglePoint> points;
  points.reserve(events.size());
  for (const Alone& alone : events) points.push_back(describe(alone.event, alone.share, journey));
  for (SinglePoint& point : points) {
    if (!model_.form.shows_needs || consequence_steps_ > consequence_step_limit) break;
    if (while_working_) while_working_();
    follow_consequences(point, journey);
  }
  return points;
}

std::vector<EventId> SinglePointFinder::events_of(JourneyId journey) {
  if (of_all_) return (*of_all_)[journey.index()];
  const NodeId top = function_.journey_failed[journey];
  // The sweep takes every gate for monotone, which a function as a whole may be without them.
  return function_.coherent || !has_negation_below(function_, top)
             ? single_points_of_failure(function_, parents_, top, wave_)
             : events_failing_alone(function_, top);
}

SinglePoint SinglePointFinder::describe(EventId event, double share, JourneyId journey) {
  SinglePoint point;
  point.event = event;
  const FailureProcess& process = function_.events[event].process;
  point.share = share;
  point.downtime_per_year =
      Duration::seconds(process.unavailability * point.share * Duration::year);
  if (process.has_frequency) {
    point.outages_per_year = process.rate * (1.0 - process.unavailability) * point.share *
                             Duration::year / Duration::hour;
  }
  const auto origins = origins_of(model_, function_.events[event]);
  if (origins.size() == 1) point.path.steps = origins;
  classify(point, journey);
  return point;
}

/// What groups do while the event is down: those of their cases that it brings about.
double SinglePointFinder::share_of(EventId event, JourneyId journey) const {
  if (!with_stuck_) return 1.0;
  const NodeId down = compiled_.journey_failed[journey];
  if (evaluate(compiled_, std::array{event})[down] != 0) return 1.0;
  double up = 1.0;
  for (const FailoverGroup& group : compiled_.failover_groups) {
    if (!group.stuck.valid()) continue;
    for (const FailoverGroup::Case& one : group.cases) {
      if (evaluate(compiled_, std::array{event, one.event})[down] == 0) continue;
      up *= 1.0 - compiled_.events[one.event].probability();
    }
  }
  return 1.0 - up;
}

void SinglePointFinder::follow_consequences(SinglePoint& point, JourneyId journey) {
  ++consequence_;
  std::vector<ComponentId> fallen = all_that_falls(point.event);
  for (const ComponentId id : fallen) fallen_[id] = consequence_;
  const std::size_t path_before = paths_.steps();
  const BasicEvent& event = function_.events[point.event];
  const auto origins = origins_of(model_, event);
  auto path = paths_.from_journey(journey, origins,
                                  [this](ComponentId id) { return fallen_[id] == consequence_; });
  if (!path.empty()) point.path = shortened(std::move(path));
  consequence_steps_ += fallen.size() + paths_.steps() - path_before;
  if (event.kind == EventKind::component) std::erase(fallen, event.component);
  point.takes_down = std::move(fallen);
}

/// The same for every journey, so what many journeys share is followed once.
std::vector<ComponentId> SinglePointFinder::all_that_falls(EventId event) {
  const auto known = consequences_.find(event);
  if (known != consequences_.end()) return known->second;
  const std::size_t before = wave_.steps();
  std::vector<ComponentId> fallen;
  (void)wave_.spread(function_.event_nodes[event], [&](NodeId failed, bool) {
    auto at = std::lower_bound(components_at_.begin(), components_at_.end(),
                               std::pair(failed, ComponentId(0U)));
    for (; at != components_at_.end() && at->first == failed; ++at) fallen.push_back(at->second);
    return FailureWave::Verdict::go_on;
  });
  std::sort(fallen.begin(), fallen.end());
  consequence_steps_ += wave_.steps() - before;
  if (function_.journey_failed.size() > 1 && kept_consequences_ + fallen.size() <= kept_limit) {
    kept_consequences_ += fallen.size();
    consequences_.emplace(event, fallen);
  }
  return fallen;
}

void SinglePointFinder::classify(SinglePoint& point, JourneyId journey) const {
  const BasicEvent& event = function_.events[point.event];
  if (const Acceptance* acceptance = acceptance_of(event, journey)) {
    point.classification = SinglePointClass::accepted;
    point.acceptance = acceptance;
    return;
  }
  if (event.kind == EventKind::failover) {
    if (recovers_soon(point.event)) point.classification = SinglePointClass::partial;
    return;
  }
  if (event.kind != EventKind::component) return;
  const auto& details = model_.components[event.component].details;
  if (!details || !details->restart || !details->restart->time || !details->restart->cures) return;
  if (details->restart->policy && details->restart->policy->value == RestartPolicy::never) return;
  if (details->restart->cures->value >= options_.partial_cures &&
      details->restart->time->value <= options_.partial_time) {
    point.classification = SinglePointClass::partial;
  }
}

/// A failover that nearly always works by itself, and in time.
bool SinglePointFinder::recovers_soon(EventId failover) const {
  const FailoverGroup* group = group_of_failover(function_, failover);
  return group != nullptr && !group->always_by_hand &&
         group->success >= options_.partial_cures.value() &&
         group->switch_hours <= options_.partial_time.in_hours();
}

const Acceptance* SinglePointFinder::acceptance_of(const BasicEvent& event,
                                                   JourneyId journey) const {
  const auto applies = [this](const Acceptance& acceptance) {
    const bool about_this = acceptance.rule && (acceptance.rule->value == single_point_rule ||
                                                acceptance.rule->value == single_point_code);
    const bool expired =
        acceptance.until && options_.today && acceptance.until->value < *options_.today;
    return about_this && !expired;
  };
  if (event.kind == EventKind::component) {
    const Component& component = model_.components[event.component];
    if (component.details) {
      for (const Acceptance& acceptance : component.details->accept) {
        if (applies(acceptance)) return &acceptance;
      }
    }
  }
  for (const Acceptance& acceptance : model_.journeys[journey].accept) {
    if (applies(acceptance)) return &acceptance;
  }
  for (const Acceptance& acceptance : model_.accept) {
    if (!applies(acceptance)) continue;
    if (acceptance.components.empty()) return &acceptance;
    for (const WrittenName& name : acceptance.components) {
      if (event.kind == EventKind::component &&
          name.value == model_.components[event.component].name) {
        return &acceptance;
      }
    }
  }
  return nullptr;
}

}  // namespace cutpoint
