// What the report for the terminal says, and that it stays within the terminal.
#include <sstream>

#include <fmt/format.h>

#include "analyzer/analysis/analyze.hpp"
#include "renderer/writing/terminal_text.hpp"
#include "tests/renderer/render_text.hpp"
#include "tests/support/text_search.hpp"

namespace cutpoint::testing::text_test {

namespace {

std::size_t widest_line(const std::string& text) {
  std::istringstream lines(text);
  std::size_t widest = 0;
  for (std::string line; std::getline(lines, line);) {
    widest = std::max(widest, display_width(line));
  }
  return widest;
}

/// A chain of services with long names on one machine.
std::string long_chain(std::size_t length) {
  std::string text = "journeys: {use: {needs: [a-service-with-a-long-name-0]}}\ncomponents:\n";
  for (std::size_t i = 0; i < length; ++i) {
    text += fmt::format("  a-service-with-a-long-name-{}: {{kind: service, runs_on: vm", i);
    if (i + 1 < length) text += fmt::format(", depends_on: [a-service-with-a-long-name-{}]", i + 1);
    text += "}\n";
  }
  return text + "  vm: {kind: vm}\n";
}

std::string many_journeys() {
  std::string text = "journeys:\n";
  for (int i = 0; i < 6; ++i) {
    text += fmt::format("  j{}: {{needs: [gw, s{}], slo: {{availability: 99.99%}}}}\n", i, i);
  }
  text +=
      "components:\n"
      "  gw: {kind: gateway, depends_on: [{any_of: [s0, s1]}], runs_on: vm,\n"
      "       accept: [{rule: single-point-of-failure, reason: it is fine}]}\n"
      "  vm: {kind: vm}\n";
  for (int i = 0; i < 6; ++i) {
    text += fmt::format(
        "  s{}: {{kind: container, runs_on: vm, restart: {{policy: always, time: 20s, cures: "
        "95%}}}}\n",
        i);
  }
  return text;
}

}  // namespace

TEST_CASE("reports keep to the width, with the ends of every path") {
  const Analyzed chain(long_chain(12));
  for (const std::size_t width : {80U, 100U, 160U}) {
    INFO(width);
    const std::string text = chain.section("points", width);
    CHECK(widest_line(text) <= width);
    CHECK(has(text, "use → …"));
    CHECK(has(text, "→ vm"));
  }
}

TEST_CASE("many journeys share their tables and lose nothing") {
  const Analyzed many(many_journeys());
  const std::string text = many.rendered("text");
  CHECK(widest_line(text) <= 100);
  CHECK(has(text, "✗ misses 99.99 % by "));
  CHECK(has(text, "✗  vm"));
  CHECK(has(text, "vm alone defeats the redundancy of s0, s1 (1 of 2 needed)"));
  const std::string points = many.section("points");
  CHECK(widest_line(points) <= 100);
  CHECK(has(points, "○  gw"));
  CHECK(has(points, "accepted: it is fine"));
  CHECK(has(points, "restarts in 20 s, 95% of failures"));
  CHECK(points.find("✗  vm") == points.rfind("✗  vm"));
  // Once, not once a journey.
  CHECK(text.find("✗  vm") == text.rfind("✗  vm"));
}

TEST_CASE("at sixty columns names have the room that bars and kinds had") {
  const Analyzed shop(
      "journeys:\n"
      "  deploy-the-model: {needs: [pipeline-of-models, bucket-of-models]}\n"
      "  ask: {needs: [bucket-of-models]}\n"
      "components:\n"
      "  pipeline-of-models: {kind: pipeline, mtbf: 30d, mttr: 1h}\n"
      "  bucket-of-models: {kind: object_storage, mtbf: 300d, mttr: 2h}\n");
  const std::string text = shop.rendered("text", 60);
  CHECK(widest_line(text) <= 60);
  for (const char* name : {"deploy-the-model", "pipeline-of-models", "bucket-of-models"}) {
    CHECK(has(text, name));
  }
  CHECK(has(shop.rendered("text", 80), "object storage"));
  // A long name is whole where there is room for it.
  const std::string long_name = "journeys-have-names-of-forty-characters-";
  const Analyzed named("journeys: {" + long_name +
                       ": {needs: [a]}}\ncomponents: {a: {kind: service, mtbf: 9d, mttr: 1h}}\n");
  for (const std::size_t width : {80U, 100U}) CHECK(has(named.rendered("text", width), long_name));
}

TEST_CASE("an objective that is missed comes before points that only cost time") {
  const Analyzed shop(
      "journeys: {use: {needs: [db], slo: {availability: 90%}}}\n"
      "components:\n"
      "  db: {kind: database, mtbf: 90d, mttr: 2h, backups: [{every: 1d, restore: 1h}],\n"
      "       objectives: {rpo: 1h}}\n");
  CHECK(has(shop.rendered("text"),
            "Next         db misses an objective of RPO or RTO: `cutpoint lint test.yaml`"));
}

TEST_CASE("an objective between the bounds is undecided in every form of report") {
  Analyzed many(many_journeys());
  for (JourneyAnalysis& journey : many.analysis.journeys) {
    journey.up.method = Method::bounded;
    journey.up.lower_unavailability = 1e-6;
    journey.up.upper_unavailability = 0.5;
    journey.up.availability = Availability::from_unavailability(0.5);
    if (!journey.slo) continue;
    journey.slo->lower_unavailability = journey.up.lower_unavailability;
    journey.slo->upper_unavailability = journey.up.upper_unavailability;
    journey.slo->met.reset();
  }
  const std::string text = many.rendered("text");
  CHECK(has(text, "99.99 % is not decided"));
  CHECK_FALSE(has(text, "misses"));
}

TEST_CASE("without dependency information nothing is called free of single points") {
  const std::string known =
      "journeys: {use: {needs: [{any_of: [a, b]}]}}\n"
      "components: {a: {kind: service}, b: {kind: service}}\n";
  CHECK(has(Analyzed(known).rendered("text"), "No single point of failure\n"));
  const std::string unknown =
      "journeys: {use: {needs: [{any_of: [a, b]}]}}\n"
      "components: {a: {kind: service, dependencies: unknown}, b: {kind: service}}\n";
  const std::string text = Analyzed(unknown).rendered("text");
  CHECK_FALSE(has(text, "No single point of failure\n"));
  CHECK(has(text, "No single point of failure is known\n"));
  CHECK(has(text, "no dependency information for a"));
}

TEST_CASE("names of kinds are made visible too") {
  const Analyzed analyzed(
      "journeys: {use: {needs: [a]}}\n"
      "kinds: {\"k\\e[31m\\u202E\": {like: service}}\n"
      "components: {a: {kind: \"k\\e[31m\\u202E\"}}\n");
  for (const std::string format : {"text", "dot", "svg"}) {
    INFO(format);
    const std::string output = analyzed.rendered(format);
    CHECK_FALSE(has(output, "\x1b"));
    CHECK_FALSE(has(output, "\xE2\x80\xAE"));
  }
}

TEST_CASE("what if: a long chain is told by its ends") {
  const Analyzed chain(long_chain(3000));
  const Consequence consequence =
      what_if(chain.model, chain.function,
              chain.function
                  .component_events[chain.model.find_component("a-service-with-a-long-name-2999")]);
  const std::string text =
      find_format(what_if_formats(), "text")
          ->render({chain.model, chain.function, consequence, chain.input().options})
          ->content;
  CHECK(widest_line(text) <= 100);
  CHECK(has(text, "and 2959 more"));
}

TEST_CASE("what nobody knows of many components is told within the width") {
  std::string text = "journeys: {use: {needs: [";
  std::string components = "]}}\ncomponents:\n";
  for (int i = 0; i < 6; ++i) {
    text += fmt::format("a-service-with-a-long-name-{}, ", i);
    components += fmt::format(
        "  a-service-with-a-long-name-{}: {{kind: service, dependencies: unknown}}\n", i);
  }
  const std::string report = Analyzed(text + components).rendered("text", 80);
  CHECK(has(report, "no dependency information"));
  CHECK(widest_line(report) <= 80);
}

TEST_CASE("an acceptance that has expired is told") {
  Analyzed old(
      "journeys: {use: {needs: [a]}}\ncomponents: {a: {kind: service, accept: [{rule: "
      "single-point-of-failure, reason: it is cheap, until: 2020-01-01}]}}\n");
  AnalysisOptions options;
  options.today = *parse_date("2020-01-01").value;
  old.analysis = analyze(old.model, old.function, options);
  CHECK_FALSE(has(old.rendered("text"), "Expired"));
  options.today = *parse_date("2020-01-02").value;
  old.analysis = analyze(old.model, old.function, options);
  const std::string text = old.rendered("text", 160);
  CHECK(has(text, "Expired"));
  CHECK(has(text, "single-point-of-failure on a was accepted until 2020-01-01 (it is cheap)"));
  CHECK(has(old.section("points"), "1 full"));
  CHECK(has(old.rendered("json"), "\"until\": \"2020-01-01\""));
}

TEST_CASE("a journey whose needs cannot be met says so") {
  const Analyzed analyzed(
      "journeys: {use: {needs: [{connected: [a, b]}]}}\n"
      "components: {a: {kind: vm}, b: {kind: vm}}\n");
  const std::string text = analyzed.rendered("text");
  CHECK(text.find("never works") != std::string::npos);
  CHECK(text.find("No single point of failure") == std::string::npos);
}

}  // namespace cutpoint::testing::text_test
