# Writes a C++ source that says which commit is built, touching it only where that has changed:
#
#   cmake -D SOURCE=<folder> -D OUTPUT=<file.cpp> -P commit.cmake
#
# Nothing is said without git, and where the sources only lie inside another repository.
set(commit "")
find_program(GIT git)
if(GIT AND EXISTS "${SOURCE}/.git")
  execute_process(COMMAND "${GIT}" -C "${SOURCE}" rev-parse --short=12 HEAD
    OUTPUT_VARIABLE commit OUTPUT_STRIP_TRAILING_WHITESPACE ERROR_QUIET RESULT_VARIABLE failed)
  if(failed)
    set(commit "")
  endif()
endif()
file(CONFIGURE OUTPUT "${OUTPUT}" @ONLY CONTENT [[
// Generated when building; do not edit.
#include "cutpoint/version.hpp"

namespace cutpoint {

std::string_view commit() {
  return "@commit@";
}

}  // namespace cutpoint
]])
