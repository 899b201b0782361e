#include "tests/support/golden.hpp"

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <stdexcept>

#include "tests/support/catch.hpp"

namespace cutpoint::testing {

std::string source_path(const std::string& relative) {
  return std::string(CUTPOINT_SOURCE_DIR) + "/" + relative;
}

std::string build_path(const std::string& relative) {
  return std::string(CUTPOINT_BINARY_DIR) + "/" + relative;
}

std::string read_file(const std::string& path) {
  std::ifstream stream(path, std::ios::binary);
  if (!stream) throw std::runtime_error("cannot read " + path);
  std::ostringstream content;
  content << stream.rdbuf();
  return content.str();
}

void write_file(const std::string& path, const std::string& content) {
  std::filesystem::create_directories(std::filesystem::path(path).parent_path());
  std::ofstream stream(path, std::ios::binary);
  stream << content;
  if (!stream.flush()) throw std::runtime_error("cannot write " + path);
}

void check_golden(const std::string& relative, const std::string& actual) {
  const std::string path = source_path(relative);
  const char* accept = std::getenv("CUTPOINT_ACCEPT");
  if (accept != nullptr && std::string(accept) == "1") {
    write_file(path, actual);
    SUCCEED("accepted");
    return;
  }
  INFO("golden file " << relative << " (accept with CUTPOINT_ACCEPT=1)");
  REQUIRE(std::filesystem::exists(path));
  const std::string difference = first_difference(read_file(path), actual);
  INFO(difference);
  CHECK(difference.empty());
}

std::string first_difference(const std::string& expected, const std::string& actual) {
  std::istringstream wanted(expected);
  std::istringstream got(actual);
  std::string before;
  std::string want;
  std::string have;
  for (std::size_t line = 1;; ++line) {
    const bool more_wanted = static_cast<bool>(std::getline(wanted, want));
    const bool more_got = static_cast<bool>(std::getline(got, have));
    if (!more_wanted && !more_got) return expected == actual ? "" : "the last line ends otherwise";
    if (more_wanted == more_got && want == have) {
      before = want;
      continue;
    }
    std::string text = "line " + std::to_string(line);
    if (line > 1) text += "\n  after    " + before;
    text += "\n  expected " + (more_wanted ? want : "(the end)");
    return text + "\n  is       " + (more_got ? have : "(the end)");
  }
}

}  // namespace cutpoint::testing
