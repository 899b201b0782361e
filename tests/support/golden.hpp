// Golden files: compared byte by byte; CUTPOINT_ACCEPT=1 in the environment rewrites them.
#pragma once

#include <string>

namespace cutpoint::testing {

/// In the source tree, and in the build tree. Known to one file only, so that compiled tests do not
/// depend on where the trees lie.
std::string source_path(const std::string& relative);
std::string build_path(const std::string& relative);

std::string read_file(const std::string& path);
void write_file(const std::string& path, const std::string& content);

/// Fails the running test with a short difference where `actual` is not the content of the golden
/// file `relative` (to the source tree). With CUTPOINT_ACCEPT=1 writes the file instead.
void check_golden(const std::string& relative, const std::string& actual);

/// The first line that differs, with its number and the line before it; empty where nothing does.
std::string first_difference(const std::string& expected, const std::string& actual);

}  // namespace cutpoint::testing
