#include "tests/analyzer/support/random_fault_tree.hpp"

#include <algorithm>
#include <array>

#include <fmt/format.h>

namespace cutpoint::testing {

FaultTree random_fault_tree(Random& random, bool negations) {
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
    gate.connective = kinds[random.below(negations ? 10U : 3U)];
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

FaultTree random_rich_tree(Random& random) {
  FaultTree tree;
  const std::uint32_t events = 4 + random.below(5);
  for (std::uint32_t i = 0; i < events; ++i) {
    tree.events.push_back({fmt::format("e{}", i), "", 0.01 + 0.9 * random.unit(), {}, {}, {}});
  }
  Gate top;
  top.name = "top";
  const std::uint32_t products = 2 + random.below(5);
  for (std::uint32_t i = 0; i < products; ++i) {
    Gate gate;
    gate.name = fmt::format("g{}", i);
    gate.connective = random.chance(60) ? Connective::all : Connective::at_least;
    gate.least = 2;
    const std::uint32_t count = 2 + random.below(3);
    for (std::uint32_t j = 0; j < count; ++j) {
      GateArgument argument;
      // The last two events have one place of their own: a module below.
      argument.event = PrimaryEventId(random.below(events - 2));
      gate.arguments.push_back(argument);
    }
    if (i == 0) {
      Gate below;
      below.name = "below";
      below.connective = random.chance(50) ? Connective::all : Connective::any;
      for (const std::uint32_t event : {events - 2, events - 1}) {
        GateArgument argument;
        argument.event = PrimaryEventId(event);
        below.arguments.push_back(argument);
      }
      GateArgument argument;
      argument.gate = tree.gates.push_back(below);
      gate.arguments.push_back(argument);
    }
    GateArgument argument;
    argument.gate = tree.gates.push_back(gate);
    top.arguments.push_back(argument);
  }
  tree.tops = {tree.gates.push_back(top)};
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

Truth::Truth(const FaultTree& tree, GateId top) {
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

double Truth::birnbaum(const FaultTree& tree, std::uint32_t event) const {
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

double Truth::union_of(const std::set<State>& sets) const {
  double result = 0;
  for (State state = 0; state < weight.size(); ++state) {
    if (std::any_of(sets.begin(), sets.end(),
                    [state](State set) { return (set & state) == set; })) {
      result += weight[state];
    }
  }
  return result;
}

}  // namespace cutpoint::testing
