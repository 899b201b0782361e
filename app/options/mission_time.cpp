#include "app/options/mission_time.hpp"

#include <fmt/format.h>

#include "app/console/console.hpp"

namespace cutpoint {

OptionSpec mission_time_option() {
  return {
      "--mission-time", "DURATION", "fault trees: the time at which they are evaluated", {}, "1y"};
}

std::optional<LoadOptions> load_options(const Arguments& arguments, const LoadOptions& usual,
                                        Console& console) {
  const auto duration = parse_duration(arguments.value("mission-time"));
  if (duration.value && !duration.value->is_never()) {
    LoadOptions options = usual;
    options.mission_time = *duration.value;
    return options;
  }
  fail(console, fmt::format("--mission-time: {}",
                            duration.value ? "the time must end" : duration.error.message));
  return std::nullopt;
}

}  // namespace cutpoint
