// What is written reads back as the same draft.
#include <fmt/format.h>

#include "model/format/reading.hpp"
#include "model/yaml/yaml_text.hpp"
#include "tests/analyzer/support/random_model.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/random.hpp"

namespace cutpoint::testing::writer_test {

namespace {

Draft read(const std::string& text, Diagnostics& diagnostics) {
  SourceFiles sources;
  return read_architecture_text("test.yaml", text, sources, diagnostics);
}

}  // namespace

TEST_CASE("random drafts survive writing and reading") {
  const std::uint64_t seed = number_from_environment("CUTPOINT_SEED", 42);
  for (std::uint64_t at = seed; at < seed + 500; ++at) {
    const std::string once = write_architecture(random_draft(at));
    INFO("seed " << at << "\n" << once);
    Diagnostics diagnostics;
    const Draft back = read(once, diagnostics);
    CHECK_FALSE(diagnostics.has_errors());
    CHECK(write_architecture(back) == once);
  }
}

TEST_CASE("names that YAML would read as something else are quoted") {
  for (const std::string name :
       {"yes",  "no",   "on",   "off",   "null", "~",  "true",  "1",    "1.5", "- a",
        "a: b", "a #b", "#a",   "*a",    "&a",   "!a", "%a",    "@a",   "`a",  "[a]",
        "{a}",  "a, b", "'a'",  "\"a\"", "a\nb", " a", "a ",    "a\\b", "ä",   "名前",
        "<<",   "=",    "a\tb", "?",     "|",    ">",  "web#1", "x:y"}) {
    Draft draft;
    draft.version = Spanned<std::uint32_t>{1, {}};
    DraftComponent component;
    component.name.value = name;
    component.kind = Spanned<std::string>{name, {}};
    draft.components.push_back(component);
    const std::string text = write_architecture(draft);
    INFO(text);
    Diagnostics diagnostics;
    const Draft back = read(text, diagnostics);
    REQUIRE_FALSE(diagnostics.has_errors());
    REQUIRE(back.components.size() == 1);
    CHECK(back.components[0].name.value == name);
    CHECK(back.components[0].kind->value == name);
  }
}

}  // namespace cutpoint::testing::writer_test
