// JSON is read to the tree that YAML is read to, node by node.
#include "model/yaml/json_document.hpp"

#include <array>
#include <string>

#include <fmt/format.h>

#include "model/yaml/yaml_document.hpp"
#include "tests/model/yaml/parsed_text.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/random.hpp"

namespace cutpoint::testing::json_document_test {

namespace {

bool is_json(std::string text) {
  SourceFiles sources;
  const FileId file = sources.add("test.json", std::move(text));
  return read_json_document(file, sources, {}).has_value();
}

/// All that can be asked of a document, a line a node.
std::string told(const YamlDocument& document) {
  std::string out = fmt::format("root {}\n", document.root().value());
  for (std::size_t i = 0; i < document.size(); ++i) {
    const YamlNodeId id(i);
    const SourceSpan span = document.span(id);
    out += fmt::format("{} type {} style {} `{}` {}:{}+{} tag `{}` anchor `{}`", i,
                       static_cast<int>(document.type(id)), static_cast<int>(document.style(id)),
                       document.text(id), span.line, span.column, span.length, document.tag(id),
                       document.anchor(id));
    for (const auto& item : document.raw_items(id)) out += fmt::format(" {}", item.value.value());
    for (const auto& entry : document.raw_entries(id)) {
      out += fmt::format(" {}:{}", entry.key.value(), entry.value.value());
    }
    out += '\n';
  }
  return out;
}

/// A comment makes it YAML and moves nothing.
void check_alike(const std::string& text) {
  INFO(text);
  REQUIRE(is_json(text));
  const std::string commented = text + " # not JSON\n";
  REQUIRE_FALSE(is_json(commented));
  const ParsedText json = parsed_text(text), yaml = parsed_text(commented);
  REQUIRE(yaml.diagnostics.all().empty());
  REQUIRE(json.diagnostics.all().empty());
  REQUIRE(yaml.documents.size() == 1);
  REQUIRE(json.documents.size() == 1);
  CHECK(told(json.documents.front()) == told(yaml.documents.front()));
}

class RandomJson {
 public:
  explicit RandomJson(std::uint64_t seed) : random_(seed) {}

  std::string document() {
    const std::string value = random_.chance(50) ? mapping(0) : list(0);
    return blanks() + value + blanks();
  }

 private:
  std::string blanks() {
    static constexpr std::array some = {"", "", "", " ", "  ", "\n", "\n    ", " \n  "};
    return some[random_.below(some.size())];
  }
  std::string value(int depth) {
    const std::uint32_t what = random_.below(depth < 5 ? 8 : 6);
    if (what >= 7) return list(depth);
    if (what >= 6) return mapping(depth);
    if (what >= 4) return text();
    static constexpr std::array words = {
        "null", "true", "false", "0", "-1", "1.10", "1e400", "-2.5E-3", "12345678901234567890",
        "99.9"};
    return words[random_.below(words.size())];
  }
  std::string text() {
    static constexpr std::array pieces = {
        "a",   "b c",     " ",       "99.9%", "1h30m", "\\\"", "\\\\", "\\/", "\\n",
        "\\t", "\\u00e9", "\\u20ac", "ä",     "日本",  "#",    ": ",   "- ",  "<<",
        "&a",  "*a",      "!t",      "'",     "~",     "null", "{",    "]"};
    std::string out = "\"";
    for (std::uint32_t i = random_.below(5); i > 0; --i)
      out += pieces[random_.below(pieces.size())];
    return out + "\"";
  }
  std::string list(int depth) {
    std::string out = "[";
    const std::uint32_t count = random_.below(4);
    for (std::uint32_t i = 0; i < count; ++i) {
      out += (i > 0 ? "," : "") + blanks() + value(depth + 1) + blanks();
    }
    return out + (count == 0 ? blanks() : "") + "]";
  }
  std::string mapping(int depth) {
    std::string out = "{";
    const std::uint32_t count = random_.below(random_.chance(10) ? 20 : 4);
    for (std::uint32_t i = 0; i < count; ++i) {
      const std::string key = text().insert(1, fmt::format("{}", i));  // none twice
      out += (i > 0 ? "," : "") + blanks() + key + (random_.chance(20) ? " :" : ":") + blanks() +
             value(depth + 1) + blanks();
    }
    return out + (count == 0 ? blanks() : "") + "}";
  }

  Random random_;
};

}  // namespace

TEST_CASE("JSON is the tree that YAML makes of it") {
  check_alike("{}");
  check_alike("[]");
  check_alike("{\"cutpoint\": 1, \"components\": {\"a\": {\"mtbf\": \"1y\", \"x\": null}}}");
  check_alike("{\"<<\": {\"a\": 1}, \"\": [null, true, \"null\", \"\"]}");
  check_alike("\n\n[1,\r\n\"a\"]\r\n");
  const std::uint64_t first = number_from_environment("CUTPOINT_SEED", 1);
  for (std::uint64_t seed = first; seed < first + 500; ++seed) {
    INFO("CUTPOINT_SEED=" << seed);
    check_alike(RandomJson(seed).document());
  }
}

TEST_CASE("what is not strictly JSON is read as YAML, with what that says") {
  const std::string comment = "{\"a\": 1, # one\n \"b\": [1, 2,],}";
  CHECK_FALSE(is_json(comment));
  CHECK(parsed_text(comment).diagnostics.all().empty());
  CHECK_FALSE(is_json("{a: 1}"));
  CHECK_FALSE(is_json("{\"a\": 12 13}"));
  CHECK_FALSE(is_json("{\"a\": 1}\n---\n{\"b\": 2}"));
  CHECK_FALSE(is_json("\"text\""));
  CHECK_FALSE(is_json("a: {\"b\": 1}"));
  CHECK_FALSE(is_json(""));
}

TEST_CASE("keys that are there twice are told as ever, with both places") {
  const std::string text = "{\"a\": 1,\n \"b\": {\"c\": 1, \"c\": 2},\n \"a\": 3}";
  CHECK_FALSE(is_json(text));
  const ParsedText parsed = parsed_text(text);
  REQUIRE(parsed.diagnostics.all().size() == 2);
  CHECK(parsed.diagnostics.all()[0].message == "`c` is defined twice");
  CHECK(parsed.diagnostics.all()[1].span.line == 3);
  CHECK(parsed.diagnostics.all()[1].notes.front().span.line == 1);
  std::string many = "{\"k0\": 0";
  for (int i = 1; i < 100; ++i) many += fmt::format(", \"k{}\": 0", i % 99);
  CHECK_FALSE(is_json(many + "}"));
}

TEST_CASE("the limits of YAML hold for JSON") {
  const auto nested = [](std::size_t depth) {
    return std::string(depth, '[') + std::string(depth, ']');
  };
  CHECK(is_json(nested(64)));
  CHECK_FALSE(is_json(nested(65)));
  REQUIRE(parsed_text(nested(65)).diagnostics.has_errors());
  CHECK(parsed_text(nested(65)).diagnostics.all().front().rule == "nesting-too-deep");
}

TEST_CASE("pairs of surrogates are one character; halves are refused") {
  const ParsedText pair = parsed_text("[\"\\ud83d\\ude00\"]");
  REQUIRE(pair.diagnostics.all().empty());
  const YamlDocument& document = pair.documents.front();
  CHECK(document.text(document.items(document.root()).front()) == "😀");
  CHECK(parsed_text("[\"\\ud83d\"]").diagnostics.has_errors());
}

}  // namespace cutpoint::testing::json_document_test
