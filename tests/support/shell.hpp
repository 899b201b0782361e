// Runs a command line in the shell.
#pragma once

#include <array>
#include <cstdio>
#include <stdexcept>
#include <string>

#include <fmt/format.h>
#include <sys/wait.h>

#include "tests/support/run.hpp"

namespace cutpoint::testing {

/// What the shell gives for a command line, both streams together in `out`.
inline Run in_shell(const std::string& command) {
  const std::string line = fmt::format("exec 2>&1\n{}", command);
  FILE* pipe = popen(line.c_str(), "r");
  if (pipe == nullptr) throw std::runtime_error("no shell");
  Run result;
  std::array<char, 4096> buffer{};
  while (const std::size_t got = fread(buffer.data(), 1, buffer.size(), pipe)) {
    result.out.append(buffer.data(), got);
  }
  const int status = pclose(pipe);
  result.exit = WIFEXITED(status) ? WEXITSTATUS(status) : -1;
  return result;
}

/// Whether a program is there: what tests of other people's tools depend on.
inline bool is_installed(const std::string& program) {
  return in_shell(fmt::format("command -v {}", program)).exit == 0;
}

}  // namespace cutpoint::testing
