// Open-PSA model exchange format (MEF 2.0): fault trees with their data.
#include "importer/open_psa/open_psa.hpp"

#include <algorithm>
#include <utility>

#include <fmt/format.h>

#include "importer/importing.hpp"
#include "importer/open_psa/common_causes.hpp"
#include "importer/open_psa/depth_first.hpp"
#include "importer/open_psa/formulas.hpp"
#include "model/base/utf8.hpp"
#include "model/yaml/yaml_document.hpp"

namespace cutpoint {

namespace open_psa {

namespace {

class TreeBuilder {
 public:
  TreeBuilder(Definitions& definitions, double mission_hours)
      : definitions_(definitions), expressions_(definitions, mission_hours) {
    tree_.mission_hours = mission_hours;
  }

  FaultTree build() {
    tree_.name = definitions_.model_name();
    const auto groups = read_common_causes(definitions_, expressions_);
    const auto& all = definitions_.all();
    arguments_.resize(all.size());
    for (const CommonCauseGroup& group : groups) {
      for (const DefinitionId member : group.members) grouped_.push_back(member);
    }
    std::sort(grouped_.begin(), grouped_.end());
    for (std::size_t i = 0; i < all.size(); ++i) place_definition(DefinitionId(i));
    for (const CommonCauseGroup& group : groups) add_common_causes(group);
    Formulas formulas(definitions_, arguments_, tree_);
    for (std::size_t i = 0; i < all.size(); ++i) {
      if (all[DefinitionId(i)].kind == DefinitionKind::gate) {
        formulas.read(DefinitionId(i), arguments_[DefinitionId(i)].gate);
      }
    }
    check_probabilities(formulas.referred());
    check_cycles();
    find_tops();
    return std::move(tree_);
  }

 private:
  [[nodiscard]] bool is_grouped(DefinitionId id) const {
    return std::binary_search(grouped_.begin(), grouped_.end(), id);
  }

  void place_definition(DefinitionId id) {
    const Definition& definition = definitions_[id];
    switch (definition.kind) {
      case DefinitionKind::gate:
        arguments_[id].gate = add_gate(definition);
        break;
      case DefinitionKind::house_event:
        arguments_[id].house = tree_.house_events.push_back(
            {definition.name, house_state(definition.place), definition.span});
        break;
      case DefinitionKind::basic_event:
        if (is_grouped(id)) {
          arguments_[id].gate = add_gate(definition);
        } else {
          arguments_[id].event = add_event(definition, id);
        }
        break;
      case DefinitionKind::parameter:
      case DefinitionKind::ccf_group:
        break;
    }
  }

  GateId add_gate(const Definition& definition) {
    Gate gate;
    gate.name = definition.name;
    gate.label = definition.label;
    gate.span = definition.span;
    return tree_.gates.push_back(std::move(gate));
  }

  bool house_state(Place place) {
    const auto parts = definitions_.children(place);
    if (parts.empty()) return false;
    const auto value = definitions_.required(parts.front(), "value");
    if (!value) return false;
    if (definitions_.element(parts.front()).name == "constant" && parts.size() == 1) {
      if (*value == "true" || *value == "1") return true;
      if (*value == "false" || *value == "0") return false;
    }
    definitions_.diagnostics().error("invalid-value", definitions_.span(parts.front()),
                                     "a house event holds one <constant value=\"true|false\"/>");
    return false;
  }

  PrimaryEventId add_event(const Definition& definition, DefinitionId id) {
    PrimaryEvent event;
    event.name = definition.name;
    event.label = definition.label;
    event.span = definition.span;
    const auto parts = definitions_.children(definition.place);
    if (parts.empty()) {
      without_probability_.push_back(id);
    } else if (parts.size() > 1) {
      definitions_.diagnostics().error(
          "wrong-arguments", definition.span,
          fmt::format("the basic event `{}` has {} expressions, not one", definition.name,
                      parts.size()));
    } else if (const auto value = expressions_.evaluate(parts.front(), definition.scope)) {
      set_probability(event, *value, parts.front(), definition.scope);
    }
    return tree_.events.push_back(std::move(event));
  }

  void set_probability(PrimaryEvent& event, double value, Place expression, ScopeId scope) {
    if (value < 0.0 || value > 1.0) {
      definitions_.diagnostics().error(
          "invalid-number", definitions_.span(expression),
          fmt::format("{} is no probability: `{}` must lie in [0, 1]", value, event.name));
      return;
    }
    event.probability = value;
    if (definitions_.element(expression).name != "GLM") return;
    const auto arguments = definitions_.children(expression);
    const auto failure_rate = expressions_.evaluate(arguments[1], scope);
    const auto repair_rate = expressions_.evaluate(arguments[2], scope);
    if (repair_rate.value_or(0.0) <= 0.0) return;
    event.failure_rate = failure_rate;
    event.repair_rate = repair_rate;
  }

  /// Each member becomes a gate: it fails with any event that hits it.
  void add_common_causes(const CommonCauseGroup& group) {
    const std::size_t n = group.members.size();
    for (std::size_t k = 1; k <= group.by_size.size(); ++k) {
      if (group.by_size[k - 1] <= 0.0) continue;
      // All combinations of k members, in order.
      std::vector<std::size_t> chosen(k);
      for (std::size_t i = 0; i < k; ++i) chosen[i] = i;
      while (true) {
        add_common_cause(group, chosen);
        std::size_t at = k;
        while (at > 0 && chosen[at - 1] == n - k + at - 1) --at;
        if (at == 0) break;
        ++chosen[at - 1];
        for (std::size_t i = at; i < k; ++i) chosen[i] = chosen[i - 1] + 1;
      }
    }
  }

  void add_common_cause(const CommonCauseGroup& group, const std::vector<std::size_t>& chosen) {
    PrimaryEvent event;
    for (const std::size_t i : chosen) {
      event.name += (event.name.empty() ? "[" : " ") + definitions_[group.members[i]].name;
    }
    event.name += "]";
    event.probability = group.by_size[chosen.size() - 1];
    event.span = definitions_[group.definition].span;
    GateArgument argument;
    argument.event = tree_.events.push_back(std::move(event));
    for (const std::size_t i : chosen) {
      tree_.gates[arguments_[group.members[i]].gate].arguments.push_back(argument);
    }
  }

  /// Basic events that formulas use need an expression.
  void check_probabilities(std::vector<DefinitionId> referred) {
    std::sort(referred.begin(), referred.end());
    bool first = true;
    for (const DefinitionId id : without_probability_) {
      if (!std::binary_search(referred.begin(), referred.end(), id)) continue;
      const bool none = without_probability_.size() == tree_.events.size();
      if (none && !std::exchange(first, false)) continue;
      definitions_.diagnostics()
          .error("missing-key", definitions_[id].span,
                 fmt::format("the basic event `{}` has no probability", definitions_[id].name))
          .help = none ? "no basic event has one: name the file with the model data too" : "";
    }
  }

  void check_cycles() {
    DepthFirst<GateId> order(tree_.gates.size());
    for (std::size_t i = 0; i < tree_.gates.size(); ++i) {
      const auto circle = order.visit(GateId(i), [this](GateId id) {
        std::vector<GateId> needed;
        for (const GateArgument& argument : tree_.gates[id].arguments) {
          if (argument.gate.valid()) needed.push_back(argument.gate);
        }
        return needed;
      });
      if (circle.empty()) continue;
      std::vector<std::string_view> names;
      SourceSpan span;
      for (const GateId id : circle) {
        if (tree_.gates[id].name.empty()) continue;
        if (names.empty()) span = tree_.gates[id].span;
        names.push_back(tree_.gates[id].name);
      }
      definitions_.diagnostics()
          .error("circular-dependency", span,
                 fmt::format("the gate is an argument of itself: {}", cycle_text(names)))
          .help = "fault trees have no circles: cut it where the loop is";
    }
  }

  void find_tops() {
    IdVector<GateId, std::uint8_t> is_argument(tree_.gates.size(), 0);
    for (const Gate& gate : tree_.gates) {
      for (const GateArgument& argument : gate.arguments) {
        if (argument.gate.valid()) is_argument[argument.gate] = 1;
      }
    }
    const auto& all = definitions_.all();
    for (std::size_t i = 0; i < all.size(); ++i) {
      const GateId gate = arguments_[DefinitionId(i)].gate;
      if (all[DefinitionId(i)].kind != DefinitionKind::gate || is_argument[gate] != 0) continue;
      tree_.tops.push_back(gate);
    }
  }

  Definitions& definitions_;
  Expressions expressions_;
  FaultTree tree_;
  IdVector<DefinitionId, GateArgument> arguments_;
  std::vector<DefinitionId> grouped_;
  std::vector<DefinitionId> without_probability_;
};

}  // namespace

}  // namespace open_psa

std::optional<FaultTree> read_fault_tree(const FaultTreeInput& input, FileAccess& access,
                                         SourceFiles& sources, Diagnostics& diagnostics) {
  const std::size_t errors_before = diagnostics.error_count();
  std::vector<FileId> files;
  for (const std::string& path : input.paths) {
    auto content = access.read(path);
    if (!content) {
      diagnostics.error("cannot-read", SourceSpan(),
                        fmt::format("cannot read {}: {}", path, content.error.message));
      continue;
    }
    const auto file = add_outside_text(path, std::move(*content), sources, diagnostics);
    if (file) files.push_back(*file);
  }
  std::vector<open_psa::XmlDocument> documents;
  documents.reserve(files.size());
  for (const FileId file : files) documents.emplace_back(file, sources, diagnostics);
  open_psa::Definitions definitions(std::move(documents), diagnostics);
  definitions.collect();
  // What a broken file would have defined is not missed in the others.
  if (diagnostics.error_count() > errors_before && definitions.all().empty()) return std::nullopt;
  FaultTree tree = open_psa::TreeBuilder(definitions, input.mission_hours).build();
  if (diagnostics.error_count() > errors_before) return std::nullopt;
  if (tree.tops.empty()) {
    diagnostics.error("no-top-event", SourceSpan{files.front(), 1, 1, 1},
                      "no gate is defined, so there is no top event to analyse");
    return std::nullopt;
  }
  return tree;
}

}  // namespace cutpoint
