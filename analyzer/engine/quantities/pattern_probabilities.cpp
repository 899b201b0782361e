#include "analyzer/engine/quantities/pattern_probabilities.hpp"

#include <algorithm>

namespace cutpoint {

using Ref = DecisionDiagram::Ref;
using Variable = DecisionDiagram::Variable;

PatternProbabilities::PatternProbabilities(const DecisionDiagram& diagram,
                                           const NodeProbabilities& others,
                                           const std::vector<std::vector<EventId>>& events_of_bit,
                                           Ref top)
    : diagram_(diagram),
      others_(others),
      top_(top),
      event_bits_(diagram.function().events.size(), 0),
      slot_(top + std::size_t{1}, no_slot) {
  for (std::size_t bit = 0; bit < events_of_bit.size(); ++bit) {
    for (const EventId event : events_of_bit[bit]) event_bits_[event] |= std::uint32_t{1} << bit;
  }
  const std::vector<std::uint8_t> needed = needed_nodes();
  for (Ref ref = 2; ref <= top; ++ref) {
    if (needed[ref] == 0) continue;
    const DecisionDiagram::Node& node = diagram.node(ref);
    bits_ |= bits_of(node.variable);
    if (slot_[node.low] == no_slot && slot_[node.high] == no_slot && !depends(node.variable)) {
      continue;
    }
    slot_[ref] = static_cast<std::uint32_t>(steps_.size());
    steps_.push_back({node.variable, node.low, node.high});
  }
}

/// Whatever the top depends on, modules included: operands come before what they are used in.
std::vector<std::uint8_t> PatternProbabilities::needed_nodes() const {
  std::vector<std::uint8_t> needed(top_ + std::size_t{1}, 0);
  needed[top_] = 1;
  for (Ref ref = top_; ref > DecisionDiagram::one; --ref) {
    if (needed[ref] == 0) continue;
    const DecisionDiagram::Node& node = diagram_.node(ref);
    needed[node.low] = needed[node.high] = 1;
    const std::uint32_t module = diagram_.variables()[node.variable].module;
    if (module != DecisionDiagram::no_module) needed[diagram_.module_function(module)] = 1;
  }
  return needed;
}

/// Of an event, or of those that are counted.
std::uint32_t PatternProbabilities::bits_of(Variable variable) const {
  const DecisionDiagram::VariableMeaning& meaning = diagram_.variables()[variable];
  if (meaning.count == DecisionDiagram::no_module) {
    return meaning.event.valid() ? event_bits_[meaning.event] : 0;
  }
  std::uint32_t bits = 0;
  for (const std::uint32_t lot : diagram_.count(meaning.count).lots) {
    for (const EventId event : diagram_.alike(lot).events) bits |= event_bits_[event];
    for (const EventId event : diagram_.alike(lot).host) bits |= event_bits_[event];
  }
  return bits;
}

bool PatternProbabilities::depends(Variable variable) const {
  const std::uint32_t module = diagram_.variables()[variable].module;
  if (module != DecisionDiagram::no_module) {
    return slot_[diagram_.module_function(module)] != no_slot;
  }
  return bits_of(variable) != 0;
}

double PatternProbabilities::of_event(EventId event, std::uint32_t pattern) const {
  const std::uint32_t bits = event_bits_[event];
  if (bits == 0) return others_.of_event(event);
  return (bits & pattern) != 0 ? 1.0 : 0.0;
}

double PatternProbabilities::of_count(const DecisionDiagram::Count& count,
                                      std::uint32_t pattern) const {
  std::vector<PartsOnHost> parts;
  for (const std::uint32_t lot : count.lots) {
    parts.push_back(parts_on_host(
        diagram_.alike(lot), [this, pattern](EventId event) { return of_event(event, pattern); }));
  }
  return HostedFailureCount(count.threshold, parts).at_least();
}

PatternProbabilities::Lanes PatternProbabilities::of_node(Ref ref,
                                                          const std::vector<Lanes>& values) const {
  if (slot_[ref] != no_slot) return values[slot_[ref]];
  Lanes same;
  same.fill(others_[ref]);
  return same;
}

PatternProbabilities::Lanes PatternProbabilities::of_variable(
    Variable variable, std::span<const std::uint32_t> patterns,
    const std::vector<Lanes>& values) const {
  const DecisionDiagram::VariableMeaning& meaning = diagram_.variables()[variable];
  if (meaning.module != DecisionDiagram::no_module) {
    return of_node(diagram_.module_function(meaning.module), values);
  }
  Lanes result;
  result.fill(others_.of_variable(variable));
  if (bits_of(variable) == 0) return result;
  for (std::size_t i = 0; i < patterns.size(); ++i) {
    if (meaning.count == DecisionDiagram::no_module) {
      result[i] = of_event(meaning.event, patterns[i]);
      continue;
    }
    result[i] = of_count(diagram_.count(meaning.count), patterns[i]);
  }
  return result;
}

void PatternProbabilities::evaluate(std::span<const std::uint32_t> patterns,
                                    std::vector<Lanes>& values) const {
  // Many nodes ask for few variables.
  std::vector<Lanes> known(diagram_.variables().size());
  std::vector<std::uint8_t> is_known(known.size(), 0);
  for (std::size_t slot = 0; slot < steps_.size(); ++slot) {
    const Step& step = steps_[slot];
    Lanes& q = known[step.variable];
    if (is_known[step.variable] == 0) {
      q = of_variable(step.variable, patterns, values);
      is_known[step.variable] = 1;
    }
    const Lanes low = of_node(step.low, values), high = of_node(step.high, values);
    for (std::size_t i = 0; i < lanes; ++i) {
      values[slot][i] = (1.0 - q[i]) * low[i] + q[i] * high[i];
    }
  }
}

std::vector<double> PatternProbabilities::of(std::span<const std::uint32_t> patterns) const {
  std::vector<double> result;
  std::vector<Lanes> values(steps_.size());
  for (std::size_t first = 0; first < patterns.size(); first += lanes) {
    const auto some = patterns.subspan(first, std::min(lanes, patterns.size() - first));
    evaluate(some, values);
    const Lanes top = of_node(top_, values);
    result.insert(result.end(), top.begin(),
                  top.begin() + static_cast<std::ptrdiff_t>(some.size()));
  }
  return result;
}

}  // namespace cutpoint
