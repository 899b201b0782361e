/// Completion scripts for shells, made from the command table.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "app/console/command.hpp"

namespace cutpoint {

/// What can stand at some place of a command line.
struct Completion {
  enum class Kind { nothing, files, words, words_or_files };
  Kind kind = Kind::nothing;
  std::vector<std::string> words;
  bool is_list = false;  ///< words joined by commas
};

/// A command, an option or a global option, as a shell needs it.
struct CompletedOption {
  std::vector<std::string> names;  ///< "-o", "--output"
  std::string summary;
  std::string value_name;  ///< empty for a flag
  Completion value;
  bool repeatable = false;
};

/// Options that every command takes.
[[nodiscard]] std::vector<CompletedOption> global_options();
[[nodiscard]] std::vector<CompletedOption> options_of(const Command& command);
[[nodiscard]] Completion completion_of(const PositionalSpec& positional);

[[nodiscard]] std::string bash_completion();
[[nodiscard]] std::string zsh_completion();
[[nodiscard]] std::string fish_completion();

/// 'text' for a shell, quotes inside it escaped.
[[nodiscard]] std::string quoted_for_shell(std::string_view text);

}  // namespace cutpoint
