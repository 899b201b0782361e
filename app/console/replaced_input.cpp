#include "app/console/replaced_input.hpp"

#include <algorithm>
#include <filesystem>
#include <system_error>

#include <fmt/format.h>

namespace cutpoint {

namespace {

const std::string output_name = "output";
const std::string apply_name = "apply";

bool declares(const Command& command, const std::string& option) {
  return std::any_of(command.options.begin(), command.options.end(),
                     [&](const OptionSpec& spec) { return long_name(spec.names) == option; });
}

}  // namespace

bool is_same_file(const std::string& one, const std::string& other) {
  std::error_code error;
  return std::filesystem::is_regular_file(one, error) &&
         std::filesystem::equivalent(one, other, error) && !error;
}

std::optional<std::string> replaced_input(const Command& command, const Arguments& arguments) {
  if (!declares(command, output_name)) return std::nullopt;
  const bool changes_last = declares(command, apply_name) && arguments.flag(apply_name);
  for (const PositionalSpec& spec : command.positionals) {
    const auto& inputs = arguments.values(std::string(spec.name));
    for (std::size_t i = 0; i < inputs.size(); ++i) {
      if (changes_last && i + 1 == inputs.size()) continue;
      for (const std::string& output : arguments.values(output_name)) {
        if (is_same_file(inputs[i], output)) return inputs[i];
      }
    }
  }
  return std::nullopt;
}

std::string replacement_refused(const std::string& input) {
  return fmt::format("-o would replace {}, which is read: name another file", input);
}

}  // namespace cutpoint
