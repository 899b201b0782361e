#include "analyzer/engine/budget/engine_meter.hpp"

#include <algorithm>
#include <utility>

namespace cutpoint {

namespace {

/// Reading the clock costs as much as some hundred steps.
constexpr std::uint64_t steps_between_looks = 4096;
/// Some milliseconds of them.
constexpr std::uint64_t operations_between_looks = 1'000'000;
/// What the metered tables cannot know: the allocator's own overhead and what it keeps for later.
constexpr double usable_share = 0.75;
/// With what rounding tables up to large pages takes.
constexpr std::uint64_t program_bytes = std::uint64_t{32} << 20U;
constexpr std::uint64_t component_bytes = 1536;
constexpr std::uint64_t event_bytes = 512;
constexpr std::uint64_t node_bytes = 128;

/// When a task must have ended, as a share of the time from the start, and its share of the steps.
/// By task; what a task leaves of the time goes to those after it. Steps of different tasks take
/// different times, and exact answers that need very many are seldom to be had at all.
struct TaskShare {
  double time_until;
  double steps;
};
constexpr TaskShare task_shares[] = {
    {0.50, 0.08},  // availability
    {0.70, 0.05},  // cut sets
    {0.80, 0.01},  // importance
    {0.90, 0.01},  // prime implicants
    {0.90, 0.08},  // bounds
    {0.95, 0.01},  // importance of what is bounded
    {1.00, 1.00},  // ceilings, of functions in which little can fail
};

}  // namespace

EngineMeter::EngineMeter(const EngineBudget& budget, std::uint64_t held,
                         std::function<void()> while_working)
    : given_(budget),
      all_steps_(budget.steps),
      limit_(budget.memory > held ? static_cast<std::uint64_t>(
                                        static_cast<double>(budget.memory - held) * usable_share)
                                  : 0),
      while_working_(std::move(while_working)) {
  if (budget.time) seconds_ = budget.time->in_seconds();
  begin(EngineTask::availability);
}

void EngineMeter::begin(EngineTask task) {
  const TaskShare& share = task_shares[static_cast<std::size_t>(task)];
  earlier_steps_[static_cast<std::size_t>(task_)] = steps_;
  task_ = task;
  steps_ = earlier_steps_[static_cast<std::size_t>(task)];
  spent_ = false;
  refused_ = false;
  most_steps_ = std::numeric_limits<std::uint64_t>::max();
  if (seconds_) {
    const double seconds = std::min(*seconds_ * share.time_until, 1e9);
    end_ = start_ +
           std::chrono::duration_cast<Clock::duration>(std::chrono::duration<double>(seconds));
  } else {
    most_steps_ = static_cast<std::uint64_t>(static_cast<double>(all_steps_) * share.steps);
  }
  next_look_ = 0;
  (void)look();
}

EngineBudget EngineMeter::left() const {
  EngineBudget rest = given_;
  if (seconds_) {
    const std::chrono::duration<double> taken = Clock::now() - start_;
    rest.time = Duration::seconds(std::max(0.0, *seconds_ - taken.count()));
  }
  std::uint64_t steps = steps_;
  for (std::size_t task = 0; task < earlier_steps_.size(); ++task) {
    if (task != static_cast<std::size_t>(task_)) steps += earlier_steps_[task];
  }
  rest.steps -= std::min(rest.steps, steps);
  const auto used = static_cast<std::uint64_t>(static_cast<double>(used_) / usable_share);
  rest.memory -= std::min(rest.memory, used);
  return rest;
}

bool EngineMeter::look() {
  if (while_working_) while_working_();
  compare_with_limits();
  return !spent_;
}

void* EngineMeter::make_table(std::size_t bytes) {
  take(bytes);
  if (void* const kept = kept_.take(bytes)) return kept;
  kept_.let_go(most_used_ - used_);
  return allocate_table(bytes);
}

void EngineMeter::free_table(void* memory, std::size_t bytes) noexcept {
  give_back(bytes);
  if (!kept_.keep(memory, bytes)) cutpoint::free_table(memory, bytes);
}

bool EngineMeter::look_in_passing() {
  if (while_working_) while_working_();
  const bool is_over = is_late();
  next_pass_ = passed_ + (is_over ? 0 : operations_between_looks);
  return !is_over;
}

void EngineMeter::compare_with_limits() {
  spent_ = spent_ || steps_ >= most_steps_ || is_late();
  next_look_ = std::min(steps_ + steps_between_looks, most_steps_);
}

bool EngineMeter::has_room(std::uint64_t bytes) {
  if (bytes <= room()) return true;
  refused_ = true;
  return false;
}

void EngineMeter::cut() {
  EngineCut cut{task_, EngineLimit::nodes};
  if (spent_) {
    cut.limit = seconds_ ? EngineLimit::time : EngineLimit::steps;
  } else if (refused_) {
    cut.limit = EngineLimit::memory;
  }
  if (std::find(cuts_.begin(), cuts_.end(), cut) == cuts_.end()) cuts_.push_back(cut);
}

EnginePortion::EnginePortion(EngineMeter* meter) : meter_(meter) {
  if (meter_ == nullptr) return;
  whole_steps_ = meter_->most_steps_;
  whole_end_ = meter_->end_;
}

EnginePortion::EnginePortion(EngineMeter* meter, MostSteps most) : EnginePortion(meter) {
  if (meter_ == nullptr) return;
  take_steps(most.steps);
  (void)meter_->look();
}

EnginePortion::EnginePortion(EngineMeter* meter, PartsLeft share) : EnginePortion(meter) {
  if (meter_ == nullptr) return;
  take_steps(meter_->steps_left() / share.parts);
  take_part_of_time(share.parts);
}

EnginePortion::EnginePortion(EngineMeter* meter, PartsOfTime share) : EnginePortion(meter) {
  if (meter_ == nullptr) return;
  take_part_of_time(share.parts);
}

void EnginePortion::take_steps(std::uint64_t most) {
  meter_->most_steps_ = meter_->steps_ + std::min(most, meter_->steps_left());
}

void EnginePortion::take_part_of_time(std::size_t parts) {
  if (meter_->seconds_ && parts > 1) {
    const EngineMeter::Clock::time_point now = EngineMeter::Clock::now();
    if (now < whole_end_) meter_->end_ = now + (whole_end_ - now) / static_cast<int>(parts);
  }
  (void)meter_->look();
}

EnginePortion::~EnginePortion() {
  if (meter_ == nullptr) return;
  meter_->most_steps_ = whole_steps_;
  meter_->end_ = whole_end_;
  meter_->spent_ = false;
  // Nothing may be thrown here.
  meter_->compare_with_limits();
}

EngineMeter engine_meter(const Model& model, const StructureFunction& function,
                         const EngineBudget& budget, std::function<void()> while_working) {
  return EngineMeter(budget,
                     program_bytes + model.components.size() * component_bytes +
                         function.events.size() * event_bytes +
                         (function.nodes.size() + function.children.size()) * node_bytes,
                     std::move(while_working));
}

}  // namespace cutpoint
