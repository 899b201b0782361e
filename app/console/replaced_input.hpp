/// Outputs that would replace what a command reads.
#pragma once

#include <optional>
#include <string>

#include "app/console/command.hpp"

namespace cutpoint {

/// Whether both name one file, by whatever name or link; devices may be read and written.
[[nodiscard]] bool is_same_file(const std::string& one, const std::string& other);

/// The file that is named as an input and, by whatever name or link, as an output; nothing where
/// there is none. With --apply the last input is what is to be changed.
[[nodiscard]] std::optional<std::string> replaced_input(const Command& command,
                                                        const Arguments& arguments);

/// What is said of it.
[[nodiscard]] std::string replacement_refused(const std::string& input);

}  // namespace cutpoint
