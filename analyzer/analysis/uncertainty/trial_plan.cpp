#include "analyzer/analysis/uncertainty/trial_plan.hpp"

#include <algorithm>
#include <utility>

#include "analyzer/analysis/uncertainty/figure_sampler.hpp"

namespace cutpoint {

namespace {

using Ref = DecisionDiagram::Ref;

template <class Varies>
bool varies_any(const std::vector<EventId>& events, const Varies& varies) {
  return std::any_of(events.begin(), events.end(), varies);
}

}  // namespace

TrialPlan::TrialPlan(const Model& model, const DecisionDiagram& diagram,
                     const NodeProbabilities& probabilities, std::vector<std::size_t> tops)
    : diagram_(diagram),
      probabilities_(probabilities),
      inputs_(diagram.function().uncertain),
      groups_(model, diagram.function()),
      positions_(std::move(tops)),
      quantity_of_event_(diagram.function().events.size(), none) {
  for (const std::size_t position : positions_) tops_.push_back(diagram.top(position));
  for (const auto& [event, quantity] : inputs_.probabilities) quantity_of_event_[event] = quantity;
  auto solved = static_cast<std::uint32_t>(inputs_.quantities.size());
  for (const EventId event : groups_.events()) quantity_of_event_[event.index()] = solved++;
  mark_varying();
  choose_slots();
}

void TrialPlan::mark_varying() {
  varies_.assign(diagram_.size(), false);
  for (Ref ref = 2; ref < diagram_.size(); ++ref) {
    const DecisionDiagram::Node& node = diagram_.node(ref);
    const DecisionDiagram::VariableMeaning& variable = diagram_.variables()[node.variable];
    const bool by_variable = variable.module == DecisionDiagram::no_module
                                 ? is_uncertain(variable)
                                 : varies_[diagram_.module_function(variable.module)];
    varies_[ref] = by_variable || varies_[node.low] || varies_[node.high];
  }
}

bool TrialPlan::is_uncertain(const DecisionDiagram::VariableMeaning& variable) const {
  const auto varies = [this](EventId event) { return quantity_of_event_[event.index()] != none; };
  if (variable.count == DecisionDiagram::no_module) return varies(variable.event);
  const auto& lots = diagram_.count(variable.count).lots;
  return std::any_of(lots.begin(), lots.end(), [&](std::uint32_t lot) {
    const AlikeMembers& members = diagram_.alike(lot);
    return varies_any(members.host, varies) || varies_any(members.events, varies);
  });
}

double TrialPlan::drawn(EventId event, const Room& room, std::size_t k) const {
  const std::uint32_t quantity = quantity_of_event_[event.index()];
  return quantity == none ? probabilities_.of_event(event)
                          : room.quantities[quantity * lanes() + k];
}

/// Members are alike: what figures say of the first one, they say of all.
double TrialPlan::drawn(const DecisionDiagram::Count& count, const Room& room,
                        std::size_t k) const {
  const auto of_event = [&](EventId event) { return drawn(event, room, k); };
  const double of_member = any_of_events(diagram_.any_member(count), of_event);
  std::vector<PartsOnHost> parts;
  for (const std::uint32_t lot : count.lots) {
    const AlikeMembers& members = diagram_.alike(lot);
    parts.push_back({any_of_events(members.host, of_event), {{of_member, members.size()}}});
  }
  return HostedFailureCount(count.threshold, parts).at_least();
}

/// Constants first, then events, then nodes in the order in which they can be computed.
void TrialPlan::choose_slots() {
  std::vector<bool> needed(diagram_.size(), false);
  for (const Ref top : tops_) needed[top] = true;
  for (Ref ref = static_cast<Ref>(diagram_.size()); ref-- > 2;) {
    if (!needed[ref] || !varies_[ref]) continue;
    const DecisionDiagram::Node& node = diagram_.node(ref);
    needed[node.low] = needed[node.high] = true;
    const std::uint32_t module = diagram_.variables()[node.variable].module;
    if (module != DecisionDiagram::no_module) needed[diagram_.module_function(module)] = true;
  }
  node_slots_.assign(diagram_.size(), none);
  variable_slots_.assign(diagram_.variables().size(), none);
  // Events and nodes are numbered from zero at first: how many constants stand before them is known
  // only in the end.
  constexpr std::uint32_t after_constants = 1U << 31U;
  std::uint32_t next = after_constants;
  for (std::size_t v = 0; v < variable_slots_.size(); ++v) {
    const DecisionDiagram::VariableMeaning& variable = diagram_.variables()[v];
    if (variable.module != DecisionDiagram::no_module) continue;
    if (!is_uncertain(variable)) continue;
    variable_slots_[v] = next++;
    event_slots_.push_back({variable.event, variable.count});
  }
  for (Ref ref = 2; ref < diagram_.size(); ++ref) {
    if (!needed[ref] || !varies_[ref]) continue;
    const DecisionDiagram::Node& node = diagram_.node(ref);
    steps_.push_back(
        {slot_of_variable(node.variable), slot_of_node(node.low), slot_of_node(node.high)});
    node_slots_[ref] = next++;
  }
  for (const Ref top : tops_) top_slots_.push_back(slot_of_node(top));
  const auto shift = static_cast<std::uint32_t>(constants_.size());
  const auto settle = [&](std::uint32_t& slot) {
    if (slot >= after_constants) slot = slot - after_constants + shift;
  };
  for (Step& step : steps_) {
    settle(step.variable);
    settle(step.low);
    settle(step.high);
  }
  for (std::uint32_t& slot : top_slots_) settle(slot);
  node_slots_.clear();
  variable_slots_.clear();
}

std::uint32_t TrialPlan::constant_slot(double value) {
  constants_.push_back(value);
  return static_cast<std::uint32_t>(constants_.size() - 1);
}

std::uint32_t TrialPlan::slot_of_variable(DecisionDiagram::Variable variable) {
  std::uint32_t& slot = variable_slots_[variable];
  const std::uint32_t module = diagram_.variables()[variable].module;
  if (slot == none) {
    slot = module == DecisionDiagram::no_module || !varies_[diagram_.module_function(module)]
               ? constant_slot(probabilities_.of_variable(variable))
               : slot_of_node(diagram_.module_function(module));
  }
  return slot;
}

std::uint32_t TrialPlan::slot_of_node(Ref ref) {
  if (node_slots_[ref] == none) node_slots_[ref] = constant_slot(probabilities_[ref]);
  return node_slots_[ref];
}

std::size_t TrialPlan::cost() const {
  // Drawing a figure costs about as much as twenty nodes.
  return steps_.size() + event_slots_.size() + 4 * inputs_.quantities.size() +
         20 * inputs_.figures.size() + groups_.cost();
}

std::size_t TrialPlan::lanes() const {
  // Wide blocks walk the steps less often; large plans would take too much room.
  constexpr std::size_t large = 1'000'000;
  return steps_.size() > large ? 2 : 16;
}

TrialPlan::Room TrialPlan::make_room() const {
  Room room;
  room.quantities.assign((inputs_.quantities.size() + groups_.events().size()) * lanes(), 0.0);
  if (!groups_.events().empty()) room.groups.emplace(groups_.make_room());
  room.slots.reserve((constants_.size() + event_slots_.size() + steps_.size()) * lanes());
  for (const double value : constants_) {
    room.slots.insert(room.slots.end(), lanes(), value);
  }
  room.slots.resize((constants_.size() + event_slots_.size() + steps_.size()) * lanes(), 0.0);
  return room;
}

void TrialPlan::draw(std::uint64_t seed, std::uint32_t first, std::size_t count, Room& room) const {
  const std::size_t width = lanes();
  std::vector<double> arguments;
  for (std::size_t i = 0; i < inputs_.quantities.size(); ++i) {
    const UncertainQuantity& quantity = inputs_.quantities[i];
    for (std::size_t k = 0; k < count; ++k) {
      double& value = room.quantities[i * width + k];
      if (quantity.figure != UncertainQuantity::no_figure) {
        value = sample(inputs_.figures[quantity.figure], seed, quantity.figure,
                       first + static_cast<std::uint32_t>(k));
      } else if (quantity.function != nullptr) {
        arguments.clear();
        for (const std::uint32_t argument : quantity.arguments) {
          arguments.push_back(room.quantities[argument * width + k]);
        }
        value = quantity.function(arguments);
      } else {
        value = quantity.constant;
      }
    }
  }
}

void TrialPlan::solve_groups(std::size_t count, Room& room) const {
  const std::size_t width = lanes();
  std::vector<double> probabilities;
  room.anew.assign(width, std::nullopt);
  for (std::size_t k = 0; k < count; ++k) {
    const auto drawn = [&](std::uint32_t quantity) {
      return room.quantities[quantity * width + k];
    };
    const bool said = groups_.solve(drawn, *room.groups, probabilities);
    if (!said) room.anew[k] = groups_.solve_anew(drawn, *room.groups);
    for (std::size_t i = 0; i < probabilities.size(); ++i) {
      room.quantities[(inputs_.quantities.size() + i) * width + k] = probabilities[i];
    }
  }
}

void TrialPlan::run(std::uint64_t seed, std::uint32_t first, std::size_t count, Room& room) const {
  draw(seed, first, count, room);
  if (room.groups) solve_groups(count, room);
  const std::size_t width = lanes();
  double* next = room.slots.data() + constants_.size() * width;
  for (const EventSlot& slot : event_slots_) {
    for (std::size_t k = 0; k < count; ++k) {
      next[k] = slot.count == DecisionDiagram::no_module
                    ? drawn(slot.event, room, k)
                    : drawn(diagram_.count(slot.count), room, k);
    }
    next += width;
  }
  const double* slots = room.slots.data();
  for (const Step& step : steps_) {
    const double* q = slots + step.variable * width;
    const double* low = slots + step.low * width;
    const double* high = slots + step.high * width;
    for (std::size_t k = 0; k < width; ++k) {
      next[k] = (1.0 - q[k]) * low[k] + q[k] * high[k];
    }
    next += width;
  }
}

}  // namespace cutpoint
