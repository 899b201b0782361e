// Completion scripts, tried in the shells themselves, and manual pages.
#include <algorithm>
#include <filesystem>

#include <fmt/format.h>

#include "tests/support/catch.hpp"
#include "tests/support/golden.hpp"
#include "tests/support/shell.hpp"
#include "tests/support/text_search.hpp"
#include "tests/support/working_folder.hpp"

namespace cutpoint::testing::completion_test {

namespace {

std::string script(const std::string& shell) {
  const Run written = run({"completion", shell});
  REQUIRE(written.exit == 0);
  write_file("./script", written.out);
  return written.out;
}

/// What bash offers for the last of these words.
std::string offered_by_bash(const std::string& words) {
  return in_shell(fmt::format("bash -c 'source ./script; set -- {}; COMP_WORDS=(\"$@\"); "
                              "COMP_CWORD=$(($# - 1)); _cutpoint; echo \"${{COMPREPLY[*]}}\"'",
                              words))
      .out;
}

}  // namespace

TEST_CASE("bash completes commands, options, values and files") {
  const ScratchFolder scratch("completion/bash");
  script("bash");
  write_file("./shop.yaml", "");
  write_file("./two words.yaml", "");
  CHECK(offered_by_bash("cutpoint lin") == "lint\n");
  CHECK(offered_by_bash("cutpoint lint --format s") == "sarif\n");
  CHECK(offered_by_bash("cutpoint lint --format = s") == "sarif\n");
  CHECK(offered_by_bash("cutpoint lint --select no-backup,even") == "no-backup,even-quorum\n");
  CHECK(offered_by_bash("cutpoint lint --fail") == "--fail-on\n");
  CHECK(offered_by_bash("cutpoint explain CP101") == "CP101\n");
  CHECK(has(offered_by_bash("cutpoint explain CP1"), "CP101 CP102"));
  CHECK(offered_by_bash("cutpoint explain spo") == "spof\n");
  CHECK(offered_by_bash("cutpoint lint sh") == "shop.yaml\n");
  CHECK(offered_by_bash("cutpoint lint two") == "two words.yaml\n");
  CHECK(offered_by_bash("cutpoint import c") == "compose\n");
  CHECK(offered_by_bash("cutpoint import compose --profile x sh") == "shop.yaml\n");
  CHECK(offered_by_bash("cutpoint --color never expl") == "explain\n");
  CHECK(offered_by_bash("cutpoint --color n") == "never\n");
  CHECK(offered_by_bash("cutpoint man dif") == "diff\n");
  CHECK(offered_by_bash("cutpoint nonsense ").size() == 1);
}

TEST_CASE("zsh completes commands, options, values and files") {
  if (!is_installed("zsh")) {
    WARN("zsh is not installed: skipped");
    return;
  }
  const ScratchFolder scratch("completion/zsh");
  const Run written = run({"completion", "zsh"});
  REQUIRE(written.exit == 0);
  write_file("./_cutpoint", written.out);
  write_file("./shop.yaml", "");
  const auto offered = [](const std::string& line) {
    return in_shell(fmt::format("timeout 60 zsh -f '{}' '{}' '{}'",
                                source_path("tests/app/completion/offers.zsh"), line,
                                source_path("tests/app/completion/offers-shown.zsh")))
        .out;
  };
  CHECK(offered("cutpoint lin") == "lint\n");
  CHECK(offered("cutpoint lint --format s") == "sarif\n");
  CHECK(offered("cutpoint lint --fail") == "--fail-on\n");
  CHECK(offered("cutpoint lint --select no-backup,even") == "even-quorum\n");
  CHECK(has(offered("cutpoint explain CP1"), "CP101\nCP102\n"));
  CHECK(offered("cutpoint lint sh") == "shop.yaml\n");
  CHECK(offered("cutpoint import c") == "compose\n");
  CHECK(offered("cutpoint --color n") == "never\n");
  CHECK(offered("cutpoint man dif") == "diff\n");
  CHECK(offered("cutpoint completion ") == "bash\nzsh\nfish\n");
}

TEST_CASE("fish completes commands, options, values and files") {
  if (!is_installed("fish")) {
    WARN("fish is not installed: skipped");
    return;
  }
  const ScratchFolder scratch("completion/fish");
  script("fish");
  write_file("./shop.yaml", "");
  const auto offered = [](const std::string& line) {
    return in_shell(fmt::format("fish -c 'source ./script; complete -C \"{}\"'", line)).out;
  };
  CHECK(has(offered("cutpoint expl"), "explain\t"));
  CHECK(has(offered("cutpoint lint --format s"), "sarif\t"));
  CHECK(has(offered("cutpoint lint --fail"), "--fail-on\t"));
  CHECK(has(offered("cutpoint lint --select no-backup,even"), "no-backup,even-quorum\t"));
  CHECK(has(offered("cutpoint explain CP1"), "CP101"));
  CHECK(has(offered("cutpoint lint sh"), "shop.yaml"));
  CHECK(has(offered("cutpoint import c"), "compose"));
  CHECK(!has(offered("cutpoint lint --format s"), "shop.yaml"));
}

TEST_CASE("every command and option is in every script") {
  const ScratchFolder scratch("completion/all");
  for (const std::string shell : {"bash", "zsh", "fish"}) {
    INFO(shell);
    const std::string text = script(shell);
    for (const Command* command : commands()) {
      CHECK(has(text, std::string(command->name)));
      for (const OptionSpec& option : command->options) CHECK(has(text, long_name(option.names)));
    }
    // Debian has them all; elsewhere those that are there are asked.
    if (is_installed(shell)) CHECK(in_shell(fmt::format("{} -n ./script", shell)).exit == 0);
  }
  CHECK(run({"completion", "tcsh"}).exit == 2);
}

TEST_CASE("manual pages are complete and well-formed") {
  const ScratchFolder scratch("completion/man");
  REQUIRE(run({"man", "--output-dir", "man1"}).exit == 0);
  CHECK(read_file("man1/cutpoint-lint.1") == run({"man", "lint"}).out);
  CHECK(read_file("man1/cutpoint.1") == run({"man"}).out);
  for (const Command* command : commands()) {
    const std::string name = fmt::format("man1/cutpoint-{}.1", command->name);
    INFO(name);
    const std::string page = read_file(name);
    for (const char* part : {".TH ", ".SH NAME\n", ".SH SYNOPSIS\n", ".SH EXIT STATUS\n"}) {
      CHECK(has(page, part));
    }
    for (const OptionSpec& option : command->options) {
      std::string typed;
      for (const char c : long_name(option.names)) {
        if (c == '-') typed += '\\';
        typed += c;
      }
      CHECK(has(page, typed));
    }
    if (is_installed("mandoc"))
      CHECK(in_shell(fmt::format("mandoc -Tlint -W warning {}", name)).out.empty());
    if (is_installed("groff"))
      CHECK(in_shell(fmt::format("groff -man -Tutf8 -ww -z {}", name)).out.empty());
  }
  CHECK(run({"man", "lnit"}).exit == 2);
  CHECK(run({"man", "lint", "--output-dir", "x"}).exit == 2);
}

}  // namespace cutpoint::testing::completion_test
