/// Ends a command that takes longer, or holds more, than it was given.
#pragma once

#include <chrono>
#include <condition_variable>
#include <cstdint>
#include <mutex>
#include <optional>
#include <string>
#include <thread>

#include "cutpoint/engine_budget.hpp"

namespace cutpoint {

/// Engines keep to their budget by themselves and give what they have. What they do not see (a
/// document that takes long to read, searches that analyse again and again, drawing) is watched
/// from here: when the time is over by a twentieth, or the process holds more than the memory, the
/// process ends with a word on standard error and the exit code of a failure. Time in which it was
/// ready and other processes had the processors does not count here: what has to be done for an
/// answer at all is the same on a loaded machine, while engines keep to the clock on the wall.
/// Nothing has been written by then: once a command comes to write, it is left alone.
class WorkLimit {
 public:
  WorkLimit(const EngineBudget& budget, std::string command);
  ~WorkLimit();
  WorkLimit(const WorkLimit&) = delete;
  WorkLimit& operator=(const WorkLimit&) = delete;

  /// There is an answer: it may be written, however long that takes.
  void lift();
  /// Of the time that is left, what an analysis may take: what is read off it, drawn and written
  /// takes time too. None where none was given.
  [[nodiscard]] std::optional<Duration> time_to_analyze() const;

 private:
  using Clock = std::chrono::steady_clock;

  void watch();
  [[noreturn]] void end_process(const char* what) const;

  const Clock::time_point start_ = Clock::now();
  std::chrono::nanoseconds waited_before_;  ///< for processors, as far as it is taken into account
  EngineBudget budget_;
  std::string command_;
  std::mutex mutex_;
  std::condition_variable lifted_changed_;
  bool lifted_ = false;
  std::thread watcher_;
};

/// A budget of time that an analysis was given becomes this share of what the command has left for
/// it; all else stays, and all of it where the command has no limit.
void keep_within(const WorkLimit* limit, EngineBudget& budget, double share = 1.0);

}  // namespace cutpoint
