// Generated regions of Markdown documents.
#include <algorithm>
#include <filesystem>

#include <fmt/format.h>

#include "tests/support/catch.hpp"
#include "tests/support/golden.hpp"
#include "tests/support/run.hpp"
#include "tests/support/text_search.hpp"
#include "tests/support/working_folder.hpp"

namespace cutpoint::testing::docs_test {

namespace {

constexpr const char* page =
    "# Page\n\n```cutpoint\ncutpoint: 1\njourneys: {j: {needs: [a]}}\n"
    "components: {a: {kind: vm, mtbf: 1y, mttr: 1h}}\n```\n\n"
    "<!-- cutpoint:spofs -->\nold\n<!-- cutpoint:end -->\nkept\n"
    "<!-- cutpoint:availability j -->\n<!-- cutpoint:end -->\n"
    "<!-- cutpoint:diagram -->\n<!-- cutpoint:end -->";

}  // namespace

TEST_CASE("regions are written, and then in date") {
  const ScratchFolder scratch("docs/written");
  write_file("./page.md", page);
  CHECK(run({"docs", "--check", "page.md"}).exit == 1);
  CHECK(read_file("page.md") == page);
  CHECK(run({"docs", "--write", "page.md"}).exit == 0);
  const std::string written = read_file("page.md");
  CHECK(!has(written, "\nold\n"));
  CHECK(has(written, "kept\n"));
  CHECK(has(written, "| a | vm | full | 1 h | j → a |"));
  CHECK(has(written, "| j | 99.989 % | – | 1 h | 1.0 | exact |"));
  CHECK(has(written, "```dot\ndigraph"));
  CHECK(run({"docs", "--check", "page.md"}).exit == 0);
  CHECK(run({"docs", "--write", "page.md"}).exit == 0);
  CHECK(read_file("page.md") == written);
  CHECK(run({"lint", "page.md", "--no-config", "--fail-on", "error"}).exit == 0);
}

TEST_CASE("a page keeps its line ends") {
  const ScratchFolder scratch("docs/line-ends");
  std::string crlf;
  for (const char c : std::string(page)) crlf += c == '\n' ? "\r\n" : std::string(1, c);
  write_file("./page.md", "\xEF\xBB\xBF" + crlf);
  CHECK(run({"docs", "--write", "page.md"}).exit == 0);
  const std::string written = read_file("page.md");
  CHECK(has(written, "| a | vm | full | 1 h | j → a |\r\n"));
  CHECK(std::count(written.begin(), written.end(), '\n') ==
        std::count(written.begin(), written.end(), '\r'));
  CHECK(run({"docs", "--check", "page.md"}).exit == 0);
}

TEST_CASE("regions that cannot be made are errors, and nothing is written") {
  const ScratchFolder scratch("docs/refused");
  const std::string open = "<!-- cutpoint:spofs -->\n";
  const std::string end = "<!-- cutpoint:end -->\n";
  const std::string model =
      "```cutpoint\ncutpoint: 1\njourneys: {j: {needs: [a]}}\n"
      "components: {a: {kind: vm}}\n```\n";
  const std::vector<std::pair<std::string, std::string>> cases = {
      {model + open, "not closed"},
      {model + open + open + end, "inside another"},
      {open + end, "no model"},
      {model + "<!-- cutpoint:spofs k -->\n" + end, "no journey `k`"},
      {"<!-- cutpoint:model gone.yaml -->\n" + open + end, "gone.yaml"},
      {model + end, "no region is open here"},
      {model + "<!-- cutpoint:spof -->\n" + end, "did you mean `cutpoint:spofs`?"},
      {model + "<!-- Cutpoint:spofs -->\n" + end, "did you mean `cutpoint:spofs`?"},
      {model + "<!-- cutpiont:spofs -->\n" + end, "did you mean `cutpoint:spofs`?"},
      {model + "<!-- cutpoint-claim survives(a) -->\n", "did you mean `cutpoint:claim`?"},
      {model + "<!-- cutpoint claim survives(a) -->\n", "did you mean `cutpoint:claim`?"},
      {model + "no region at all\n", "nothing to do"},
  };
  for (const auto& [text, reason] : cases) {
    INFO(text);
    write_file("./bad.md", text);
    const Run result = run({"docs", "--write", "bad.md"});
    CHECK(result.exit == 2);
    CHECK(has(result.err, reason));
    CHECK(read_file("bad.md") == text);
  }
  CHECK(run({"docs", "bad.md"}).exit == 2);
  CHECK(run({"docs", "--check", "missing.md"}).exit == 2);
}

TEST_CASE("diagrams come as DOT, as Mermaid or as a picture beside the document") {
  const ScratchFolder scratch("docs/diagrams");
  const std::string model =
      "```cutpoint\ncutpoint: 1\nname: Shop\njourneys: {j: {needs: [a]}}\n"
      "components: {a: {kind: database, runs_on: z}, z: {kind: zone}}\n```\n";
  const auto region = [](const std::string& kind) {
    return fmt::format("<!-- cutpoint:{} -->\n<!-- cutpoint:end -->\n", kind);
  };
  write_file("./page.md", model + region("diagram format=mermaid") +
                              region("diagram format=svg file=pictures/shop.svg") +
                              region("diagram format=dot") + region("rto-rpo a"));
  std::filesystem::create_directories("pictures");
  CHECK(run({"docs", "--check", "."}).exit == 1);
  REQUIRE(run({"docs", "--write", "."}).exit == 0);
  const std::string page = read_file("page.md");
  CHECK(has(page, "```mermaid\n---\ntitle: \"Shop\"\nconfig:\n"));
  CHECK(has(page, "\n---\nflowchart LR\n"));
  CHECK(has(page, "  subgraph cluster_c1[\"⌂ z · zone"));
  CHECK(has(page, "![Shop](<pictures/shop.svg>)\n"));
  CHECK(has(page, "```dot\ndigraph"));
  CHECK(has(page, "| a | zone z | everything | never | no copy survives |"));
  CHECK(has(read_file("pictures/shop.svg"), "<svg"));
  CHECK(run({"docs", "--check", "."}).exit == 0);
  write_file("./pictures/shop.svg", "old");
  const Run old = run({"docs", "--check", "page.md"});
  CHECK(old.exit == 1);
  CHECK(has(old.out, "pictures/shop.svg is out of date"));
  const std::vector<std::pair<std::string, std::string>> wrong = {
      {"diagram format=bmp", "no format `bmp`"},
      {"diagram format=svg", "go together"},
      {"diagram format=svg file=../shop.svg", "no SVG file in the document's folder"},
      {"diagram format=svg file=/tmp/shop.svg", "no SVG file in the document's folder"},
      {"diagram j", "says nothing here"},
      {"rto-rpo b", "no component `b`"},
      {"spofs jj", "no journey `jj`"},
  };
  for (const auto& [kind, reason] : wrong) {
    INFO(kind);
    write_file("./wrong.md", model + region(kind));
    const Run result = run({"docs", "--write", "wrong.md"});
    CHECK(result.exit == 2);
    CHECK(has(result.err, reason));
  }
}

TEST_CASE("comments in code spans are text") {
  const ScratchFolder scratch("docs/spans");
  write_file(
      "./page.md",
      "Regions begin with `<!-- cutpoint:spofs -->` and end with ``<!-- cutpoint:end -->``.\n"
      "A model is named by `<!-- cutpoint:model gone.yaml -->`, a ` tick alone is one.\n");
  const std::string before = read_file("page.md");
  CHECK(run({"docs", "--write", "page.md"}).exit == 2);  // no region: nothing to do
  CHECK(read_file("page.md") == before);
  CHECK(run({"lint", "page.md", "--no-config"}).exit ==
        2);  // nothing to check, no broken reference
  write_file("./one-line.md",
             "```cutpoint\ncutpoint: 1\njourneys: {j: {needs: [a]}}\ncomponents: {a: {kind: vm}}\n"
             "```\n<!-- cutpoint:spofs --><!-- cutpoint:end -->\n");
  const Run one_line = run({"docs", "--write", "one-line.md"});
  CHECK(one_line.exit == 2);
  CHECK(has(one_line.err, "on a line of its own"));
}

TEST_CASE("the page in the docs is in date, and its claims hold") {
  const InFolder folder(source_path("."));
  CHECK(run({"docs", "--check", "docs/generated-regions.md", "--today", "2026-01-01"}).exit == 0);
  CHECK(run({"lint", "docs/generated-regions.md", "--select", "CP900", "--no-config"}).exit == 0);
}

TEST_CASE("regions stay in the quotes and lists that they stand in") {
  const ScratchFolder scratch("docs/containers");
  const std::string model =
      "```cutpoint\ncutpoint: 1\njourneys: {j: {needs: [{component: a, soft: true}]}}\n"
      "components: {a: {kind: vm}}\n```\n\n";
  write_file("./page.md", "\xEF\xBB\xBF" + model +
                              "> > <!-- cutpoint:spofs -->\n> > <!-- cutpoint:end -->\n\n"
                              "1. <!-- cutpoint:spofs -->\n   <!-- cutpoint:end -->\n");
  CHECK(run({"docs", "--write", "page.md"}).exit == 0);
  CHECK(read_file("page.md") ==
        "\xEF\xBB\xBF" + model +
            "> > <!-- cutpoint:spofs -->\n> >\n> > No single points of failure.\n> >\n"
            "> > <!-- cutpoint:end -->\n\n"
            "1. <!-- cutpoint:spofs -->\n\n   No single points of failure.\n\n"
            "   <!-- cutpoint:end -->\n");
  CHECK(run({"docs", "--check", "page.md"}).exit == 0);
}

TEST_CASE("a page is left alone where its picture cannot be written, or where it is no UTF-8") {
  const ScratchFolder scratch("docs/left-alone");
  const std::string drawn =
      "```cutpoint\ncutpoint: 1\njourneys: {j: {needs: [a]}}\ncomponents: {a: {kind: vm}}\n```\n"
      "<!-- cutpoint:diagram format=svg file=gone/a.svg -->\n<!-- cutpoint:end -->\n";
  write_file("./page.md", drawn);
  CHECK(run({"docs", "--write", "page.md"}).exit == 2);
  CHECK(read_file("page.md") == drawn);
  std::string wide = "\xFF\xFE";
  for (const char c : drawn) wide += std::string(1, c) + '\0';
  write_file("./wide.md", wide);
  const Run refused = run({"docs", "--write", "wide.md"});
  CHECK(refused.exit == 2);
  CHECK(has(refused.err, "save it as UTF-8"));
  CHECK(read_file("wide.md") == wide);
}

}  // namespace cutpoint::testing::docs_test
