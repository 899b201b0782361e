#include "renderer/writing/terminal_text.hpp"

#include "renderer/findings/excerpt.hpp"
#include "renderer/writing/figures_text.hpp"
#include "renderer/writing/json_text.hpp"
#include "renderer/writing/wrapped_text.hpp"
#include "tests/support/catch.hpp"

namespace cutpoint::testing::terminal_text_test {

TEST_CASE("what could mislead a terminal is made visible") {
  CHECK(visible("plain ä 名前") == "plain ä 名前");
  CHECK(visible("a\nb\t\x1b[31m") == "a\\nb\\t\\x1b[31m");
  CHECK(visible("x\xE2\x80\xAEy") == "x\\u202ey");
  CHECK(visible("\xE2\x80\x8B") == "\\u200b");
}

TEST_CASE("an excerpt marks whole characters") {
  SourceFiles sources;
  const FileId file = sources.add("a.json", "\xEF\xBB\xBFname: ä\n");
  const SourceFiles& read = sources;
  const std::string first = excerpt({file, 1, 1, 1}, read, Painter(false), Style::red);
  CHECK(first.find("1 | \\ufeffname: ä\n") != std::string::npos);
  // A place in the middle of a character is that character.
  const std::string last = excerpt({file, 1, 11, 1}, read, Painter(false), Style::red);
  CHECK(last.find("1 | \\ufeffname: ä\n") != std::string::npos);
  CHECK(last.find("|             ^\n") != std::string::npos);
}

TEST_CASE("an excerpt shows no password of an address") {
  SourceFiles sources;
  const FileId file = sources.add(
      "a.yaml",
      "A: 'https://user:S3cr3t@x@pay.example/a' # ://user@host:80/ and http://db:5432/@\n");
  const std::string shown = excerpt({file, 1, 4, 1}, sources, Painter(false), Style::red);
  CHECK(shown.find("1 | A: 'https://user:********@pay.example/a' # ://user@host:80/ and "
                   "http://db:5432/@\n") != std::string::npos);
  // Nor where what is shown of a long line begins within it.
  const std::string far = "\"postgres://root:" + std::string(300, 'p') + "@db/x\"";
  const FileId line = sources.add("b.json", far);
  const std::string cut = excerpt({line, 1, 330, 1}, sources, Painter(false), Style::red);
  CHECK(cut.find('p') == std::string::npos);
  CHECK(cut.find("*@db/x") != std::string::npos);
}

TEST_CASE("JSON escapes what could mislead, and reads as it was") {
  const OrderedJson json = {{"a\xE2\x80\xAE", "ä\x7F\xF3\xA0\x80\x81 é"}, {"plain", "名\n"}};
  const std::string text = json_text(json);
  CHECK(text == "{\n  \"a\\u202e\": \"ä\\u007f\\udb40\\udc01 é\",\n  \"plain\": \"名\\n\"\n}\n");
  CHECK(OrderedJson::parse(text) == json);
}

TEST_CASE("widths are those of a terminal") {
  CHECK(display_width("abc") == 3);
  CHECK(display_width("名前") == 4);
  CHECK(display_width("e\xCC\x81") == 1);
  CHECK(elided("abcdefghij", 5) == "ab…ij");
  CHECK(elided("名前名前名前", 5) == "名…前");
  CHECK(elided("short", 10) == "short");
}

TEST_CASE("tables line up and end without blanks") {
  TextTable table({{"name"}, {"n", TextTable::Align::right}, {"rest"}});
  table.add({{"名前"}, {"1"}, {"x"}});
  table.add({{"b"}, {"100"}, {""}});
  CHECK(table.text(1, Painter(false)) == " name    n  rest\n 名前    1  x\n b     100\n");
}

TEST_CASE("a figure and its unit are not parted") {
  CHECK(wrapped("misses by 4 h 41 min a year", 0, 2, 16) == "misses by\n  4 h 41 min a\n  year");
  CHECK(wrapped("now 99.95 %, then more", 0, 0, 9) == "now\n99.95 %,\nthen more");
  CHECK(wrapped("costs ~70 USD a month", 0, 0, 10) == "costs\n~70 USD a\nmonth");
  CHECK(wrapped("share < 1 % of it", 0, 0, 9) == "share\n< 1 % of\nit");
  CHECK(wrapped("in \x1b[1m2 min\x1b[0m or less", 0, 0, 8) == "in \x1b[1m2 min\x1b[0m\nor less");
  // A mark ends a figure, and other words are words.
  CHECK(wrapped("4 h, 5 min", 0, 0, 6) == "4 h,\n5 min");
  CHECK(wrapped("run 3 of 4", 0, 0, 5) == "run 3\nof 4");
  CHECK(wrapped("", 0, 0, 5).empty());
  CHECK(wrapped_within(2, "one two three four", 0, 2, 9) == "one two\n  three…");
  CHECK(wrapped_within(2, "one two three", 0, 2, 9) == "one two\n  three");
  CHECK(wrapped_within(1, "one two three", 4, 2, 9) == "one…");
  CHECK(wrapped_within(1, "one two three", 0, 0, 100) == "one two three");
  CHECK(fitted("  one two three\n  short\n", 10) == "  one two\n    three\n  short\n");
}

TEST_CASE("colours only where they are wanted") {
  CHECK(Painter(false)(Style::red, "x") == "x");
  CHECK(Painter(true)(Style::red, "x") == "\x1b[1;31mx\x1b[0m");
}

TEST_CASE("nines in words") {
  CHECK(nines_text(Availability::from_unavailability(0.5)) == "no nine");
  CHECK(nines_text(Availability::from_unavailability(0.001)) == "three nines");
  CHECK(nines_text(Availability()) == "never down");
}

TEST_CASE("bars in eighths of a column; something is never nothing") {
  CHECK(bar_text(1.0, 3) == "███");
  CHECK(bar_text(0.5, 3) == "█▌");
  CHECK(bar_text(0.0, 3).empty());
  CHECK(bar_text(1e-9, 3) == "▏");
  CHECK(bar_text(7.0, 2) == "██");
}

}  // namespace cutpoint::testing::terminal_text_test
