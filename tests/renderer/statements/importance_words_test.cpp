// Importances that are known in bounds are told as intervals that hold them, or as not known, the
// same in every form of report.
#include "renderer/statements/importance_words.hpp"

#include <limits>
#include <optional>
#include <string>

#include <nlohmann/json.hpp>

#include "tests/renderer/render_text.hpp"
#include "tests/support/text_search.hpp"

namespace cutpoint::testing::importance_words_test {

namespace {

constexpr const char* two_ways = R"(name: ways
journeys:
  use: {needs: [{any_of: [a, b]}, {any_of: [b, c]}, gate]}
components:
  gate: {kind: gateway, mtbf: 90d, mttr: 1h}
  a: {kind: service, mtbf: 9d, mttr: 2h}
  b: {kind: service, mtbf: 9d, mttr: 3h}
  c: {kind: service, mtbf: 9d, mttr: 1h}
)";

ImportanceBounds row_between(double low, double high, bool is_ahead) {
  ImportanceBounds row;
  row.criticality = Interval{low, high};
  row.is_ahead = is_ahead;
  return row;
}

/// With one event of which nothing is known, and one that is not looked at.
Analyzed bounded_ways() {
  Analyzed analyzed(two_ways);
  AnalysisOptions options;
  options.bdd_nodes = 1;
  analyzed.analysis = analyze(analyzed.model, analyzed.function, options);
  JourneyAnalysis& journey = analyzed.analysis.journeys[JourneyId(0U)];
  REQUIRE(journey.up.method == Method::bounded);
  REQUIRE(journey.importance_bounds.size() == 4);
  journey.importance_bounds[0] = {};
  journey.importance_bounds[0].event = EventId(0U);
  for (ImportanceBounds& row : journey.importance_bounds) row.is_ahead = false;
  journey.importance_left_out = 1;
  return analyzed;
}

}  // namespace

TEST_CASE("ends of an importance are rounded outwards") {
  CHECK(between_words(Interval{0.12345, 0.56712}) == "0.123 to 0.568");
  CHECK(between_words(Interval{0.02, 0.02}) == "0.02");
  CHECK(between_words(Interval{0.0, 1.0 / 3.0}) == "0 to 0.334");
  CHECK(between_words(Interval{1234.5, std::numeric_limits<double>::infinity()}) ==
        "1.23e+03 to ∞");
  CHECK(between_words(Interval{0.99999, 1.0}) == "0.999 to 1");
  CHECK(between_words(Interval{1.2341e-9, 1.2349e-9}) == "1.23e-09 to 1.24e-09");
}

TEST_CASE("what an importance is not known to be is no figure") {
  CHECK(between_words(std::nullopt) == "not known");
}

TEST_CASE("whether the order of importances is decided is said") {
  CHECK(importance_order_words({}, 0).empty());
  CHECK(importance_order_words({row_between(0.1, 0.2, true)}, 0).empty());
  const ImportanceBounds ahead = row_between(0.5, 0.6, true);
  const ImportanceBounds open = row_between(0.1, 0.2, false);
  CHECK(importance_order_words({ahead, ahead, ahead}, 0).empty());
  CHECK(importance_order_words({ahead, open}, 0).empty());
  CHECK(importance_order_words({open, open, ahead}, 0) ==
        "Their order is not decided: intervals of the criticality overlap.");
  CHECK(importance_order_words({ahead, open, open}, 3) ==
        "The order of the first is decided, that of the others is not: intervals of the "
        "criticality overlap. 3 more events were not looked at.");
  CHECK(importance_order_words({ahead, ahead, open, open}, 1) ==
        "The order of the first 2 is decided, that of the others is not: intervals of the "
        "criticality overlap. 1 more event was not looked at.");
}

TEST_CASE("every report tells importances of what is bounded, and what is not known of them") {
  const Analyzed analyzed = bounded_ways();
  const std::string text = analyzed.section("journeys");
  const std::string page = analyzed.rendered("html");
  CHECK(has(text, "Events that may matter most, by bounds"));
  CHECK(has(page, "Importance, by bounds of the availability"));
  for (const std::string& report : {text, page}) {
    for (const char* part : {"not known", "Their order is not decided", " to "}) {
      INFO(part);
      CHECK(has(report, part));
    }
    CHECK_FALSE(has(report, "0 to 1<"));
  }
  const auto json = nlohmann::json::parse(analyzed.rendered("json"));
  const auto& journey = json["journeys"][0];
  CHECK(journey["importance"].empty());
  REQUIRE(journey["importance_bounds"].size() == 4);
  CHECK(journey["importance_bounds"][0]["criticality"].is_null());
  CHECK_FALSE(journey["importance_bounds"][0]["ahead_of_the_rest"].get<bool>());
  CHECK(journey["importance_bounds"][1]["criticality"].size() == 2);
  CHECK(journey["importance_left_out"] == 1);
}

TEST_CASE("pairs of what is bounded are listed, and that no more can be counted is said") {
  const Analyzed analyzed = bounded_ways();
  const std::string text = analyzed.section("combinations");
  CHECK(has(text, "2 of order 2 (higher orders exceed the budget)"));
  CHECK(has(analyzed.rendered("html"), "Higher orders exceed the budget."));
  const auto json = nlohmann::json::parse(analyzed.rendered("json"));
  const auto& sets = json["journeys"][0]["minimal_cut_sets"];
  CHECK(sets["by_order"] == nlohmann::json({1, 2}));
  CHECK_FALSE(sets["complete"].get<bool>());
  CHECK(sets["counted_beyond_order_1"].get<bool>());
  REQUIRE(sets["sets"].size() == 3);
  CHECK(sets["sets"][1]["events"] == nlohmann::json({"a", "b"}));
}

}  // namespace cutpoint::testing::importance_words_test
