#include "importer/open_psa/formulas.hpp"

#include <algorithm>
#include <array>
#include <utility>

#include <fmt/format.h>

namespace cutpoint::open_psa {

namespace {

constexpr std::array rows = {
    ConnectiveRow{"and", Connective::all, 0, "all arguments"},
    ConnectiveRow{"or", Connective::any, 0, "at least one argument"},
    ConnectiveRow{"atleast", Connective::at_least, 0, "at least `min` arguments"},
    ConnectiveRow{"cardinality", Connective::cardinality, 0,
                  "at least `min` and at most `max` arguments"},
    ConnectiveRow{"not", Connective::negation, 1, "not the argument"},
    ConnectiveRow{"xor", Connective::exclusive, 2, "exactly one of two arguments"},
    ConnectiveRow{"nand", Connective::not_all, 0, "not all arguments"},
    ConnectiveRow{"nor", Connective::not_any, 0, "no argument"},
    ConnectiveRow{"imply", Connective::implies, 2, "the second argument, or not the first"},
    ConnectiveRow{"iff", Connective::equal, 2, "both arguments or neither"},
};

const ConnectiveRow* find_connective(std::string_view name) {
  const auto found = std::find_if(rows.begin(), rows.end(),
                                  [name](const ConnectiveRow& row) { return row.name == name; });
  return found == rows.end() ? nullptr : &*found;
}

std::optional<DefinitionKind> kind_named(std::string_view element) {
  if (element == "gate") return DefinitionKind::gate;
  if (element == "basic-event") return DefinitionKind::basic_event;
  if (element == "house-event") return DefinitionKind::house_event;
  return std::nullopt;
}

}  // namespace

std::span<const ConnectiveRow> connectives() {
  return rows;
}

void Formulas::read(DefinitionId definition, GateId gate) {
  const Place place = definitions_[definition].place;
  scope_ = definitions_[definition].scope;
  const auto formulas = definitions_.children(place);
  if (formulas.size() != 1) {
    definitions_.diagnostics().error("wrong-arguments", definitions_[definition].span,
                                     fmt::format("the gate `{}` has {} formulas, not one",
                                                 definitions_[definition].name, formulas.size()));
    return;
  }
  read_formula(formulas.front(), gate);
}

void Formulas::read_formula(Place formula, GateId id) {
  const ConnectiveRow* row = find_connective(definitions_.element(formula).name);
  if (row == nullptr) {
    // A gate that is one event under another name.
    if (const auto only = argument(formula)) tree_.gates[id].arguments = {*only};
    return;
  }
  Gate gate;
  gate.connective = row->connective;
  if (!read_counts(formula, gate)) return;
  const auto children = definitions_.children(formula);
  if (row->arguments > 0 && children.size() != row->arguments) {
    definitions_.diagnostics().error(
        "wrong-arguments", definitions_.span(formula),
        fmt::format("`{}` takes {} {}, not {}", row->name, row->arguments,
                    row->arguments == 1 ? "argument" : "arguments", children.size()));
    return;
  }
  for (const Place child : children) {
    if (const auto found = argument(child)) gate.arguments.push_back(*found);
  }
  if (gate.arguments.size() == children.size()) check_counts(formula, gate);
  Gate& target = tree_.gates[id];
  target.connective = gate.connective;
  target.least = gate.least;
  target.most = gate.most;
  target.arguments = std::move(gate.arguments);
}

bool Formulas::read_counts(Place place, Gate& gate) {
  if (gate.connective != Connective::at_least && gate.connective != Connective::cardinality) {
    return true;
  }
  const auto least = definitions_.required_count(place, "min");
  const auto most = gate.connective == Connective::cardinality
                        ? definitions_.required_count(place, "max")
                        : std::optional<std::uint32_t>(0);
  if (!least || !most) return false;
  gate.least = *least;
  gate.most = *most;
  return true;
}

/// Gates that are always or never true are taken as written, but hardly meant.
void Formulas::check_counts(Place place, const Gate& gate) {
  const std::string_view name = definitions_.element(place).name;
  const auto warn = [&](std::string message) {
    definitions_.diagnostics().warning("constant-gate", definitions_.span(place),
                                       std::move(message));
  };
  if (gate.arguments.empty()) return warn(fmt::format("`{}` has no arguments", name));
  const bool counted =
      gate.connective == Connective::at_least || gate.connective == Connective::cardinality;
  if (!counted) return;
  if (gate.least > gate.arguments.size()) {
    warn(fmt::format("at least {} of {} never happens", gate.least, gate.arguments.size()));
  } else if (gate.connective == Connective::cardinality && gate.most < gate.least) {
    warn(fmt::format("at least {} and at most {} never happens", gate.least, gate.most));
  }
}

std::optional<GateArgument> Formulas::argument(Place place) {
  const std::string_view name = definitions_.element(place).name;
  if (name == "constant") return constant(place);
  if (name == "event" || kind_named(name)) return reference(place, name);
  if (find_connective(name) == nullptr) {
    std::vector<std::string_view> known{"gate", "basic-event", "house-event", "event", "constant"};
    for (const ConnectiveRow& row : rows) known.push_back(row.name);
    Diagnostic& unknown =
        definitions_.diagnostics().error("unknown-key", definitions_.span(place),
                                         fmt::format("`{}` has no meaning in a formula", name));
    if (const auto near = nearest_name(name, known)) {
      unknown.help = fmt::format("did you mean `{}`?", *near);
    }
    return std::nullopt;
  }
  Gate nested;
  nested.span = definitions_.span(place);
  GateArgument result;
  result.gate = tree_.gates.push_back(std::move(nested));
  // Nesting is limited by the document, so this recursion is too.
  read_formula(place, result.gate);
  return result;
}

std::optional<GateArgument> Formulas::reference(Place place, std::string_view kind) {
  const auto name = definitions_.required(place, "name");
  if (!name) return std::nullopt;
  std::optional<DefinitionKind> wanted = kind_named(kind);
  if (const Attribute* type = definitions_.document(place).attribute(place.element, "type");
      kind == "event" && type != nullptr) {
    wanted = kind_named(type->value);
    if (!wanted) {
      definitions_.diagnostics().error(
          "invalid-value", definitions_.document(place).value_span(place.element, "type"),
          fmt::format("`{}` is no type: gate, basic-event or house-event", type->value));
      return std::nullopt;
    }
  }
  const DefinitionId id = definitions_.find_event(*name, scope_);
  if (!id.valid()) {
    unknown_event(place, *name, wanted ? name_of(*wanted) : "event");
    return std::nullopt;
  }
  const Definition& found = definitions_[id];
  if (wanted && found.kind != *wanted) {
    definitions_.diagnostics()
        .error("wrong-type", definitions_.document(place).value_span(place.element, "name"),
               fmt::format("`{}` is a {}, not a {}", *name, name_of(found.kind), name_of(*wanted)))
        .notes.push_back({"defined here", found.span});
    return std::nullopt;
  }
  referred_.push_back(id);
  return arguments_[id];
}

void Formulas::unknown_event(Place place, std::string_view name, std::string_view kind) {
  const auto& all = definitions_.all();
  const bool has_data = std::any_of(all.begin(), all.end(), [](const Definition& definition) {
    return definition.kind == DefinitionKind::basic_event;
  });
  const bool needs_data = !has_data && kind != "gate";
  if (needs_data && std::exchange(told_no_data_, true)) return;
  Diagnostic& unknown = definitions_.diagnostics().error(
      "unknown-name", definitions_.document(place).value_span(place.element, "name"),
      fmt::format("there is no {} `{}`", kind, name));
  unknown.help = needs_data ? "no file defines basic events: name the file with the model data too"
                            : definitions_.suggestion(name, DefinitionKind::gate);
}

std::optional<GateArgument> Formulas::constant(Place place) {
  const auto text = definitions_.required(place, "value");
  if (!text) return std::nullopt;
  GateArgument result;
  result.constant = *text == "true" || *text == "1";
  if (result.constant || *text == "false" || *text == "0") return result;
  definitions_.diagnostics().error("invalid-value",
                                   definitions_.document(place).value_span(place.element, "value"),
                                   fmt::format("`{}` is no truth value: true or false", *text));
  return std::nullopt;
}

}  // namespace cutpoint::open_psa
