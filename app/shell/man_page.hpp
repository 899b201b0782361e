/// Manual pages in roff, made from the command table.
#pragma once

#include <string>

#include "app/console/command.hpp"

namespace cutpoint {

/// cutpoint(1): the commands, exit codes, environment and files. `version` as in "0.1.0", `date` as
/// in "2026-11-21".
[[nodiscard]] std::string main_man_page(std::string_view version, std::string_view date);

/// cutpoint-lint(1) and so on.
[[nodiscard]] std::string command_man_page(const Command& command, std::string_view version,
                                           std::string_view date);

}  // namespace cutpoint
