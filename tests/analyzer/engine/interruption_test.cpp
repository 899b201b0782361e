// Whoever asked for an analysis can end it while any of its searches runs, and a time that is over
// ends each of them.
#include <algorithm>
#include <cstdint>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "analyzer/analysis/analyze.hpp"
#include "analyzer/engine/gates/gate_graph_maker.hpp"
#include "analyzer/engine/orders/variable_orders.hpp"
#include "tests/analyzer/support/compiled_document.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/sanitized.hpp"

namespace cutpoint::testing::interruption_test {

namespace {

/// Layers of four services, of which each needs one of the next layer and one of two others there.
std::string layers_of_four(std::size_t layers) {
  std::string text = "\ncutpoint: 1\njourneys:\n  j: {needs: [s0-0]}\ncomponents:\n";
  for (std::size_t layer = 0; layer < layers; ++layer) {
    for (std::size_t i = 0; i < 4; ++i) {
      const auto next = [&](std::size_t step) {
        return fmt::format("s{}-{}", layer + 1, (i + step) % 4);
      };
      const std::string needs =
          layer + 1 == layers
              ? ""
              : fmt::format("depends_on: [{}, {{any_of: [{}, {}]}}], ", next(0), next(1), next(2));
      text +=
          fmt::format("  s{}-{}: {{kind: service, {}mtbf: 1000h, mttr: 1h}}\n", layer, i, needs);
    }
  }
  return text;
}

struct Ended : std::runtime_error {
  Ended() : std::runtime_error("ended") {}
};

constexpr OrderHeuristic all_heuristics[] = {
    OrderHeuristic::affinity,    OrderHeuristic::closing,     OrderHeuristic::depth_first,
    OrderHeuristic::small_first, OrderHeuristic::large_first, OrderHeuristic::most_used_first,
    OrderHeuristic::weights,     OrderHeuristic::gates_first, OrderHeuristic::elimination,
    OrderHeuristic::force,
};
/// Those that take more than a walk, and how often they ask at least while they order 1 200 leaves:
/// every million operations, which are few milliseconds.
constexpr std::pair<OrderHeuristic, int> searching_heuristics[] = {{OrderHeuristic::affinity, 3},
                                                                   {OrderHeuristic::closing, 1},
                                                                   {OrderHeuristic::weights, 5},
                                                                   {OrderHeuristic::elimination, 1},
                                                                   {OrderHeuristic::force, 5}};

GateModule first_part(const GateGraph& graph) {
  PartSequence parts(graph);
  GateModule part;
  REQUIRE(parts.next(part));
  return part;
}

}  // namespace

TEST_CASE("orders are given up where the time is over, and are orders all the same") {
  const CompiledDocument document(layers_of_four(300));
  const StructureFunction& function = document.function;
  const GateGraph graph = make_gate_graph(function, function.journey_failed.raw());
  const GateModule part = first_part(graph);
  REQUIRE(part.leaves.size() > 1000);
  EngineBudget over;
  over.time = Duration::seconds(1e-9);
  for (const OrderHeuristic heuristic : all_heuristics) {
    INFO("heuristic " << static_cast<int>(heuristic));
    EngineMeter meter(over, 0);
    VariableOrder order = variable_order(part, heuristic, &meter);
    const VariableOrder whole = variable_order(part, heuristic);
    std::sort(order.begin(), order.end());
    REQUIRE(order.size() == part.leaves.size());
    for (std::uint32_t i = 0; i < order.size(); ++i) REQUIRE(order[i] == i);
    // A meter with time left changes nothing.
    EngineMeter plenty(EngineBudget{}, 0);
    CHECK(variable_order(part, heuristic, &plenty) == whole);
  }
}

TEST_CASE("orders ask again and again whether anybody still waits") {
  const CompiledDocument document(layers_of_four(300));
  const StructureFunction& function = document.function;
  const GateGraph graph = make_gate_graph(function, function.journey_failed.raw());
  const GateModule part = first_part(graph);
  for (const auto& [heuristic, least_asked] : searching_heuristics) {
    INFO("heuristic " << static_cast<int>(heuristic));
    int asked = 0;
    int last = 0;
    const auto while_working = [&] {
      if (++asked == last) throw Ended();
    };
    EngineMeter meter(EngineBudget{}, 0, while_working);
    asked = 0;
    (void)variable_order(part, heuristic, &meter);
    CHECK(asked >= least_asked);
    for (int at = 1; at <= least_asked; ++at) {
      last = 0;
      EngineMeter ended(EngineBudget{}, 0, while_working);
      asked = 0;
      last = at;
      CHECK_THROWS_AS(variable_order(part, heuristic, &ended), Ended);
      CHECK(asked == last);
    }
    last = 0;
  }
}

TEST_CASE("an analysis ends wherever whoever asked for it says so") {
  const CompiledDocument document(layers_of_four(150));
  AnalysisOptions options;
  options.ceilings = true;
  options.bdd_nodes = 10'000;
  options.budget.steps = 300'000;
  int asked = 0;
  int last = 0;
  options.progress = [&](const std::string& stage) {
    CHECK_FALSE(stage.empty());
    if (++asked == last) throw Ended();
  };
  (void)analyze(document.model, document.function, options);
  const int in_all = asked;
  REQUIRE(in_all > 100);
  for (last = 1; last <= in_all; last += 1 + in_all / by_sanitizer(60, 12)) {
    asked = 0;
    CHECK_THROWS_AS(analyze(document.model, document.function, options), Ended);
    CHECK(asked == last);
  }
}

TEST_CASE("what is thrown while a portion of the budget is tried leaves it as it is") {
  bool ends = false;
  EngineMeter meter(EngineBudget{}, 0, [&] {
    if (ends) throw Ended();
  });
  const std::uint64_t before = meter.steps_left();
  const auto try_a_portion = [&] {
    const EnginePortion portion(&meter, MostSteps{100'000});
    ends = true;
    while (meter.step()) {
    }
  };
  CHECK_THROWS_AS(try_a_portion(), Ended);
  ends = false;
  CHECK_FALSE(meter.spent());
  CHECK(meter.steps_left() > before - 100'000);
}

}  // namespace cutpoint::testing::interruption_test
