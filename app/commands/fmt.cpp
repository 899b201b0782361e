#include <fmt/format.h>

#include "app/console/console.hpp"
#include "model/format/layout/layout.hpp"

namespace cutpoint {

namespace {

enum class Outcome { unchanged, changed, failed };

Outcome format_one(const std::string& path, bool check, Console& console) {
  auto content = console.files.read(path);
  if (!content) {
    fail(console, fmt::format("cannot read {}: {}", path, content.error.message));
    return Outcome::failed;
  }
  SourceFiles sources;
  Diagnostics diagnostics;
  const auto formatted = format_architecture(path, *content, sources, diagnostics);
  print_diagnostics(diagnostics, sources, console);
  if (!formatted || diagnostics.has_errors()) return Outcome::failed;
  const bool changed = *formatted != *content;
  if (path == "-" && !check) {
    console.out << *formatted;
    return Outcome::unchanged;
  }
  if (!changed) return Outcome::unchanged;
  if (check) {
    console.out << fmt::format("{} is not in canonical form\n", path);
    return Outcome::changed;
  }
  if (write_output(path, *formatted, console) != Exit::success) return Outcome::failed;
  tell(console, fmt::format("formatted {}", path));
  return Outcome::changed;
}

Exit run_fmt(const Arguments& arguments, Console& console) {
  const bool check = arguments.flag("check");
  Exit exit = Exit::success;
  for (const std::string& path : arguments.values("FILE")) {
    const Outcome outcome = format_one(path, check, console);
    if (outcome == Outcome::failed) exit = Exit::failure;
    if (outcome == Outcome::changed && check && exit == Exit::success) exit = Exit::findings;
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
