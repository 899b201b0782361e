// The versioned contract documented in docs/reference/advice-output.md.
#include "renderer/advice/change_json.hpp"
#include "renderer/advice/change_words.hpp"
#include "renderer/advice/sensitivity_json.hpp"
#include "renderer/writing/json_text.hpp"

namespace cutpoint {

namespace {

/// Which changes, and what they do together.
OrderedJson set_json(const AdviceReport& report, const TriedChanges& tried) {
  OrderedJson json = {{"changes", tried.changes}};
  json.update(tried_json(report.model, report.advice.journeys, tried));
  return json;
}

Rendered render_advice_json(const AdviceReport& report) {
  const Advice& advice = report.advice;
  OrderedJson json = {{"format", "cutpoint-advice/1"},
                      {"model", report.model.name},
                      {"target", advice.target.value()},
                      {"targets_are_slos", advice.targets_are_slos},
                      {"budget_per_month", optional_number(advice.budget_per_month)},
                      {"currency", advice.currency},
                      {"currency_assumed", advice.currency_assumed},
                      {"met_already", advice.met_already}};
  OrderedJson& before = json["before"] = OrderedJson::array();
  for (std::size_t i = 0; i < advice.journeys.size(); ++i) {
    OrderedJson row = {{"journey", report.model.journeys[advice.journeys[i]].name},
                       {"target", advice.targets[i].value()}};
    row.update(availability_json(advice.before[i]));
    before.push_back(std::move(row));
  }
  OrderedJson& changes = json["changes"] = OrderedJson::array();
  for (std::size_t i = 0; i < advice.changes.size(); ++i) {
    OrderedJson& change = changes.emplace_back(OrderedJson{{"change", i}});
    change.update(change_json(report.model, advice.journeys, advice.changes[i]));
  }
  json["chosen"] = set_json(report, advice.chosen);
  json["search"] = name_of(advice.method);
  json["models_tried"] = advice.evaluations + advice.changes.size();
  json["ceiling"] = set_json(report, advice.everything);
  OrderedJson& guidance = json["guidance"] = OrderedJson::array();
  for (const Guidance& row : advice.guidance) {
    guidance.push_back(guidance_text(row, advice.target));
  }
  OrderedJson& left_alone = json["left_alone"] = OrderedJson::array();
  for (const LeftAlone& part : advice.left_alone) left_alone.push_back(left_alone_text(part));
  json["sensitivity"] = sensitivity_json(
      {report.model, report.sensitivity, advice.journeys, report.top, report.options});
  json["patch"] = report.patch;
  return json_text(json);
}

}  // namespace

const Format<AdviceReport>& json_advice_format() {
  static const Format<AdviceReport> format{{"json", "the versioned machine-readable advice"},
                                           render_advice_json};
  return format;
}

}  // namespace cutpoint
