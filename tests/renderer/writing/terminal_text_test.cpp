#include "renderer/writing/terminal_text.hpp"

#include "renderer/writing/figures_text.hpp"
#include "tests/support/catch.hpp"

namespace cutpoint::testing {

TEST_CASE("what could mislead a terminal is made visible") {
  CHECK(visible("plain ä 名前") == "plain ä 名前");
  CHECK(visible("a\nb\t\x1b[31m") == "a\\nb\\t\\x1b[31m");
  CHECK(visible("x\xE2\x80\xAEy") == "x\\u202ey");
  CHECK(visible("\xE2\x80\x8B") == "\\u200b");
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

}  // namespace cutpoint::testing
