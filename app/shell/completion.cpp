#include "app/shell/completion.hpp"

#include <algorithm>

#include "cutpoint/kind.hpp"
#include "cutpoint/linting.hpp"
#include "model/catalogue/terms.hpp"

namespace cutpoint {

namespace {

std::vector<std::string> split_names(std::string_view names) {
  std::vector<std::string> result;
  for (std::size_t at = 0; at < names.size();) {
    const std::size_t end = std::min(names.find(',', at), names.size());
    result.emplace_back(names.substr(at, end - at));
    at = end + 1;
  }
  return result;
}

/// Each by the first of its names that is one word: shells part words at spaces.
void add_terms(std::vector<std::string>& words) {
  for (const Term& term : terms()) {
    std::vector<std::string> called = split_names(term.words);
    called.emplace(called.begin(), term.name);
    const auto word = std::find_if(called.begin(), called.end(), [](const std::string& one) {
      return one.find(' ') == std::string::npos;
    });
    if (word == called.end()) continue;
    if (std::find(words.begin(), words.end(), *word) == words.end()) words.push_back(*word);
  }
}

Completion completion_for(std::string_view name, const std::vector<std::string>& choices) {
  if (!choices.empty()) return {Completion::Kind::words, choices, false};
  for (const std::string_view file : {"FILE", "PATH", "BASE", "HEAD"}) {
    if (name == file) return {Completion::Kind::files, {}, false};
  }
  if (name == "COMMAND") {
    Completion completion{Completion::Kind::words, {}, false};
    for (const Command* command : commands()) completion.words.emplace_back(command->name);
    return completion;
  }
  if (name == "WORD") {
    Completion completion{Completion::Kind::words, {}, false};
    for (const Rule* rule : rules()) {
      completion.words.emplace_back(rule->code);
      completion.words.emplace_back(rule->slug);
    }
    for (const Kind& kind : built_in_kinds()) completion.words.push_back(kind.name);
    add_terms(completion.words);
    return completion;
  }
  if (name.rfind("RULE", 0) != 0) return {};
  Completion completion{Completion::Kind::words, {}, name != "RULE"};
  for (const Rule* rule : rules()) completion.words.emplace_back(rule->slug);
  return completion;
}

CompletedOption completed(const OptionSpec& spec) {
  return {split_names(spec.names), std::string(spec.summary), std::string(spec.value_name),
          spec.value_name.empty() ? Completion() : completion_for(spec.value_name, spec.choices),
          spec.repeatable};
}

}  // namespace

std::vector<CompletedOption> global_options() {
  std::vector<CompletedOption> options = {
      {{"-h", "--help"}, "Print this help message and exit", "", {}, false}};
  for (const OptionSpec& spec : global_option_specs()) options.push_back(completed(spec));
  return options;
}

std::vector<CompletedOption> options_of(const Command& command) {
  std::vector<CompletedOption> options;
  for (const OptionSpec& spec : command.options) options.push_back(completed(spec));
  for (CompletedOption& option : global_options()) options.push_back(std::move(option));
  return options;
}

Completion completion_of(const PositionalSpec& positional) {
  Completion completion = completion_for(positional.name, positional.choices);
  if (positional.takes_files_too) completion.kind = Completion::Kind::words_or_files;
  return completion;
}

std::string quoted_for_shell(std::string_view text) {
  std::string out = "'";
  for (const char c : text) {
    if (c == '\'') {
      out += "'\\''";
    } else {
      out += c;
    }
  }
  return out + "'";
}

}  // namespace cutpoint
