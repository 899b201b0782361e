#include "analyzer/analysis/availability_program.hpp"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <utility>

#include "analyzer/analysis/program_chains.hpp"
#include "analyzer/analysis/program_parts.hpp"
#include "analyzer/analysis/program_steps.hpp"
#include "analyzer/compile/compile.hpp"
#include "analyzer/engine/decision_diagram.hpp"
#include "analyzer/failover/parametric_chain.hpp"
#include "analyzer/structure/nodes_below.hpp"

namespace cutpoint {

namespace {

using Program = AvailabilityProgram;

/// By event: 1 where a group in time is solved for it.
IdVector<EventId, std::uint8_t> events_below_groups(const StructureFunction& function) {
  std::vector<NodeId> tops;
  for (const FailoverGroup& group : function.failover_groups) {
    const auto nodes = nodes_of(group);
    tops.insert(tops.end(), nodes.begin(), nodes.end());
  }
  return mark_events_below(function, tops);
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

class ProgramMaker {
 public:
  ProgramMaker(const Model& model, const StructureFunction& plain,
               const AvailabilityProgramLimits& limits)
      : model_(model), plain_(plain), limits_(limits) {}

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
    choices.fixed = fixed_components(model_, plain_, events_below_groups(plain_));
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

  /// With chains left open where the diagram has room for that.
  std::optional<Program> made_of(const StructureFunction& function, const ChoiceEvents* choices) {
    auto program = with_chains(function, choices, {});
    if (program || function.clusters.empty()) return program;
    ProgramChainLimits none;
    none.states = 0;
    return with_chains(function, choices, none);
  }

  std::optional<Program> with_chains(StructureFunction function, const ChoiceEvents* choices,
                                     const ProgramChainLimits& chain_limits) {
    const ProgramChains chains(function, chain_limits);
    const std::vector<NodeId> tops(function.journey_failed.begin(), function.journey_failed.end());
    const DecisionDiagram diagram(function, tops, limits_.nodes);
    for (std::size_t i = 0; i < tops.size(); ++i) {
      if (diagram.top(i) == DecisionDiagram::exhausted) return std::nullopt;
    }
    if (diagram.lots() > 0) return std::nullopt;
    const ProgramSteps writer(diagram, tops.size());
    Program program = writer.program();
    if (program.steps.size() > limits_.steps) return std::nullopt;
    const auto part_of =
        add_program_parts({model_, function, chains.fixed(), chains.chained(), writer}, program);
    chains.add_to(program, writer, part_of);
    if (choices != nullptr) add_choices(*choices, writer, program);
    return program;
  }

  void add_choices(const ChoiceEvents& choices, const ProgramSteps& writer, Program& program) {
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
                        const ChoiceEvents& choices, const ProgramSteps& writer, Program& program) {
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
};

}  // namespace

std::optional<AvailabilityProgram> availability_program(const Model& model,
                                                        const StructureFunction& function,
                                                        const AvailabilityProgramLimits& limits) {
  return ProgramMaker(model, function, limits).make();
}

void set_unavailability(const AvailabilityProgram::Part& part, double unavailability,
                        std::vector<double>& probabilities) {
  for (const Program::Variable variable : part.variables) probabilities[variable] = unavailability;
  for (const Program::CommonShare& share : part.common) {
    probabilities[share.variable] = share.beta * unavailability;
  }
  for (const Program::OwnRest& rest : part.rests) {
    double taken = 0.0;
    for (const double beta : rest.betas) taken += beta * unavailability * (1.0 - taken);
    probabilities[rest.variable] =
        taken < 1.0 ? std::max(0.0, unavailability - taken) / (1.0 - taken) : 0.0;
  }
}

void solve_chains(const Program& program, const std::vector<PartFigures>& figures,
                  std::vector<double>& probabilities) {
  for (const Program::Chain& chain : program.chains) {
    std::vector<double> values;
    for (const ParametricChain::Factor& factor : chain.chain.factors) {
      if (factor.kind == ParametricChain::Factor::Kind::constant) {
        values.push_back(factor.value);
        continue;
      }
      // What is repaired at once is never seen down: it might as well never fail.
      const PartFigures& of = figures[factor.of];
      const bool fails = of.repair > 0.0 && std::isfinite(of.mtbf);
      if (factor.kind == ParametricChain::Factor::Kind::failures) {
        values.push_back(fails ? factor.value / of.mtbf : 0.0);
      } else {
        values.push_back(factor.value / (fails ? of.repair : 1.0));
      }
    }
    const auto shares = pattern_shares(chain.chain, values);
    assert(shares);
    for (const Program::Chain::Told& told : chain.told) {
      probabilities[told.variable] = share_down(*shares, told.bit, told.context);
    }
  }
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
