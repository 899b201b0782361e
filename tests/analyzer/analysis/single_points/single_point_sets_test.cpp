// Single points of many nodes at once, against their definition: each event occurring alone.
#include "analyzer/analysis/single_points/single_point_sets.hpp"

#include <array>

#include <fmt/format.h>

#include "analyzer/analysis/analyze.hpp"
#include "analyzer/compile/compile.hpp"
#include "cutpoint/analysis.hpp"
#include "cutpoint/model.hpp"
#include "model/architecture/build_model.hpp"
#include "model/format/reading.hpp"
#include "tests/analyzer/support/random_model.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/random.hpp"

namespace cutpoint::testing::single_point_sets_test {

namespace {

using Sets = std::vector<std::vector<EventId>>;

/// By node. Events that cannot fail are no single points.
Sets sets_by_definition(const StructureFunction& function) {
  Sets sets(function.nodes.size());
  for (std::size_t i = 0; i < function.events.size(); ++i) {
    if (!function.events[EventId(i)].can_fail) continue;
    const auto failed = evaluate(function, std::array{EventId(i)});
    for (std::size_t node = 0; node < sets.size(); ++node) {
      if (failed[NodeId(node)] != 0) sets[node].emplace_back(i);
    }
  }
  return sets;
}

std::vector<NodeId> all_nodes(const StructureFunction& function) {
  std::vector<NodeId> nodes;
  for (std::size_t i = 0; i < function.nodes.size(); ++i) nodes.emplace_back(i);
  return nodes;
}

std::optional<StructureFunction> compiled(const Draft& draft) {
  Diagnostics diagnostics;
  const auto model = build_model(draft, diagnostics);
  return model ? compile(*model, diagnostics) : std::nullopt;
}

}  // namespace

TEST_CASE("single points of all nodes at once are those of each") {
  const std::uint64_t seed = number_from_environment("CUTPOINT_SEED", 20261121);
  const std::uint64_t wanted = number_from_environment("CUTPOINT_MODELS", 2000);
  std::uint64_t compared = 0;
  std::size_t points = 0;
  for (std::uint64_t at = seed; compared < wanted; ++at) {
    REQUIRE(at - seed < 40 * wanted);
    const Draft draft = random_draft(at);
    const auto function = compiled(draft);
    if (!function) continue;
    const auto found = single_points_of_all(*function, all_nodes(*function));
    if (!found) continue;  // a network
    INFO("seed " << at << " (CUTPOINT_SEED=" << at << " CUTPOINT_MODELS=1)\n"
                 << write_architecture(draft));
    const Sets expected = sets_by_definition(*function);
    REQUIRE(*found == expected);
    for (const auto& set : expected) points += set.size();
    ++compared;
  }
  if (wanted >= 100) CHECK(points > 10 * wanted);
}

TEST_CASE("sets that grow too large are given up") {
  std::string text = "cutpoint: 1\njourneys: {j: {needs: [c0]}}\ncomponents:\n";
  for (int i = 0; i < 300; ++i) {
    text += fmt::format("  c{}: {{kind: vm{}}}\n", i,
                        i < 299 ? fmt::format(", depends_on: [c{}]", i + 1) : "");
  }
  SourceFiles sources;
  Diagnostics diagnostics;
  const auto function = compiled(read_architecture_text("chain.yaml", text, sources, diagnostics));
  REQUIRE(function);
  const std::vector<NodeId> top{function->journey_failed[JourneyId(0U)]};
  const auto found = single_points_of_all(*function, top);
  REQUIRE(found);
  CHECK(found->front().size() == 300);
  CHECK_FALSE(single_points_of_all(*function, top, 10'000));
}

TEST_CASE("asking for single points alone gives those of the whole analysis") {
  // Twenty journeys, so that all are asked at once; pairs of services in racks over one core.
  std::string text = "cutpoint: 1\njourneys:\n";
  for (int i = 0; i < 20; ++i) text += fmt::format("  j{}: {{needs: [s{}]}}\n", i, i);
  text += "components:\n  core: {kind: switch}\n";
  for (int i = 0; i < 4; ++i)
    text += fmt::format("  r{}: {{kind: switch, depends_on: [core]}}\n", i);
  for (int i = 0; i < 20; ++i) {
    const std::string need = i % 5 == 0 ? "r0" : fmt::format("{{any_of: [r{}, r3]}}", i % 3);
    text += fmt::format("  s{}: {{kind: service, depends_on: [{}]}}\n", i, need);
  }
  SourceFiles sources;
  Diagnostics diagnostics;
  const Draft draft = read_architecture_text("racks.yaml", text, sources, diagnostics);
  const auto model = build_model(draft, diagnostics);
  REQUIRE(model);
  REQUIRE_FALSE(diagnostics.has_errors());
  const auto function = compile(*model, diagnostics);
  REQUIRE(function);
  AnalysisOptions only;
  only.single_points_only = true;
  const Analysis asked = analyze(*model, *function, only);
  const Analysis whole = analyze(*model, *function, {});
  REQUIRE(asked.journeys.size() == 20);
  for (std::size_t i = 0; i < 20; ++i) {
    INFO(i);
    const auto& a = asked.journeys[JourneyId(i)].single_points;
    const auto& b = whole.journeys[JourneyId(i)].single_points;
    // The service, the core, and the rack where there is no other.
    REQUIRE(a.size() == (i % 5 == 0 ? 3U : 2U));
    REQUIRE(a.size() == b.size());
    for (std::size_t k = 0; k < a.size(); ++k) {
      CHECK(a[k].event == b[k].event);
      CHECK(a[k].path.steps == b[k].path.steps);
      CHECK(a[k].takes_down == b[k].takes_down);
    }
    CHECK(whole.journeys[JourneyId(i)].cut_sets.by_order.front() == a.size());
  }
}

}  // namespace cutpoint::testing::single_point_sets_test
