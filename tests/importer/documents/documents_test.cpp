// YAML streams and JSON as values with places.
#include "importer/documents/read_documents.hpp"
#include "tests/support/catch.hpp"

namespace cutpoint::testing::documents_test {

namespace {

using documents::Value;
using documents::ValueType;

struct ReadValues {
  SourceFiles sources;
  Diagnostics diagnostics;
  documents::ValueTree tree{FileId()};

  explicit ReadValues(std::string text, const documents::ReadingLimits& limits = {}) {
    const FileId file = sources.add("input", std::move(text));
    tree = documents::read_documents(file, sources, diagnostics, limits);
  }
  [[nodiscard]] Value root() const { return tree.document(0); }
  [[nodiscard]] std::string findings() const {
    std::string text;
    for (const Diagnostic& d : diagnostics.all())
      text += std::to_string(d.span.line) + ":" + std::to_string(d.span.column) + " " + d.rule +
              ": " + d.message + "\n";
    return text;
  }
};

/// All that a value holds, in one notation whatever it was written in.
std::string shown_value(const Value& value) {
  std::string out;
  switch (value.type()) {
    case ValueType::missing:
      return "missing";
    case ValueType::null:
      return "null";
    case ValueType::boolean:
      return *value.boolean() ? "true" : "false";
    case ValueType::number:
      return std::string(value.text());
    case ValueType::text:
      return "'" + std::string(value.text()) + "'";
    case ValueType::list:
      for (const Value item : value.items()) out += (out.empty() ? "" : " ") + shown_value(item);
      return "[" + out + "]";
    case ValueType::mapping:
      for (const documents::Entry entry : value.entries())
        out += (out.empty() ? "" : " ") + std::string(entry.key) + ":" + shown_value(entry.value);
      return "{" + out + "}";
  }
  return out;
}

}  // namespace

TEST_CASE("JSON and YAML that say the same read the same") {
  const ReadValues yaml("a: 1\nb: [true, ~, 'x', -2.5e3]\nc: {d: {}, e: []}\nf: \"1\"\ng: null\n");
  const ReadValues json(
      R"({"a": 1, "b": [true, null, "x", -2.5e3], "c": {"d": {}, "e": []}, "f": "1", "g": null})");
  CHECK(shown_value(yaml.root()) == shown_value(json.root()));
  CHECK(shown_value(json.root()) == "{a:1 b:[true null 'x' -2.5e3] c:{d:{} e:[]} f:'1' g:null}");
}

TEST_CASE("values know their line and column, keys too") {
  const ReadValues json("{\n  \"a\": {\"b\":\n   \"text\"}\n}\n");
  const Value b = json.root().at({"a", "b"});
  CHECK(b.span().line == 3);
  CHECK(b.span().column == 4);
  CHECK(b.span().length == 6);
  for (const documents::Entry entry : json.root().entries()) {
    CHECK(entry.key_span.line == 2);
    CHECK(entry.key_span.column == 3);
  }
  const ReadValues yaml("# first\n---\na:\n  - b: text\n");
  CHECK((*yaml.root().find("a").items().begin()).find("b").span().line == 4);
}

TEST_CASE("a stream has several documents in either notation") {
  const ReadValues yaml("---\na: 1\n---\n# nothing\n---\nb: 2\n...\n");
  CHECK(yaml.findings().empty());
  REQUIRE(yaml.tree.document_count() == 3);
  CHECK_FALSE(yaml.tree.document(1));
  CHECK(yaml.tree.document(2).find("b").text() == "2");
  const ReadValues json("{\"a\": 1}\n{\"b\": 2}[3]");
  REQUIRE(json.tree.document_count() == 3);
  CHECK(json.tree.document(1).find("b").whole_number() == 2);
}

TEST_CASE("what is not there is asked without checks at each step") {
  const ReadValues read("a: {b: 1}\n");
  CHECK(read.root().at({"a", "x", "y"}).type() == ValueType::missing);
  CHECK(read.root().at({"a", "b", "c"}).text().empty());
  CHECK_FALSE(read.root().find("x").span().known());
  CHECK(read.root().find("x").items().empty());
  CHECK_FALSE(Value());
}

TEST_CASE("numbers and booleans are read where they are meant") {
  const ReadValues read("a: 3\nb: '3'\nc: 3.5\nd: yes\ne: 'yes'\nf: Off\ng: 3Gi\nh: on\n");
  CHECK(read.root().find("a").whole_number() == 3);
  CHECK(read.root().find("b").whole_number() == 3);
  CHECK(read.root().find("b").type() == ValueType::text);
  CHECK_FALSE(read.root().find("c").whole_number());
  CHECK(read.root().find("d").boolean() == true);
  CHECK_FALSE(read.root().find("e").boolean());
  CHECK(read.root().find("f").boolean() == false);
  CHECK(read.root().find("g").type() == ValueType::text);
  CHECK(read.root().find("h").boolean() == true);
}

TEST_CASE("aliases and merge keys of YAML are followed") {
  const ReadValues read("base: &b {x: 1, y: 2}\nuser:\n  <<: *b\n  y: 3\nsame: *b\n");
  CHECK(shown_value(read.root()) == "{base:{x:1 y:2} user:{y:3 x:1} same:{x:1 y:2}}");
}

TEST_CASE("escapes of JSON are resolved") {
  const ReadValues read(R"(["\u00e9\n\"\\\/", "\ud83d\ude00", "\ud83d", "é"])");
  CHECK(shown_value(read.root()) == "['é\n\"\\/' '😀' '\xEF\xBF\xBD' 'é']");
}

TEST_CASE("of a key that is written twice the last counts, with a warning") {
  for (const std::string text : {"{\"a\": 1,\n \"b\": 2,\n \"a\": 3}", "a: 1\nb: 2\na: 3\n"}) {
    const ReadValues read(text);
    CHECK(shown_value(read.root()) == "{b:2 a:3}");
    CHECK_FALSE(read.diagnostics.has_errors());
    REQUIRE(read.diagnostics.all().size() == 1);
    CHECK(read.diagnostics.all()[0].rule == "duplicate-key");
    CHECK(read.diagnostics.all()[0].span.line == 1);
    CHECK(read.diagnostics.all()[0].notes[0].span.line == 3);
  }
}

TEST_CASE("what is no JSON is said with its place") {
  const std::vector<std::pair<std::string, std::string>> cases = {
      {"{\"a\": 1", "1:8 json-syntax: the file ends within a value\n"},
      {"{\"a\" 1}", "1:6 json-syntax: a `:` is missing here\n"},
      {"{\"a\": 1 \"b\": 2}", "1:9 json-syntax: a `,` or `}` is missing here\n"},
      {"{\"a\": 1,\n}", "2:1 json-syntax: a key in double quotes is missing here\n"},
      {"[1,]", "1:4 json-syntax: a value is missing here\n"},
      {"[1, truth]", "1:5 json-syntax: a value is missing here\n"},
      {"[\"a\nb\"]", "1:4 json-syntax: the text is not closed by a `\"`\n"},
      {"[\"\\q\"]", "1:3 json-syntax: `\\q` is no escape\n"},
      {"[\"\\u12g4\"]", "1:3 json-syntax: `\\u` takes four hexadecimal digits\n"},
      {"[-]", "1:2 json-syntax: a value is missing here\n"},
      {"[1}", "1:3 json-syntax: a `,` or `]` is missing here\n"},
  };
  for (const auto& [text, finding] : cases) {
    INFO(text);
    CHECK(ReadValues(text).findings() == finding);
  }
}

TEST_CASE("depth, size and expansion of a file are bounded") {
  documents::ReadingLimits limits;
  limits.depth = 3;
  CHECK(ReadValues("[[[1]]]", limits).findings().empty());
  CHECK(ReadValues("[[[[1]]]]", limits).diagnostics.has_errors());
  CHECK(ReadValues("a: {b: {c: {d: 1}}}", limits).diagnostics.has_errors());
  limits.values = 10;
  CHECK(ReadValues("[1,2,3,4,5,6,7,8,9,10,11]", limits).diagnostics.has_errors());
  std::string bomb = "a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n";
  for (int i = 1; i < 12; ++i) {
    bomb += "a" + std::to_string(i) + ": &a" + std::to_string(i) + " [";
    for (int k = 0; k < 10; ++k) bomb += (k > 0 ? ", *a" : "*a") + std::to_string(i - 1);
    bomb += "]\n";
  }
  CHECK(ReadValues(bomb).diagnostics.has_errors());
  // A million brackets are refused, not met by the end of the stack.
  CHECK(ReadValues(std::string(1'000'000, '[')).diagnostics.has_errors());
}

}  // namespace cutpoint::testing::documents_test
