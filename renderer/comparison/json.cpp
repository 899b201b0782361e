// The versioned contract documented in docs/reference/diff-output.md.
#include "renderer/comparison/comparing.hpp"
#include "renderer/comparison/words.hpp"
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

Rendered render_comparison_json(const ComparisonReport& report) {
  const Comparison& comparison = report.comparison;
  OrderedJson json = {{"format", "cutpoint-diff/1"},
                      {"before", report.before},
                      {"after", report.after},
                      {"regression", comparison.is_regression()}};
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
  return json.dump(2, ' ', false, OrderedJson::error_handler_t::replace) + "\n";
}

}  // namespace

const Format<ComparisonReport>& json_comparison_format() {
  static const Format<ComparisonReport> format{
      {"json", "the versioned machine-readable differences"}, render_comparison_json};
  return format;
}

}  // namespace cutpoint
