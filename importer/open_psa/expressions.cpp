#include "importer/open_psa/expressions.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <string>

#include <fmt/format.h>

#include "importer/open_psa/depth_first.hpp"
#include "importer/open_psa/operations.hpp"

namespace cutpoint::open_psa {

namespace {

constexpr std::array forms = {
    ExpressionForm{"float", "a number"},
    ExpressionForm{"int", "a whole number"},
    ExpressionForm{"bool", "true or false, as 1 or 0"},
    ExpressionForm{"parameter", "the value of a parameter"},
    ExpressionForm{"system-mission-time", "the mission time in hours"},
    ExpressionForm{"ite", "if, then, else; the branch not taken need have no value"},
    ExpressionForm{"switch", "the first case that holds, else the last expression"},
    ExpressionForm{"histogram", "a lower end, then bins of upper end and weight: its mean"},
};

/// A number as XML Schema writes it, but for infinities and what is no number.
std::optional<double> number(std::string_view text) {
  if (!text.empty() && text.front() == '+') text.remove_prefix(1);
  double value = 0;
  const auto parsed = std::from_chars(text.data(), text.data() + text.size(), value);
  if (parsed.ec != std::errc() || parsed.ptr != text.data() + text.size()) return std::nullopt;
  if (!std::isfinite(value)) return std::nullopt;
  return value;
}

std::optional<double> whole_number(std::string_view text) {
  const auto value = number(text);
  if (!value || text.find_first_of(".eE") != std::string_view::npos) return std::nullopt;
  return value;
}

std::optional<double> truth_value(std::string_view text) {
  if (text == "true" || text == "1") return 1.0;
  if (text == "false" || text == "0") return 0.0;
  return std::nullopt;
}

}  // namespace

std::span<const ExpressionForm> expression_forms() {
  return forms;
}

Expressions::Expressions(Definitions& definitions, double mission_hours)
    : definitions_(definitions), mission_hours_(mission_hours), values_(definitions.all().size()) {
  evaluate_parameters();
}

void Expressions::evaluate_parameters() {
  const auto& all = definitions_.all();
  DepthFirst<DefinitionId> order(all.size());
  for (std::size_t i = 0; i < all.size(); ++i) {
    if (all[DefinitionId(i)].kind != DefinitionKind::parameter) continue;
    const auto circle = order.visit(DefinitionId(i), [this](DefinitionId id) {
      std::vector<DefinitionId> needed;
      for (const Place child : definitions_.children(definitions_[id].place)) {
        refer(child, definitions_[id].scope, needed);
      }
      return needed;
    });
    if (!circle.empty()) report_cycle(circle);
  }
  for (const DefinitionId id : order.finished()) {
    const Definition& parameter = all[id];
    if (!has_arguments(parameter.place, 1, 1)) continue;
    values_[id] = evaluate(definitions_.children(parameter.place).front(), parameter.scope);
  }
}

/// Parameters that an expression names. Nesting is limited by the document.
void Expressions::refer(Place expression, ScopeId scope, std::vector<DefinitionId>& parameters) {
  if (definitions_.element(expression).name == "parameter") {
    const Attribute* name = definitions_.document(expression).attribute(expression.element, "name");
    if (name == nullptr) return;
    const DefinitionId id = definitions_.find_parameter(name->value, scope);
    if (id.valid()) parameters.push_back(id);
    return;
  }
  for (const Place child : definitions_.children(expression)) refer(child, scope, parameters);
}

void Expressions::report_cycle(const std::vector<DefinitionId>& circle) {
  std::vector<std::string_view> names;
  names.reserve(circle.size());
  for (const DefinitionId id : circle) names.push_back(definitions_[id].name);
  definitions_.diagnostics().error(
      "circular-dependency", definitions_[circle.front()].span,
      fmt::format("the parameter is defined by itself: {}", cycle_text(names)));
}

std::optional<double> Expressions::evaluate(Place expression, ScopeId scope) {
  const std::string_view name = definitions_.element(expression).name;
  if (name == "float" || name == "int" || name == "bool") return literal(expression);
  if (name == "parameter") return parameter(expression, scope);
  if (name == "system-mission-time") return mission_time(expression);
  if (name == "ite") return choice(expression, scope);
  if (name == "switch") return switched(expression, scope);
  if (name == "histogram") return histogram(expression, scope);
  if (find_operation(name) != nullptr) return operation(expression, scope);
  return unknown(expression);
}

std::optional<double> Expressions::literal(Place place) {
  const std::string_view kind = definitions_.element(place).name;
  const auto text = definitions_.required(place, "value");
  if (!text) return std::nullopt;
  const auto value = kind == "bool"  ? truth_value(*text)
                     : kind == "int" ? whole_number(*text)
                                     : number(*text);
  if (value) return value;
  definitions_.diagnostics().error("invalid-number",
                                   definitions_.document(place).value_span(place.element, "value"),
                                   fmt::format("`{}` is no {}", *text,
                                               kind == "bool"  ? "truth value: true or false"
                                               : kind == "int" ? "whole number"
                                                               : "finite number"));
  return std::nullopt;
}

std::optional<double> Expressions::parameter(Place place, ScopeId scope) {
  const auto name = definitions_.required(place, "name");
  if (!name) return std::nullopt;
  const DefinitionId id = definitions_.find_parameter(*name, scope);
  if (id.valid()) return values_[id];
  definitions_.diagnostics()
      .error("unknown-name", definitions_.document(place).value_span(place.element, "name"),
             fmt::format("there is no parameter `{}`", *name))
      .help = definitions_.suggestion(*name, DefinitionKind::parameter);
  return std::nullopt;
}

std::optional<double> Expressions::mission_time(Place place) {
  const Attribute* unit = definitions_.document(place).attribute(place.element, "unit");
  if (unit == nullptr || unit->value == "hours") return mission_hours_;
  if (unit->value == "years") return mission_hours_ / 8760.0;
  return invalid(place, "the mission time is had in hours or years");
}

std::optional<double> Expressions::choice(Place place, ScopeId scope) {
  if (!has_arguments(place, 3, 3)) return std::nullopt;
  const auto branches = definitions_.children(place);
  const auto condition = evaluate(branches[0], scope);
  if (!condition) return std::nullopt;
  return evaluate(*condition != 0.0 ? branches[1] : branches[2], scope);
}

std::optional<double> Expressions::switched(Place place, ScopeId scope) {
  const auto branches = definitions_.children(place);
  if (!has_arguments(place, 1, Operation::any_number)) return std::nullopt;
  for (std::size_t i = 0; i + 1 < branches.size(); ++i) {
    if (definitions_.element(branches[i]).name != "case") {
      return invalid(branches[i], "all but the last expression of a `switch` are a `case`");
    }
    if (!has_arguments(branches[i], 2, 2)) return std::nullopt;
    const auto parts = definitions_.children(branches[i]);
    const auto condition = evaluate(parts[0], scope);
    if (!condition) return std::nullopt;
    if (*condition != 0.0) return evaluate(parts[1], scope);
  }
  return evaluate(branches.back(), scope);
}

std::optional<double> Expressions::histogram(Place place, ScopeId scope) {
  if (!has_arguments(place, 2, Operation::any_number)) return std::nullopt;
  const auto parts = definitions_.children(place);
  const auto start = evaluate(parts[0], scope);
  if (!start) return std::nullopt;
  double lower = *start;
  double weights = 0;
  double sum = 0;
  for (std::size_t i = 1; i < parts.size(); ++i) {
    if (definitions_.element(parts[i]).name != "bin") {
      return invalid(parts[i], "behind its lower end a `histogram` has `bin`s");
    }
    if (!has_arguments(parts[i], 2, 2)) return std::nullopt;
    const auto pair = definitions_.children(parts[i]);
    const auto upper = evaluate(pair[0], scope);
    const auto weight = evaluate(pair[1], scope);
    if (!upper || !weight) return std::nullopt;
    if (*upper <= lower) return invalid(parts[i], "the ends of bins must rise");
    if (*weight < 0.0) return invalid(parts[i], "a weight is negative");
    weights += *weight;
    sum += *weight * (lower + *upper) / 2;
    lower = *upper;
  }
  if (weights <= 0.0) return invalid(place, "no bin has a weight");
  return sum / weights;
}

std::optional<double> Expressions::operation(Place place, ScopeId scope) {
  const Operation& row = *find_operation(definitions_.element(place).name);
  if (!has_arguments(place, row.least, row.most)) return std::nullopt;
  std::vector<double> values;
  bool complete = true;
  for (const Place child : definitions_.children(place)) {
    const auto value = evaluate(child, scope);
    complete = complete && value.has_value();
    values.push_back(value.value_or(0.0));
  }
  if (!complete) return std::nullopt;
  const Computed result = row.compute(values);
  if (!result.wrong.empty()) return invalid(place, result.wrong);
  if (!std::isfinite(result.value)) return invalid(place, "its value is no finite number");
  return result.value;
}

std::optional<double> Expressions::unknown(Place place) {
  const std::string_view name = definitions_.element(place).name;
  if (name == "extern-function" || name == "test-initiating-event" ||
      name == "test-functional-event") {
    definitions_.diagnostics().error("not-supported", definitions_.span(place),
                                     fmt::format("`{}` cannot be evaluated here", name));
    return std::nullopt;
  }
  std::vector<std::string_view> names;
  names.reserve(forms.size());
  for (const ExpressionForm& form : forms) names.push_back(form.name);
  for (const Operation& row : operations()) names.push_back(row.name);
  Diagnostic& error = definitions_.diagnostics().error("unknown-key", definitions_.span(place),
                                                       fmt::format("`{}` is no expression", name));
  if (const auto near = nearest_name(name, names)) {
    error.help = fmt::format("did you mean `{}`?", *near);
  }
  return std::nullopt;
}

bool Expressions::has_arguments(Place place, std::size_t least, std::size_t most) {
  const std::size_t count = definitions_.children(place).size();
  if (count >= least && count <= most) return true;
  std::string wanted = fmt::format("{} to {}", least, most);
  if (least == most) wanted = std::to_string(least);
  if (most == Operation::any_number) wanted = fmt::format("at least {}", least);
  definitions_.diagnostics().error(
      "wrong-arguments", definitions_.span(place),
      fmt::format("`{}` takes {} {}, not {}", definitions_.element(place).name, wanted,
                  least == 1 && most == 1 ? "expression" : "expressions", count));
  return false;
}

std::optional<double> Expressions::invalid(Place place, std::string_view reason) {
  definitions_.diagnostics().error(
      "invalid-value", definitions_.span(place),
      fmt::format("`{}` has no value: {}", definitions_.element(place).name, reason));
  return std::nullopt;
}

}  // namespace cutpoint::open_psa
