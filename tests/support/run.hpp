// Runs the program in-process.
#pragma once

#include <sstream>
#include <string>
#include <vector>

#include "app/cli.hpp"

namespace cutpoint::testing {

struct Run {
  int exit = 0;
  std::string out;
  std::string err;
};

inline Run run(const std::vector<std::string>& arguments) {
  std::ostringstream out;
  std::ostringstream err;
  DiskAccess disk;
  Console console{out, err, disk, false, false, 120};
  const Exit exit = run_command_line(arguments, console);
  return {static_cast<int>(exit), out.str(), err.str()};
}

}  // namespace cutpoint::testing
