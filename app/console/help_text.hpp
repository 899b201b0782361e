/// What `--help` prints, from the tables that are parsed with.
#pragma once

#include <cstddef>
#include <string>

#include "app/console/command.hpp"

namespace cutpoint {

/// The program's: its commands, and the options that each takes. At most `width` columns.
[[nodiscard]] std::string program_help(std::size_t width);

/// A command's: how it is called, its arguments and options, an example.
[[nodiscard]] std::string command_help(const Command& command, std::size_t width);

}  // namespace cutpoint
