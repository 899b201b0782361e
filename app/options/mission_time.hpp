/// --mission-time: when fault trees are evaluated.
#pragma once

#include <optional>

#include "app/console/command.hpp"
#include "cutpoint/system.hpp"

namespace cutpoint {

[[nodiscard]] OptionSpec mission_time_option();
/// How to load, `usual` but for the time; or nothing and a printed reason.
[[nodiscard]] std::optional<LoadOptions> load_options(const Arguments& arguments,
                                                      const LoadOptions& usual, Console& console);

}  // namespace cutpoint
