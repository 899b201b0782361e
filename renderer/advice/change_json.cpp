#include "renderer/advice/change_json.hpp"

#include "renderer/advice/change_words.hpp"
#include "renderer/advice/first_change_words.hpp"

namespace cutpoint {

OrderedJson optional_number(const std::optional<double>& value) {
  return value ? json_number(*value) : OrderedJson();
}

OrderedJson availability_json(const AvailabilityResult& result) {
  return {{"availability", result.availability.value()},
          {"unavailability", result.availability.unavailability()},
          {"method", name_of(result.method)},
          {"bounds", {result.lower_unavailability, result.upper_unavailability}},
          {"downtime_seconds_per_year", result.downtime_per_year().in_seconds()}};
}

OrderedJson tried_json(const Model& model, const std::vector<JourneyId>& journeys,
                       const TriedChanges& tried) {
  OrderedJson after = OrderedJson::array();
  for (std::size_t i = 0; i < tried.after.size(); ++i) {
    OrderedJson row = {{"journey", model.journeys[journeys[i]].name}};
    row.update(availability_json(tried.after[i]));
    after.push_back(std::move(row));
  }
  return {{"meets_target", tried.meets_target},
          {"cost_per_month", tried.cost_per_month},
          {"downtime_saved_seconds_per_year", tried.downtime_saved},
          {"money_saved_per_year", optional_number(tried.money_saved)},
          {"after", std::move(after)}};
}

namespace {

OrderedJson described(const AdvisedChange& change) {
  OrderedJson costs = OrderedJson::array();
  for (const CostItem& item : change.costs) {
    costs.push_back(
        {{"what", cost_item_text(item)}, {"per_month", item.per_month}, {"assumed", item.assumed}});
  }
  return {{"way", name_of(change.way)},
          {"subject", change.subject},
          {"what", change_text(change)},
          {"costs", std::move(costs)},
          {"assumptions", assumption_texts(change)}};
}

}  // namespace

OrderedJson change_json(const Model& model, const std::vector<JourneyId>& journeys,
                        const AdvisedChange& change) {
  OrderedJson json = described(change);
  json["nines_gained"] = json_number(change.nines_gained);
  json["pay_back_seconds"] =
      change.pay_back ? json_number(change.pay_back->in_seconds()) : OrderedJson();
  json["data"] =
      change.side_effect ? OrderedJson(side_effect_text(*change.side_effect)) : OrderedJson();
  json["alone"] = tried_json(model, journeys, change.alone);
  return json;
}

OrderedJson first_change_json(const Model& model, const FirstChange* first) {
  if (first == nullptr) return {};
  OrderedJson json = {{"text", first_change_words(model, *first)}};
  json.update(described(first->change));
  json["currency"] = first->currency;
  OrderedJson alone = tried_json(model, first->journeys, first->change.alone);
  // What it earns is not looked for.
  alone.erase("money_saved_per_year");
  json.update(alone);
  return json;
}

}  // namespace cutpoint
