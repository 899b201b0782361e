#include <fmt/format.h>

#include "app/shell/completion.hpp"

namespace cutpoint {

namespace {

/// In single quotes fish knows only \' and \\.
std::string quoted_for_fish(std::string_view text) {
  std::string out = "'";
  for (const char c : text) {
    if (c == '\'' || c == '\\') out += '\\';
    out += c;
  }
  return out + "'";
}

std::string words_of(const Completion& completion) {
  return quoted_for_fish(fmt::format("{}", fmt::join(completion.words, " ")));
}

std::string option_line(const CompletedOption& option, const std::string& condition) {
  std::string out = fmt::format("complete -c cutpoint{}", condition);
  for (const std::string& name : option.names) {
    out += name.rfind("--", 0) == 0 ? fmt::format(" -l {}", name.substr(2))
                                    : fmt::format(" -s {}", name.substr(1));
  }
  if (!option.value_name.empty()) {
    switch (option.value.kind) {
      case Completion::Kind::files:
        out += " -r -F";
        break;
      case Completion::Kind::words:
        out += option.value.is_list
                   ? fmt::format(" -x -a \"(__fish_complete_list , 'printf %s\\\\n {}')\"",
                                 fmt::join(option.value.words, " "))
                   : fmt::format(" -x -a {}", words_of(option.value));
        break;
      case Completion::Kind::words_or_files:
        out += fmt::format(" -r -F -a {}", words_of(option.value));
        break;
      case Completion::Kind::nothing:
        out += " -x";
        break;
    }
  }
  return out + " -d " + quoted_for_fish(option.summary) + "\n";
}

std::string command_lines(const Command& command) {
  std::string out = fmt::format("complete -c cutpoint -n __fish_use_subcommand -f -a {} -d {}\n",
                                command.name, quoted_for_fish(command.summary));
  const std::string condition = fmt::format(" -n '__fish_seen_subcommand_from {}'", command.name);
  for (const CompletedOption& option : options_of(command)) out += option_line(option, condition);
  bool files = false;
  for (const PositionalSpec& spec : command.positionals) {
    const Completion completion = completion_of(spec);
    const bool has_words = completion.kind == Completion::Kind::words ||
                           completion.kind == Completion::Kind::words_or_files;
    files = files || completion.kind == Completion::Kind::files ||
            completion.kind == Completion::Kind::words_or_files;
    if (has_words) {
      out += fmt::format("complete -c cutpoint{} -a {}\n", condition, words_of(completion));
    }
  }
  if (files) out += fmt::format("complete -c cutpoint{} -F\n", condition);
  return out;
}

}  // namespace

std::string fish_completion() {
  std::string out =
      "# fish completion for cutpoint; written by `cutpoint completion fish`.\n\n"
      "complete -c cutpoint -f\n"
      "complete -c cutpoint -n __fish_use_subcommand -l version"
      " -d 'Display program version information and exit'\n";
  for (const CompletedOption& option : global_options()) {
    out += option_line(option, " -n __fish_use_subcommand");
  }
  for (const Command* command : commands()) out += command_lines(*command);
  return out;
}

}  // namespace cutpoint
