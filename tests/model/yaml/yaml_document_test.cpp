// Positions, merge keys, several documents, and texts that attack the reader.
#include "model/yaml/yaml_document.hpp"

#include <fmt/format.h>

#include "model/base/utf8.hpp"
#include "tests/model/yaml/parsed_text.hpp"
#include "tests/support/catch.hpp"

namespace cutpoint::testing::yaml_document_test {

namespace {

/// "line:column+length"
std::string place(const SourceSpan& span) {
  return fmt::format("{}:{}+{}", span.line, span.column, span.length);
}

std::string first_rule(const ParsedText& parsed) {
  return parsed.diagnostics.all().empty() ? "" : parsed.diagnostics.all().front().rule;
}

}  // namespace

TEST_CASE("nodes know where they stand") {
  const ParsedText p = parsed_text(
      "a: one\n"
      "bb:   'two words'  # comment\n"
      "c: {d: \"x\\\"y\", e: [1, &anchor 22]}\n"
      "f: |\n"
      "  text\n"
      "g: &map\n"
      "  h: !tag value\n");
  REQUIRE_FALSE(p.diagnostics.has_errors());
  const YamlDocument& d = p.documents.front();
  const YamlNodeId root = d.root();
  CHECK(place(d.span(d.find(root, "a"))) == "1:4+3");
  CHECK(place(d.span(d.find(root, "bb"))) == "2:7+11");
  const YamlNodeId c = d.find(root, "c");
  CHECK(place(d.span(d.find(c, "d"))) == "3:8+6");
  CHECK(d.text(d.find(c, "d")) == "x\"y");
  const auto items = d.items(d.find(c, "e"));
  CHECK(place(d.span(items[0])) == "3:20+1");
  CHECK(place(d.span(items[1])) == "3:31+2");
  CHECK(d.anchor(items[1]) == "anchor");
  CHECK(d.style(d.find(root, "f")) == YamlStyle::literal);
  CHECK(d.text(d.find(root, "f")) == "text\n");
  CHECK(place(d.span(d.find(d.find(root, "g"), "h"))) == "7:11+5");
  const auto keys = d.entries(root);
  CHECK(place(d.span(keys[1].key)) == "2:1+2");
}

TEST_CASE("merge keys: own keys win, earlier merges win over later ones") {
  const ParsedText p = parsed_text(
      "base: &base {a: 1, b: 1}\nother: &other {b: 2, c: 2}\n"
      "x: {<<: [*base, *other], a: 0}\n");
  const YamlDocument& d = p.documents.front();
  const YamlNodeId x = d.find(d.root(), "x");
  CHECK(d.text(d.find(x, "a")) == "0");
  CHECK(d.text(d.find(x, "b")) == "1");
  CHECK(d.text(d.find(x, "c")) == "2");
  CHECK(d.entries(x).size() == 3);
}

TEST_CASE("duplicate keys are found with the first place") {
  const ParsedText p = parsed_text("a: 1\nb: 2\na: 3\n");
  REQUIRE(first_rule(p) == "duplicate-key");
  const Diagnostic& found = p.diagnostics.all().front();
  CHECK(place(found.span) == "3:1+1");
  REQUIRE(found.notes.size() == 1);
  CHECK(found.notes.front().span.line == 1);
}

TEST_CASE("several documents") {
  CHECK(parsed_text("a: 1\n---\nb: 2\n").documents.size() == 2);
}

TEST_CASE("hostile texts get an error, not a crash") {
  const std::size_t many = 1'000'000;
  const auto repeated = [](const std::string& part, std::size_t count) {
    std::string text;
    for (std::size_t i = 0; i < count; ++i) text += part;
    return text;
  };
  CHECK(first_rule(parsed_text(std::string(many, '['))) == "nesting-too-deep");
  CHECK(first_rule(parsed_text(repeated("{a: ", many))) == "nesting-too-deep");
  CHECK(first_rule(parsed_text(repeated("- ", many))) == "nesting-too-deep");
  CHECK(parsed_text("a: *unknown\n").diagnostics.has_errors());
  CHECK(parsed_text("a: &a [*a]\n").diagnostics.has_errors());
  CHECK(parsed_text("a: [1, 2\nb: }\n").diagnostics.has_errors());
  CHECK(parsed_text("\tkey: value\n").diagnostics.has_errors());
  CHECK(parsed_text("{a: b}: c\n").diagnostics.has_errors());
  std::string bomb = "l0: &l0 [x, x, x, x, x, x, x, x, x, x]\n";
  for (int level = 1; level < 12; ++level) {
    bomb += fmt::format("l{0}: &l{0} [", level);
    for (int i = 0; i < 10; ++i) bomb += fmt::format("{}*l{}", i > 0 ? ", " : "", level - 1);
    bomb += "]\n";
  }
  CHECK(first_rule(parsed_text(bomb)) == "alias-bomb");
  CHECK_FALSE(parsed_text("a: " + std::string(5'000'000, 'x')).diagnostics.has_errors());
}

TEST_CASE("bytes become UTF-8") {
  CHECK(*to_utf8("\xEF\xBB\xBF"
                 "a: b") == "a: b");
  CHECK(*to_utf8(std::string("\xFF\xFE"
                             "a\0\xE4\0",
                             6)) == "a\xC3\xA4");
  CHECK(*to_utf8(std::string("\xFE\xFF"
                             "\0a",
                             4)) == "a");
  for (const std::string& bad :
       {std::string("\xC0\x80"), std::string("a\xFF"), std::string("a\0b", 3),
        std::string("\xED\xA0\x80"), std::string("a\nb\x1b"), std::string("\xE4")}) {
    const auto text = to_utf8(bad);
    CHECK_FALSE(text.has_value());
    CHECK(text.error.message.find("line") != std::string::npos);
  }
}

TEST_CASE("a comma where a document starts is an error, not an endless stream of documents") {
  for (const char* text :
       {",\n", ",a", "\n,", "&a,", "!,", "---\n,", "%YAML 1.2\n,", "cutpoint: 1\n---\n, x"}) {
    INFO(text);
    const ParsedText p = parsed_text(text);
    CHECK(first_rule(p) == "yaml-syntax");
    CHECK(p.documents.size() <= 2);
  }
  CHECK(parsed_text("\n  , x").diagnostics.all().front().message == "a `,` cannot stand here");
  std::string many;
  for (int i = 0; i < 1000; ++i) many += "---\na: 1\n";
  CHECK(parsed_text(many).documents.size() <= 11);
}

TEST_CASE("a tab in the indentation is named") {
  const ParsedText p = parsed_text("a:\n\tb: 1\n\tc: 2\n");
  REQUIRE(p.diagnostics.has_errors());
  CHECK(p.diagnostics.all().front().message == "a tab cannot indent");
  CHECK(place(p.diagnostics.all().front().span) == "2:1+1");
  const ParsedText later = parsed_text("a:\n  b: 1\n \tc: 2\n");
  REQUIRE(later.diagnostics.has_errors());
  CHECK(later.diagnostics.all().front().message == "a tab cannot indent");
}

TEST_CASE("syntax errors are told in words, with what to do") {
  const std::vector<std::pair<std::string, std::string>> cases = {
      {"a:\n  kind: vm\n    mtbf: 1d\n", "indented further than the line above"},
      {"a:\n    kind: vm\n   mtbf: 1d\n", "indented unlike"},
      {"a:\n  text: Note: this\n", "a second `: `"},
      {"a: {kind: vm, text: Note: this}\n", "a `:` where a `,`"},
      {"a: {kind: vm mtbf: 1d}\n", "a `:` where a `,`"},
      {"a: {kind: vm\n", "still open"},
      {"a: {kind: vm}}\n", "`}` closes nothing"},
      {"a: {b: c]}\n", "`]` closes nothing"},
      {"a: [b, c\n", "still open"},
      {"a: [b, c}\n", "`}` closes nothing"},
      {"a: {text: \"x}\n", "not closed"},
      {"a: \"x\nb: c\n", "not closed"},
      {"a: 'x\nb: c\n", "not closed"},
      {"a: \"x\nb: \"y\"\n", "ends in line 2 only"},
      {"a:{b: {c: d}}\n", "without a blank behind it"},
      {"a: 'it's fine'\n", "a quoted text ends before"},
      {"a:\n\tb: c\n", "a tab cannot indent"},
      {"a:\n  kind vm\n  mtbf: 1d\n", "no `key: value`"},
      {"a:\n  kind:vm\n  mtbf: 1d\n", "no `key: value`"},
      {"a: @me\n", "cannot start with `@`"},
      {"a: %99\n", "cannot start with `%`"},
      {"a: `b`\n", "cannot start with a backtick"},
      {"a: *b\n", "nothing is named"},
      {"a: & {b: c}\n", "need a name"},
      {"a: &x &y b\n", "need a name"},
      {"a: !<x b\n", "tag"},
      {"a: \"\\q\"\n", "mean nothing"},
      {"a: |0\n  x\n", "behind `|`"},
      {"a: {b: |}\n", "several lines"},
      {"a:\n  b: c\n  - d\n", "a list item cannot stand"},
      {"a: b: c\n", "a second `: `"},
  };
  for (const auto& [text, words] : cases) {
    INFO(text);
    const ParsedText parsed = parsed_text(text);
    REQUIRE(first_rule(parsed) == "yaml-syntax");
    const Diagnostic& found = parsed.diagnostics.all().front();
    INFO(found.message);
    CHECK(found.message.find(words) != std::string::npos);
    CHECK(!found.help.empty());
    CHECK(found.span.known());
    for (const char* raw : {"illegal", "not found", "flow", "token", "well-formed"}) {
      CHECK(found.message.find(raw) == std::string::npos);
    }
  }
}

TEST_CASE("quoted texts of several lines are texts") {
  for (const char* text : {"a: \"x\n  y\"\nb: c\n", "a: 'it''s\n  y'\nb: c\n",
                           "a: \"x \\\n  \\\"y\"\nb: c\n", "a: {b: \"x\n  y\", c: 'z'}\n"}) {
    INFO(text);
    CHECK(parsed_text(text).diagnostics.all().empty());
  }
}

}  // namespace cutpoint::testing::yaml_document_test
