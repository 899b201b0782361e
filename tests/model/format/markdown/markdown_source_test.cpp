#include "model/format/markdown/markdown.hpp"
#include "tests/support/catch.hpp"

namespace cutpoint::testing::markdown_source_test {

namespace {

std::vector<MarkdownModel> models_in(const std::string& text) {
  SourceFiles sources;
  return find_markdown_models(sources.add("a.md", text), sources);
}

}  // namespace

TEST_CASE("blocks keep the positions of the document") {
  const auto models = models_in("# Title\n\n```cutpoint\ncutpoint: 1\n```\ntext\n");
  REQUIRE(models.size() == 1);
  CHECK(models[0].text == "\n\n\ncutpoint: 1\n");
}

TEST_CASE("the word may stand anywhere in the info string, and blocks may be indented") {
  const auto models = models_in("- item\n  ~~~~ yaml cutpoint\n  a: 1\n  ~~~\n  ~~~~\n");
  REQUIRE(models.size() == 1);
  CHECK(models[0].text == "\n\n  a: 1\n  ~~~\n");
}

TEST_CASE("blocks in quotes and list items keep their columns") {
  const auto text_in = [](const std::string& text) {
    const auto models = models_in(text);
    REQUIRE(models.size() == 1);
    return models[0].text;
  };
  CHECK(text_in("> ~~~cutpoint\n> a: 1\n>  b: >\n> ~~~\n> a\n") == "\n  a: 1\n   b: >\n");
  CHECK(text_in("> > ```cutpoint\n>> a: 1\n> > ```\n") == "\n   a: 1\n");
  CHECK(text_in("- ```cutpoint\n  a: 1\n  ```\n") == "\n  a: 1\n");
  CHECK(text_in("12. * ```cutpoint\n      a: 1\n      ```\n") == "\n      a: 1\n");
  CHECK(text_in("-\t```cutpoint\n\ta: 1\n\t```\n") == "\n a: 1\n");
  // A quoted fence closes no block, and a block ends with its quote.
  CHECK(text_in("```cutpoint\na: |\n> ```\n```\n") == "\na: |\n> ```\n");
  CHECK(text_in("> ```cutpoint\n> a: 1\nb: 2\n") == "\n  a: 1\n");
  CHECK(models_in("1234 ```cutpoint\na: 1\n```\n").empty());
  CHECK(models_in("-```cutpoint\na: 1\n```\n").empty());
}

TEST_CASE("other fences and what is shown inside them are text") {
  CHECK(models_in("```yaml\ncutpoint: 1\n```\n").empty());
  CHECK(models_in("```cutpoints\ncutpoint: 1\n```\n").empty());
  CHECK(models_in("````markdown\n```cutpoint\ncutpoint: 1\n```\n````\n").empty());
  CHECK(models_in("<!--\n```cutpoint\ncutpoint: 1\n```\n-->\n").empty());
  CHECK(models_in("```cutpoint` is code\n").empty());
}

TEST_CASE("a block that is never closed ends with the document") {
  const auto models = models_in("```cutpoint\ncutpoint: 1");
  REQUIRE(models.size() == 1);
  CHECK(models[0].text == "\ncutpoint: 1\n");
}

TEST_CASE("references to files") {
  const auto models = models_in(
      "a <!-- cutpoint:model ../arch.yaml --> b\n<!-- cutpoint:modelx a -->\n"
      "<!-- cutpoint:model -->\n```\n<!-- cutpoint:model shown.yaml -->\n```\n");
  REQUIRE(models.size() == 1);
  CHECK(models[0].reference.value == "../arch.yaml");
  CHECK(models[0].reference.span.line == 1);
  CHECK(models[0].reference.span.column == 23);
}

TEST_CASE("claims belong to the model in front of them, or to the first") {
  const auto models = models_in(
      "<!-- cutpoint:claim survives(a) -->\n<!-- cutpoint:model a.yaml -->\n"
      "x <!-- cutpoint:claim no-spof(j) -->\n<!-- cutpoint:model b.yaml -->\n"
      "<!-- cutpoint:claim rpo(d) <= 1h -->\n");
  REQUIRE(models.size() == 2);
  REQUIRE(models[0].claims.size() == 2);
  CHECK(models[0].claims[0].value == "survives(a)");
  CHECK(models[0].claims[1].span.line == 3);
  CHECK(models[0].claims[1].span.column == 23);
  REQUIRE(models[1].claims.size() == 1);
  CHECK(models[1].claims[0].value == "rpo(d) <= 1h");
  CHECK(models_in("<!-- cutpoint:claim survives(a) -->\n").empty());
}

TEST_CASE("comments that readers see are text") {
  const auto claims = [](const std::string& text) {
    return models_in("<!-- cutpoint:model a.yaml -->\n\n" + text)[0].claims.size();
  };
  const std::string claim = "<!-- cutpoint:claim survives(a) -->";
  CHECK(claims("x " + claim) == 1);
  CHECK(claims("`x " + claim + "`") == 0);
  CHECK(claims("a span `that goes\non " + claim + " for two` lines") == 0);
  CHECK(claims("a span `that goes\non` and " + claim) == 1);
  // A comment at the start of a line ends the paragraph, and so does an empty line.
  CHECK(claims("a ` tick\n" + claim + " and a ` tick") == 1);
  CHECK(claims("a ` tick\n\nx " + claim + " and a ` tick") == 1);
  CHECK(claims("a \\` tick " + claim + " and a \\` tick") == 1);
  CHECK(claims("\\" + claim) == 0);
  CHECK(claims("\\\\" + claim) == 1);
  CHECK(claims("an example:\n\n    " + claim) == 0);
  CHECK(claims("an example:\n\n\t" + claim + "\n\n\t" + claim) == 0);
  CHECK(claims("no example:\n    " + claim) == 1);
  CHECK(claims("- an item\n\n    " + claim + "\n\ntext\n\n    " + claim) == 1);
  CHECK(claims("!!! note\n\n    " + claim) == 1);
}

TEST_CASE("a block may say what it is in any case, and as a class") {
  CHECK(models_in("```Cutpoint\na: 1\n```\n").size() == 1);
  CHECK(models_in("``` {.yaml .cutpoint}\na: 1\n```\n").size() == 1);
  CHECK(models_in("    ```cutpoint\n    a: 1\n    ```\n").empty());
}

}  // namespace cutpoint::testing::markdown_source_test
