#include "analyzer/simulation/cycle_runner.hpp"

#include <algorithm>
#include <cmath>

namespace cutpoint {

namespace {

constexpr std::size_t most_steps = 100'000;

}  // namespace

CycleRunner::CycleRunner(const RarePlan& plan)
    : plan_(plan),
      live_(plan.batch.live),
      groups_(plan.batch.live, live_),
      repair_at_(plan.batch.live.timed.size(), never),
      switch_at_(plan.batch.live.groups.size(), never) {}

bool CycleRunner::run(RandomStream& random, std::vector<WeightedOutages>& journeys) {
  start(random);
  std::vector<std::uint8_t> was_down(journeys.size(), 0);
  count_outages(journeys, was_down);
  for (std::size_t steps = 0; !failed_.empty(); ++steps) {
    if (steps == most_steps) return false;
    const auto [repair, next_repair] = next_change();
    const double wait = wait_for_failure(next_repair - now_, random);
    const bool fails = now_ + wait < next_repair;
    pass(fails ? now_ + wait : next_repair, journeys);
    if (fails) {
      fail(pick(random, true), random);
    } else {
      mend(repair, random);
    }
    count_outages(journeys, was_down);
  }
  for (std::size_t i = 0; i < journeys.size(); ++i) journeys[i].cycles_down += was_down[i];
  return true;
}

void CycleRunner::start(RandomStream& random) {
  live_.reset();
  std::fill(repair_at_.begin(), repair_at_.end(), never);
  std::fill(switch_at_.begin(), switch_at_.end(), never);
  failed_.clear();
  now_ = 0.0;
  weight_ = 1.0;
  up_rate_ = plan_.total_rate;
  live_.settle_demands(random);
  groups_.start(*this, random);
  forcings_ = 0;
  down_before_.assign(plan_.batch.live.function.journey_failed.size(), 0);
  fail(pick(random, true), random);
}

double CycleRunner::rate(std::uint32_t position) const {
  return plan_.batch.processes[position].rate;
}
/// Until the next failure; longer than the time left where none comes before the next repair.
/// Where one is improbable, it is forced with even odds, and the weight takes the difference: at
/// most a factor of two each time, which is allowed a limited number of times in a cycle.
double CycleRunner::wait_for_failure(double left, RandomStream& random) {
  if (failed_.size() == repair_at_.size()) return never;
  const double comes = -std::expm1(-up_rate_ * left);
  if (comes >= forced || forcings_ == most_forcings || all_down()) {
    return random.exponential(1.0 / up_rate_);
  }
  ++forcings_;
  if (random.unit() >= forced) {
    weight_ *= (1.0 - comes) / (1.0 - forced);
    return never;
  }
  weight_ *= comes / forced;
  // Exponential, known to end in time.
  return -std::log1p(-random.unit() * comes) / up_rate_;
}

bool CycleRunner::all_down() const {
  for (std::size_t i = 0; i < down_before_.size(); ++i) {
    if (down_before_[i] == 0) return false;
  }
  return true;
}

/// An event that is up, in proportion to its rate; where `balanced`, half of the time each alike.
/// The weight takes the difference.
std::uint32_t CycleRunner::pick(RandomStream& random, bool balanced) {
  const std::size_t count = repair_at_.size();
  const auto up = static_cast<double>(count - failed_.size());
  std::uint32_t chosen = 0;
  if (balanced && random.unit() < 0.5) {
    do {
      chosen = static_cast<std::uint32_t>(random.unit() * static_cast<double>(count));
    } while (repair_at_[chosen] != never);
  } else {
    double at = random.unit() * up_rate_;
    std::uint32_t last = 0;
    for (std::uint32_t i = 0; i < count; ++i) {
      if (repair_at_[i] != never) continue;
      last = i;
      at -= rate(i);
      if (at < 0.0) break;
    }
    chosen = last;
  }
  const double share = rate(chosen) / up_rate_;
  if (balanced) weight_ *= share / (0.5 * share + 0.5 / up);
  return chosen;
}

void CycleRunner::fail(std::uint32_t position, RandomStream& random) {
  repair_at_[position] = now_ + plan_.batch.repairs[position].whole(random);
  failed_.push_back(position);
  up_rate_ -= rate(position);
  live_.set(plan_.batch.live.timed[position], true);
  settle(random);
}

/// A repair, or the end of a switch (numbered behind the events).
void CycleRunner::mend(std::uint32_t change, RandomStream& random) {
  const auto events = static_cast<std::uint32_t>(repair_at_.size());
  if (change >= events) {
    groups_.end_switch(change - events, *this, random);
  } else {
    repair_at_[change] = never;
    std::erase(failed_, change);
    up_rate_ = failed_.empty() ? plan_.total_rate : up_rate_ + rate(change);
    live_.set(plan_.batch.live.timed[change], false);
  }
  settle(random);
}

void CycleRunner::settle(RandomStream& random) {
  do {
    live_.settle_demands(random);
  } while (groups_.settle(now_, *this, random) && live_.has_touched_demands());
}

std::pair<std::uint32_t, double> CycleRunner::next_change() const {
  std::pair<std::uint32_t, double> next{0, never};
  for (const std::uint32_t position : failed_) {
    if (repair_at_[position] < next.second) next = {position, repair_at_[position]};
  }
  for (std::uint32_t i = 0; i < switch_at_.size(); ++i) {
    if (switch_at_[i] < next.second) {
      next = {static_cast<std::uint32_t>(repair_at_.size()) + i, switch_at_[i]};
    }
  }
  return next;
}

bool CycleRunner::is_down(std::size_t journey) const {
  return live_.failed(plan_.batch.live.function.journey_failed[JourneyId(journey)]);
}

/// Time goes on.
void CycleRunner::pass(double until, std::vector<WeightedOutages>& journeys) {
  const double time = until - now_;
  for (std::size_t i = 0; i < journeys.size(); ++i) {
    if (is_down(i)) journeys[i].down_hours += weight_ * time;
  }
  now_ = until;
}

void CycleRunner::count_outages(std::vector<WeightedOutages>& journeys,
                                std::vector<std::uint8_t>& was_down) {
  for (std::size_t i = 0; i < journeys.size(); ++i) {
    const bool down = is_down(i);
    if (down && down_before_[i] == 0) {
      journeys[i].outages += weight_;
      was_down[i] = 1;
    }
    down_before_[i] = down ? 1 : 0;
  }
}

}  // namespace cutpoint
