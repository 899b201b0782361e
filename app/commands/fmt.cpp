#include <filesystem>
#include <optional>
#include <system_error>

#include <fmt/format.h>

#include "app/console/console.hpp"
#include "app/lint/targets.hpp"
#include "model/format/layout/layout.hpp"
#include "renderer/writing/terminal_text.hpp"
#include "session/foreign_formats.hpp"

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
  if (refuse_foreign_format(path, *content, sources, diagnostics)) {
    print_diagnostics(diagnostics, sources, console);
    return FormatOutcome::failed;
  }
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

/// Files as they were named, and the architecture files of folders; nothing, with the reason
/// printed, where a folder cannot be searched.
std::optional<std::vector<std::string>> files_to_format(const std::vector<std::string>& paths,
                                                        Console& console) {
  std::vector<std::string> found;
  for (const std::string& path : paths) {
    std::error_code error;
    if (path == "-" || !std::filesystem::is_directory(path, error)) {
      found.push_back(path);
      continue;
    }
    SourceFiles sources;
    const LintTargets targets = find_lint_targets({path}, {}, console.files, sources);
    for (const Failure& failure : targets.errors) fail(console, failure.message);
    if (!targets.errors.empty()) return std::nullopt;
    for (const LintTarget& target : targets.documents) {
      if (!target.has_text && !target.was_named) found.push_back(target.path);
    }
  }
  return found;
}

Exit run_fmt(const Arguments& arguments, Console& console) {
  const bool check = arguments.flag("check");
  const auto paths = files_to_format(arguments.values("FILE"), console);
  if (!paths) return Exit::failure;
  Exit exit = Exit::success;
  for (const std::string& path : *paths) {
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
      {{"FILE", "files to format in place, or folders with them; `-` reads standard input", true,
        true}},
      {{"--check", "", "change nothing; exit with 1 where a file is not in canonical form"}},
      "cutpoint fmt --check samples/multi-az.yaml",
      run_fmt};
  return command;
}

}  // namespace cutpoint
