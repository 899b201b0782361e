// The schema accepts and refuses as the reader does, over a table of snippets.
#include <nlohmann/json.hpp>

#include "cutpoint/model.hpp"
#include "model/architecture/build_model.hpp"
#include "model/format/reading.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/json_schema.hpp"

namespace cutpoint::testing::schema_test {

namespace {

bool reader_accepts(const std::string& text) {
  SourceFiles sources;
  Diagnostics diagnostics;
  const Draft draft = read_architecture_text("a.yaml", text, sources, diagnostics);
  (void)build_model(draft, diagnostics);
  return !diagnostics.has_errors();
}

std::string with_component(const std::string& keys) {
  return R"({"cutpoint": 1, "journeys": {"j": {"needs": ["a"]}}, "components": {"b": {"kind": "vm"},
          "a": {)" +
         keys + "}}}";
}

std::string with_journey(const std::string& keys) {
  return R"({"cutpoint": 1, "components": {"a": {"kind": "vm"}}, "journeys": {"j": {)" + keys +
         "}}}";
}

}  // namespace

TEST_CASE("the schema accepts and refuses what the reader accepts and refuses") {
  const JsonSchema schema(nlohmann::json::parse(architecture_schema()));
  struct Snippet {
    std::string text;
    bool good;
  };
  const std::vector<Snippet> snippets = {
      {with_component(R"("kind": "vm")"), true},
      {with_component(R"("kind": "firewall")"), true},
      {with_component(R"("kind": "postgres")"), false},
      {with_component(R"("kind": "vm", "colour": "red")"), false},
      {with_component(R"("kind": "vm", "x-colour": "red")"), true},
      {with_component(R"("kind": "vm", "availability": "99.9%")"), true},
      {with_component(R"("kind": "vm", "availability": "99.9 %")"), true},
      {with_component(R"("kind": "vm", "availability": 0.999)"), true},
      {with_component(R"("kind": "vm", "availability": "0.999")"), true},
      {with_component(R"("kind": "vm", "availability": ".999")"), true},
      {with_component(R"("kind": "vm", "availability": "100%")"), true},
      {with_component(R"("kind": "vm", "availability": "150%")"), false},
      {with_component(R"("kind": "vm", "availability": 99.9)"), false},
      {with_component(R"("kind": "vm", "availability": "99.9")"), false},
      {with_component(R"("kind": "vm", "availability": "high")"), false},
      {with_component(R"("kind": "vm", "availability": "99%..99.9%")"), true},
      {with_component(R"("kind": "vm", "mtbf": "1y", "mttr": "30min")"), true},
      {with_component(R"("kind": "vm", "mtbf": "1 year", "mttr": "2 hours 30 min")"), true},
      {with_component(R"("kind": "vm", "mtbf": "100d..300d", "mttr": "1h30m")"), true},
      {with_component(R"("kind": "vm", "mtbf": "never")"), true},
      {with_component(R"("kind": "vm", "mtbf": "1 fortnight")"), false},
      {with_component(R"("kind": "vm", "mtbf": "30")"), false},
      {with_component(R"("kind": "vm", "mtbf": 30)"), false},
      {with_component(R"("kind": "vm", "mtbf": "-3h")"), false},
      {with_component(R"("kind": "vm", "replicas": 2, "at_least": 1)"), true},
      {with_component(R"("kind": "vm", "replicas": 1.5)"), false},
      {with_component(R"("kind": "vm", "replicas": -1)"), false},
      {with_component(R"("kind": "vm", "runs_on": "b", "placement": "spread")"), true},
      {with_component(R"("kind": "vm", "runs_on": "b", "placement": "somewhere")"), false},
      {with_component(R"("kind": "vm", "depends_on": ["b", {"any_of": ["b"]}])"), true},
      {with_component(R"("kind": "vm", "depends_on": [{"some_of": ["b"]}])"), false},
      {with_component(R"("kind": "vm", "depends_on": [{"component": "b", "fallback": "95%"}])"),
       true},
      {with_component(R"("kind": "vm", "depends_on": [{"component": "b", "fallback": "195%"}])"),
       false},
      {with_component(R"("kind": "vm", "cost": "5 USD/month")"), true},
      {with_component(R"("kind": "vm", "cost": "cheap")"), false},
      {with_journey(R"("needs": ["a"], "slo": {"availability": "99.9%", "period": "30d"})"), true},
      {with_journey(R"("needs": ["a"], "slo": {"availability": "99.9%", "period": "month"})"),
       true},
      {with_journey(R"("needs": ["a"], "slo": "99.9%")"), false},
      {with_journey(R"("needs": ["a"], "slo": {"availability": "99.9%", "period": "often"})"),
       false},
      {with_journey(R"("needs": "a")"), true},
      {R"({"cutpoint": 1, "journeys": ["j"], "components": {"a": {"kind": "vm"}}})", false},
      {R"({"cutpoint": 1, "journeys": {"j": ["a"]}, "components": {"a": {"kind": "vm"}}})", false},
      {R"({"cutpoint": 1, "journeys": {"j": {"needs": ["a"]}}, "components": [{"kind": "vm"}]})",
       false},
      {R"({"cutpoint": 1, "kinds": {"robot": {"like": "vm"}}, "journeys": {"j": {"needs": ["a"]}},
           "components": {"a": {"kind": "robot"}}})",
       true},
      {R"({"cutpoint": 1, "defaults": {"vm": {"mtbf": "1y"}}, "journeys": {"j": {"needs": ["a"]}},
           "components": {"a": {"kind": "vm"}}})",
       true},
      {R"({"cutpoint": 1, "defaults": {"server": {"mtbf": "1y"}},
           "journeys": {"j": {"needs": ["a"]}}, "components": {"a": {"kind": "vm"}}})",
       false},
      {R"({"cutpoint": 2, "journeys": {"j": {"needs": ["a"]}},
           "components": {"a": {"kind": "vm"}}})",
       false},
      {R"({"journeys": {"j": {"needs": ["a"]}}, "components": {"a": {"kind": "vm"}}})", false},
  };
  for (const Snippet& snippet : snippets) {
    INFO(snippet.text);
    CHECK(reader_accepts(snippet.text) == snippet.good);
    CHECK(schema.accepts(nlohmann::json::parse(snippet.text)) == snippet.good);
  }
}

TEST_CASE("the schema takes parts of a description too, which the reader only takes together") {
  const JsonSchema schema(nlohmann::json::parse(architecture_schema()));
  for (const char* part :
       {R"({"cutpoint": 1, "components": {"a": {"mtbf": "1y"}}})",
        R"({"cutpoint": 1, "journeys": {"j": {"slo": {"availability": "99%"}}}})",
        R"({"cutpoint": 1, "include": ["kinds.yaml"], "components": {"a": {"kind": "robot"}}})"}) {
    INFO(part);
    CHECK(schema.accepts(nlohmann::json::parse(part)));
  }
}

}  // namespace cutpoint::testing::schema_test
