#include "analyzer/simulation/batch.hpp"

#include <algorithm>
#include <cmath>
#include <utility>

#include "analyzer/compile/planned_windows.hpp"

namespace cutpoint {

BatchPlan make_batch_plan(const LivePlan& live) {
  BatchPlan plan{live, {}, {}, {}, {}, 0.0, {}, 0.0};
  const StructureFunction& function = live.function;
  std::vector<std::uint32_t> position_of(function.events.size(), BatchPlan::no_group);
  for (std::uint32_t i = 0; i < live.timed.size(); ++i) {
    plan.processes.push_back(function.events[live.timed[i]].process);
    position_of[live.timed[i].index()] = i;
  }
  plan.crews_of.assign(live.timed.size(), BatchPlan::no_group);
  // Long enough for what was there at the start to be forgotten.
  constexpr double repairs_to_forget = 20.0;
  for (const std::uint32_t number : live.groups) {
    const FailoverGroup& group = function.failover_groups[number];
    double longest = std::max(group.switch_hours, group.manual_hours);
    for (std::size_t i = 0; i < group.own.size(); ++i) {
      if (!group.own[i].valid()) continue;
      const std::uint32_t position = position_of[group.own[i].index()];
      if (position == BatchPlan::no_group) continue;
      FailureProcess& process = plan.processes[position];
      if (!group.own_processes.empty()) process = group.own_processes[i];
      longest = std::max(longest, process.mean_repair_hours);
      if (group.crews != 0) plan.crews_of[position] = number;
    }
    plan.warm_up_hours = std::max(plan.warm_up_hours, repairs_to_forget * longest);
  }
  for (const FailureProcess& process : plan.processes) plan.repairs.emplace_back(process);
  plan.planned_cycle_hours = common_cycle_hours(function.planned);
  return plan;
}

BatchRunner::BatchRunner(const BatchPlan& plan)
    : plan_(plan),
      live_(plan.live),
      windows_over_(plan.live.function.events.size(), 0),
      place_(plan.live.timed.size() + plan.live.groups.size() + plan.live.function.planned.size(),
             0),
      occurred_(plan.live.timed.size(), 0),
      rate_share_(plan.live.timed.size(), 1.0),
      groups_(plan.live, live_),
      position_of_(plan.live.function.events.size(), BatchPlan::no_group),
      down_at_(plan.live.function.nodes.size()),
      not_full_at_(plan.live.function.nodes.size()) {
  const StructureFunction& function = plan.live.function;
  for (std::size_t i = 0; i < plan.views.size(); ++i) views_.emplace_back(plan.live);
  for (std::uint32_t i = 0; i < plan.live.timed.size(); ++i) {
    position_of_[plan.live.timed[i].index()] = i;
  }
  for (std::uint32_t i = 0; i < plan.journeys.size(); ++i) {
    down_at_[function.journey_failed[JourneyId(i)]].push_back(i);
    not_full_at_[function.journey_not_full[JourneyId(i)]].push_back(i);
  }
}

Batch empty_batch(const BatchPlan& plan, double hours) {
  Batch batch;
  batch.hours = hours;
  for (const JourneyPeriods& periods : plan.journeys) {
    JourneyBatch journey;
    journey.views.resize(plan.views.size());
    for (const std::vector<double>& lengths : periods.lengths_hours) {
      journey.down.periods.emplace_back(lengths, hours);
      for (OutageTally& tally : journey.views) tally.periods.emplace_back(lengths, hours);
    }
    batch.journeys.push_back(std::move(journey));
  }
  return batch;
}

Batch BatchRunner::run(double hours, RandomStream random) {
  Batch batch = empty_batch(plan_, hours);
  not_full_.assign(plan_.journeys.size(), {});
  random_ = &random;
  failures_ = 0;
  start(random);
  // What is down at the start did not go down within the batch.
  const StructureFunction& function = plan_.live.function;
  for (std::size_t i = 0; i < plan_.journeys.size(); ++i) {
    if (live_.failed(function.journey_failed[JourneyId(i)])) {
      batch.journeys[i].down.go_down(0.0, false);
    }
    if (live_.failed(function.journey_not_full[JourneyId(i)])) not_full_[i].go_down(0.0, false);
  }
  live_.changed_tops().clear();
  observe_views(batch, 0.0);
  while (!heap_.empty() && heap_.front().time < hours) {
    const double now = step(random);
    if (!live_.changed_tops().empty()) observe(batch, now);
    if (any_view_changed()) observe_views(batch, now);
  }
  batch.failures = failures_;
  for (std::size_t i = 0; i < plan_.journeys.size(); ++i) {
    batch.journeys[i].down.finish(hours);
    for (OutageTally& tally : batch.journeys[i].views) tally.finish(hours);
    not_full_[i].finish(hours);
    batch.journeys[i].not_full_hours = not_full_[i].down_hours;
    batch.journeys[i].not_full = std::move(not_full_[i].record);
  }
  return batch;
}

void BatchRunner::start(RandomStream& random) {
  const StructureFunction& function = plan_.live.function;
  live_.reset();
  heap_.clear();
  now_ = 0.0;
  crews_.assign(function.failover_groups.size(), {});
  std::fill(rate_share_.begin(), rate_share_.end(), 1.0);
  const auto timed = static_cast<std::uint32_t>(plan_.live.timed.size());
  for (std::uint32_t i = 0; i < timed; ++i) {
    const bool failed = random.unit() < plan_.processes[i].unavailability;
    occurred_[i] = failed ? 1 : 0;
    set(plan_.live.timed[i], failed);
    heap_.push_back({failed ? plan_.repairs[i].remaining(random) : next_failure(i, random), i});
  }
  for (std::uint32_t i = 0; i < plan_.live.groups.size(); ++i) {
    heap_.push_back({GroupPlayer::never, timed + i});
  }
  if (!views_.empty()) start_views(random);
  for (std::uint32_t i = 0; i < heap_.size(); ++i) place_[heap_[i].position] = i;
  for (std::size_t i = heap_.size() / 2; i-- > 0;) sift_down(i);
  for (const EventId event : plan_.live.frozen) {
    set(event, random.unit() < function.events[event].process.unavailability);
  }
  for (std::uint32_t i = 0; i < timed; ++i) {
    if (occurred_[i] != 0 && plan_.crews_of[i] != BatchPlan::no_group) call_crew(i, 0.0, random);
  }
  live_.settle_demands(random);
  groups_.start(*this, random);
  warm_up(random);
  for (std::size_t i = 0; i < views_.size(); ++i) {
    views_[i].settle_demands(view_randoms_[i]);
    // Everything is looked at once; what is down at the start did not go down within the batch.
    views_[i].changed_tops() = plan_.live.function.journey_failed.raw();
  }
}

void BatchRunner::warm_up(RandomStream& random) {
  const double until = plan_.warm_up_hours;
  if (until <= 0.0) return;
  while (heap_.front().time < until) (void)step(random);
  for (Change& change : heap_) change.time -= until;
  failures_ = 0;
}

double BatchRunner::step(RandomStream& random) {
  const double now = heap_.front().time;
  const std::uint32_t position = heap_.front().position;
  now_ = now;
  changing_ = position;
  const auto timed = static_cast<std::uint32_t>(plan_.live.timed.size());
  const auto groups = static_cast<std::uint32_t>(plan_.live.groups.size());
  if (position >= timed + groups) {
    change_window(position - timed - groups, now);
  } else if (position >= timed) {
    groups_.end_switch(position - timed, *this, random);
  } else {
    change_event(position, now, random);
  }
  settle(now, random);
  return now;
}

void BatchRunner::change_event(std::uint32_t position, double now, RandomStream& random) {
  const bool failed = occurred_[position] == 0;
  occurred_[position] = failed ? 1 : 0;
  const std::uint32_t group = plan_.crews_of[position];
  if (!failed) {
    reschedule(position, now + next_failure(position, random));
    if (group != BatchPlan::no_group) release_crew(group, now, random);
  } else {
    ++failures_;
    if (group != BatchPlan::no_group) {
      call_crew(position, now, random);
    } else {
      reschedule(position, now + plan_.repairs[position].whole(random));
    }
  }
  set(plan_.live.timed[position], failed);
}

double BatchRunner::next_failure(std::uint32_t position, RandomStream& random) {
  const double rate = plan_.processes[position].rate * rate_share_[position];
  return rate > 0.0 ? random.exponential(1.0 / rate) : GroupPlayer::never;
}

void BatchRunner::call_crew(std::uint32_t position, double now, RandomStream& random) {
  const std::uint32_t group = plan_.crews_of[position];
  if (crews_[group].busy < plan_.live.function.failover_groups[group].crews) {
    ++crews_[group].busy;
    reschedule(position, now + plan_.repairs[position].whole(random));
  } else {
    crews_[group].waiting.push_back(position);
    reschedule(position, GroupPlayer::never);
  }
}

void BatchRunner::release_crew(std::uint32_t group, double now, RandomStream& random) {
  --crews_[group].busy;
  if (crews_[group].waiting.empty()) return;
  const std::uint32_t next = crews_[group].waiting.front();
  crews_[group].waiting.pop_front();
  call_crew(next, now, random);
}

/// Fallbacks and groups until nothing more follows from it.
void BatchRunner::settle(double now, RandomStream& random) {
  do {
    live_.settle_demands(random);
  } while (groups_.settle(now, *this, random) && live_.has_touched_demands());
  if (!views_.empty()) settle_views();
}

void BatchRunner::settle_views() {
  // A planned move is prepared: only failures make a group switch.
  for (const std::uint32_t number : plan_.live.groups) {
    const EventId failover = plan_.live.function.failover_groups[number].failover;
    if (!failover.valid()) continue;
    const bool moves = live_.failed(plan_.live.function.event_nodes[failover]);
    for (LiveFunction& view : views_) view.set(failover, moves);
  }
  for (std::size_t i = 0; i < views_.size(); ++i) views_[i].settle_demands(view_randoms_[i]);
}

void BatchRunner::set(EventId event, bool failed) {
  live_.set(event, failed);
  set_in_views(event, failed);
}

void BatchRunner::set_in_views(EventId event, bool failed) {
  for (std::size_t i = 0; i < views_.size(); ++i) {
    const FailureView& view = plan_.views[i];
    const bool counts =
        failed && !std::binary_search(view.left_out.begin(), view.left_out.end(), event);
    views_[i].set(event, counts || (view.windows && windows_over_[event] > 0));
  }
}

bool BatchRunner::any_view_changed() {
  return std::any_of(views_.begin(), views_.end(),
                     [](LiveFunction& view) { return !view.changed_tops().empty(); });
}

void BatchRunner::start_views(RandomStream& random) {
  const std::uint64_t seed = random.next();
  view_randoms_.clear();
  for (std::size_t i = 0; i < views_.size(); ++i) {
    view_randoms_.emplace_back(seed, i + 1);
    views_[i].reset();
  }
  if (plan_.planned_cycle_hours > 0.0) start_windows(random);
  for (std::uint32_t i = 0; i < plan_.live.timed.size(); ++i) {
    set_in_views(plan_.live.timed[i], occurred_[i] != 0);
  }
}

void BatchRunner::start_windows(RandomStream& random) {
  std::fill(windows_over_.begin(), windows_over_.end(), 0U);
  const auto first = static_cast<std::uint32_t>(plan_.live.timed.size() + plan_.live.groups.size());
  // The batch begins anywhere in the cycle that all windows share.
  const double offset = random.unit() * plan_.planned_cycle_hours;
  const std::vector<PlannedWindow>& windows = plan_.live.function.planned;
  window_on_.assign(windows.size(), 0);
  for (std::uint32_t i = 0; i < windows.size(); ++i) {
    const PlannedWindow& window = windows[i];
    const double phase = std::fmod(offset, window.every_hours) - window.start_hours;
    const double since = phase < 0.0 ? phase + window.every_hours : phase;
    heap_.push_back({0.0, first + i});
    if (since < window.lasts_hours) {
      window_on_[i] = 1;
      for (const EventId event : window.events) ++windows_over_[event];
      heap_.back().time = window.lasts_hours - since;
    } else {
      heap_.back().time = window.every_hours - since;
    }
  }
}

void BatchRunner::change_window(std::uint32_t number, double now) {
  const PlannedWindow& window = plan_.live.function.planned[number];
  const bool begins = window_on_[number] == 0;
  window_on_[number] = begins ? 1 : 0;
  for (const EventId event : window.events) {
    begins ? ++windows_over_[event] : --windows_over_[event];
    const std::uint32_t position = position_of_[event.index()];
    const bool failed = position != BatchPlan::no_group && occurred_[position] != 0;
    set_in_views(event, failed);
  }
  const double next = begins ? window.lasts_hours : window.every_hours - window.lasts_hours;
  reschedule(
      static_cast<std::uint32_t>(plan_.live.timed.size() + plan_.live.groups.size()) + number,
      now + next);
}

void BatchRunner::observe_views(Batch& batch, double now) {
  for (std::size_t i = 0; i < views_.size(); ++i) {
    for (const NodeId top : views_[i].changed_tops()) {
      const bool failed = views_[i].failed(top);
      for (const std::uint32_t journey : down_at_[top]) {
        OutageTally& tally = batch.journeys[journey].views[i];
        if (failed == tally.is_down()) continue;
        if (failed) {
          tally.go_down(now, now > 0.0);
        } else {
          tally.come_up(now);
        }
      }
    }
    views_[i].changed_tops().clear();
  }
}

void BatchRunner::schedule_switch(std::uint32_t group, double time) {
  reschedule(static_cast<std::uint32_t>(plan_.live.timed.size()) + group, time);
}

void BatchRunner::change_rate(EventId own, double share) {
  const std::uint32_t position = position_of_[own.index()];
  if (position == BatchPlan::no_group || rate_share_[position] == share) return;
  rate_share_[position] = share;
  // Failures have no memory: the time left is drawn anew.
  if (occurred_[position] == 0) reschedule(position, now_ + next_failure(position, *random_));
}

void BatchRunner::observe(Batch& batch, double now) {
  for (const NodeId top : live_.changed_tops()) {
    const bool failed = live_.failed(top);
    const auto follow = [this, failed, now](OutageTally& tally, const std::vector<bool>& alone) {
      if (failed == tally.is_down()) return;
      if (failed) {
        const bool by_itself = changing_ < alone.size() && alone[changing_];
        tally.go_down(now, true, by_itself ? changing_ : OutageTally::several);
      } else {
        tally.come_up(now);
      }
    };
    for (const std::uint32_t journey : down_at_[top]) {
      follow(batch.journeys[journey].down, plan_.down_alone[journey]);
    }
    for (const std::uint32_t journey : not_full_at_[top]) {
      follow(not_full_[journey], plan_.not_full_alone[journey]);
    }
  }
  live_.changed_tops().clear();
}

void BatchRunner::reschedule(std::uint32_t position, double time) {
  const std::size_t at = place_[position];
  const bool later = time > heap_[at].time;
  heap_[at].time = time;
  if (later) {
    sift_down(at);
  } else {
    sift_up(at);
  }
}

void BatchRunner::sift_up(std::size_t at) {
  const Change moving = heap_[at];
  while (at > 0) {
    const std::size_t parent = (at - 1) / 2;
    if (!(moving < heap_[parent])) break;
    heap_[at] = heap_[parent];
    place_[heap_[at].position] = static_cast<std::uint32_t>(at);
    at = parent;
  }
  heap_[at] = moving;
  place_[moving.position] = static_cast<std::uint32_t>(at);
}

void BatchRunner::sift_down(std::size_t at) {
  const Change moving = heap_[at];
  for (;;) {
    std::size_t child = 2 * at + 1;
    if (child >= heap_.size()) break;
    if (child + 1 < heap_.size() && heap_[child + 1] < heap_[child]) ++child;
    if (!(heap_[child] < moving)) break;
    heap_[at] = heap_[child];
    place_[heap_[at].position] = static_cast<std::uint32_t>(at);
    at = child;
  }
  heap_[at] = moving;
  place_[moving.position] = static_cast<std::uint32_t>(at);
}

}  // namespace cutpoint
