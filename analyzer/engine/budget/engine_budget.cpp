#include "cutpoint/engine_budget.hpp"

#include <array>
#include <cmath>

#include <fmt/format.h>

#include "model/base/number_text.hpp"

namespace cutpoint {

namespace {

struct MemoryUnit {
  std::string_view name;
  double bytes;
};

constexpr std::array memory_units = {
    MemoryUnit{"KiB", 1024.0},
    MemoryUnit{"MiB", 1024.0 * 1024.0},
    MemoryUnit{"GiB", 1024.0 * 1024.0 * 1024.0},
    MemoryUnit{"TiB", 1024.0 * 1024.0 * 1024.0 * 1024.0},
};
/// What people write for them; taken for what they nearly are, it would be a silent change.
constexpr std::array near_units = {
    std::pair{"KB", "KiB"}, std::pair{"MB", "MiB"},  std::pair{"GB", "GiB"},
    std::pair{"TB", "TiB"}, std::pair{"kB", "KiB"},  std::pair{"K", "KiB"},
    std::pair{"M", "MiB"},  std::pair{"G", "GiB"},   std::pair{"T", "TiB"},
    std::pair{"k", "KiB"},  std::pair{"g", "GiB"},   std::pair{"gb", "GiB"},
    std::pair{"mb", "MiB"}, std::pair{"gib", "GiB"}, std::pair{"mib", "MiB"},
};
constexpr const char* how_to_write = "write a time, a memory or both: 10s, 4GiB, 10s,4GiB";

Result<EngineBudget> failure(std::string message, std::string help) {
  return {std::nullopt, {std::move(message), std::move(help)}};
}

/// What stands behind the number of `text`.
std::string_view unit_of(std::string_view text, std::optional<double>& number) {
  number = take_number(text);
  return trimmed(text);
}

/// Minutes are `m` everywhere else; a budget beside `MiB` may say `min`.
std::string with_short_minutes(std::string_view text) {
  std::string result;
  for (std::size_t i = 0; i < text.size();) {
    const bool minutes = text.substr(i, 3) == "min";
    result += minutes ? 'm' : text[i];
    i += minutes ? 3 : 1;
  }
  return result;
}

bool read_memory(std::string_view text, double number, std::string_view unit, Failure& error,
                 std::uint64_t& memory) {
  for (const MemoryUnit& known : memory_units) {
    if (unit != known.name) continue;
    const double bytes = number * known.bytes;
    if (bytes < static_cast<double>(EngineBudget::least_memory) || bytes > 1e18) {
      error = {fmt::format("`{}` is {} memory", text, bytes > 1e18 ? "too much" : "too little"),
               "the least that holds the program is 64MiB"};
      return false;
    }
    memory = static_cast<std::uint64_t>(bytes);
    return true;
  }
  return false;
}

bool read_time(std::string_view text, std::optional<double> number, std::string_view unit,
               Failure& error, EngineBudget& budget) {
  const auto time = parse_duration(with_short_minutes(text));
  if (time.value && !time.value->is_never() && time.value->in_seconds() > 0.0) {
    budget.time = *time.value;
    return true;
  }
  error = {fmt::format("`{}` is neither a time nor a memory", text), how_to_write};
  if (time.value) error = {fmt::format("`{}` is no time to work in", text), how_to_write};
  if (number && unit.empty()) {
    error = {fmt::format("`{}` has no unit", text),
             fmt::format("did you mean `{0}s`, or `{0}GiB`?", number_text(*number))};
  }
  for (const auto& [written, meant] : near_units) {
    if (!number || unit != written) continue;
    error.help = fmt::format("did you mean `{}{}`?", number_text(*number), meant);
  }
  return false;
}

}  // namespace

Result<EngineBudget> parse_engine_budget(std::string_view text) {
  EngineBudget budget;
  bool has_memory = false;
  if (trimmed(text).empty()) return failure("the budget is empty", how_to_write);
  for (std::string_view rest = text; true;) {
    const std::size_t comma = rest.find(',');
    const std::string_view item = trimmed(rest.substr(0, comma));
    std::optional<double> number;
    const std::string_view unit = unit_of(item, number);
    Failure error;
    std::uint64_t memory = 0;
    if (number && read_memory(item, *number, unit, error, memory)) {
      if (has_memory) return failure("the budget gives two memories", how_to_write);
      has_memory = true;
      budget.memory = memory;
    } else if (!error.message.empty()) {
      return {std::nullopt, error};
    } else {
      if (item.empty()) return failure("a part of the budget is empty", how_to_write);
      const bool had_time = budget.time.has_value();
      if (!read_time(item, number, unit, error, budget)) return {std::nullopt, error};
      if (had_time) return failure("the budget gives two times", how_to_write);
    }
    if (comma == std::string_view::npos) return {budget, {}};
    rest.remove_prefix(comma + 1);
  }
}

std::string to_text(const EngineBudget& budget) {
  std::string text = budget.time ? to_text(*budget.time) + "," : "";
  for (auto unit = memory_units.rbegin(); unit != memory_units.rend(); ++unit) {
    const double number = static_cast<double>(budget.memory) / unit->bytes;
    if (number >= 1.0 || unit + 1 == memory_units.rend()) {
      return text + number_text(number) + std::string(unit->name);
    }
  }
  return text;
}

std::string_view name_of(EngineTask task) {
  switch (task) {
    case EngineTask::availability:
      return "availability";
    case EngineTask::cut_sets:
      return "cut sets";
    case EngineTask::importance:
      return "importance";
    case EngineTask::prime_implicants:
      return "prime implicants";
    case EngineTask::bounds:
      return "bounds";
    case EngineTask::importance_bounds:
      return "importance bounds";
    case EngineTask::ceilings:
      return "ceilings";
  }
  return "";
}

std::string_view name_of(EngineLimit limit) {
  switch (limit) {
    case EngineLimit::time:
      return "time";
    case EngineLimit::memory:
      return "memory";
    case EngineLimit::steps:
      return "steps";
    case EngineLimit::nodes:
      return "nodes";
  }
  return "";
}

}  // namespace cutpoint
