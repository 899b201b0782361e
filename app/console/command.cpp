#include "app/console/command.hpp"

#include <algorithm>
#include <stdexcept>

namespace cutpoint {

const Command* find_command(std::string_view name) {
  const auto found = std::find_if(commands().begin(), commands().end(),
                                  [&](const Command* command) { return command->name == name; });
  return found == commands().end() ? nullptr : *found;
}

std::span<const OptionSpec> global_option_specs() {
  static const std::vector<OptionSpec> specs = {
      {"--color,--colour",
       "WHEN",
       "colours: where the output is a terminal, always, or never",
       {"auto", "always", "never"},
       "auto"},
      {"--ascii", "",
       "reports as text use ASCII signs alone, as they do on terminals without UTF-8"},
      {"-q,--quiet", "", "print no notes, warnings and progress, only errors"},
      {"-v,--verbose", "", "tell what was read and used, and how long it took"}};
  return specs;
}

const std::vector<std::string>& Arguments::values(const std::string& name) const {
  const auto found = all.find(name);
  if (found != all.end()) return found->second;
  // An empty answer would be a default that nobody chose.
  throw std::logic_error("`" + name + "` is read by a command that does not declare it");
}

std::string Arguments::value(const std::string& name) const {
  const auto& given = values(name);
  return given.empty() ? std::string() : given.back();
}

std::string long_name(std::string_view names) {
  const std::size_t dashes = names.find("--");
  if (dashes == std::string_view::npos) return std::string(names);
  const std::string_view rest = names.substr(dashes + 2);
  return std::string(rest.substr(0, rest.find(',')));
}

Arguments declared_arguments(const Command& command) {
  Arguments arguments;
  for (const PositionalSpec& spec : command.positionals) arguments.all[std::string(spec.name)];
  for (const OptionSpec& spec : command.options) {
    auto& values = arguments.all[long_name(spec.names)];
    if (!spec.default_value.empty()) values.push_back(spec.default_value);
  }
  return arguments;
}

std::vector<std::string> formats_of(const Command& command) {
  for (const OptionSpec& spec : command.options) {
    if (long_name(spec.names) == "format") return spec.choices;
  }
  return {};
}

}  // namespace cutpoint
