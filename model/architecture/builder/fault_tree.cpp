// A fault tree as a model: each basic event a component that needs nothing, each top event a
// journey.
#include "model/architecture/fault_tree.hpp"

#include <utility>

#include "cutpoint/model.hpp"
#include "model/architecture/build_model.hpp"
#include "model/architecture/model_parts.hpp"

namespace cutpoint {

namespace {

Given<std::string> label_of(const std::string& label, SourceSpan span) {
  if (label.empty()) return std::nullopt;
  return Spanned<std::string>{label, span};
}

Component component_of(const PrimaryEvent& event, KindId kind) {
  Component component;
  component.name = event.name;
  component.kind = kind;
  component.span = event.span;
  component.figures.emplace().unavailability = event.probability;
  if (auto label = label_of(event.label, event.span)) {
    component.details.emplace().description = std::move(label);
  }
  return component;
}

}  // namespace

Model build_model(const FaultTree& tree) {
  ModelParts parts;
  parts.name = tree.name;
  parts.form = fault_tree_form;
  Kind kind;
  kind.name = "basic event";
  kind.description = "a basic event of a fault tree";
  const KindId event_kind = parts.kinds.push_back(std::move(kind));
  for (const PrimaryEvent& event : tree.events) {
    parts.components.push_back(component_of(event, event_kind));
  }
  for (const GateId top : tree.tops) {
    const Gate& gate = tree.gates[top];
    Journey journey;
    journey.name = gate.name;
    journey.description = label_of(gate.label, gate.span);
    journey.span = gate.span;
    parts.journeys.push_back(std::move(journey));
  }
  return Model(std::move(parts));
}

}  // namespace cutpoint
