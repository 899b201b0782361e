// Unfolding from the roots gives the very functions that joining gates gives, in any order.
#include "analyzer/engine/unfolding.hpp"

#include <algorithm>
#include <numeric>
#include <vector>

#include "analyzer/engine/decision_diagram.hpp"
#include "analyzer/engine/quantities/probability.hpp"
#include "tests/analyzer/support/random_gate_graph.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/random.hpp"

namespace cutpoint::testing::unfolding_test {

namespace {

GateModule top_part(const GateGraph& graph) {
  PartSequence parts(graph);
  GateModule part;
  while (parts.next(part) && parts.module() != PartSequence::no_vertex) {
  }
  return part;
}

/// By state of the part's leaves, the first one lowest, whatever the diagram's order.
bool value_in_state(const Bdd& bdd, Bdd::Ref ref, const VariableOrder& order, std::uint32_t state) {
  while (ref > Bdd::one) {
    const std::uint32_t leaf = order[bdd.variable_of(ref)];
    ref = (state >> leaf & 1U) != 0 ? bdd.high(ref) : bdd.low(ref);
  }
  return ref == Bdd::one;
}

VariableOrder random_order(std::size_t leaves, Random& random) {
  VariableOrder order(leaves);
  std::iota(order.begin(), order.end(), 0U);
  for (std::size_t i = leaves; i > 1; --i) {
    std::swap(order[i - 1], order[random.below(static_cast<std::uint32_t>(i))]);
  }
  return order;
}

/// Adds services in layers of `width`, of which each needs one of the next layer and one of two
/// others there; gives the first layer.
std::vector<NodeId> add_layers(StructureFunction& function, std::size_t layers, std::size_t width) {
  const auto add_node = [&function](NodeType type, std::vector<NodeId> children) {
    Node node;
    node.type = type;
    node.first_child = static_cast<std::uint32_t>(function.children.size());
    node.child_count = static_cast<std::uint32_t>(children.size());
    function.children.insert(function.children.end(), children.begin(), children.end());
    return function.nodes.push_back(node);
  };
  std::vector<NodeId> below;
  for (std::size_t layer = 0; layer < layers; ++layer) {
    std::vector<NodeId> here;
    for (std::size_t i = 0; i < width; ++i) {
      BasicEvent event;
      event.process.unavailability = 0.001 * static_cast<double>(1 + (layer + i) % 7);
      Node leaf;
      leaf.type = NodeType::event;
      leaf.event = function.events.push_back(event);
      const NodeId own = function.nodes.push_back(leaf);
      if (below.empty()) {
        here.push_back(own);
        continue;
      }
      const NodeId spare =
          add_node(NodeType::all, {below[(i + 1) % width], below[(i + 2) % width]});
      here.push_back(add_node(NodeType::any, {own, below[i], spare}));
    }
    below = here;
  }
  return below;
}

/// Layer by layer: how probable each set of failed services is, and from it that of the next layer.
std::vector<double> layered_probabilities(std::size_t layers, std::size_t width) {
  std::vector<double> sets(std::size_t{1} << width, 0.0);
  sets[0] = 1.0;
  for (std::size_t layer = 0; layer < layers; ++layer) {
    std::vector<double> next(sets.size(), 0.0);
    for (std::size_t before = 0; before < sets.size(); ++before) {
      std::size_t forced = 0;
      for (std::size_t i = 0; i < width; ++i) {
        const auto failed = [&](std::size_t at) { return (before >> (at % width) & 1U) != 0; };
        if (failed(i) || (failed(i + 1) && failed(i + 2))) forced |= std::size_t{1} << i;
      }
      for (std::size_t own = 0; own < sets.size(); ++own) {
        double probability = sets[before];
        for (std::size_t i = 0; i < width; ++i) {
          const double q = 0.001 * static_cast<double>(1 + (layer + i) % 7);
          probability *= (own >> i & 1U) != 0 ? q : 1.0 - q;
        }
        next[own | forced] += probability;
      }
    }
    sets = next;
  }
  std::vector<double> result(width, 0.0);
  for (std::size_t set = 0; set < sets.size(); ++set) {
    for (std::size_t i = 0; i < width; ++i) {
      if ((set >> i & 1U) != 0) result[i] += sets[set];
    }
  }
  return result;
}

}  // namespace

TEST_CASE("unfolding gives what all states give") {
  const std::uint64_t seed = number_from_environment("CUTPOINT_SEED", 20261130);
  const std::uint64_t wanted = number_from_environment("CUTPOINT_MODELS", 1000);
  std::size_t larger = 0;
  for (std::uint64_t at = seed; at < seed + wanted; ++at) {
    INFO("seed " << at << " (CUTPOINT_SEED=" << at << " CUTPOINT_MODELS=1)");
    Random random(at);
    const GateGraph graph = random_gate_graph(random);
    const GateModule part = top_part(graph);
    const std::size_t leaves = part.leaves.size();
    if (leaves == 0 || leaves > 12 || part.has_network()) continue;
    std::vector<LeafForm> forms(leaves, LeafForm::plain);
    for (LeafForm& form : forms) {
      if (random.chance(10)) form = LeafForm::negated;
      if (random.chance(5)) form = random.chance(50) ? LeafForm::never : LeafForm::always;
    }
    const VariableOrder order = random.chance(50)
                                    ? random_order(leaves, random)
                                    : variable_order(part, OrderHeuristic::elimination);
    REQUIRE(order.size() == leaves);
    PartBuilder joined(graph, part, order, forms, PartBuildLimits{1'000'000, 0});
    REQUIRE(joined.build());
    Unfolding unfolding(part, order, forms, nullptr);
    // Stopped again and again, it goes on where it was.
    std::size_t states = 1;
    while (!unfolding.run(states)) ++states;
    std::vector<Bdd::Ref> roots;
    const auto unfolded = unfolding.diagram(1'000'000, roots);
    REQUIRE(unfolded);
    larger += states > 8 ? 1 : 0;
    for (std::size_t root = 0; root < roots.size(); ++root) {
      for (std::uint32_t state = 0; state < 1U << leaves; ++state) {
        REQUIRE(value_in_state(*unfolded, roots[root], order, state) ==
                value_in_state(joined.bdd(), joined.roots()[root], order, state));
      }
    }
  }
  if (wanted >= 100) CHECK(larger > wanted / 10);
}

TEST_CASE("a deep part of little width is unfolded in linear work") {
  const auto steps_of = [](std::size_t layers) {
    StructureFunction function;
    const std::vector<NodeId> tops = add_layers(function, layers, 4);
    EngineMeter meter({}, 0);
    const std::uint64_t before = meter.steps_left();
    const DecisionDiagram diagram(function, {tops[0]}, 20'000'000, &meter);
    REQUIRE(diagram.top(0) != DecisionDiagram::exhausted);
    const double expected = layered_probabilities(layers, 4)[0];
    CHECK(NodeProbabilities(diagram)[diagram.top(0)] == Approx(expected).epsilon(1e-9));
    return before - meter.steps_left();
  };
  const std::uint64_t small = steps_of(250);
  const std::uint64_t large = steps_of(1000);
  INFO(small << " and " << large << " steps");
  CHECK(large < 5 * small);
}

TEST_CASE("a deep part of some width is not given up for its first layers") {
  StructureFunction function;
  const std::vector<NodeId> tops = add_layers(function, 120, 6);
  EngineMeter meter({}, 0);
  const DecisionDiagram diagram(function, {tops[0]}, 20'000'000, &meter);
  REQUIRE(diagram.top(0) != DecisionDiagram::exhausted);
  const double expected = layered_probabilities(120, 6)[0];
  CHECK(NodeProbabilities(diagram)[diagram.top(0)] == Approx(expected).epsilon(1e-9));
}

TEST_CASE("tops that do not fit together are built one by one") {
  StructureFunction function;
  std::vector<NodeId> tops;
  for (int system = 0; system < 64; ++system) tops.push_back(add_layers(function, 60, 4).front());
  // As few nodes as one of them fits into.
  std::size_t nodes = 100;
  while (DecisionDiagram(function, {tops[0]}, nodes).top(0) == DecisionDiagram::exhausted) {
    nodes += nodes / 10;
  }
  REQUIRE(nodes < 1'000'000);
  const DecisionDiagram each(function, tops, nodes);
  REQUIRE(each.size() > nodes);
  const double expected = layered_probabilities(60, 4)[0];
  const NodeProbabilities probabilities(each);
  for (std::size_t i = 0; i < tops.size(); ++i) {
    INFO("top " << i);
    REQUIRE(each.top(i) != DecisionDiagram::exhausted);
    CHECK(probabilities[each.top(i)] == Approx(expected).epsilon(1e-9));
  }
}

TEST_CASE("a portion of a meter ends one attempt and leaves the rest") {
  EngineBudget budget;
  budget.steps = 1'000'000;
  EngineMeter meter(budget, 0);
  const std::uint64_t all = meter.steps_left();
  {
    const EnginePortion portion(&meter, MostSteps{1000});
    std::uint64_t steps = 0;
    while (meter.step()) ++steps;
    CHECK(steps < 1001);
    CHECK(meter.spent());
    const EnginePortion within(&meter, MostSteps{5000});
    CHECK(meter.spent());
  }
  CHECK_FALSE(meter.spent());
  CHECK(meter.steps_left() < all);
  CHECK(meter.steps_left() > all - 1100);
  const EnginePortion half(&meter, PartsLeft{2});
  CHECK(meter.steps_left() <= all / 2);
}

}  // namespace cutpoint::testing::unfolding_test
