/// How much time and memory the exact engine may take, and what a result says where that was not
/// enough.
///
/// Plain values. Limits are looked at while the work goes on; what they cut short is said in the
/// results, never an error.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "cutpoint/duration.hpp"
#include "cutpoint/export.hpp"

namespace cutpoint {

/// Limits of one analysis. Without `time` nothing depends on the speed of the machine: what is
/// tried is then counted in steps, the same for the same input everywhere.
struct EngineBudget {
  static constexpr std::uint64_t default_memory = std::uint64_t{4} << 30U;
  /// Fewer than this do not hold the program and a small model.
  static constexpr std::uint64_t least_memory = std::uint64_t{64} << 20U;
  static constexpr std::uint64_t default_steps = 600'000'000;

  /// Where a budget is given, diagrams may have as many nodes as can be numbered.
  static constexpr std::size_t most_nodes = std::size_t{1} << 30U;

  /// Wall clock from the beginning of the analysis; absent: `steps` limit the work instead.
  std::optional<Duration> time;
  /// Bytes of the whole process, the model included.
  std::uint64_t memory = default_memory;
  /// Operations on diagrams, where no time is given: some half a minute.
  std::uint64_t steps = default_steps;
};

/// `10s`, `4GiB`, or both in any order, separated by a comma. Times as durations elsewhere, and
/// `min` for minutes; memory in KiB, MiB, GiB or TiB (powers of 1 024). What is not written keeps
/// its default. The error's help says what to write instead.
[[nodiscard]] CUTPOINT_API Result<EngineBudget> parse_engine_budget(std::string_view text);

/// What an analysis computes in its budget, in this order.
enum class EngineTask {
  availability,
  cut_sets,
  importance,
  prime_implicants,
  bounds,
  importance_bounds,
  ceilings
};
/// Which limit kept it from being done whole.
enum class EngineLimit { time, memory, steps, nodes };

/// As in JSON output; static.
[[nodiscard]] CUTPOINT_API std::string_view name_of(EngineTask task);
[[nodiscard]] CUTPOINT_API std::string_view name_of(EngineLimit limit);

/// A task that was cut short, once for each task and limit.
struct EngineCut {
  EngineTask task = EngineTask::availability;
  EngineLimit limit = EngineLimit::time;
  friend bool operator==(const EngineCut&, const EngineCut&) = default;
};

/// Readable by `parse_engine_budget`: "10s,4GiB".
[[nodiscard]] CUTPOINT_API std::string to_text(const EngineBudget& budget);

}  // namespace cutpoint
