#include <fmt/format.h>

#include "app/shell/completion.hpp"

namespace cutpoint {

namespace {

/// Shell words that set what `_cutpoint_offer` reads.
std::string offer(const Completion& completion) {
  switch (completion.kind) {
    case Completion::Kind::files:
      return "_cutpoint_files";
    case Completion::Kind::words:
      return fmt::format("_cutpoint_words{} {}", completion.is_list ? "_list" : "",
                         quoted_for_shell(fmt::format("{}", fmt::join(completion.words, " "))));
    case Completion::Kind::words_or_files:
      return fmt::format("_cutpoint_words_or_files {}",
                         quoted_for_shell(fmt::format("{}", fmt::join(completion.words, " "))));
    case Completion::Kind::nothing:
      break;
  }
  return ":";
}

std::string names_of(const std::vector<CompletedOption>& options) {
  std::string names;
  for (const CompletedOption& option : options) {
    for (const std::string& name : option.names) {
      if (!names.empty()) names += ' ';
      names += name;
    }
  }
  return names;
}

/// `case` branches: what stands behind an option of the command.
std::string value_branches(const Command& command) {
  std::string out;
  for (const CompletedOption& option : options_of(command)) {
    if (option.value_name.empty()) continue;
    out += fmt::format("        {}) {}; return ;;\n", fmt::join(option.names, "|"),
                       offer(option.value));
  }
  return out;
}

std::string positional_branches(const Command& command) {
  std::string out;
  for (std::size_t i = 0; i < command.positionals.size(); ++i) {
    const PositionalSpec& spec = command.positionals[i];
    out += fmt::format("        {}) {} ;;\n", spec.repeatable ? "*" : std::to_string(i),
                       offer(completion_of(spec)));
  }
  return out;
}

std::string command_branch(const Command& command) {
  std::string with_value;
  for (const CompletedOption& option : options_of(command)) {
    if (option.value_name.empty()) continue;
    for (const std::string& name : option.names) with_value += name + ' ';
  }
  std::string out = fmt::format("    {})\n", command.name);
  out += fmt::format("      case \"$prev\" in\n{}      esac\n", value_branches(command));
  out += fmt::format(
      "      if [[ $cur == -* ]]; then _cutpoint_words {}; return; fi\n"
      "      case $(_cutpoint_position {}) in\n",
      quoted_for_shell(names_of(options_of(command))), quoted_for_shell(with_value));
  return out + positional_branches(command) + "      esac\n      ;;\n";
}

constexpr std::string_view bash_head =
    R"(# bash completion for cutpoint; written by `cutpoint completion bash`.

_cutpoint_words() { mapfile -t COMPREPLY < <(compgen -W "$1" -- "$cur"); }

# Words joined by commas: the last one is completed.
_cutpoint_words_list() {
  local before=''
  [[ $cur == *,* ]] && before=${cur%,*},
  mapfile -t COMPREPLY < <(compgen -P "$before" -W "$1" -- "${cur##*,}")
}

_cutpoint_files() {
  compopt -o filenames 2>/dev/null
  mapfile -t COMPREPLY < <(compgen -f -- "$cur")
}

_cutpoint_words_or_files() {
  compopt -o filenames 2>/dev/null
  mapfile -t COMPREPLY < <(compgen -W "$1" -- "$cur"; compgen -f -- "$cur")
}

# How many arguments stand before the word; $1 lists the options that take a value.
_cutpoint_position() {
  local i count=0
  for ((i = at + 1; i < COMP_CWORD; i++)); do
    case " $1 " in
      *" ${COMP_WORDS[i]} "*)
        [[ ${COMP_WORDS[i + 1]} == '=' ]] && ((i++))
        ((i++))
        ;;
      *) [[ ${COMP_WORDS[i]} == -?* ]] || ((count++)) ;;
    esac
  done
  echo "$count"
}

_cutpoint() {
  local cur=${COMP_WORDS[COMP_CWORD]} prev=${COMP_WORDS[COMP_CWORD - 1]} command='' at
  COMPREPLY=()
  # Bash takes `--format=json` for three words.
  if [[ $cur == '=' ]]; then
    cur=''
  elif [[ $prev == '=' ]] && ((COMP_CWORD > 2)); then
    prev=${COMP_WORDS[COMP_CWORD - 2]}
  fi
  for ((at = 1; at < COMP_CWORD; at++)); do
    case ${COMP_WORDS[at]} in
      --color|--colour)
        [[ ${COMP_WORDS[at + 1]} == '=' ]] && ((at++))
        ((at++))
        ;;
      -*) ;;
      *) command=${COMP_WORDS[at]}; break ;;
    esac
  done
)";

}  // namespace

std::string bash_completion() {
  std::string out(bash_head);
  std::string names;
  std::string branches;
  for (const Command* command : commands()) {
    names += command->name;
    names += ' ';
    branches += command_branch(*command);
  }
  out += "  case \"$command\" in\n    '')\n      case \"$prev\" in\n";
  for (const CompletedOption& option : global_options()) {
    if (option.value_name.empty()) continue;
    out += fmt::format("        {}) {}; return ;;\n", fmt::join(option.names, "|"),
                       offer(option.value));
  }
  out += fmt::format(
      "      esac\n      _cutpoint_words {}\n      ;;\n",
      quoted_for_shell(fmt::format("{}{} --version", names, names_of(global_options()))));
  return out + branches + "  esac\n}\n\ncomplete -F _cutpoint cutpoint\n";
}

}  // namespace cutpoint
