#include <fmt/format.h>

#include "app/console/console.hpp"
#include "model/format/layout/layout.hpp"
#include "renderer/writing/terminal_text.hpp"

namespace cutpoint {

namespace {

enum class FormatOutcome { unchanged, changed, failed };

FormatOutcome format_one(const std::string& path, bool check, Console& console) {
  auto content = console.files.read(path);
  if (!content) {
    fail(console, fmt::format("cannot read {}: {}", path, content.error.message));
    return FormatOutcome::failed;
  }
  SourceFiles sources;
  Diagnostics diagnostics;
  const auto formatted = format_architecture(path, *content, sources, diagnostics);
  print_diagnostics(diagnostics, sources, console);
  if (!formatted || diagnostics.has_errors()) return FormatOutcome::failed;
  const bool changed = *formatted != *content;
  if (path == "-" && !check) {
    console.out << *formatted;
    return FormatOutcome::unchanged;
  }
  if (!changed) return FormatOutcome::unchanged;
  if (check) {
    console.out << fmt::format("{} is not in canonical form\n", visible(path));
    return FormatOutcome::changed;
  }
  if (write_change(path, *content, *formatted, console) != Exit::success)
    return FormatOutcome::failed;
  tell(console, fmt::format("formatted {}", path));
  return FormatOutcome::changed;
}

Exit run_fmt(const Arguments& arguments, Console& console) {
  const bool check = arguments.flag("check");
  Exit exit = Exit::success;
  for (const std::string& path : arguments.values("FILE")) {
    const FormatOutcome outcome = format_one(path, check, console);
    if (outcome == FormatOutcome::failed) exit = Exit::failure;
    if (outcome == FormatOutcome::changed && check && exit == Exit::success) exit = Exit::findings;
  }
  return exit;
}

}  // namespace

const Command& fmt_command() {
  static const Command command{
      "fmt",
      "Lay architecture files out canonically; comments and the order of names are kept",
      {{"FILE", "files to format in place; `-` reads standard input", true, true}},
      {{"--check", "", "change nothing; exit with 1 where a file is not in canonical form"}},
      "cutpoint fmt --check samples/multi-az.yaml",
      run_fmt};
  return command;
}

}  // namespace cutpoint
