// What is told of JSON, where it stands, and what is no JSON.
#include "model/base/json_events.hpp"

#include <algorithm>
#include <string>

#include <fmt/format.h>

#include "tests/support/catch.hpp"

namespace cutpoint::testing::json_events_test {

namespace {

/// Writes down what it is told, and wants no more after so many events.
class Notes : public JsonReceiver {
 public:
  explicit Notes(std::size_t most = SIZE_MAX) : most_(most) {}

  bool start(JsonCollection kind, const JsonPlace& place) override {
    return note(fmt::format("{}{}", kind == JsonCollection::list ? '[' : '{', at(place, 1)));
  }
  void finish(JsonCollection kind) override {
    (void)note(kind == JsonCollection::list ? "]" : "}");
  }
  bool key(std::string_view text, const JsonPlace& place, std::uint32_t length) override {
    return note(fmt::format("{}:{}", text, at(place, length)));
  }
  bool text(std::string_view text, const JsonPlace& place, std::uint32_t length) override {
    return note(fmt::format("'{}'{}", text, at(place, length)));
  }
  bool word(std::string_view word, const JsonPlace& place) override {
    return note(fmt::format("{}{}", word, at(place, static_cast<std::uint32_t>(word.size()))));
  }
  void end_of_document() override { (void)note("."); }

  std::string all;

 private:
  static std::string at(const JsonPlace& place, std::uint32_t length) {
    return fmt::format("@{}:{}+{}", place.line, place.column, length);
  }
  bool note(const std::string& what) {
    all += all.empty() ? what : " " + what;
    return ++count_ < most_;
  }
  std::size_t most_, count_ = 0;
};

std::string events(std::string_view text, const JsonAllowance& allowance = {}) {
  Notes notes;
  const auto error = read_json_events(text, notes, allowance);
  if (!error) return notes.all;
  return fmt::format("{} at {}:{}, byte {}", error->message, error->place.line, error->place.column,
                     error->place.offset);
}

}  // namespace

TEST_CASE("JSON is told with places, numbers as they are written") {
  CHECK(events("{\"a\": 1.10,\n \"b\" : [1e400, \"x\\\"\\u00e4\\ud83d\\ude00\", null, {}]}\n") ==
        "{@1:1+1 a:@1:2+3 1.10@1:7+4 b:@2:2+3 [@2:8+1 1e400@2:9+5 'x\"ä😀'@2:16+23 "
        "null@2:41+4 {@2:47+1 } ] } .");
  CHECK(events("[12345678901234567890123]") == "[@1:1+1 12345678901234567890123@1:2+23 ] .");
  CHECK(events("true") == "true@1:1+4 .");
}

TEST_CASE("what is no JSON ends the reading with a place") {
  CHECK(events("{\"a\" 1}") == "a `:` is missing here at 1:6, byte 5");
  CHECK(events("[1,\n 2 3]") == "a `,` or `]` is missing here at 2:4, byte 7");
  CHECK(events("[1,]") == "a value is missing here at 1:4, byte 3");
  CHECK(events("{a: 1}") == "a key in double quotes is missing here at 1:2, byte 1");
  CHECK(events("[1] # no") == "nothing may follow here at 1:5, byte 4");
  CHECK(events("[\"a\nb\"]") == "the text is not closed by a `\"` at 1:4, byte 3");
  CHECK(events("[\"\\x\"]") == "`\\x` is no escape at 1:3, byte 2");
  CHECK(events("[\"\\u12\"]") == "`\\u` takes four hexadecimal digits at 1:3, byte 2");
  CHECK(events("[") == "the file ends within a value at 1:2, byte 1");
  CHECK(events("") == "the file ends within a value at 1:1, byte 0");
}

TEST_CASE("several documents and damaged texts are for who allows them") {
  CHECK(events("{} []") == "nothing may follow here at 1:4, byte 3");
  CHECK(events("{} []", {.several_documents = true}) == "{@1:1+1 } . [@1:4+1 ] .");
  CHECK(events("[\"a\tb\"]") == "a control character cannot stand in a text at 1:4, byte 3");
  CHECK(events("[\"a\tb\\ud800\"]", {.damaged_texts = true}) ==
        "[@1:1+1 'a\tb\xEF\xBF\xBD'@1:2+11 ] .");
  CHECK(events("[\"\\ud800\"]") == "half a surrogate pair is no character at 1:9, byte 8");
}

TEST_CASE("a receiver that wants no more is told no more") {
  Notes notes(3);
  CHECK_FALSE(read_json_events("[1, 2, 3, 4]", notes).has_value());
  CHECK(notes.all == "[@1:1+1 1@1:2+1 2@1:5+1");
}

TEST_CASE("JSON may be nested as deep as it likes") {
  constexpr std::size_t deep = 200'000;
  Notes notes;
  CHECK_FALSE(read_json_events(std::string(deep, '[') + std::string(deep, ']'), notes).has_value());
  CHECK(std::count(notes.all.begin(), notes.all.end(), ']') == deep);
}

}  // namespace cutpoint::testing::json_events_test
