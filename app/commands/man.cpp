#include <algorithm>
#include <filesystem>
#include <system_error>

#include <fmt/format.h>

#include "app/console/console.hpp"
#include "app/shell/man_page.hpp"
#include "cutpoint/version.hpp"

namespace cutpoint {

namespace {

Exit write_all(const std::string& folder, Console& console) {
  std::error_code error;
  std::filesystem::create_directories(folder, error);
  if (error) return fail(console, fmt::format("cannot make {}: {}", folder, error.message()));
  const auto path = [&](std::string_view name) {
    return (std::filesystem::path(folder) / fmt::format("{}.1", name)).string();
  };
  Exit exit =
      write_output(path("cutpoint"), main_man_page(version(), CUTPOINT_RELEASE_DATE), console);
  for (const Command* command : commands()) {
    exit = std::max(
        exit, write_output(path(fmt::format("cutpoint-{}", command->name)),
                           command_man_page(*command, version(), CUTPOINT_RELEASE_DATE), console));
  }
  return exit;
}

Exit run_man(const Arguments& arguments, Console& console) {
  if (arguments.given("output-dir")) {
    if (arguments.given("COMMAND")) return fail(console, "--output-dir writes all pages");
    return write_all(arguments.value("output-dir"), console);
  }
  const std::string name = arguments.value("COMMAND");
  for (const Command* command : commands()) {
    if (command->name != name) continue;
    console.out << command_man_page(*command, version(), CUTPOINT_RELEASE_DATE);
    return Exit::success;
  }
  if (!name.empty()) return fail(console, fmt::format("there is no command `{}`", name));
  console.out << main_man_page(version(), CUTPOINT_RELEASE_DATE);
  return Exit::success;
}

}  // namespace

const Command& man_command() {
  static const Command command{
      "man",
      "Print a manual page, or write all of them; `cutpoint man lint | man -l -` shows one",
      {{"COMMAND", "of which command [of cutpoint as a whole]", false}},
      {{"--output-dir", "FOLDER", "write all pages there: cutpoint.1, cutpoint-lint.1 and so on"}},
      "cutpoint man lint",
      run_man};
  return command;
}

}  // namespace cutpoint
