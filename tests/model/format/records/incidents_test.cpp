// Incident files: quoting, times, and all errors at once with their places.
#include "model/format/records/incidents.hpp"

#include <algorithm>

#include "tests/support/catch.hpp"

namespace cutpoint::testing::incidents_test {

namespace {

struct Read {
  SourceFiles sources;
  Diagnostics diagnostics;
  std::vector<Incident> incidents;
  explicit Read(const std::string& text) {
    incidents = read_incidents("incidents.csv", text, sources, diagnostics);
  }
  /// "line:column rule" of every finding.
  [[nodiscard]] std::vector<std::string> places() const {
    std::vector<std::string> result;
    for (const Diagnostic& d : diagnostics.all()) {
      result.push_back(std::to_string(d.span.line) + ":" + std::to_string(d.span.column) + " " +
                       d.rule);
    }
    return result;
  }
};

std::string shown(const char* text) {
  const auto instant = parse_instant(text);
  return instant.value ? to_text(*instant.value) : "error: " + instant.error.message;
}

}  // namespace

TEST_CASE("instants") {
  CHECK(shown("1970-01-01T00:00:00Z") == "1970-01-01T00:00:00Z");
  CHECK(parse_instant("2026-03-01T00:00:00Z").value->milliseconds == 1772323200000);
  CHECK(shown("2026-03-01t00:30:00+01:00") == "2026-02-28T23:30:00Z");
  CHECK(shown("2024-02-29 23:59:59.1239-00:30") == "2024-03-01T00:29:59.123Z");
  CHECK(shown("2016-12-31T23:59:60Z") == "2017-01-01T00:00:00Z");
  CHECK(shown("1900-02-28T23:59:59z") == "1900-02-28T23:59:59Z");
  CHECK(shown("2026-03-01T10:00:00").find("has no time zone") != std::string::npos);
  for (const char* wrong :
       {"", "yesterday", "2026-02-30T00:00:00Z", "2026-03-01", "2026-03-01T24:00:00Z",
        "2026-03-01T10:00Z", "2026-03-01T10:00:00+1", "2026-03-01T10:00:00.Z",
        "2026-03-01T10:00:00Z.", "2026-03-01T10:61:00Z"}) {
    CHECK(shown(wrong).rfind("error", 0) == 0);
  }
}

TEST_CASE("quotes, line ends, a byte order mark, further columns") {
  const Read read(
      "\xEF\xBB\xBF"
      "Start, ticket ,End,COMPONENT,cause\r\n"
      "2026-03-01T00:00:00Z,7,2026-03-01T01:00:00Z,api,\"said \"\"no\"\", then\r\ndied\"\r\n"
      "\r\n"
      "2026-03-02T00:00:00Z,8,,\"web, blue\",\n");
  CHECK(read.places().empty());
  REQUIRE(read.incidents.size() == 2);
  CHECK(read.incidents[0].component.value == "api");
  CHECK(read.incidents[0].cause == "said \"no\", then\r\ndied");
  CHECK(read.incidents[1].component.value == "web, blue");
  CHECK(read.incidents[1].component.span.line == 5);
  CHECK_FALSE(read.incidents[1].end.has_value());
}

TEST_CASE("all errors at once, each at its place") {
  const Read read(
      "component,start,end,cause,planed,planned\n"
      "api,2026-03-01T00:00:00Z,2026-02-01T00:00:00Z,,,\n"
      ",today,2026-03-01 00:00:00,,,maybe\n"
      "api,2026-03-01T00:00:00Z\n"
      "api,2026-03-01T00:00:00Z,,a\"b,,\n"
      "api,2026-03-01T00:00:00Z,,\"a\"b,,\n"
      "api,2026-03-01T00:00:00Z,,\"open,,\n");
  const std::vector<std::string> places = read.places();
  const auto has = [&places](const char* place) {
    return std::find(places.begin(), places.end(), place) != places.end();
  };
  CHECK(has("1:27 unknown-key"));
  CHECK(has("2:26 invalid-number"));
  CHECK(has("3:1 missing-name"));
  CHECK(has("3:2 invalid-time"));
  CHECK(has("3:8 invalid-time"));
  CHECK(has("3:30 invalid-value"));
  CHECK(has("4:1 invalid-csv"));
  CHECK(has("5:28 invalid-csv"));
  CHECK(has("6:30 invalid-csv"));
  CHECK(has("7:27 invalid-csv"));
}

TEST_CASE("files without what is needed") {
  CHECK(Read("").places() == std::vector<std::string>{"1:1 empty-document"});
  CHECK(Read("component,start,start\n").places() ==
        std::vector<std::string>{"1:17 duplicate-key", "1:1 missing-key"});
  CHECK(Read("component,start,end\n").places().empty());
}

TEST_CASE("semicolons and tabs, as spreadsheets write them") {
  for (const char separator : {';', '\t'}) {
    std::string text =
        "planned;end;component;start;cause\n"
        "yes;2026-03-01T01:00:00Z;api;2026-03-01T00:00:00Z;disk, full\n"
        "no;;web;2026-03-01T02:00:00+02:00;\"a \"\"quoted\"\" word\"\n";
    std::replace(text.begin(), text.end(), ';', separator);
    const Read read(text);
    CHECK(read.places().empty());
    REQUIRE(read.incidents.size() == 2);
    CHECK(read.incidents[0].planned);
    CHECK(read.incidents[0].cause == "disk, full");
    CHECK(read.incidents[1].cause == "a \"quoted\" word");
    CHECK(read.incidents[1].start.value == read.incidents[0].start.value);
    CHECK_FALSE(read.incidents[1].end.has_value());
  }
}

}  // namespace cutpoint::testing::incidents_test
