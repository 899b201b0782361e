// Random fault trees, coherent or not, against brute force over all states.
#include <algorithm>
#include <cmath>
#include <set>

#include <fmt/format.h>

#include "analyzer/coherence.hpp"
#include "analyzer/expand_networks.hpp"
#include "cutpoint/analysis.hpp"
#include "tests/analyzer/random_model.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/random.hpp"

namespace cutpoint::testing {

namespace {

using State = std::uint32_t;  // bit i: event i has occurred

FaultTree random_tree(Random& random, bool negations) {
  FaultTree tree;
  const std::uint32_t events = 1 + random.below(8);
  for (std::uint32_t i = 0; i < events; ++i) {
    PrimaryEvent event;
    event.name = fmt::format("e{}", i);
    event.probability = random.chance(10) ? random.below(2) : random.unit();
    tree.events.push_back(event);
  }
  tree.house_events.push_back({"on", true, {}});
  tree.house_events.push_back({"off", false, {}});
  const std::uint32_t gates = 1 + random.below(8);
  for (std::uint32_t i = 0; i < gates; ++i) {
    Gate gate;
    gate.name = fmt::format("g{}", i);
    constexpr std::array kinds = {
        Connective::all,      Connective::any,       Connective::at_least, Connective::cardinality,
        Connective::negation, Connective::exclusive, Connective::not_all,  Connective::not_any,
        Connective::implies,  Connective::equal};
    gate.connective = kinds[random.below(negations ? kinds.size() : 3)];
    std::uint32_t count = random.below(5);
    if (gate.connective == Connective::negation) count = 1;
    if (gate.connective == Connective::exclusive || gate.connective == Connective::implies ||
        gate.connective == Connective::equal) {
      count = 2;
    }
    gate.least = random.below(4);
    gate.most = gate.least + random.below(3);
    for (std::uint32_t j = 0; j < count; ++j) {
      GateArgument argument;
      if (i > 0 && random.chance(45)) {
        argument.gate = GateId(random.below(i));
      } else if (random.chance(4)) {
        argument.house = HouseEventId(random.below(2));
      } else if (random.chance(4)) {
        argument.constant = random.chance(50);
      } else {
        argument.event = PrimaryEventId(random.below(events));
      }
      gate.arguments.push_back(argument);
    }
    tree.gates.push_back(gate);
  }
  tree.tops.emplace_back(gates - 1);
  if (gates > 2) tree.tops.emplace_back(random.below(gates - 1));
  return tree;
}

bool holds(const FaultTree& tree, GateId id, State state) {
  const Gate& gate = tree.gates[id];
  std::vector<bool> values;
  for (const GateArgument& argument : gate.arguments) {
    values.push_back(argument.gate.valid()    ? holds(tree, argument.gate, state)
                     : argument.event.valid() ? (state >> argument.event.value() & 1U) != 0
                     : argument.house.valid() ? tree.house_events[argument.house].occurred
                                              : argument.constant);
  }
  const auto n = static_cast<std::size_t>(std::count(values.begin(), values.end(), true));
  switch (gate.connective) {
    case Connective::all:
      return n == values.size();
    case Connective::any:
      return n > 0;
    case Connective::at_least:
      return n >= gate.least;
    case Connective::cardinality:
      return n >= gate.least && n <= gate.most;
    case Connective::negation:
      return !values[0];
    case Connective::exclusive:
      return values[0] != values[1];
    case Connective::not_all:
      return n < values.size();
    case Connective::not_any:
      return n == 0;
    case Connective::implies:
      return !values[0] || values[1];
    case Connective::equal:
      return values[0] == values[1];
  }
  return false;
}

struct Truth {
  std::vector<bool> value;  ///< by state
  std::vector<double> weight;
  double probability = 0;
  bool monotone = true;
  std::set<State> minimal;  ///< minimal true states

  Truth(const FaultTree& tree, GateId top) {
    const auto events = static_cast<std::uint32_t>(tree.events.size());
    for (State state = 0; state < (State{1} << events); ++state) {
      double p = 1.0;
      for (std::uint32_t i = 0; i < events; ++i) {
        const double q = tree.events[PrimaryEventId(i)].probability;
        p *= (state >> i & 1U) != 0 ? q : 1.0 - q;
      }
      value.push_back(holds(tree, top, state));
      weight.push_back(p);
      if (value.back()) probability += p;
      bool below = false;
      for (std::uint32_t i = 0; i < events; ++i) {
        const State less = state & ~(State{1} << i);
        if (less != state && value[less] && !value[state]) monotone = false;
      }
      for (const State least : minimal) below = below || (least & state) == least;
      // States rise, so that every smaller set was met before.
      if (value[state] && !below) minimal.insert(state);
    }
  }

  [[nodiscard]] double birnbaum(const FaultTree& tree, std::uint32_t event) const {
    double with = 0, without = 0;
    for (State state = 0; state < value.size(); ++state) {
      if (!value[state]) continue;
      double p = 1.0;
      for (std::uint32_t i = 0; i < tree.events.size(); ++i) {
        if (i == event) continue;
        const double q = tree.events[PrimaryEventId(i)].probability;
        p *= (state >> i & 1U) != 0 ? q : 1.0 - q;
      }
      ((state >> event & 1U) != 0 ? with : without) += p;
    }
    return with - without;
  }
};

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
    const FaultTree tree = random_tree(random, random.chance(75));
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
    FaultTree tree = random_tree(random, false);
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

}  // namespace cutpoint::testing
