#include "model/base/utf8.hpp"

#include "tests/support/catch.hpp"
#include "tests/support/text_search.hpp"

namespace cutpoint::testing::utf8_test {

TEST_CASE("characters are as wide as terminals show them") {
  struct Case {
    std::uint32_t code;
    std::size_t width;
  };
  for (const Case& one : {
           Case{U'a', 1},
           Case{U'é', 1},
           Case{U'漢', 2},
           Case{U'⚡', 2},
           Case{U'🌡', 1},
           Case{0x0301, 0},  // a combining acute accent
           Case{0x0E31, 0},  // a Thai vowel above its consonant
           Case{0x05B0, 0},  // a Hebrew point
           Case{0x200B, 0},  // a space without width
           Case{0x1B, 1},    // shown by an escape or a replacement
           Case{0x85, 1},
       }) {
    INFO(std::hex << one.code);
    CHECK(character_width(one.code) == one.width);
  }
}

TEST_CASE("what is no UTF-8 is refused with its place") {
  for (const char* bytes : {"a\nb\xC3", "a\nb\xED\xA0\x80", "a\nb\xC0\xAF", "a\nb\xF4\x90\x80\x80",
                            "a\nb\xE2\x28\xA1", "a\nb\x80"}) {
    CHECK(has(to_utf8(bytes).error.message, "line 2, column 2: the byte 0x"));
  }
  CHECK(to_utf8("\xF4\x8F\xBF\xBF\xEF\xBF\xBF").has_value());
  // A pair of surrogates and the ends of each length.
  CHECK(*to_utf8(std::string("\xFF\xFE\x3D\xD8\x00\xDE\x41\x00\x80\x00\xFF\x07\x00\x08", 14)) ==
        "\xF0\x9F\x98\x80\x41\xC2\x80\xDF\xBF\xE0\xA0\x80");
}

TEST_CASE("a line that is no text is shown with its place, and with what the byte may have been") {
  SourceFiles sources;
  Diagnostics diagnostics;
  CHECK_FALSE(
      add_outside_text("menu.yaml", "a: 1\nna\xC3\xAFve: caf\xE9 # \xE4\n", sources, diagnostics));
  REQUIRE(diagnostics.all().size() == 1);
  const Diagnostic& found = diagnostics.all().front();
  CHECK(found.message == "the byte 0xe9 is no UTF-8");
  CHECK(has(found.help, "in Latin-1 it is `\xC3\xA9`"));
  CHECK(found.span.line == 2);
  CHECK(sources.display_column(found.span) == 11);
  CHECK(sources.line(found.span.file, 2) == "na\xC3\xAFve: caf\xEF\xBF\xBD # \xEF\xBF\xBD");
}

TEST_CASE("control characters are told, and UTF-16 that does not say so") {
  CHECK(text_from_outside("a: \x1b[0m").flaw->message == "the control character 0x1b stands in it");
  const auto wide = text_from_outside(std::string("c\0u\0t\0:\0", 8));
  CHECK(has(wide.flaw->help, "UTF-16"));
  CHECK_FALSE(has(text_from_outside(std::string("cutpoint\0: 1", 12)).flaw->help, "UTF-16"));
}

}  // namespace cutpoint::testing::utf8_test
