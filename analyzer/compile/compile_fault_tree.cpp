#include "analyzer/compile/compile_fault_tree.hpp"

#include <algorithm>
#include <array>
#include <utility>

#include "analyzer/engine/quantities/coherence.hpp"
#include "analyzer/structure/function_builder.hpp"
#include "model/architecture/build_model.hpp"

namespace cutpoint {

namespace {

/// Gates as nodes, in both polarities where both are needed: negations end at the basic events.
class GateCompiler {
 public:
  GateCompiler(const FaultTree& tree, StructureFunction& function)
      : tree_(tree), builder_(function), nodes_(tree.gates.size()) {}

  NodeId event(std::size_t position) { return builder_.event(EventId(position)); }

  /// The node of a gate; iterative, since gates chain as deep as there are gates.
  NodeId compile(GateId top) {
    std::vector<Literal> open{{top, true}};
    while (!open.empty()) {
      const Literal literal = open.back();
      if (node_of(literal).valid()) {
        open.pop_back();
        continue;
      }
      const std::size_t before = open.size();
      push_needs(literal, open);
      if (open.size() > before) continue;
      open.pop_back();
      node_of(literal) = build(literal);
    }
    return node_of({top, true});
  }

  /// Named gates that several arguments together make true. Of gates that became one node, the
  /// first in the file names it.
  void name_gates() {
    IdVector<NodeId, std::uint8_t> named(builder_.function().nodes.size(), 0);
    for (std::size_t i = 0; i < tree_.gates.size(); ++i) {
      const Gate& gate = tree_.gates[GateId(i)];
      const NodeId id = nodes_[GateId(i)][1];
      if (gate.name.empty() || !id.valid() || named[id] != 0) continue;
      const Node& node = builder_.function().nodes[id];
      const bool is_all = node.type == NodeType::all && node.child_count > 1;
      if (!is_all && node.type != NodeType::at_least) continue;
      named[id] = 1;
      RedundancyGroup group;
      group.name = gate.name;
      group.node = id;
      group.span = gate.span;
      group.needed = is_all ? 1 : node.child_count - node.threshold + 1;
      group.of = node.child_count;
      builder_.function().groups.push_back(std::move(group));
    }
  }

 private:
  struct Literal {
    GateId gate;
    bool positive;
  };

  NodeId& node_of(Literal literal) { return nodes_[literal.gate][literal.positive ? 1 : 0]; }

  /// Does a gate look at its arguments as they are, negated, or both?
  static std::pair<bool, bool> polarities(const Gate& gate, std::size_t position, bool positive) {
    switch (gate.connective) {
      case Connective::all:
      case Connective::any:
      case Connective::at_least:
        return {positive, !positive};
      case Connective::negation:
      case Connective::not_all:
      case Connective::not_any:
        return {!positive, positive};
      case Connective::implies:
        return position == 0 ? std::pair(!positive, positive) : std::pair(positive, !positive);
      case Connective::cardinality:
      case Connective::exclusive:
      case Connective::equal:
        break;
    }
    return {true, true};
  }

  void push_needs(Literal literal, std::vector<Literal>& open) {
    const Gate& gate = tree_.gates[literal.gate];
    for (std::size_t i = 0; i < gate.arguments.size(); ++i) {
      const GateId needed = gate.arguments[i].gate;
      if (!needed.valid()) continue;
      const auto [plain, negated] = polarities(gate, i, literal.positive);
      if (plain && !node_of({needed, true}).valid()) open.push_back({needed, true});
      if (negated && !node_of({needed, false}).valid()) open.push_back({needed, false});
    }
  }

  NodeId argument(const GateArgument& argument, bool positive) {
    if (argument.gate.valid()) return node_of({argument.gate, positive});
    if (argument.event.valid()) {
      const NodeId event = builder_.event(EventId(argument.event.value()));
      return positive ? event : builder_.negation(event);
    }
    const bool occurred =
        argument.house.valid() ? tree_.house_events[argument.house].occurred : argument.constant;
    return builder_.constant(occurred == positive);
  }

  std::vector<NodeId> arguments(const Gate& gate, bool positive) {
    std::vector<NodeId> result;
    result.reserve(gate.arguments.size());
    for (const GateArgument& each : gate.arguments) result.push_back(argument(each, positive));
    return result;
  }

  /// At least `least` of the arguments, or not so: then too many of them have not happened.
  NodeId at_least(const Gate& gate, std::uint32_t least, bool positive) {
    const auto count = static_cast<std::uint32_t>(gate.arguments.size());
    if (positive) return builder_.at_least(least, arguments(gate, true));
    return builder_.at_least(least > count ? 0 : count - least + 1, arguments(gate, false));
  }

  /// Two arguments that are alike, or that differ.
  NodeId compare(const Gate& gate, bool alike) {
    const auto both = [&](bool first, bool second) {
      return builder_.all(
          {argument(gate.arguments[0], first), argument(gate.arguments[1], second)});
    };
    return builder_.any({both(true, alike), both(false, !alike)});
  }

  NodeId build(Literal literal) {
    const Gate& gate = tree_.gates[literal.gate];
    const bool positive = literal.positive;
    switch (gate.connective) {
      case Connective::all:
        return positive ? builder_.all(arguments(gate, true))
                        : builder_.any(arguments(gate, false));
      case Connective::any:
        return positive ? builder_.any(arguments(gate, true))
                        : builder_.all(arguments(gate, false));
      case Connective::not_all:
        return positive ? builder_.any(arguments(gate, false))
                        : builder_.all(arguments(gate, true));
      case Connective::not_any:
        return positive ? builder_.all(arguments(gate, false))
                        : builder_.any(arguments(gate, true));
      case Connective::negation:
        return argument(gate.arguments.front(), !positive);
      case Connective::exclusive:
        return compare(gate, !positive);
      case Connective::equal:
        return compare(gate, positive);
      case Connective::implies: {
        const std::vector<NodeId> sides{argument(gate.arguments[0], !positive),
                                        argument(gate.arguments[1], positive)};
        return positive ? builder_.any(sides) : builder_.all(sides);
      }
      case Connective::at_least:
        return at_least(gate, gate.least, positive);
      case Connective::cardinality:
        break;
    }
    const NodeId enough = at_least(gate, gate.least, positive);
    const NodeId not_more = at_least(gate, gate.most + 1, !positive);
    return positive ? builder_.all({enough, not_more}) : builder_.any({enough, not_more});
  }

  const FaultTree& tree_;
  FunctionBuilder builder_;
  IdVector<GateId, std::array<NodeId, 2>> nodes_;  ///< negated, plain
};

FailureProcess process_of_primary(const PrimaryEvent& event) {
  FailureProcess process;
  process.unavailability = event.probability;
  process.has_frequency = event.failure_rate.has_value() && event.repair_rate.has_value();
  if (process.has_frequency) {
    process.rate = *event.failure_rate;
    process.mean_repair_hours = 1.0 / *event.repair_rate;
  }
  return process;
}

/// Event i is component i of the model.
void add_events(const FaultTree& tree, StructureFunction& function) {
  for (const PrimaryEvent& event : tree.events) {
    BasicEvent basic;
    basic.name = event.name;
    basic.component = ComponentId(function.events.size());
    basic.process = process_of_primary(event);
    function.component_events.push_back({function.events.push_back(std::move(basic))});
  }
}

}  // namespace

CompiledFaultTree compile(const FaultTree& tree) {
  CompiledFaultTree result{build_model(tree), {}};
  StructureFunction& function = result.function;
  add_events(tree, function);
  function.event_nodes.resize(function.events.size());
  GateCompiler gates(tree, function);
  for (std::size_t i = 0; i < function.events.size(); ++i) {
    function.component_failed.push_back(gates.event(i));
  }
  for (const GateId top : tree.tops) {
    function.journey_failed.push_back(gates.compile(top));
  }
  gates.name_gates();
  function.journey_not_full = function.journey_failed;
  function.coherent =
      std::none_of(function.journey_failed.begin(), function.journey_failed.end(),
                   [&function](NodeId top) { return has_negation_below(function, top); });
  return result;
}

}  // namespace cutpoint
