#include "analyzer/simulation/batch.hpp"

#include <algorithm>

namespace cutpoint {

BatchRunner::BatchRunner(const BatchPlan& plan)
    : plan_(plan),
      live_(plan.live),
      occurred_(plan.live.timed.size(), 0),
      down_at_(plan.live.function.nodes.size()),
      not_full_at_(plan.live.function.nodes.size()) {
  const StructureFunction& function = plan.live.function;
  for (std::uint32_t i = 0; i < plan.journeys.size(); ++i) {
    down_at_[function.journey_failed[JourneyId(i)]].push_back(i);
    not_full_at_[function.journey_not_full[JourneyId(i)]].push_back(i);
  }
}

Batch BatchRunner::run(double hours, RandomStream random) {
  Batch batch;
  batch.hours = hours;
  not_full_.assign(plan_.journeys.size(), {});
  for (const JourneyPeriods& periods : plan_.journeys) {
    JourneyBatch journey;
    for (const double length : periods.lengths_hours) {
      journey.down.periods.emplace_back(length, hours);
    }
    batch.journeys.push_back(std::move(journey));
  }
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
  while (!heap_.empty() && heap_.front().time < hours) step(batch, random);
  for (std::size_t i = 0; i < plan_.journeys.size(); ++i) {
    batch.journeys[i].down.finish(hours);
    not_full_[i].finish(hours);
    batch.journeys[i].not_full_hours = not_full_[i].down_hours;
  }
  return batch;
}

void BatchRunner::start(RandomStream& random) {
  const StructureFunction& function = plan_.live.function;
  live_.reset();
  heap_.clear();
  for (std::uint32_t i = 0; i < plan_.live.timed.size(); ++i) {
    const EventId event = plan_.live.timed[i];
    const FailureProcess& process = function.events[event].process;
    const bool failed = random.unit() < process.unavailability;
    occurred_[i] = failed ? 1 : 0;
    live_.set(event, failed);
    heap_.push_back(
        {failed ? plan_.repairs[i].remaining(random) : random.exponential(1.0 / process.rate), i});
  }
  for (std::size_t i = heap_.size() / 2; i-- > 0;) sift_down(i);
  for (const EventId event : plan_.live.frozen) {
    live_.set(event, random.unit() < function.events[event].process.unavailability);
  }
  live_.settle_demands(random);
}

void BatchRunner::step(Batch& batch, RandomStream& random) {
  Change& change = heap_.front();
  const double now = change.time;
  const std::uint32_t position = change.position;
  const EventId event = plan_.live.timed[position];
  const bool failed = occurred_[position] == 0;
  occurred_[position] = failed ? 1 : 0;
  if (failed) ++batch.failures;
  change.time += failed ? plan_.repairs[position].whole(random)
                        : random.exponential(1.0 / plan_.live.function.events[event].process.rate);
  sift_down(0);
  live_.set(event, failed);
  live_.settle_demands(random);
  if (!live_.changed_tops().empty()) observe(batch, now);
}

void BatchRunner::observe(Batch& batch, double now) {
  for (const NodeId top : live_.changed_tops()) {
    const bool failed = live_.failed(top);
    const auto follow = [failed, now](OutageTally& tally) {
      if (failed == tally.is_down()) return;
      if (failed) {
        tally.go_down(now, true);
      } else {
        tally.come_up(now);
      }
    };
    for (const std::uint32_t journey : down_at_[top]) follow(batch.journeys[journey].down);
    for (const std::uint32_t journey : not_full_at_[top]) follow(not_full_[journey]);
  }
  live_.changed_tops().clear();
}

void BatchRunner::sift_down(std::size_t at) {
  const Change moving = heap_[at];
  for (;;) {
    std::size_t child = 2 * at + 1;
    if (child >= heap_.size()) break;
    if (child + 1 < heap_.size() && heap_[child + 1] < heap_[child]) ++child;
    if (!(heap_[child] < moving)) break;
    heap_[at] = heap_[child];
    at = child;
  }
  heap_[at] = moving;
}

}  // namespace cutpoint
