// Layout changes, meaning and comments do not.
#include <filesystem>

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

}  // namespace cutpoint::testing::formatter_test
