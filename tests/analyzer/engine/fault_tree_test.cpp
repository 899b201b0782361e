// Random fault trees, coherent or not, against brute force over all states.
#include <algorithm>
#include <cmath>
#include <set>

#include <fmt/format.h>

#include "analyzer/analysis/analyze.hpp"
#include "analyzer/compile/compile.hpp"
#include "analyzer/compile/compile_fault_tree.hpp"
#include "analyzer/engine/networks/expand_networks.hpp"
#include "analyzer/engine/quantities/coherence.hpp"
#include "cutpoint/analysis.hpp"
#include "model/architecture/build_model.hpp"
#include "tests/analyzer/support/random_fault_tree.hpp"
#include "tests/analyzer/support/random_model.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/random.hpp"

namespace cutpoint::testing::fault_tree_test {

namespace {

void compare(const FaultTree& tree, const Truth& truth, const CompiledFaultTree& compiled,
             const JourneyAnalysis& top) {
  CHECK(top.up.availability.unavailability() == Approx(truth.probability).margin(1e-12));
  // What is said to be coherent is; what still holds negations and is not monotone is said not to
  // be.
  CHECK(top.coherent == truth.monotone);
  std::set<State> listed;
  for (const CutSet& set : top.cut_sets.sets) {
    State state = 0;
    for (const EventId event : set.events) state |= State{1} << event.value();
    listed.insert(state);
  }
  CHECK(listed == truth.minimal);
  std::set<State> single;
  for (const SinglePoint& point : top.single_points) {
    single.insert(State{1} << point.event.value());
  }
  std::set<State> expected;
  for (const State state : truth.minimal) {
    if (state != 0 && (state & (state - 1)) == 0) expected.insert(state);
  }
  CHECK(single == expected);
  for (const Importance& row : top.importance) {
    CHECK(row.birnbaum == Approx(truth.birnbaum(tree, row.event.value())).margin(1e-12));
  }
  const auto bounds = bound_without_coherence(compiled.function);
  const ProbabilityBounds& bound = bounds[compiled.function.journey_failed[top.journey]];
  CHECK(bound.lower <= truth.probability + 1e-12);
  CHECK(bound.upper >= truth.probability - 1e-12);
}

}  // namespace

TEST_CASE("random fault trees equal brute force over all states") {
  const std::uint64_t seed = number_from_environment("CUTPOINT_SEED", 20261122);
  const std::uint64_t wanted = number_from_environment("CUTPOINT_TREES", 4000);
  std::size_t incoherent = 0;
  for (std::uint64_t at = seed; at < seed + wanted; ++at) {
    INFO("seed " << at << " (CUTPOINT_SEED=" << at << " CUTPOINT_TREES=1)");
    Random random(at);
    const FaultTree tree = random_fault_tree(random, random.chance(75));
    const CompiledFaultTree compiled = compile(tree);
    REQUIRE(is_well_formed(compiled.function));
    AnalysisOptions options;
    options.max_order.reset();
    options.listed_cut_sets = 100'000;
    const Analysis all = analyze(compiled.model, compiled.function, options);
    options.max_order = 2;
    const Analysis pairs = analyze(compiled.model, compiled.function, options);
    for (std::size_t i = 0; i < tree.tops.size(); ++i) {
      const Truth truth(tree, tree.tops[i]);
      const JourneyAnalysis& top = all.journeys[JourneyId(i)];
      compare(tree, truth, compiled, top);
      incoherent += top.coherent ? 0 : 1;
      std::size_t of_order_two = 0;
      for (const State state : truth.minimal)
        of_order_two += __builtin_popcount(state) == 2 ? 1 : 0;
      const auto& counts = pairs.journeys[JourneyId(i)].cut_sets.by_order;
      CHECK((counts.size() > 1 ? counts[1] : 0) == of_order_two);
    }
    for (State state = 0; state < (State{1} << tree.events.size()); state += 1 + random.below(9)) {
      std::vector<EventId> occurred;
      for (std::uint32_t i = 0; i < tree.events.size(); ++i) {
        if ((state >> i & 1U) != 0) occurred.emplace_back(i);
      }
      const auto failed = evaluate(compiled.function, occurred);
      const NodeId node = compiled.function.journey_failed[JourneyId(0U)];
      CHECK((failed[node] != 0) == holds(tree, tree.tops[0], state));
    }
  }
  // The generator makes enough of what is hard.
  if (wanted >= 1000) CHECK(incoherent > wanted / 5);
}

TEST_CASE("negations that cancel out leave a coherent function") {
  Random random(1);
  for (int i = 0; i < 200; ++i) {
    FaultTree tree = random_fault_tree(random, false);
    for (int twice = 0; twice < 2; ++twice) {
      Gate gate;
      gate.name = "n";
      gate.connective = Connective::negation;
      GateArgument inner;
      inner.gate = tree.tops.front();
      gate.arguments = {inner};
      tree.tops = {tree.gates.push_back(gate)};
    }
    CHECK(compile(tree).function.coherent);
  }
}

TEST_CASE("a chain of gates as long as memory allows") {
  FaultTree tree;
  tree.events.push_back({"e", "", 0.25, {}, {}, {}});
  GateArgument last;
  last.event = PrimaryEventId(0U);
  for (int i = 0; i < 300'001; ++i) {
    Gate gate;
    gate.connective = Connective::negation;
    gate.arguments = {last};
    last = {};
    last.gate = tree.gates.push_back(gate);
  }
  tree.tops = {last.gate};
  const CompiledFaultTree compiled = compile(tree);
  CHECK_FALSE(compiled.function.coherent);
  const Analysis analysis = analyze(compiled.model, compiled.function);
  const JourneyAnalysis& top = analysis.journeys[JourneyId(0U)];
  CHECK(top.up.availability.unavailability() == 0.75);
  CHECK_FALSE(top.coherent);
  CHECK(top.single_points.empty());
}

TEST_CASE("single events of trees with more events than lanes") {
  // Fails when at least 2 of 200, or any of three marked ones without the last.
  FaultTree tree;
  constexpr std::uint32_t events = 200;
  Gate many;
  many.connective = Connective::at_least;
  many.least = 2;
  for (std::uint32_t i = 0; i < events; ++i) {
    tree.events.push_back({fmt::format("e{}", i), "", 0.001, {}, {}, {}});
    GateArgument argument;
    argument.event = PrimaryEventId(i);
    many.arguments.push_back(argument);
  }
  Gate marked;
  for (const std::uint32_t i : {3U, 77U, 199U}) {
    GateArgument argument;
    argument.event = PrimaryEventId(i);
    marked.arguments.push_back(argument);
  }
  Gate last;
  last.connective = Connective::not_any;
  last.arguments = {many.arguments.back()};
  GateArgument many_id, marked_id, last_id, guarded_id;
  many_id.gate = tree.gates.push_back(many);
  marked_id.gate = tree.gates.push_back(marked);
  last_id.gate = tree.gates.push_back(last);
  Gate guarded;
  guarded.connective = Connective::all;
  guarded.arguments = {marked_id, last_id};
  guarded_id.gate = tree.gates.push_back(guarded);
  Gate top;
  top.name = "top";
  top.arguments = {many_id, guarded_id};
  tree.tops = {tree.gates.push_back(top)};
  const CompiledFaultTree compiled = compile(tree);
  const auto found =
      events_failing_alone(compiled.function, compiled.function.journey_failed[JourneyId(0U)]);
  CHECK(found == std::vector<EventId>{EventId(3U), EventId(77U)});
}

TEST_CASE("gates with an argument twice keep their function without it") {
  for (std::uint64_t seed = 1; seed < 300; ++seed) {
    Random random(seed);
    FaultTree tree;
    const std::uint32_t events = 2 + random.below(4);
    for (std::uint32_t i = 0; i < events; ++i) {
      tree.events.push_back({fmt::format("e{}", i), "", 0.5, {}, {}, {}});
    }
    Gate gate;
    gate.name = "top";
    gate.connective = Connective::at_least;
    const std::uint32_t count = 3 + random.below(6);
    gate.least = 1 + random.below(count);
    for (std::uint32_t i = 0; i < count; ++i) {
      GateArgument argument;
      argument.event = PrimaryEventId(random.below(events));
      gate.arguments.push_back(argument);
    }
    tree.tops = {tree.gates.push_back(gate)};
    const auto expanded = expand_networks(compile(tree).function);
    REQUIRE(expanded);
    for (const Node& node : expanded->nodes) {
      const auto first = expanded->children.begin() + node.first_child;
      std::set<NodeId> apart(first, first + node.child_count);
      CHECK(apart.size() == node.child_count);
    }
    for (State state = 0; state < (State{1} << events); ++state) {
      std::vector<EventId> occurred;
      for (std::uint32_t i = 0; i < events; ++i) {
        if ((state >> i & 1U) != 0) occurred.emplace_back(i);
      }
      const auto failed = evaluate(*expanded, occurred);
      CHECK((failed[expanded->journey_failed[JourneyId(0U)]] != 0) ==
            holds(tree, tree.tops[0], state));
    }
  }
}

TEST_CASE("networks as gates keep their function") {
  std::size_t networks = 0;
  for (std::uint64_t seed = 1; seed < 1000; ++seed) {
    Diagnostics diagnostics;
    const auto model = build_model(random_draft(seed), diagnostics);
    if (!model) continue;
    const auto function = compile(*model, diagnostics);
    if (!function || function->reachabilities.empty()) continue;
    ++networks;
    INFO("seed " << seed);
    const auto expanded = expand_networks(*function);
    REQUIRE(expanded);
    REQUIRE(is_well_formed(*expanded));
    CHECK(std::none_of(expanded->nodes.begin(), expanded->nodes.end(),
                       [](const Node& node) { return node.type == NodeType::connected; }));
    Random random(seed);
    for (int trial = 0; trial < 20; ++trial) {
      std::vector<EventId> occurred;
      for (std::size_t i = 0; i < function->events.size(); ++i) {
        if (function->events[EventId(i)].can_fail && random.chance(30)) occurred.emplace_back(i);
      }
      const auto before = evaluate(*function, occurred);
      const auto after = evaluate(*expanded, occurred);
      for (std::size_t i = 0; i < model->journeys.size(); ++i) {
        CHECK(before[function->journey_failed[JourneyId(i)]] ==
              after[expanded->journey_failed[JourneyId(i)]]);
      }
    }
  }
  CHECK(networks > 20);
}

}  // namespace cutpoint::testing::fault_tree_test
