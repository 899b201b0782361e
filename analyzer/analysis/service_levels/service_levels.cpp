#include "analyzer/analysis/service_levels/service_levels.hpp"

#include <algorithm>
#include <map>
#include <set>

#include "analyzer/analysis/service_levels/downtime_in_period.hpp"
#include "analyzer/analysis/service_levels/outage_causes.hpp"
#include "analyzer/analysis/service_levels/planned_downtime.hpp"
#include "analyzer/engine/quantities/outage_frequency.hpp"
#include "model/architecture/queries/standby_costs.hpp"

namespace cutpoint {

namespace {

/// What the chance to miss a promise may be off by, as a share, because groups in time go down
/// several times in a row: measured on random documents against simulation (see the explanation).
constexpr double in_a_row = 0.03;
/// Outages of several failures that meet, and of groups, come close together where they are more of
/// the time, and cover each other.
constexpr double mostly_apart = 3e-3, seldom_meet = 0.05;

/// Probability of a period falling below the availability; of a calendar period the mean over the
/// year.
double chance_of_missing(const std::vector<OutageCause>& causes, const ServicePeriod& period,
                         Availability below, double planned_share) {
  // Planned downtime comes for sure, and is taken to be spread evenly.
  const double allowed = below.unavailability() - planned_share;
  if (allowed < 0.0) return 1.0;
  const std::vector<Duration> lengths = period.lengths();
  double sum = 0.0;
  std::map<Duration, double> known;  // months come in three lengths
  for (const Duration length : lengths) {
    const auto [place, added] = known.try_emplace(length, 0.0);
    if (added) {
      place->second =
          probability_of_exceeding(causes, length.in_hours(), allowed * length.in_hours());
    }
    sum += place->second;
  }
  return sum / static_cast<double>(lengths.size());
}

/// Outages that come more or less often.
std::vector<OutageCause> with_rates_times(std::vector<OutageCause> causes, double factor) {
  for (OutageCause& cause : causes) {
    for (double& rate : cause.rates) rate *= factor;
  }
  return causes;
}

/// What counts of a journey's downtime: all of it, or what is left without excluded failures.
struct CountedDowntime {
  const AvailabilityResult& up;
  JourneyCauses outages;
  double planned = 0;   ///< share of time; 0 where it does not count
  bool chances = true;  ///< whether those to miss it are asked for
};

/// The journey as it would be if the excluded events never occurred: exact where it was. No group
/// in time is below it, of which alone anything is estimated.
JourneyOutages without(const DecisionDiagram& diagram, const JourneyOutages& journey,
                       const std::vector<EventId>& excluded) {
  const auto is_excluded = [&excluded](EventId event) {
    return std::binary_search(excluded.begin(), excluded.end(), event);
  };
  JourneyOutages result;
  result.journey = journey.journey;
  result.up = journey.up;
  const DecisionDiagram::Ref top = diagram.top(journey.journey.index());
  if (top == DecisionDiagram::exhausted) {
    // All that is sure: no more than with them.
    result.up.method = Method::bounded;
    result.up.lower_unavailability = 0.0;
    result.up.outages_per_year.reset();
    return result;
  }
  const NodeProbabilities probabilities(diagram, {}, excluded);
  const double down = std::clamp(probabilities[top], 0.0, 1.0);
  result.up.availability = Availability::from_unavailability(down);
  result.up.lower_unavailability = result.up.upper_unavailability = down;
  result.events = sensitivities(diagram, probabilities, top);
  std::erase_if(result.events, [&](const EventSensitivity& row) { return is_excluded(row.event); });
  for (const EventId event : journey.alone) {
    if (!is_excluded(event)) result.alone.push_back(event);
  }
  if (journey.up.outages_per_year) {
    result.up.outages_per_year = OutageFrequency(diagram, excluded).per_year(top, result.events);
  }
  return result;
}

/// Of an estimated journey: the promise with the least and the most time down that may be.
struct PromiseEnds {
  bool known = false;
  bool grouped = false;
  std::vector<OutageCause> fewest, most;

  explicit PromiseEnds(const CountedDowntime& counted) {
    const double down = counted.up.availability.unavailability();
    known = counted.chances && counted.up.method == Method::estimated &&
            counted.up.outages_per_year && down > 0.0;
    grouped = counted.outages.grouped;
    if (!known) return;
    fewest = with_rates_times(counted.outages.causes, counted.up.lower_unavailability / down);
    most = with_rates_times(counted.outages.causes, counted.up.upper_unavailability / down);
  }

  /// Around the value, which both ends may miss by the rounding of their inversion; of groups in
  /// time, whose outages come close together more often than by chance, some more.
  [[nodiscard]] std::optional<Interval> around(double value, const ServicePeriod& period,
                                               Availability below, double planned) const {
    if (!known && !grouped) return std::nullopt;
    Interval ends{value, value};
    if (known) {
      ends.low = std::min(value, chance_of_missing(fewest, period, below, planned));
      ends.high = std::max(value, chance_of_missing(most, period, below, planned));
    }
    if (!grouped) return ends;
    return Interval{ends.low * (1.0 - in_a_row), std::min(1.0, ends.high * (1.0 + in_a_row))};
  }
};

/// Of several tiers only the deepest is paid.
double mean_credit(const std::vector<CreditResult>& credits, const std::vector<double>& chances) {
  double expected = 0.0;
  for (std::size_t i = 0; i < credits.size(); ++i) {
    const double deeper = i + 1 < credits.size() ? chances[i + 1] : 0.0;
    expected += std::max(0.0, chances[i] - deeper) * credits[i].credit.value();
  }
  return expected;
}

/// From the chances of its tiers.
void add_expected_credit(ServiceLevelResult& promise) {
  if (promise.credits.empty() || !promise.credits.front().probability) return;
  std::vector<double> chances, low, high;
  bool between = false;
  for (const CreditResult& credit : promise.credits) {
    chances.push_back(*credit.probability);
    low.push_back(credit.interval ? credit.interval->low : chances.back());
    high.push_back(credit.interval ? credit.interval->high : chances.back());
    between = between || credit.interval;
  }
  promise.expected_credit = mean_credit(promise.credits, chances);
  if (between) {
    // Deeper tiers pay more: more time down never pays less.
    promise.expected_credit_interval = {mean_credit(promise.credits, low),
                                        mean_credit(promise.credits, high)};
  }
}

void add_credits(const ServiceLevel& level, const CountedDowntime& counted, const PromiseEnds& ends,
                 ServiceLevelResult& result) {
  for (const CreditTier& tier : level.credits) {
    if (!tier.below || !tier.credit) continue;
    CreditResult& credit =
        result.credits.emplace_back(CreditResult{tier.below->value, tier.credit->value, {}, {}});
    if (!counted.up.outages_per_year) continue;
    credit.probability =
        chance_of_missing(counted.outages.causes, result.period, credit.below, counted.planned);
    credit.interval =
        ends.around(*credit.probability, result.period, credit.below, counted.planned);
  }
  add_expected_credit(result);
}

ServiceLevelResult judge(const ServiceLevel& level, const AvailabilityResult& all,
                         const CountedDowntime& counted) {
  const AvailabilityResult& up = counted.up;
  const double planned = counted.planned;
  ServiceLevelResult result;
  result.target = level.availability->value;
  result.period = period_of(level);
  result.period_assumed = !level.period.has_value();
  result.lower_unavailability = up.lower_unavailability + planned;
  result.upper_unavailability = up.upper_unavailability + planned;
  const double share = result.target.unavailability();
  if (result.upper_unavailability <= share) {
    result.met = true;
  } else if (result.lower_unavailability > share) {
    result.met = false;
  }
  result.allowed = result.target.downtime_in(result.period.length);
  const double period = result.period.length.in_seconds();
  result.planned = Duration::seconds(planned * period);
  result.expected = Duration::seconds((up.availability.unavailability() + planned) * period);
  for (const auto& name : level.exclude) result.excluded_causes.push_back(name.value);
  result.excluded = Duration::seconds(
      std::max(0.0, all.availability.unavailability() - up.availability.unavailability()) * period);
  const PromiseEnds ends(counted);
  if (up.outages_per_year && counted.chances) {
    result.missed_probability =
        chance_of_missing(counted.outages.causes, result.period, result.target, planned);
    result.missed_interval =
        ends.around(*result.missed_probability, result.period, result.target, planned);
  }
  add_credits(level, counted, ends, result);
  const JourneyCauses& outages = counted.outages;
  const bool meet = outages.grouped || outages.of_several > seldom_meet;
  const bool close = meet && up.upper_unavailability > mostly_apart;
  result.chances_doubtful = counted.chances && (close || !outages.followed);
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

/// What the customer pays in a year: the agreement's fee, or else all of the revenue. A fee without
/// a period is that of each period of the agreement.
std::optional<Money> yearly_fee(const Journey& journey, const MoneyResult& money) {
  if (journey.sla && journey.sla->fee) {
    const Money& fee = journey.sla->fee->value;
    const Duration per = fee.per == Duration() ? period_of(*journey.sla).length : fee.per;
    return a_year(fee.amount * (Duration::year / per.in_seconds()), fee.currency);
  }
  if (!money.revenue_per_hour) return std::nullopt;
  return a_year(money.revenue_per_hour->amount * Duration::hours_a_year,
                money.revenue_per_hour->currency);
}

MoneyResult money_of(const Journey& journey, const AvailabilityResult& up,
                     const std::optional<ServiceLevelResult>& sla) {
  MoneyResult result;
  const double down_hours = up.downtime_per_year().in_hours();
  result.revenue_per_hour = revenue_per_hour(journey);
  if (result.revenue_per_hour) {
    const Money& hourly = *result.revenue_per_hour;
    result.revenue_lost = a_year(hourly.amount * down_hours, hourly.currency);
  }
  if (sla && sla->expected_credit) {
    if (const auto fee = yearly_fee(journey, result)) {
      result.credits = a_year(fee->amount * *sla->expected_credit, fee->currency);
    }
  }
  if (journey.outage_cost) {
    const Money& cost = journey.outage_cost->value;
    if (cost.per != Duration()) {
      result.outage_cost = a_year(cost.amount / cost.per.in_hours() * down_hours, cost.currency);
    } else if (up.outages_per_year) {
      result.outage_cost = a_year(cost.amount * *up.outages_per_year, cost.currency);
    }
  }
  return result;
}

}  // namespace

ServicePeriod period_of(const ServiceLevel& level) {
  if (level.period) return level.period->value;
  return {ServicePeriod::Calendar::none, Duration::seconds(Duration::year)};
}

bool counts_planned(const ServiceLevel& level) {
  return level.planned && level.planned->value == PlannedDowntime::counted;
}

std::vector<EventId> excluded_events(const Model& model, const StructureFunction& function,
                                     const ServiceLevel& level) {
  std::vector<EventId> excluded;
  if (level.exclude.empty()) return excluded;
  std::set<std::string_view> names;
  for (const auto& name : level.exclude) names.insert(name.value);
  for (std::size_t i = 0; i < function.events.size(); ++i) {
    const BasicEvent& event = function.events[EventId(i)];
    const auto named = [&names](const std::string& name) { return names.contains(name); };
    const bool own =
        (event.kind == EventKind::component && named(model.components[event.component].name)) ||
        (event.kind == EventKind::link && named(model.links[event.link].name)) ||
        (event.kind == EventKind::common_cause &&
         named(model.common_causes[event.common_cause].name));
    if (own) excluded.emplace_back(i);
  }
  return excluded;
}

std::optional<double> planned_share(const ServiceLevelBasis& basis, const JourneyOutages& journey,
                                    const std::vector<EventId>& excluded) {
  const DecisionDiagram::Ref top = basis.diagram.top(journey.journey.index());
  if (basis.windows.empty() || top == DecisionDiagram::exhausted) return std::nullopt;
  if (const auto share = basis.groups.planned(journey.journey, excluded)) return share;
  return planned_unavailability(basis.diagram, top, journey.up.availability.unavailability(),
                                basis.windows, excluded);
}

JourneyPromises judge_promises(const ServiceLevelBasis& basis, const JourneyOutages& outages,
                               double planned) {
  const Journey& journey = basis.model.journeys[outages.journey];
  const StructureFunction& function = basis.diagram.function();
  std::optional<JourneyCauses> causes;  // of everything
  const auto judged = [&](const Boxed<ServiceLevel>& level) -> std::optional<ServiceLevelResult> {
    if (!level || !level->availability) return std::nullopt;
    const bool counted = counts_planned(*level);
    const bool chances = basis.chances || !level->credits.empty();
    const auto excluded = excluded_events(basis.model, function, *level);
    if (excluded.empty()) {
      if (!causes && chances) causes = outage_causes(basis.diagram, basis.grouped, outages, {});
      return judge(
          *level, outages.up,
          {outages.up, causes.value_or(JourneyCauses()), counted ? planned : 0.0, chances});
    }
    const auto judged_on = [&](const JourneyWithout& rest) {
      const auto share = counted ? planned_share(basis, rest.outages, excluded) : std::nullopt;
      return judge(*level, outages.up,
                   {rest.outages.up, rest.causes, share.value_or(0.0), chances});
    };
    if (const auto rest = basis.groups.without(outages, excluded, chances)) return judged_on(*rest);
    JourneyWithout rest{without(basis.diagram, outages, excluded), {}};
    if (chances) rest.causes = outage_causes(basis.diagram, basis.grouped, rest.outages, excluded);
    return judged_on(rest);
  };
  JourneyPromises promises{judged(journey.slo), judged(journey.sla), {}};
  promises.money = money_of(journey, outages.up, promises.sla);
  return promises;
}

void settle_credits(const Journey& journey, ServiceLevelResult& promise, MoneyResult& money) {
  add_expected_credit(promise);
  if (!promise.expected_credit) return;
  if (const auto fee = yearly_fee(journey, money)) {
    money.credits = a_year(fee->amount * *promise.expected_credit, fee->currency);
  }
}

std::vector<Money> component_costs(const Model& model) {
  const IdVector<ComponentId, double> shares = running_shares(model);
  std::map<std::string, double> by_currency;
  for (std::size_t i = 0; i < model.components.size(); ++i) {
    add_yearly_cost(model.components[ComponentId(i)], shares[ComponentId(i)], by_currency);
  }
  return yearly_amounts(by_currency);
}

}  // namespace cutpoint
