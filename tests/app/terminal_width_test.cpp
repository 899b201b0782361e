// What is piped keeps to $COLUMNS where somebody asks for it, and is the same everywhere else.
#include <algorithm>
#include <sstream>

#include <fmt/format.h>

#include "app/console/help_text.hpp"
#include "renderer/writing/terminal_text.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/golden.hpp"
#include "tests/support/sanitized.hpp"
#include "tests/support/shell.hpp"
#include "tests/support/text_search.hpp"

namespace cutpoint::testing::terminal_width_test {

namespace {

std::size_t widest_line(const std::string& text) {
  std::size_t widest = 0;
  std::istringstream lines(text);
  for (std::string line; std::getline(lines, line);) widest = std::max(widest, display_width(line));
  return widest;
}

Run piped(const std::string& environment, const std::string& arguments) {
  return in_shell(fmt::format("cd '{}' && unset COLUMNS && {} '{}' {} | cat", source_path("."),
                              environment, build_path("app/cutpoint"), arguments));
}

}  // namespace

TEST_CASE("what is piped keeps to the columns that are asked for") {
  for (const std::string arguments :
       {"analyze samples/multi-az.yaml", "analyze samples/shop-patroni.yaml --details",
        "lint samples/llm-platform.yaml", "lint samples/llm-platform.yaml --format full", "rules",
        "kinds", "kinds --profiles", "explain CP101", "whatif samples/multi-az.yaml --fail zone-a",
        "sensitivity samples/multi-az.yaml", "simulate samples/ai-api-two-vms.yaml --years 50",
        "diff samples/ai-api-single-vm.yaml samples/ai-api-two-vms.yaml", "--help", "help analyze",
        "import --help", "lint --help", "explain spof"}) {
    for (const std::size_t width : {60U, 80U}) {
      if (is_sanitized && width == 80U) continue;
      INFO(arguments << " at " << width);
      const Run run = piped(fmt::format("COLUMNS={}", width), arguments);
      INFO(run.out);
      CHECK_FALSE(run.out.empty());
      CHECK(widest_line(run.out) <= width);
    }
  }
}

TEST_CASE("every help keeps to the width") {
  for (const Command* command : commands()) {
    for (const std::size_t width : {60U, 80U}) {
      const std::string help = command_help(*command, width);
      INFO(help);
      CHECK(widest_line(help) <= width);
      for (const OptionSpec& option : command->options) {
        CHECK(has(help, fmt::format("--{}", long_name(option.names))));
        for (const std::string& choice : option.choices) CHECK(has(help, choice));
      }
    }
  }
}

TEST_CASE("a finding takes four lines at most, however narrow the terminal") {
  for (const std::string sample : {"samples/ai-api-single-vm.yaml", "samples/ladder"}) {
    for (const std::size_t width : {60U, 80U, 100U}) {
      if (is_sanitized && width == 100U) continue;
      const Run run = piped(fmt::format("COLUMNS={}", width),
                            fmt::format("lint {} --today 2026-01-01", sample));
      INFO(run.out);
      std::istringstream lines(run.out);
      std::size_t rows = 0;
      std::size_t findings = 0;
      for (std::string line; std::getline(lines, line);) {
        rows = line.empty() ? 0 : rows + 1;
        CHECK(rows <= 4);
        findings += has(line, "  --> samples/") ? 1 : 0;
      }
      // Each with its place; what had no room is said to be found elsewhere.
      CHECK(findings > 2);
      CHECK(has(run.out, "`--format full` shows"));
    }
  }
}

TEST_CASE("what is piped has the same bytes without a width, and with one that is none") {
  for (const std::string arguments :
       {"analyze samples/multi-az.yaml", "lint samples/ladder", "kinds"}) {
    if (is_sanitized && has(arguments, "ladder")) continue;
    INFO(arguments);
    const std::string usual = piped("env", arguments).out;
    for (const char* none : {"COLUMNS=", "COLUMNS=wide", "COLUMNS=7", "COLUMNS=99999999999"}) {
      CHECK(piped(none, arguments).out == usual);
    }
  }
}

}  // namespace cutpoint::testing::terminal_width_test
