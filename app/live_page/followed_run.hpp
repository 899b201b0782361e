/// A command that is run again whenever what it has read is saved.
#pragma once

#include "app/console/command.hpp"

namespace cutpoint {

/// Until Ctrl-C. Each run stands on a screen of its own where the output is a terminal.
[[nodiscard]] Exit follow_saves(const Command& command, const Arguments& arguments,
                                Console& console);

}  // namespace cutpoint
