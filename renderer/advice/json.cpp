// The versioned contract documented in docs/reference/advice-output.md.
#include "renderer/advice/change_words.hpp"
#include "renderer/advice/sensitivity_json.hpp"

namespace cutpoint {

namespace {

OrderedJson availability_json(const AvailabilityResult& result) {
  return {{"availability", result.availability.value()},
          {"unavailability", result.availability.unavailability()},
          {"method", name_of(result.method)},
          {"bounds", {result.lower_unavailability, result.upper_unavailability}},
          {"downtime_seconds_per_year", result.downtime_per_year().in_seconds()}};
}

OrderedJson optional_number(const std::optional<double>& value) {
  return value ? json_number(*value) : OrderedJson();
}

OrderedJson tried_json(const AdviceReport& report, const TriedChanges& tried) {
  OrderedJson after = OrderedJson::array();
  for (std::size_t i = 0; i < tried.after.size(); ++i) {
    OrderedJson row = {{"journey", report.model.journeys[report.advice.journeys[i]].name}};
    row.update(availability_json(tried.after[i]));
    after.push_back(std::move(row));
  }
  return {{"changes", tried.changes},
          {"meets_target", tried.meets_target},
          {"cost_per_month", tried.cost_per_month},
          {"downtime_saved_seconds_per_year", tried.downtime_saved},
          {"money_saved_per_year", optional_number(tried.money_saved)},
          {"after", std::move(after)}};
}

OrderedJson change_json(const AdviceReport& report, std::size_t position) {
  const AdvisedChange& change = report.advice.changes[position];
  OrderedJson costs = OrderedJson::array();
  for (const CostItem& item : change.costs) {
    costs.push_back(
        {{"what", cost_item_text(item)}, {"per_month", item.per_month}, {"assumed", item.assumed}});
  }
  OrderedJson alone = tried_json(report, change.alone);
  alone.erase("changes");
  return {{"change", position},
          {"way", name_of(change.way)},
          {"subject", change.subject},
          {"what", change_text(change)},
          {"costs", std::move(costs)},
          {"assumptions", assumption_texts(change)},
          {"nines_gained", json_number(change.nines_gained)},
          {"pay_back_seconds",
           change.pay_back ? json_number(change.pay_back->in_seconds()) : OrderedJson()},
          {"data",
           change.side_effect ? OrderedJson(side_effect_text(*change.side_effect)) : OrderedJson()},
          {"alone", std::move(alone)}};
}

Rendered render_advice_json(const AdviceReport& report) {
  const Advice& advice = report.advice;
  OrderedJson json = {{"format", "cutpoint-advice/1"},
                      {"model", report.model.name},
                      {"target", advice.target.value()},
                      {"budget_per_month", optional_number(advice.budget_per_month)},
                      {"currency", advice.currency},
                      {"currency_assumed", advice.currency_assumed},
                      {"met_already", advice.met_already}};
  OrderedJson& before = json["before"] = OrderedJson::array();
  for (std::size_t i = 0; i < advice.journeys.size(); ++i) {
    OrderedJson row = {{"journey", report.model.journeys[advice.journeys[i]].name}};
    row.update(availability_json(advice.before[i]));
    before.push_back(std::move(row));
  }
  OrderedJson& changes = json["changes"] = OrderedJson::array();
  for (std::size_t i = 0; i < advice.changes.size(); ++i) changes.push_back(change_json(report, i));
  json["chosen"] = tried_json(report, advice.chosen);
  json["search"] = advice.method == SearchMethod::exact ? "exact" : "heuristic";
  json["models_tried"] = advice.evaluations + advice.changes.size();
  json["ceiling"] = tried_json(report, advice.everything);
  OrderedJson& guidance = json["guidance"] = OrderedJson::array();
  for (const Guidance& row : advice.guidance) {
    guidance.push_back(guidance_text(row, advice.target));
  }
  OrderedJson& left_alone = json["left_alone"] = OrderedJson::array();
  for (const LeftAlone& part : advice.left_alone) left_alone.push_back(left_alone_text(part));
  json["sensitivity"] = sensitivity_json(
      {report.model, report.sensitivity, advice.journeys, report.top, report.options});
  json["patch"] = report.patch;
  return json.dump(2, ' ', false, OrderedJson::error_handler_t::replace) + "\n";
}

}  // namespace

const Format<AdviceReport>& json_advice_format() {
  static const Format<AdviceReport> format{{"json", "the versioned machine-readable advice"},
                                           render_advice_json};
  return format;
}

}  // namespace cutpoint
