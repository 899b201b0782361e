#include "analyzer/analysis/availability_program.hpp"

#include <algorithm>
#include <map>
#include <string_view>
#include <unordered_map>
#include <utility>

#include "analyzer/compile/compile.hpp"
#include "analyzer/engine/decision_diagram.hpp"
#include "analyzer/structure/nodes_below.hpp"

namespace cutpoint {

namespace {

using Program = AvailabilityProgram;

/// By event: 1 where a group in time is solved for it, so that its figures change others too.
IdVector<EventId, std::uint8_t> events_below_groups(const StructureFunction& function) {
  std::vector<NodeId> tops;
  for (const FailoverGroup& group : function.failover_groups) {
    for (const NodeId node : {group.node, group.full_node, group.arbiter}) {
      if (node.valid()) tops.push_back(node);
    }
    tops.insert(tops.end(), group.members.begin(), group.members.end());
  }
  const auto below = mark_below(function, tops);
  IdVector<EventId, std::uint8_t> events(function.events.size());
  for (std::size_t i = 0; i < function.events.size(); ++i) {
    const NodeId node = function.event_nodes[EventId(i)];
    events[EventId(i)] = node.valid() && below[node] != 0 ? 1 : 0;
  }
  return events;
}

/// Components of which nothing may be left open: what is below groups in time is solved as it is.
IdVector<ComponentId, std::uint8_t> fixed_components(const Model& model,
                                                     const StructureFunction& function,
                                                     const IdVector<EventId, std::uint8_t>& below) {
  IdVector<ComponentId, std::uint8_t> fixed(model.components.size(), 0);
  for (std::size_t i = 0; i < model.components.size(); ++i) {
    for (const EventId event : function.component_events[ComponentId(i)]) {
      if (below[event] != 0) fixed[ComponentId(i)] = 1;
    }
  }
  for (const FailoverGroup& group : function.failover_groups) {
    for (const ComponentId id : group.components) fixed[id] = 1;
    for (const ComponentId id : group.by) fixed[id] = 1;
  }
  return fixed;
}

/// Takes what the journeys need out of a diagram.
class ProgramWriter {
 public:
  ProgramWriter(const DecisionDiagram& diagram, std::size_t journeys)
      : diagram_(diagram), ref_(diagram.size(), Program::none) {
    ref_[DecisionDiagram::zero] = 0;
    ref_[DecisionDiagram::one] = 1;
    variable_.resize(diagram.variables().size(), Program::none);
    const std::vector<bool> used = used_nodes(journeys);
    for (DecisionDiagram::Ref ref = 2; ref < diagram.size(); ++ref) {
      if (used[ref]) add_step(ref);
    }
    for (std::size_t i = 0; i < journeys; ++i) program_.down.push_back(ref_[diagram.top(i)]);
  }

  [[nodiscard]] const Program& program() const { return program_; }
  /// `none` where no journey hangs on it.
  [[nodiscard]] Program::Variable of(EventId event) const {
    const auto found = by_event_.find(event);
    return found == by_event_.end() ? Program::none : found->second;
  }

 private:
  [[nodiscard]] std::vector<bool> used_nodes(std::size_t journeys) const {
    std::vector<bool> used(diagram_.size(), false);
    for (std::size_t i = 0; i < journeys; ++i) used[diagram_.top(i)] = true;
    for (DecisionDiagram::Ref ref = static_cast<DecisionDiagram::Ref>(diagram_.size());
         ref-- > 2;) {
      if (!used[ref]) continue;
      const DecisionDiagram::Node& node = diagram_.node(ref);
      used[node.low] = used[node.high] = true;
      const std::uint32_t module = diagram_.variables()[node.variable].module;
      if (module != DecisionDiagram::no_module) used[diagram_.module_function(module)] = true;
    }
    return used;
  }

  void add_step(DecisionDiagram::Ref ref) {
    const DecisionDiagram::Node& node = diagram_.node(ref);
    program_.steps.push_back({variable_of(node.variable), ref_[node.low], ref_[node.high]});
    ref_[ref] = static_cast<Program::Ref>(program_.steps.size() + 1);
  }

  Program::Variable variable_of(DecisionDiagram::Variable variable) {
    Program::Variable& known = variable_[variable];
    if (known != Program::none) return known;
    known = static_cast<Program::Variable>(program_.module_of.size());
    const DecisionDiagram::VariableMeaning& meaning = diagram_.variables()[variable];
    const bool is_module = meaning.module != DecisionDiagram::no_module;
    program_.module_of.push_back(is_module ? ref_[diagram_.module_function(meaning.module)]
                                           : Program::none);
    program_.probabilities.push_back(is_module ? 0.0 : diagram_.unavailability(meaning.event));
    if (!is_module) by_event_.emplace(meaning.event, known);
    return known;
  }

  const DecisionDiagram& diagram_;
  std::vector<Program::Ref> ref_;            ///< by node of the diagram
  std::vector<Program::Variable> variable_;  ///< by variable of the diagram
  std::map<EventId, Program::Variable> by_event_;
  Program program_;
};

class ProgramMaker {
 public:
  ProgramMaker(const Model& model, const StructureFunction& plain,
               const AvailabilityProgramLimits& limits)
      : model_(model), plain_(plain), limits_(limits), below_groups_(events_below_groups(plain)) {}

  std::optional<Program> make() {
    if (!plain_.coherent || !model_.form.has_figures) return std::nullopt;
    if (model_.components.size() > limits_.components || has_estimates()) return std::nullopt;
    auto program = made_of(plain_, nullptr);
    if (!program) return std::nullopt;
    std::vector<OpenNeeds> scopes = {OpenNeeds::soft_ones, OpenNeeds::none};
    if (count_of_needs() <= limits_.open_needs) scopes.insert(scopes.begin(), OpenNeeds::all);
    for (const OpenNeeds scope : scopes) {
      if (auto open = with_choices(scope)) return open;
    }
    return program;
  }

 private:
  /// Estimates are fitted to all figures together: with other ones they are others.
  [[nodiscard]] bool has_estimates() const {
    return std::any_of(plain_.failover_groups.begin(), plain_.failover_groups.end(),
                       [](const FailoverGroup& group) { return group.doubt != GroupDoubt::none; });
  }

  [[nodiscard]] std::size_t count_of_needs() const {
    std::size_t count = 0;
    for (const Component& component : model_.components) count += component.needs.size();
    for (const Journey& journey : model_.journeys) count += journey.needs.size();
    return count;
  }

  std::optional<Program> with_choices(OpenNeeds scope) {
    ChoiceEvents choices;
    choices.fixed = fixed_components(model_, plain_, below_groups_);
    choices.open_needs = scope;
    CompileLimits limits;
    limits.nodes = limits_.nodes;
    limits.groups = GroupDetail::availability;
    limits.choices = &choices;
    Diagnostics unread;
    const auto function = compile(model_, unread, limits);
    if (!function) return std::nullopt;
    return made_of(*function, &choices);
  }

  std::optional<Program> made_of(const StructureFunction& function, const ChoiceEvents* choices) {
    const std::vector<NodeId> tops(function.journey_failed.begin(), function.journey_failed.end());
    const DecisionDiagram diagram(function, tops, limits_.nodes);
    for (std::size_t i = 0; i < tops.size(); ++i) {
      if (diagram.top(i) == DecisionDiagram::exhausted) return std::nullopt;
    }
    if (diagram.lots() > 0) return std::nullopt;
    const ProgramWriter writer(diagram, tops.size());
    Program program = writer.program();
    if (program.steps.size() > limits_.steps) return std::nullopt;
    add_parts(function, writer, program);
    if (choices != nullptr) add_choices(*choices, writer, program);
    return program;
  }

  void add_parts(const StructureFunction& function, const ProgramWriter& writer, Program& program) {
    std::unordered_map<std::string_view, EventId> by_name;
    for (std::size_t i = 0; i < plain_.events.size(); ++i) {
      by_name.emplace(plain_.events[EventId(i)].name, EventId(i));
    }
    std::map<ComponentId, std::vector<EventId>> of_component;
    std::vector<EventId> others;
    for (std::size_t i = 0; i < function.events.size(); ++i) {
      const BasicEvent& event = function.events[EventId(i)];
      if (event.kind == EventKind::component) of_component[event.component].push_back(EventId(i));
      if (event.kind == EventKind::link || event.kind == EventKind::common_cause) {
        others.push_back(EventId(i));
      }
    }
    const auto is_fixed = [&](EventId id) {
      const auto known = by_name.find(function.events[id].name);
      return known != by_name.end() && below_groups_[known->second] != 0;
    };
    for (std::size_t i = 0; i < model_.components.size(); ++i) {
      const ComponentId id(i);
      const Component& component = model_.components[id];
      if (!component.figures) continue;
      const auto& events = of_component[id];
      if (std::any_of(events.begin(), events.end(), is_fixed) || shares_failures(id)) {
        program.not_settable.push_back(id);
        continue;
      }
      Program::Part part = part_of(*component.figures);
      part.component = id;
      add_variables(events, writer, part);
      program.parts.push_back(std::move(part));
    }
    for (const EventId id : others) {
      if (!is_fixed(id)) add_other(function.events[id], id, writer, program);
    }
  }

  void add_other(const BasicEvent& event, EventId id, const ProgramWriter& writer,
                 Program& program) {
    const bool is_link = event.kind == EventKind::link;
    if (!is_link && model_.common_causes[event.common_cause].beta) return;
    const Boxed<Figures>& figures = is_link ? model_.links[event.link].figures
                                            : model_.common_causes[event.common_cause].figures;
    if (!figures) return;
    Program::Part part = part_of(*figures);
    part.link = event.link;
    part.common_cause = event.common_cause;
    add_variables({id}, writer, part);
    program.parts.push_back(std::move(part));
  }

  static Program::Part part_of(const Figures& figures) {
    Program::Part part;
    part.mtbf = figures.mtbf.in_hours();
    part.repair = figures.mttr.in_hours();
    part.unavailability = figures.unavailability;
    return part;
  }

  static void add_variables(const std::vector<EventId>& events, const ProgramWriter& writer,
                            Program::Part& part) {
    for (const EventId event : events) {
      if (const auto variable = writer.of(event); variable != Program::none) {
        part.variables.push_back(variable);
      }
    }
  }

  [[nodiscard]] bool shares_failures(ComponentId id) const {
    return std::any_of(
        model_.common_causes.begin(), model_.common_causes.end(), [id](const CommonCause& cause) {
          return cause.beta &&
                 std::find(cause.members.begin(), cause.members.end(), id) != cause.members.end();
        });
  }

  void add_choices(const ChoiceEvents& choices, const ProgramWriter& writer, Program& program) {
    for (std::size_t i = 0; i < model_.components.size(); ++i) {
      const ComponentId id(i);
      const auto& events = choices.fails_with[id];
      if (!events.empty()) {
        Program::Pool pool{id, model_.components[id].at_least, {}};
        for (const EventId event : events) pool.fails_with.push_back(writer.of(event));
        if (has_effect(pool)) program.pools.push_back(std::move(pool));
      }
      add_needs(model_.components[id].needs, id, {}, choices, writer, program);
    }
    for (std::size_t i = 0; i < model_.journeys.size(); ++i) {
      add_needs(model_.journeys[JourneyId(i)].needs, {}, JourneyId(i), choices, writer, program);
    }
  }

  static bool has_effect(const Program::Pool& pool) {
    return std::any_of(pool.fails_with.begin(), pool.fails_with.end(),
                       [](Program::Variable variable) { return variable != Program::none; });
  }

  static void add_needs(const std::vector<Requirement>& needs, ComponentId owner, JourneyId journey,
                        const ChoiceEvents& choices, const ProgramWriter& writer,
                        Program& program) {
    for (std::uint32_t i = 0; i < needs.size(); ++i) {
      const auto found = choices.is_hard.find(&needs[i]);
      if (found == choices.is_hard.end()) continue;
      const Program::Variable variable = writer.of(found->second);
      if (variable == Program::none) continue;
      program.needs.push_back({owner, journey, i, needs[i].soft, variable});
    }
  }

  const Model& model_;
  const StructureFunction& plain_;
  const AvailabilityProgramLimits& limits_;
  const IdVector<EventId, std::uint8_t> below_groups_;
};

}  // namespace

std::optional<AvailabilityProgram> availability_program(const Model& model,
                                                        const StructureFunction& function,
                                                        const AvailabilityProgramLimits& limits) {
  return ProgramMaker(model, function, limits).make();
}

IdVector<JourneyId, double> unavailabilities(const AvailabilityProgram& program,
                                             const std::vector<double>& probabilities) {
  std::vector<double> values{0.0, 1.0};
  values.reserve(program.steps.size() + 2);
  for (const Program::Step& step : program.steps) {
    const Program::Ref module = program.module_of[step.variable];
    const double q = module == Program::none ? probabilities[step.variable] : values[module];
    values.push_back((1.0 - q) * values[step.low] + q * values[step.high]);
  }
  IdVector<JourneyId, double> result;
  for (const Program::Ref ref : program.down) result.push_back(values[ref]);
  return result;
}

}  // namespace cutpoint
