#include "app/console/work_limit.hpp"

#include <algorithm>
#include <cstdint>
#include <fstream>
#include <utility>

#include <fmt/format.h>
#include <unistd.h>

#include "app/console/command.hpp"

namespace cutpoint {

namespace {

constexpr double share_of_analysis = 0.75;
/// An answer that is a little late is better than none.
constexpr double late_share = 1.05;
constexpr std::chrono::milliseconds between_looks{10};

/// Bytes of the process in memory; 0 where the system does not say.
std::uint64_t held_memory() {
  std::ifstream status("/proc/self/statm");
  std::uint64_t all = 0, resident = 0;
  if (!(status >> all >> resident)) return 0;
  return resident * static_cast<std::uint64_t>(::sysconf(_SC_PAGESIZE));
}

/// How long the thread that the process began with was ready to run while others had the
/// processors; 0 where the system does not say.
std::chrono::nanoseconds waited_for_processors() {
  std::ifstream scheduler("/proc/self/schedstat");
  std::int64_t ran = 0, waited = 0;
  if (!(scheduler >> ran >> waited)) return {};
  return std::chrono::nanoseconds(waited);
}

}  // namespace

WorkLimit::WorkLimit(const EngineBudget& budget, std::string command)
    : waited_before_(waited_for_processors()),
      budget_(budget),
      command_(std::move(command)),
      watcher_([this] { watch(); }) {}

WorkLimit::~WorkLimit() {
  lift();
  watcher_.join();
}

void WorkLimit::lift() {
  {
    const std::lock_guard lock(mutex_);
    lifted_ = true;
  }
  lifted_changed_.notify_all();
}

std::optional<Duration> WorkLimit::time_to_analyze() const {
  if (!budget_.time) return std::nullopt;
  const std::chrono::duration<double> taken = Clock::now() - start_;
  const double left = budget_.time->in_seconds() - taken.count();
  return Duration::seconds(std::max(0.001, share_of_analysis * left));
}

void WorkLimit::watch() {
  std::optional<Clock::time_point> end;
  if (budget_.time) {
    const double seconds = std::min(late_share * budget_.time->in_seconds(), 1e9);
    end = start_ +
          std::chrono::duration_cast<Clock::duration>(std::chrono::duration<double>(seconds));
  }
  std::unique_lock lock(mutex_);
  while (!lifted_) {
    if (end && Clock::now() >= *end) {
      // What other processes took is given once more.
      const std::chrono::nanoseconds waited = waited_for_processors();
      *end += waited - std::exchange(waited_before_, waited);
      if (Clock::now() >= *end) end_process("time");
    }
    if (held_memory() > budget_.memory) end_process("memory");
    const Clock::time_point next = Clock::now() + between_looks;
    lifted_changed_.wait_until(lock, end ? std::min(next, *end) : next);
  }
}

/// While the lock is held: nothing is being written.
void WorkLimit::end_process(const char* what) const {
  const std::string message =
      fmt::format("cutpoint: the {} of the budget, {}, was spent before `{}` had an answer\n", what,
                  to_text(budget_), command_);
  (void)!::write(STDERR_FILENO, message.data(), message.size());
  ::_exit(static_cast<int>(Exit::failure));
}

void keep_within(const WorkLimit* limit, EngineBudget& budget, double share) {
  if (limit == nullptr || !budget.time) return;
  const auto left = limit->time_to_analyze();
  if (left) budget.time = Duration::seconds(share * left->in_seconds());
}

}  // namespace cutpoint
