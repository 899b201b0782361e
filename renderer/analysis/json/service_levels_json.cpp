#include "renderer/analysis/json/service_levels_json.hpp"

#include "analyzer/statements/statements.hpp"

namespace cutpoint {

namespace {

OrderedJson known(const std::optional<double>& value) {
  return value ? OrderedJson(*value) : OrderedJson();
}

OrderedJson known(const std::optional<Money>& money) {
  return money ? json_money(*money) : OrderedJson();
}

}  // namespace

OrderedJson json_money(const Money& money) {
  return {{"amount", money.amount}, {"currency", money.currency}};
}

OrderedJson json_interval(const std::optional<Interval>& interval) {
  return interval ? OrderedJson{interval->low, interval->high} : OrderedJson();
}

OrderedJson json_service_level(const std::optional<ServiceLevelResult>& promise) {
  if (!promise) return nullptr;
  OrderedJson json = {{"availability", promise->target.value()},
                      {"period_seconds", promise->period.length.in_seconds()}};
  json["period"] = to_text(promise->period);
  json["met"] = promise->met ? OrderedJson(*promise->met) : OrderedJson();
  const PromiseStatement statement = promise_statement(PromiseStatement::Kind::slo, *promise);
  json["verdict"] = name_of(statement.verdict);
  json["gap_seconds_per_year"] = statement.verdict == TargetVerdict::undecided
                                     ? OrderedJson()
                                     : OrderedJson(statement.gap.in_seconds());
  json["period_assumed"] = promise->period_assumed;
  json["planned_downtime_seconds"] = promise->planned.in_seconds();
  json["excluded"] = promise->excluded_causes;
  json["excluded_downtime_seconds"] = promise->excluded.in_seconds();
  json["counted_unavailability"] = {promise->lower_unavailability, promise->upper_unavailability};
  json["error_budget_seconds"] = promise->allowed.in_seconds();
  json["expected_downtime_seconds"] = promise->expected.in_seconds();
  json["missed_probability"] = known(promise->missed_probability);
  // What is too small for a number has no ends either.
  const auto& ends = promise->missed_interval;
  json["missed_probability_bounds"] =
      json_interval(ends && ends->low < ends->high ? ends : std::nullopt);
  json["missed_probability_method"] = name_of(Method::estimated);
  return json;
}

OrderedJson json_agreement(const std::optional<ServiceLevelResult>& promise) {
  OrderedJson json = json_service_level(promise);
  if (!promise) return json;
  OrderedJson& credits = json["credits"] = OrderedJson::array();
  for (const CreditResult& credit : promise->credits) {
    credits.push_back({{"below", credit.below.value()},
                       {"credit", credit.credit.value()},
                       {"probability", known(credit.probability)},
                       {"probability_bounds", json_interval(credit.interval)}});
  }
  json["expected_credit"] = known(promise->expected_credit);
  json["expected_credit_bounds"] = json_interval(promise->expected_credit_interval);
  json["expected_credit_method"] = name_of(Method::estimated);
  return json;
}

OrderedJson json_journey_money(const MoneyResult& money) {
  return {{"revenue_per_hour", known(money.revenue_per_hour)},
          {"revenue_lost_per_year", known(money.revenue_lost)},
          {"outage_cost_per_year", known(money.outage_cost)},
          {"credits_per_year", known(money.credits)}};
}

}  // namespace cutpoint
