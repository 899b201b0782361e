// What the readers of JUnit reports and of GitHub's workflow commands take for granted, over names
// that try to break out.
#include <regex>
#include <sstream>

#include <fmt/format.h>

#include "tests/support/catch.hpp"
#include "tests/support/golden.hpp"
#include "tests/support/shell.hpp"
#include "tests/support/working_folder.hpp"

namespace cutpoint::testing::finding_formats_test {

namespace {

/// Names with what XML, workflow commands and terminals give a meaning of their own.
constexpr const char* hostile =
    "cutpoint: 1\n"
    "journeys: {\"j,x:%0A]]>\": {needs: [\"a<b>&\\\"'\", \"c\\n::error::d\", "
    "\"e\\u0007\\uFFFE\"]}}\n"
    "components:\n"
    "  \"a<b>&\\\"'\": {kind: vm, accept: [{rule: CP101, reason: \"<!-- & -->\"}]}\n"
    "  \"c\\n::error::d\": {kind: vm, mtbf: 1y, mttr: 1h}\n"
    "  \"e\\u0007\\uFFFE\": {kind: vm, mtbf: 1y, mttr: 1h}\n";

std::string lint(const std::string& format) {
  return run({"lint", "a,b:c%.yaml", "--no-config", "--today", "2026-01-01", "-f", format}).out;
}

std::size_t count(const std::string& text, const std::string& pattern) {
  const std::regex wanted(pattern);
  return static_cast<std::size_t>(std::distance(
      std::sregex_iterator(text.begin(), text.end(), wanted), std::sregex_iterator()));
}

}  // namespace

TEST_CASE("JUnit is well-formed XML of the usual shape, and counts what it holds") {
  const ScratchFolder scratch("formats/junit");
  write_file("./a,b:c%.yaml", hostile);
  write_file("./report.xml", lint("junit"));
  const std::string report = read_file("report.xml");
  if (is_installed("xmllint")) {
    const Run checked = in_shell("xmllint --noout report.xml");
    INFO(checked.out);
    CHECK(checked.exit == 0);
  } else {
    WARN("xmllint is not installed: well-formedness was not checked");
  }
  const std::regex suite(
      "<testsuite name=\"[^\"]+\" tests=\"(\\d+)\" failures=\"(\\d+)\" errors=\"0\" "
      "skipped=\"(\\d+)\">");
  std::smatch found;
  REQUIRE(std::regex_search(report, found, suite));
  CHECK(std::stoul(found[1]) == count(report, "<testcase name=\"[^\"]+\" classname=\"[^\"]+\""));
  CHECK(std::stoul(found[2]) == count(report, "<failure type=\"[a-z]+\" message=\"[^\"]+\">"));
  CHECK(std::stoul(found[3]) == count(report, "<skipped message=\"[^\"]+\"/>"));
  CHECK(std::stoul(found[3]) == 1);
}

TEST_CASE("workflow commands are one line each, with escaped properties") {
  const ScratchFolder scratch("formats/github");
  write_file("./a,b:c%.yaml", hostile);
  const std::regex command(
      "::(error|warning|notice) file=a%2Cb%3Ac%25\\.yaml,line=\\d+,col=\\d+,endColumn=\\d+,"
      "title=[A-Za-z0-9 -]+::.+");
  std::istringstream lines(lint("github"));
  std::size_t commands = 0;
  for (std::string line; std::getline(lines, line); ++commands) {
    INFO(line);
    CHECK(std::regex_match(line, command));
    // A percent sign of a name must not be read as an escape.
    CHECK(count(line.substr(line.find("::", 2)), "%(?!25|0A|0D)") == 0);
  }
  CHECK(commands == 2);
}

}  // namespace cutpoint::testing::finding_formats_test
