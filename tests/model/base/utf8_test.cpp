#include "model/base/utf8.hpp"

#include "tests/support/catch.hpp"

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

TEST_CASE("what is no UTF-8 is refused with its line") {
  for (const char* bytes : {"a\nb\xC3", "a\n\xED\xA0\x80", "a\n\xC0\xAF", "a\n\xF4\x90\x80\x80",
                            "a\n\xE2\x28\xA1", "a\n\x80"}) {
    CHECK(to_utf8(bytes, "f").error.message == "f: line 2 is no well-formed UTF-8");
  }
  CHECK(to_utf8("\xF4\x8F\xBF\xBF\xEF\xBF\xBF", "f").has_value());
  // A pair of surrogates and the ends of each length.
  CHECK(*to_utf8(std::string("\xFF\xFE\x3D\xD8\x00\xDE\x41\x00\x80\x00\xFF\x07\x00\x08", 14),
                 "f") == "\xF0\x9F\x98\x80\x41\xC2\x80\xDF\xBF\xE0\xA0\x80");
}

}  // namespace cutpoint::testing::utf8_test
