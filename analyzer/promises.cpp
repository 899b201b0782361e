#include "analyzer/promises.hpp"

#include <algorithm>
#include <map>

namespace cutpoint {

namespace {

constexpr double year_hours = Duration::year / Duration::hour;

/// By mean length, so that alike causes count once.
class CauseCollector {
 public:
  void add(double per_hour, double mean_hours) {
    if (per_hour > 0.0) by_length_[mean_hours] += per_hour;
  }
  [[nodiscard]] double per_hour() const {
    double sum = 0.0;
    for (const auto& [length, rate] : by_length_) sum += rate;
    return sum;
  }
  [[nodiscard]] double unavailability() const {
    double sum = 0.0;
    for (const auto& [length, rate] : by_length_) sum += rate * length;
    return sum;
  }
  [[nodiscard]] std::vector<OutageCause> causes(double scale) const {
    std::vector<OutageCause> result;
    for (const auto& [length, rate] : by_length_) result.push_back({rate, length * scale});
    return result;
  }

 private:
  std::map<double, double> by_length_;
};

/// An outage that the event causes alone lasts as long as the event: restarts apart from the rest.
void add_single_point(const FailureProcess& process, double per_hour, CauseCollector& collector) {
  const double cured = process.repair.cured;
  const double restart = process.repair.restart.in_hours();
  if (cured > 0.0) collector.add(per_hour * cured, restart);
  if (cured < 1.0) {
    const double others = std::max(0.0, process.mean_repair_hours - cured * restart);
    collector.add(per_hour * (1.0 - cured), others / (1.0 - cured));
  }
}

PromiseResult judge(const ServiceLevel& level, const AvailabilityResult& up,
                    const std::vector<OutageCause>& causes) {
  PromiseResult result;
  result.target = level.availability->value;
  result.period = period_of(level);
  result.period_assumed = !level.period.has_value();
  result.allowed = result.target.downtime_in(result.period);
  result.expected = up.availability.downtime_in(result.period);
  const double period = result.period.in_hours();
  const auto probability = [&](Availability below) -> std::optional<double> {
    if (!up.outages_per_year) return std::nullopt;
    return probability_of_exceeding(causes, period, below.unavailability() * period);
  };
  result.missed_probability = probability(result.target);
  for (const CreditTier& tier : level.credits) {
    if (!tier.below || !tier.credit) continue;
    result.credits.push_back(
        {tier.below->value, tier.credit->value, probability(tier.below->value)});
  }
  if (!up.outages_per_year || result.credits.empty()) return result;
  // Of several tiers only the deepest is paid.
  double expected = 0.0;
  for (std::size_t i = 0; i < result.credits.size(); ++i) {
    const double deeper =
        i + 1 < result.credits.size() ? result.credits[i + 1].probability.value_or(0.0) : 0.0;
    const double only = std::max(0.0, result.credits[i].probability.value_or(0.0) - deeper);
    expected += only * result.credits[i].credit.value();
  }
  result.expected_credit = expected;
  return result;
}

Money a_year(double amount, const std::string& currency) {
  return {amount, currency, Duration::seconds(Duration::year)};
}

std::optional<Money> revenue_per_hour(const Journey& journey) {
  if (!journey.revenue) return std::nullopt;
  const Revenue& revenue = *journey.revenue;
  const Duration hour = Duration::hours(1);
  if (revenue.per_hour) {
    const Money& money = revenue.per_hour->value;
    const double hours = money.per == Duration() ? 1.0 : money.per.in_hours();
    return Money{money.amount / hours, money.currency, hour};
  }
  if (!revenue.per_request || !revenue.requests_per_hour) return std::nullopt;
  const Money& money = revenue.per_request->value;
  return Money{money.amount * revenue.requests_per_hour->value, money.currency, hour};
}

MoneyResult money_of(const Journey& journey, const JourneyAnalysis& analysis) {
  MoneyResult result;
  const double down_hours = analysis.up.downtime_per_year().in_hours();
  result.revenue_per_hour = revenue_per_hour(journey);
  if (result.revenue_per_hour) {
    const Money& hourly = *result.revenue_per_hour;
    result.revenue_lost = a_year(hourly.amount * down_hours, hourly.currency);
    if (analysis.sla && analysis.sla->expected_credit) {
      result.credits =
          a_year(hourly.amount * year_hours * *analysis.sla->expected_credit, hourly.currency);
    }
  }
  if (journey.outage_cost) {
    const Money& cost = *journey.outage_cost;
    if (cost.per != Duration()) {
      result.outage_cost = a_year(cost.amount / cost.per.in_hours() * down_hours, cost.currency);
    } else if (analysis.up.outages_per_year) {
      result.outage_cost = a_year(cost.amount * *analysis.up.outages_per_year, cost.currency);
    }
  }
  return result;
}

}  // namespace

Duration period_of(const ServiceLevel& level) {
  return level.period ? level.period->value : Duration::seconds(Duration::year);
}

std::vector<OutageCause> outage_causes(const StructureFunction& function,
                                       const JourneyAnalysis& journey) {
  const double unavailability = journey.up.availability.unavailability();
  if (!journey.up.outages_per_year || unavailability <= 0.0) return {};
  IdVector<EventId, std::uint8_t> alone(function.events.size(), 0);
  for (const SinglePoint& point : journey.single_points) alone[point.event] = 1;
  CauseCollector collector;
  double together = 0.0;
  for (const Importance& row : journey.importance) {
    const FailureProcess& process = function.events[row.event].process;
    const double per_hour = row.birnbaum * process.rate * (1.0 - process.unavailability);
    if (alone[row.event] != 0) {
      add_single_point(process, per_hour, collector);
    } else {
      together += per_hour;
    }
  }
  // What the single points leave of the downtime belongs to failures of several together.
  const double rest = unavailability - collector.unavailability();
  if (together > 0.0 && rest > 0.0) collector.add(together, rest / together);
  const double sum = collector.unavailability();
  return sum > 0.0 ? collector.causes(unavailability / sum) : std::vector<OutageCause>();
}

void add_promises(const Model& model, const StructureFunction& function, JourneyAnalysis& result) {
  const Journey& journey = model.journeys[result.journey];
  const bool has_slo = journey.slo && journey.slo->availability;
  const bool has_sla = journey.sla && journey.sla->availability;
  if (has_slo || has_sla) {
    const std::vector<OutageCause> causes = outage_causes(function, result);
    if (has_slo) result.slo = judge(*journey.slo, result.up, causes);
    if (has_sla) result.sla = judge(*journey.sla, result.up, causes);
  }
  result.money = money_of(journey, result);
}

std::vector<Money> component_costs(const Model& model) {
  std::map<std::string, double> by_currency;
  for (const Component& component : model.components) {
    if (!component.details || !component.details->cost) continue;
    const Money& cost = *component.details->cost;
    if (cost.per == Duration()) continue;
    by_currency[cost.currency] +=
        component.replicas * cost.amount * (Duration::year / cost.per.in_seconds());
  }
  std::vector<Money> result;
  for (const auto& [currency, amount] : by_currency) result.push_back(a_year(amount, currency));
  return result;
}

}  // namespace cutpoint
