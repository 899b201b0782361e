#include "analyzer/analysis/program_steps.hpp"

namespace cutpoint {

ProgramSteps::ProgramSteps(const DecisionDiagram& diagram, std::size_t journeys)
    : diagram_(diagram), ref_(diagram.size(), AvailabilityProgram::none) {
  ref_[DecisionDiagram::zero] = 0;
  ref_[DecisionDiagram::one] = 1;
  variable_.resize(diagram.variables().size(), AvailabilityProgram::none);
  const std::vector<bool> used = used_nodes(journeys);
  for (DecisionDiagram::Ref ref = 2; ref < diagram.size(); ++ref) {
    if (used[ref]) add_step(ref);
  }
  for (std::size_t i = 0; i < journeys; ++i) program_.down.push_back(ref_[diagram.top(i)]);
}

AvailabilityProgram::Variable ProgramSteps::of(EventId event) const {
  const auto found = by_event_.find(event);
  return found == by_event_.end() ? AvailabilityProgram::none : found->second;
}

std::vector<bool> ProgramSteps::used_nodes(std::size_t journeys) const {
  std::vector<bool> used(diagram_.size(), false);
  for (std::size_t i = 0; i < journeys; ++i) used[diagram_.top(i)] = true;
  for (auto ref = static_cast<DecisionDiagram::Ref>(diagram_.size()); ref-- > 2;) {
    if (!used[ref]) continue;
    const DecisionDiagram::Node& node = diagram_.node(ref);
    used[node.low] = used[node.high] = true;
    const std::uint32_t module = diagram_.variables()[node.variable].module;
    if (module != DecisionDiagram::no_module) used[diagram_.module_function(module)] = true;
  }
  return used;
}

void ProgramSteps::add_step(DecisionDiagram::Ref ref) {
  const DecisionDiagram::Node& node = diagram_.node(ref);
  program_.steps.push_back({variable_of(node.variable), ref_[node.low], ref_[node.high]});
  ref_[ref] = static_cast<AvailabilityProgram::Ref>(program_.steps.size() + 1);
}

AvailabilityProgram::Variable ProgramSteps::variable_of(DecisionDiagram::Variable variable) {
  AvailabilityProgram::Variable& known = variable_[variable];
  if (known != AvailabilityProgram::none) return known;
  known = static_cast<AvailabilityProgram::Variable>(program_.module_of.size());
  const DecisionDiagram::VariableMeaning& meaning = diagram_.variables()[variable];
  const bool is_module = meaning.module != DecisionDiagram::no_module;
  program_.module_of.push_back(is_module ? ref_[diagram_.module_function(meaning.module)]
                                         : AvailabilityProgram::none);
  program_.probabilities.push_back(is_module ? 0.0 : diagram_.unavailability(meaning.event));
  if (!is_module) by_event_.emplace(meaning.event, known);
  return known;
}

}  // namespace cutpoint
