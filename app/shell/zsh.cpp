#include <fmt/format.h>

#include "app/shell/completion.hpp"

namespace cutpoint {

namespace {

/// Colons and brackets mean something to `_arguments`.
std::string escaped_for_zsh(std::string_view text) {
  std::string out;
  for (const char c : text) {
    if (c == ':' || c == '[' || c == ']' || c == '\\') out += '\\';
    out += c;
  }
  return out;
}

/// `:message:action`
std::string action(std::string_view name, const Completion& completion) {
  std::string text = fmt::format(":{}:", escaped_for_zsh(name));
  if (completion.kind == Completion::Kind::files) return text + "_files";
  if (completion.kind == Completion::Kind::nothing) return text + " ";
  const std::string words = fmt::format("{}", fmt::join(completion.words, " "));
  if (completion.kind == Completion::Kind::words_or_files) {
    return text + fmt::format("{{compadd {}; _files}}", words);
  }
  // _values would read brackets and colons in the words; there are none.
  return completion.is_list ? text + fmt::format("_values -s , rule {}", words)
                            : text + fmt::format("({})", words);
}

std::string option_lines(const CompletedOption& option) {
  std::string out;
  const std::string others =
      option.repeatable ? "*" : fmt::format("({})", fmt::join(option.names, " "));
  for (const std::string& name : option.names) {
    const bool takes_value = !option.value_name.empty();
    const std::string joint = !takes_value ? "" : name.rfind("--", 0) == 0 ? "=" : "+";
    const std::string spec =
        fmt::format("{}{}{}[{}]{}", others, name, joint, escaped_for_zsh(option.summary),
                    takes_value ? action(option.value_name, option.value) : "");
    out += fmt::format("        {} \\\n", quoted_for_shell(spec));
  }
  return out;
}

std::string zsh_branch(const Command& command) {
  std::string out = fmt::format("      {})\n        _arguments -s \\\n", command.name);
  for (const CompletedOption& option : options_of(command)) out += option_lines(option);
  for (const PositionalSpec& spec : command.positionals) {
    const std::string text =
        fmt::format("{}{}", spec.repeatable ? "*" : "", action(spec.name, completion_of(spec)));
    out += fmt::format("        {} \\\n", quoted_for_shell(text));
  }
  out.erase(out.size() - 3);
  return out + "\n        ;;\n";
}

}  // namespace

std::string zsh_completion() {
  std::string out =
      "#compdef cutpoint\n# zsh completion for cutpoint; written by `cutpoint completion zsh`.\n\n"
      "_cutpoint() {\n"
      "  local curcontext=\"$curcontext\" state line\n"
      "  typeset -A opt_args\n"
      "  _arguments -C \\\n";
  for (const CompletedOption& option : global_options()) out += option_lines(option);
  out +=
      "        '--version[Display program version information and exit]' \\\n"
      "        '1:command:->command' \\\n"
      "        '*::argument:->argument'\n"
      "  case $state in\n"
      "  command)\n"
      "    local -a all=(\n";
  for (const Command* command : commands()) {
    out += fmt::format(
        "      {}\n",
        quoted_for_shell(fmt::format("{}:{}", command->name, escaped_for_zsh(command->summary))));
  }
  out += "    )\n    _describe command all\n    ;;\n  argument)\n    case $line[1] in\n";
  for (const Command* command : commands()) out += zsh_branch(*command);
  out += "    esac\n    ;;\n  esac\n}\n\n";
  // Sourced it defines, found on fpath it is the function's body.
  return out +
         "if [ \"$funcstack[1]\" = _cutpoint ]; then\n  _cutpoint \"$@\"\nelse\n"
         "  compdef _cutpoint cutpoint\nfi\n";
}

}  // namespace cutpoint
