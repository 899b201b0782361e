/// Values of Open-PSA expressions.
#pragma once

#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "importer/open_psa/definitions.hpp"

namespace cutpoint::open_psa {

/// Special forms: elements of expressions beside the table of operations.
struct ExpressionForm {
  std::string_view name;
  std::string_view meaning;
};
[[nodiscard]] std::span<const ExpressionForm> expression_forms();

/// Evaluates all parameters once, then any expression. Every error is reported where it stands;
/// what depends on it has no value and says nothing more.
class Expressions {
 public:
  Expressions(Definitions& definitions, double mission_hours);

  /// The value of an expression element, names looked up in `scope`.
  [[nodiscard]] std::optional<double> evaluate(Place expression, ScopeId scope);

 private:
  void evaluate_parameters();
  void refer(Place expression, ScopeId scope, std::vector<DefinitionId>& parameters);
  void report_cycle(const std::vector<DefinitionId>& circle);
  std::optional<double> literal(Place place);
  std::optional<double> parameter(Place place, ScopeId scope);
  std::optional<double> mission_time(Place place);
  std::optional<double> choice(Place place, ScopeId scope);
  std::optional<double> switched(Place place, ScopeId scope);
  std::optional<double> histogram(Place place, ScopeId scope);
  std::optional<double> operation(Place place, ScopeId scope);
  std::optional<double> unknown(Place place);
  bool has_arguments(Place place, std::size_t least, std::size_t most);
  std::optional<double> invalid(Place place, std::string_view reason);

  Definitions& definitions_;
  double mission_hours_;
  IdVector<DefinitionId, std::optional<double>> values_;
};

}  // namespace cutpoint::open_psa
