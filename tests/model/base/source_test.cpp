// Lines and columns of what was read.
#include "cutpoint/source.hpp"

#include <string>

#include "tests/support/catch.hpp"

namespace cutpoint::testing::source_test {

namespace {

std::uint32_t column_shown(const SourceFiles& files, FileId file, std::uint32_t line,
                           std::uint32_t column) {
  SourceSpan span;
  span.file = file;
  span.line = line;
  span.column = column;
  return files.display_column(span);
}

}  // namespace

TEST_CASE("lines are those between line ends of either kind") {
  SourceFiles files;
  const FileId file = files.add("a", "one\r\ntwo\n\nfour");
  CHECK(files.line(file, 0).empty());
  CHECK(files.line(file, 1) == "one");
  CHECK(files.line(file, 2) == "two");
  CHECK(files.line(file, 3).empty());
  CHECK(files.line(file, 4) == "four");
  CHECK(files.line(file, 5).empty());
  const FileId ended = files.add("b", "one\n");
  CHECK(files.line(ended, 1) == "one");
  CHECK(files.line(ended, 2).empty());
  CHECK(files.line(files.add("c", ""), 1).empty());
}

TEST_CASE("columns count characters, however long the line is") {
  SourceFiles files;
  // One, two, three and four bytes: 10 bytes, 4 characters.
  const std::string four = "a\u00e9\u20ac\U0001f600";
  REQUIRE(four.size() == 10);
  std::string text;
  for (int i = 0; i < 100; ++i) text += four;
  const FileId file = files.add("a", "first\n" + text);
  for (std::uint32_t i = 0; i < 100; ++i) {
    CHECK(column_shown(files, file, 2, 10 * i + 1) == 4 * i + 1);
    CHECK(column_shown(files, file, 2, 10 * i + 2) == 4 * i + 2);
    CHECK(column_shown(files, file, 2, 10 * i + 4) == 4 * i + 3);
    CHECK(column_shown(files, file, 2, 10 * i + 7) == 4 * i + 4);
  }
  CHECK(column_shown(files, file, 1, 6) == 6);
}

TEST_CASE("columns of a line of many thousand bytes count characters wherever they are asked for") {
  std::string text = "first: \xC3\xA9\n";
  const std::size_t start = text.size();
  while (text.size() < 20'000) text += "ab\xC3\xA9\xE2\x82\xAC";
  text += "\nlast: \xC3\xA9";
  SourceFiles sources;
  const FileId file = sources.add("one-line.yaml", text);
  std::uint32_t characters = 0;
  for (std::size_t at = start; at < 20'000; ++at) {
    const bool begins = (static_cast<unsigned char>(text[at]) & 0xC0U) != 0x80U;
    if (begins) ++characters;
    const auto column = static_cast<std::uint32_t>(at - start + 1);
    if (begins) REQUIRE(sources.display_column({file, 2, column, 1}) == characters);
  }
  CHECK(sources.display_column({file, 3, 9, 1}) == 8);
}

}  // namespace cutpoint::testing::source_test
