// A threshold that follows the number of members.
#include <string>
#include <vector>

#include "analyzer/analysis/analyze.hpp"
#include "analyzer/compile/compile.hpp"
#include "model/architecture/build_model.hpp"
#include "model/format/reading.hpp"
#include "tests/analyzer/support/analysed_document.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/text_files.hpp"

namespace cutpoint::testing::quorum_test {

namespace {

Draft draft_of(const std::string& text) {
  SourceFiles sources;
  Diagnostics diagnostics;
  Draft draft = read_architecture_text("a.yaml", "cutpoint: 1\n" + text, sources, diagnostics);
  REQUIRE(!diagnostics.has_errors());
  return draft;
}

double down(const std::string& text) {
  return AnalysedDocument(text).unavailability();
}

constexpr const char* one_store = "journeys: {use: {needs: [store]}}\ncomponents:\n";

}  // namespace

TEST_CASE("a majority follows the number of instances and of members") {
  struct Case {
    std::uint32_t count;
    std::uint32_t needed;
  };
  for (const auto& [count, needed] :
       {Case{1, 1}, Case{2, 2}, Case{3, 2}, Case{4, 3}, Case{5, 3}, Case{6, 4}, Case{7, 4}}) {
    CAPTURE(count);
    const std::string figures = "mtbf: 90h, mttr: 10h, replicas: " + std::to_string(count);
    const AnalysedDocument voting(one_store +
                                  ("  store: {kind: queue, quorum: majority, " + figures) + "}\n");
    CHECK(voting.model.components[ComponentId(0U)].at_least == needed);
    CHECK(voting.unavailability() ==
          down(one_store + ("  store: {kind: queue, at_least: " + std::to_string(needed) + ", " +
                            figures + "}\n")));
  }
  const std::string members =
      "  a: {kind: vm, mtbf: 90h, mttr: 10h}\n  b: {kind: vm, mtbf: 60h, mttr: 10h}\n"
      "  c: {kind: vm, mtbf: 30h, mttr: 10h}\n  d: {kind: vm, mtbf: 20h, mttr: 10h}\n";
  const auto needing = [&](const std::string& how) {
    return "journeys: {use: {needs: [{" + how + ", of: [a, b, c, d]}]}}\ncomponents:\n" + members;
  };
  CHECK(down(needing("quorum: majority")) == down(needing("at_least: 3")));
  // What is written is written again.
  const std::string text = write_architecture(draft_of(needing("quorum: majority")));
  CHECK(text.find("{quorum: majority, of: [a, b, c, d]}") != std::string::npos);
}

TEST_CASE("a majority of unequal members is the sum over all states with more than half up") {
  // a, b, c, d, and e of the members; unavailabilities of 0.1, 1/7, 0.25, 1/3 and 0.5.
  const std::vector<double> down_of = {0.1, 10.0 / 70.0, 0.25, 10.0 / 30.0, 0.5};
  const std::string components =
      "components:\n  a: {kind: vm, mtbf: 90h, mttr: 10h}\n  b: {kind: vm, mtbf: 60h, mttr: 10h}\n"
      "  c: {kind: vm, mtbf: 30h, mttr: 10h}\n  d: {kind: vm, mtbf: 20h, mttr: 10h}\n"
      "  e: {kind: vm, mtbf: 10h, mttr: 10h}\n";
  const char* names[] = {"a", "a, b", "a, b, c", "a, b, c, d", "a, b, c, d, e"};
  for (std::size_t n = 1; n <= down_of.size(); ++n) {
    CAPTURE(n);
    double unavailability = 0.0;
    for (unsigned state = 0; state < (1U << n); ++state) {
      double probability = 1.0;
      std::size_t up = 0;
      for (std::size_t i = 0; i < n; ++i) {
        const bool is_up = (state >> i & 1U) != 0;
        probability *= is_up ? 1.0 - down_of[i] : down_of[i];
        up += is_up ? 1 : 0;
      }
      if (2 * up <= n) unavailability += probability;
    }
    CHECK(down(std::string("journeys: {use: {needs: [{quorum: majority, of: [") + names[n - 1] +
               "]}]}}\n" + components) == Approx(unavailability).epsilon(1e-12));
  }
}

TEST_CASE("of overlays the later one says how many must work") {
  const std::string three =
      "cutpoint: 1\njourneys: {use: {needs: [store]}}\ncomponents:\n  store: ";
  const auto needed = [&](const std::string& base, const std::string& later) {
    TextFiles files;
    files.texts = {{"base.yaml", three + "{kind: queue, replicas: 5, " + base + "}\n"},
                   {"prod.yaml", "cutpoint: 1\ncomponents: {store: {" + later + "}}\n"}};
    SourceFiles sources;
    Diagnostics diagnostics;
    const Draft draft = read_architecture({"base.yaml", "prod.yaml"}, files, sources, diagnostics);
    const auto model = build_model(draft, diagnostics);
    REQUIRE(model);
    return model->components[ComponentId(0U)].at_least;
  };
  CHECK(needed("at_least: 1", "quorum: majority") == 3);
  CHECK(needed("quorum: majority", "at_least: 1") == 1);
  CHECK(needed("quorum: majority", "replicas: 7") == 4);
  CHECK(needed("quorum: majority", "cost: 5 USD/month") == 3);
}

}  // namespace cutpoint::testing::quorum_test
