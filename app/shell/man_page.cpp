#include "app/shell/man_page.hpp"

#include <fmt/format.h>

#include "app/shell/completion.hpp"

namespace cutpoint {

namespace {

/// Text that roff prints as it is: backslashes, hyphens that are typed, and what stands at the
/// start of a line.
std::string roff(std::string_view text) {
  std::string out;
  for (const char c : text) {
    if (c == '\\') {
      out += "\\e";
    } else if (c == '-') {
      out += "\\-";
    } else if (c == '\'') {
      out += "\\(aq";
    } else if (c == '`') {
      out += "\\(ga";
    } else {
      out += c;
    }
  }
  if (!out.empty() && out.front() == '.') out.insert(0, "\\&");
  return out;
}

/// As running text: what stands between backticks becomes bold.
std::string prose(std::string_view text) {
  std::string out;
  while (!text.empty()) {
    const std::size_t open = text.find('`');
    const std::size_t close = open == std::string_view::npos ? open : text.find('`', open + 1);
    if (close == std::string_view::npos) break;
    out += roff(text.substr(0, open)) + "\\fB" + roff(text.substr(open + 1, close - open - 1)) +
           "\\fR";
    text.remove_prefix(close + 1);
  }
  return out + roff(text);
}

std::string sentence(std::string_view text) {
  std::string out = prose(text);
  if (!out.empty() && out.back() != '.') out += '.';
  return out;
}

std::string title(std::string_view name, std::string_view version, std::string_view date) {
  std::string upper;
  for (const char c : name) upper += c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
  return fmt::format(".TH {} 1 \"{}\" \"cutpoint {}\" \"User Commands\"\n", roff(upper), date,
                     version);
}

std::string option_entry(const CompletedOption& option) {
  std::string out = ".TP\n";
  for (std::size_t i = 0; i < option.names.size(); ++i) {
    out += fmt::format("{}\\fB{}\\fR", i > 0 ? ", " : "", roff(option.names[i]));
  }
  if (!option.value_name.empty()) out += fmt::format(" \\fI{}\\fR", roff(option.value_name));
  out += '\n';
  out += sentence(option.summary);
  if (option.value.kind == Completion::Kind::words && option.value.words.size() <= 12) {
    out += "\nOne of ";
    for (std::size_t i = 0; i < option.value.words.size(); ++i) {
      out += fmt::format("{}{}", i > 0 ? ", " : "", roff(option.value.words[i]));
    }
    out += '.';
  }
  if (option.repeatable) out += "\nMay be given several times.";
  return out + '\n';
}

std::string synopsis(const Command& command) {
  std::string out = fmt::format(".B cutpoint {}\n", roff(command.name));
  if (!command.options.empty()) out += ".RI [ OPTIONS ]\n";
  for (const PositionalSpec& spec : command.positionals) {
    const std::string name = roff(spec.name) + (spec.repeatable ? "..." : "");
    out += spec.required ? fmt::format(".I {}\n", name) : fmt::format(".RI [ {} ]\n", name);
  }
  return out;
}

constexpr std::string_view exit_status =
    ".SH EXIT STATUS\n"
    ".TP\n.B 0\nNothing was found that counts.\n"
    ".TP\n.B 1\nSomething was found: findings at or above the threshold, a document out of date, a "
    "change for the worse.\n"
    ".TP\n.B 2\nThe command could not be carried out: usage, input that cannot be read, a file "
    "that "
    "cannot be written.\n";

}  // namespace

std::string main_man_page(std::string_view version, std::string_view date) {
  std::string out = title("cutpoint", version, date);
  out +=
      ".SH NAME\ncutpoint \\- single points of failure and exact availability of an architecture\n"
      ".SH SYNOPSIS\n.B cutpoint\n.RI [ OPTIONS ]\n.I COMMAND\n.RI [ ARGUMENTS ]\n"
      ".SH DESCRIPTION\n"
      "Reads an architecture description in YAML and says which single failures take a journey of "
      "users down,\nhow available that journey is, and what hides behind the redundancy.\n"
      ".SH COMMANDS\n";
  for (const Command* command : commands()) {
    out += fmt::format(".TP\n.BR cutpoint\\-{} (1)\n{}\n", roff(command->name),
                       sentence(command->summary));
  }
  out += ".SH OPTIONS\n";
  for (const CompletedOption& option : global_options()) out += option_entry(option);
  out += ".TP\n\\fB\\-\\-version\\fR\nDisplay program version information and exit.\n";
  out += exit_status;
  return out +
         ".SH ENVIRONMENT\n"
         ".TP\n.B NO_COLOR\nNo colours, where \\-\\-color does not say otherwise; also "
         "CLICOLOR=0.\n"
         ".TP\n.B FORCE_COLOR\nColours although the output is no terminal.\n"
         ".TP\n.B LC_ALL\n.TQ\n.B LC_CTYPE\n.TQ\n.B LANG\nThe first of these that is set: where it "
         "names no "
         "UTF-8, reports on a terminal are in ASCII.\n"
         ".TP\n.B CUTPOINT_CONFIG\nThe configuration that\n.BR cutpoint\\-lint (1)\nreads.\n"
         ".SH FILES\n"
         ".TP\n.I .cutpoint.yaml\nThe configuration of\n.BR cutpoint\\-lint (1),\nlooked for in "
         "the folder of the first path and above it.\n";
}

std::string command_man_page(const Command& command, std::string_view version,
                             std::string_view date) {
  const std::string name = fmt::format("cutpoint-{}", command.name);
  std::string out = title(name, version, date);
  out += fmt::format(".SH NAME\n{} \\- {}\n.SH SYNOPSIS\n", roff(name), prose(command.summary));
  out += synopsis(command);
  if (!command.positionals.empty()) {
    out += ".SH ARGUMENTS\n";
    for (const PositionalSpec& spec : command.positionals) {
      out += fmt::format(".TP\n.I {}\n{}\n", roff(spec.name), sentence(spec.summary));
      if (!spec.choices.empty() && !spec.takes_files_too) {
        out += fmt::format("One of {}.\n", fmt::join(spec.choices, ", "));
      }
    }
  }
  out += ".SH OPTIONS\n";
  for (const CompletedOption& option : options_of(command)) out += option_entry(option);
  out += exit_status;
  return out + fmt::format(".SH EXAMPLE\n.nf\n{}\n.fi\n.SH SEE ALSO\n.BR cutpoint (1)\n",
                           roff(command.example));
}

}  // namespace cutpoint
