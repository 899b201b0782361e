/// What one analysis has used of its budget: asked before memory is taken and while diagrams grow.
#pragma once

#include <algorithm>
#include <array>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <vector>

#include "analyzer/engine/budget/kept_tables.hpp"
#include "cutpoint/engine_budget.hpp"
#include "cutpoint/structure_function.hpp"
#include "model/base/math/huge_pages.hpp"

namespace cutpoint {

/// Counts steps and bytes. Belongs to one thread. Tables that are made with a `MeteredAllocator`
/// count themselves; what may grow asks `has_room` first, so that doubling never passes the limit.
class EngineMeter {
 public:
  /// `held`: bytes the process holds besides what is metered. `while_working`, where given, is
  /// called at each look at the clock; what it throws ends the work.
  EngineMeter(const EngineBudget& budget, std::uint64_t held,
              std::function<void()> while_working = {});

  /// From now on `task` is worked at, for its share of the time or of the steps; what it took
  /// before counts in.
  void begin(EngineTask task);

  /// So many operations; false from the moment on when the present task must end.
  bool step(std::uint64_t operations = 1) {
    steps_ += operations;
    return steps_ < next_look_ ? !spent_ : look();
  }
  /// Work that no budget of steps counts, as it has limits of its own, in operations of some
  /// nanoseconds; false where the time of the present task is over.
  bool pass(std::uint64_t operations) {
    passed_ += operations;
    return passed_ < next_pass_ || look_in_passing();
  }
  [[nodiscard]] bool spent() const { return spent_; }
  /// The same input ends after the same work everywhere.
  [[nodiscard]] bool is_repeatable() const { return !seconds_; }
  /// Steps that the present task may still take.
  [[nodiscard]] std::uint64_t steps_left() const {
    return most_steps_ > steps_ ? most_steps_ - steps_ : 0;
  }

  /// What is left of all that was given, for another analysis in the same budget.
  [[nodiscard]] EngineBudget left() const;

  /// Whether so many bytes more may be taken. Where not, the task is noted as cut short.
  [[nodiscard]] bool has_room(std::uint64_t bytes);
  void take(std::uint64_t bytes) {
    used_ += bytes;
    most_used_ = std::max(most_used_, used_);
  }
  void give_back(std::uint64_t bytes) { used_ -= bytes; }
  /// A table that counts: one that was given back before, where one fits. With what is kept for
  /// later never more is held than was in use at some time.
  [[nodiscard]] void* make_table(std::size_t bytes);
  void free_table(void* memory, std::size_t bytes) noexcept;
  [[nodiscard]] std::uint64_t kept_bytes() const { return kept_.bytes(); }
  [[nodiscard]] std::uint64_t room() const { return limit_ > used_ ? limit_ - used_ : 0; }

  /// Notes that the present task did not get done whole; by the limit met in it, else by `nodes`.
  void cut();
  [[nodiscard]] const std::vector<EngineCut>& cuts() const { return cuts_; }

 private:
  friend class EnginePortion;
  using Clock = std::chrono::steady_clock;
  bool look();
  bool look_in_passing();
  [[nodiscard]] bool is_late() const { return seconds_ && Clock::now() >= end_; }
  void compare_with_limits();

  EngineBudget given_;
  std::optional<double> seconds_;
  std::uint64_t all_steps_;
  std::uint64_t limit_;
  std::uint64_t used_ = 0;
  std::uint64_t most_used_ = 0;
  KeptTables kept_;
  Clock::time_point start_ = Clock::now();
  Clock::time_point end_;                         ///< of the present task
  std::uint64_t steps_ = 0;                       ///< of the present task
  std::uint64_t most_steps_ = 0;                  ///< of the present task
  std::array<std::uint64_t, 7> earlier_steps_{};  ///< by task
  std::uint64_t next_look_ = 0;
  std::uint64_t passed_ = 0;
  std::uint64_t next_pass_ = 0;
  bool spent_ = false;
  bool refused_ = false;  ///< memory, in the present task
  EngineTask task_ = EngineTask::availability;
  std::vector<EngineCut> cuts_;
  std::function<void()> while_working_;
};

/// So many steps at most; the time is as it was.
struct MostSteps {
  std::uint64_t steps = 0;
};

/// One of so many parts of what is left, steps and time.
struct PartsLeft {
  std::size_t parts = 1;
};

/// One of so many parts of the time that is left, where time is given; steps are as they were.
struct PartsOfTime {
  std::size_t parts = 1;
};

/// The same of a meter that may be null.
inline bool pass(EngineMeter* meter, std::uint64_t operations) {
  return meter == nullptr || meter->pass(operations);
}

/// While it lives, what is left of the present task is cut to a portion: one attempt among several
/// must not take it all. A portion that is spent leaves the rest as it was.
class EnginePortion {
 public:
  /// The meter may be null, and must outlive it.
  EnginePortion(EngineMeter* meter, MostSteps most);
  EnginePortion(EngineMeter* meter, PartsLeft share);
  EnginePortion(EngineMeter* meter, PartsOfTime share);
  ~EnginePortion();
  EnginePortion(const EnginePortion&) = delete;
  EnginePortion& operator=(const EnginePortion&) = delete;

 private:
  explicit EnginePortion(EngineMeter* meter);
  void take_steps(std::uint64_t most);
  void take_part_of_time(std::size_t parts);

  EngineMeter* meter_;
  std::uint64_t whole_steps_ = 0;
  EngineMeter::Clock::time_point whole_end_;
};

/// For the analysis of a model: beside the tables of the engine the process holds the program, the
/// text, the model and its function, and what is printed of them.
[[nodiscard]] EngineMeter engine_meter(const Model& model, const StructureFunction& function,
                                       const EngineBudget& budget,
                                       std::function<void()> while_working = {});

/// Tells the meter of every byte; without a meter they are not counted. Large tables lie
/// in large pages.
template <class T>
class MeteredAllocator {
 public:
  using value_type = T;
  using propagate_on_container_copy_assignment = std::true_type;
  using propagate_on_container_move_assignment = std::true_type;
  using propagate_on_container_swap = std::true_type;

  MeteredAllocator(EngineMeter* meter = nullptr) : meter_(meter) {}
  template <class U>
  MeteredAllocator(const MeteredAllocator<U>& other) : meter_(other.meter()) {}

  [[nodiscard]] T* allocate(std::size_t count) {
    const std::size_t bytes = count * sizeof(T);
    return static_cast<T*>(meter_ != nullptr ? meter_->make_table(bytes) : allocate_table(bytes));
  }
  void deallocate(T* memory, std::size_t count) noexcept {
    if (meter_ != nullptr) {
      meter_->free_table(memory, count * sizeof(T));
    } else {
      cutpoint::free_table(memory, count * sizeof(T));
    }
  }
  [[nodiscard]] EngineMeter* meter() const { return meter_; }

  template <class U>
  friend bool operator==(const MeteredAllocator& a, const MeteredAllocator<U>& b) {
    return a.meter() == b.meter();
  }

 private:
  EngineMeter* meter_;
};

template <class T>
using MeteredVector = std::vector<T, MeteredAllocator<T>>;

/// Makes room for one more element, by doubling or, where that does not fit, by a quarter; false
/// where neither fits. Old and new elements are held together for a moment.
template <class T>
[[nodiscard]] bool room_for_one_more(MeteredVector<T>& elements) {
  if (elements.size() < elements.capacity()) return true;
  EngineMeter* meter = elements.get_allocator().meter();
  if (meter == nullptr) return true;
  const std::size_t now = elements.capacity();
  for (const std::size_t more : {now < 1024 ? std::size_t{1024} : now, now / 4 + 1}) {
    const std::uint64_t bytes = (now + more) * sizeof(T);
    if (bytes > meter->room()) continue;
    elements.reserve(now + more);
    return true;
  }
  return meter->has_room((now + now / 4 + 1) * sizeof(T));
}

}  // namespace cutpoint
