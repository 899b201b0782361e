/// The command line.
#pragma once

#include "app/console/command.hpp"

namespace cutpoint {

/// Parses the arguments (without the program's name) and runs the command they name. Colours of the
/// console are set from `--color` and the environment, given that the streams are terminals or not.
[[nodiscard]] Exit run_command_line(const std::vector<std::string>& arguments, Console& console);

}  // namespace cutpoint
