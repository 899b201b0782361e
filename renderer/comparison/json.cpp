// The versioned contract documented in docs/reference/diff-output.md.
#include "renderer/comparison/comparing.hpp"
#include "renderer/comparison/verdict_words.hpp"
#include "renderer/comparison/words.hpp"
#include "renderer/writing/json_text.hpp"
#include "renderer/writing/json_values.hpp"

namespace cutpoint {

namespace {

OrderedJson availability_of(const std::optional<AvailabilityResult>& result) {
  if (!result) return nullptr;
  return {{"availability", result->availability.value()},
          {"unavailability", result->availability.unavailability()},
          {"method", name_of(result->method)},
          {"bounds", {result->lower_unavailability, result->upper_unavailability}},
          {"downtime_seconds_per_year", result->downtime_per_year().in_seconds()}};
}

OrderedJson size_of(const std::optional<std::size_t>& size) {
  return size ? OrderedJson(*size) : OrderedJson();
}

OrderedJson edges_of(const std::vector<ModelEdge>& edges) {
  OrderedJson rows = OrderedJson::array();
  for (const ModelEdge& edge : edges) {
    rows.push_back({{"from", edge.from}, {"to", edge.to}, {"how", edge_kind_text(edge)}});
  }
  return rows;
}

OrderedJson journey_of(const JourneyComparison& journey) {
  return {{"name", journey.name},
          {"before", availability_of(journey.before)},
          {"after", availability_of(journey.after)},
          {"single_points_gained", journey.points_gained},
          {"single_points_lost", journey.points_lost},
          {"smallest_cut_set_before", size_of(journey.smallest_cut_before)},
          {"smallest_cut_set_after", size_of(journey.smallest_cut_after)},
          {"cut_sets_shorter", journey.shorter_cuts},
          {"less_available", journey.less_available},
          {"slo_missed_now", journey.target_missed_now},
          {"regression", journey.is_regression()}};
}

std::string_view kind_name(DocumentChange::Kind kind) {
  switch (kind) {
    case DocumentChange::Kind::added:
      return "added";
    case DocumentChange::Kind::removed:
      return "removed";
    case DocumentChange::Kind::changed:
      return "changed";
    case DocumentChange::Kind::renamed:
      return "renamed";
  }
  return "";
}

OrderedJson change_of(const DocumentChange& change) {
  OrderedJson values = OrderedJson::array();
  for (const ValueChange& value : change.values) {
    values.push_back({{"path", value.path},
                      {"before", text_or_null(value.before)},
                      {"after", text_or_null(value.after)}});
  }
  return {{"change", kind_name(change.kind)},      {"section", text_or_null(change.section)},
          {"object", text_or_null(change.object)}, {"key", text_or_null(change.key)},
          {"values", std::move(values)},           {"weakens", change.weakens}};
}

OrderedJson value_of(const std::optional<ResultValue>& value) {
  if (!value) return nullptr;
  OrderedJson json = OrderedJson::object();
  if (value->number) json["number"] = json_number(*value->number);
  if (value->upper) json["upper"] = json_number(*value->upper);
  if (value->estimate) json["estimate"] = json_number(*value->estimate);
  if (!value->word.empty()) json["word"] = value->word;
  if (!value->message.empty()) json["message"] = value->message;
  return json;
}

OrderedJson causes_of(const ResultChange& change) {
  OrderedJson causes = OrderedJson::array();
  for (const ResultCause& cause : change.causes) {
    causes.push_back({{"changes", cause.changes}, {"with", cause.with}});
  }
  return causes;
}

OrderedJson result_of(const ResultChange& change) {
  return {{"result", name_of(change.kind)},  {"subject", text_or_null(change.subject)},
          {"details", change.details},       {"before", value_of(change.before)},
          {"after", value_of(change.after)}, {"direction", name_of(change.direction)},
          {"regression", change.regression}, {"causes", causes_of(change)}};
}

std::string_view attribution_name(Attribution attribution) {
  switch (attribution) {
    case Attribution::tried:
      return "tried";
    case Attribution::tried_by_parts:
      return "tried by parts";
    case Attribution::too_many:
      return "too many";
    case Attribution::not_asked:
      return "not asked";
  }
  return "";
}

Rendered render_comparison_json(const ComparisonReport& report) {
  const Comparison& comparison = report.comparison;
  OrderedJson json = {{"format", "cutpoint-diff/1"},
                      {"before", report.before},
                      {"after", report.after},
                      {"regression", comparison.is_regression()},
                      {"verdict", verdict_text(comparison)}};
  OrderedJson& journeys = json["journeys"] = OrderedJson::array();
  for (const JourneyComparison& journey : comparison.journeys) {
    journeys.push_back(journey_of(journey));
  }
  OrderedJson changed = OrderedJson::array();
  for (const ComponentChange& change : comparison.components_changed) {
    changed.push_back({{"name", change.name}, {"changes", difference_texts(change)}});
  }
  json["components"] = {{"added", comparison.components_added},
                        {"removed", comparison.components_removed},
                        {"changed", std::move(changed)}};
  json["edges"] = {{"added", edges_of(comparison.edges_added)},
                   {"removed", edges_of(comparison.edges_removed)}};
  OrderedJson& costs = json["cost_per_month"] = OrderedJson::array();
  for (const MonthlyCost& cost : comparison.costs) {
    costs.push_back({{"currency", cost.currency}, {"before", cost.before}, {"after", cost.after}});
  }
  OrderedJson& changes = json["changes"] = OrderedJson::array();
  for (const DocumentChange& change : comparison.changes) changes.push_back(change_of(change));
  OrderedJson& results = json["results"] = OrderedJson::array();
  for (const ResultChange& change : comparison.results) results.push_back(result_of(change));
  json["attribution"] = attribution_name(comparison.attribution);
  json["what_to_do"] = remedies(comparison);
  return json_text(json);
}

}  // namespace

const Format<ComparisonReport>& json_comparison_format() {
  static const Format<ComparisonReport> format{
      {"json", "the versioned machine-readable differences"}, render_comparison_json};
  return format;
}

}  // namespace cutpoint
