#include "app/console/help_text.hpp"

#include <algorithm>
#include <string_view>
#include <vector>

#include <fmt/format.h>

#include "renderer/writing/terminal_text.hpp"
#include "renderer/writing/wrapped_text.hpp"

namespace cutpoint {

namespace {

/// "-f,--format" as it is read: "-f, --format".
std::string spaced_names(std::string_view names) {
  std::string out;
  for (const char c : names) {
    out += c;
    if (c == ',') out += ' ';
  }
  return out;
}

std::string option_head(const OptionSpec& spec) {
  std::string head = spaced_names(spec.names);
  if (!spec.value_name.empty()) head += fmt::format(" {}", spec.value_name);
  return spec.repeatable ? head + "..." : head;
}

std::string argument_head(const PositionalSpec& spec) {
  const std::string name = fmt::format("{}{}", spec.name, spec.repeatable ? "..." : "");
  return spec.required ? name : fmt::format("[{}]", name);
}

/// The summary, its default and what may be chosen.
std::string summary_of(std::string_view summary, const std::vector<std::string>& choices,
                       std::string_view usual) {
  std::string text(summary);
  if (!choices.empty()) text += fmt::format("; one of {}", fmt::join(choices, ", "));
  if (!usual.empty()) text += fmt::format(" [{}]", usual);
  return text;
}

/// Rows of a name and a sentence. A name that is too long for its column has a line of its own.
class HelpRows {
 public:
  explicit HelpRows(std::size_t width)
      : width_(width), column_(std::clamp(width / 3, narrowest, widest)) {}

  void add(std::string_view head, std::string_view text) {
    const std::size_t taken = indent + display_width(head);
    out_ += std::string(indent, ' ') + std::string(head);
    const bool beside = taken + 2 <= column_;
    out_ += beside ? std::string(column_ - taken, ' ') : '\n' + std::string(column_, ' ');
    out_ += wrapped(text, column_, column_, width_) + '\n';
  }

  [[nodiscard]] std::string text(std::string_view heading) const {
    return out_.empty() ? "" : fmt::format("\n{}:\n{}", heading, out_);
  }

 private:
  static constexpr std::size_t indent = 2, narrowest = 16, widest = 26;
  std::size_t width_;
  std::size_t column_;
  std::string out_;
};

std::string paragraph(std::string_view text, std::size_t width) {
  return wrapped(text, 0, 0, width) + '\n';
}

void add_options(HelpRows& rows, std::span<const OptionSpec> specs) {
  for (const OptionSpec& spec : specs) {
    rows.add(option_head(spec), summary_of(spec.summary, spec.choices, spec.default_value));
  }
}

}  // namespace

std::string program_help(std::size_t width) {
  HelpRows options(width);
  options.add("-h, --help", "print this, or with a command how that is used");
  options.add("-V, --version", "print the version");
  add_options(options, global_option_specs());
  HelpRows rows(width);
  for (const Command* command : commands()) rows.add(command->name, command->summary);
  return paragraph(
             "Finds single points of failure and computes exact availability of an architecture.",
             width) +
         "\nUsage: cutpoint [OPTIONS] COMMAND …\n" + rows.text("Commands") +
         options.text("Options, of every command too") + '\n' +
         paragraph(
             "`cutpoint help COMMAND` explains a command, `cutpoint explain TERM` a word or a "
             "rule.",
             width);
}

std::string command_help(const Command& command, std::size_t width) {
  std::string usage = fmt::format("Usage: cutpoint {}", command.name);
  if (!command.options.empty()) usage += " [OPTIONS]";
  HelpRows arguments(width);
  for (const PositionalSpec& spec : command.positionals) {
    usage += fmt::format(" {}", argument_head(spec));
    const bool is_choice = !spec.takes_files_too;
    arguments.add(
        fmt::format("{}{}", spec.name, spec.repeatable ? "..." : ""),
        summary_of(spec.summary, is_choice ? spec.choices : std::vector<std::string>(), {}));
  }
  HelpRows options(width);
  add_options(options, command.options);
  return paragraph(command.summary, width) + fitted(fmt::format("\n{}\n", usage), width) +
         arguments.text("Arguments") + options.text("Options") +
         fitted(fmt::format("\nOptions of every command: `cutpoint --help`\n"
                            "Example: {}\n",
                            command.example),
                width);
}

}  // namespace cutpoint
