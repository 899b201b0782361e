// Layout changes, meaning and comments do not.
#include <ctime>
#include <filesystem>
#include <string>

#include <fmt/format.h>

#include "model/format/layout/layout.hpp"
#include "model/format/reading.hpp"
#include "tests/analyzer/support/random_model.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/golden.hpp"

namespace cutpoint::testing::formatter_test {

namespace {

std::string format(const std::string& text) {
  SourceFiles sources;
  Diagnostics diagnostics;
  const auto result = format_architecture("test.yaml", text, sources, diagnostics);
  REQUIRE(result.has_value());
  for (const Diagnostic& d : diagnostics.all()) CHECK(d.rule == "");
  return *result;
}

}  // namespace

TEST_CASE("untidy documents become canonical") {
  for (const auto& entry : std::filesystem::directory_iterator(source_path("tests/model/untidy"))) {
    const std::string name = entry.path().filename().string();
    if (entry.path().extension() != ".yaml") continue;
    INFO(name);
    const std::string once = format(read_file(entry.path().string()));
    check_golden("tests/model/untidy/" + entry.path().stem().string() + ".expected", once);
    CHECK(format(once) == once);
  }
}

TEST_CASE("formatting twice is formatting once") {
  for (std::uint64_t seed = 0; seed < 200; ++seed) {
    const std::string text = write_architecture(random_draft(seed));
    INFO(text);
    const std::string once = format(text);
    CHECK(format(once) == once);
  }
}

TEST_CASE("many quoted texts on one line take time in proportion") {
  // Twenty times as long as what took half a minute when all lines were counted at each text.
  std::string text =
      "{\"cutpoint\": 1, \"name\": \"many\", \"components\": {\"c\": {\"kind\": \"vm\"}";
  for (int i = 0; i < 100'000; ++i) {
    text += fmt::format(", \"c{}\": {{\"kind\": \"service\", \"mtbf\": \"20d # no comment\"}}", i);
  }
  const std::clock_t start = std::clock();
  const std::string once = format(text + "}}");
  CHECK(once.find("\"20d # no comment\"") != std::string::npos);
  CHECK(static_cast<double>(std::clock() - start) / CLOCKS_PER_SEC < 30.0);
}

}  // namespace cutpoint::testing::formatter_test
