#include "analyzer/comparison/judgement.hpp"

#include <array>
#include <cmath>
#include <cstddef>

namespace cutpoint {

namespace {

using Direction = ResultChange::Direction;

constexpr double least_difference = 1e-9;

/// How results of a kind are judged.
struct Measure {
  enum class By {
    planned,    ///< windows, as a share of the time that it would be up otherwise
    interval,   ///< numbers that may be bounded: only what is certain
    number,     ///< what is not known is neither better nor worse
    amount,     ///< a missing one is nothing
    verdict,    ///< met, not decided, missed
    objective,  ///< met, missed; not known is neither
    point,      ///< single points of failure
    presence,   ///< worse where it has come
    cut_set,    ///< the same, told only where it has come
    common_cause,
    redundancy,
    copies,
  };
  ResultKind kind;
  std::string_view name;
  By by;
  bool more_is_worse = true;
  bool counts = true;  ///< for the worse is a regression
};

constexpr std::array measures = {
    Measure{ResultKind::availability, "availability", Measure::By::interval},
    Measure{ResultKind::full_service, "full_service", Measure::By::interval},
    Measure{ResultKind::outages, "outages", Measure::By::interval, true, false},
    Measure{ResultKind::planned_downtime, "planned_downtime", Measure::By::planned},
    Measure{ResultKind::slo, "slo", Measure::By::verdict},
    Measure{ResultKind::slo_budget, "slo_budget", Measure::By::number, false, false},
    Measure{ResultKind::slo_risk, "slo_risk", Measure::By::number, true, false},
    Measure{ResultKind::sla, "sla", Measure::By::verdict},
    Measure{ResultKind::sla_budget, "sla_budget", Measure::By::number, false, false},
    Measure{ResultKind::sla_risk, "sla_risk", Measure::By::number, true, false},
    Measure{ResultKind::sla_credit, "sla_credit", Measure::By::number, true, false},
    Measure{ResultKind::single_point, "single_point", Measure::By::point},
    Measure{ResultKind::smallest_cut, "smallest_cut", Measure::By::number, false},
    Measure{ResultKind::cut_set, "cut_set", Measure::By::cut_set, true, false},
    Measure{ResultKind::redundancy, "redundancy", Measure::By::redundancy, false},
    Measure{ResultKind::hidden_common_cause, "hidden_common_cause", Measure::By::common_cause},
    Measure{ResultKind::data_loss, "data_loss", Measure::By::number},
    Measure{ResultKind::recovery_time, "recovery_time", Measure::By::number},
    Measure{ResultKind::loss_objective, "loss_objective", Measure::By::objective},
    Measure{ResultKind::recovery_objective, "recovery_objective", Measure::By::objective},
    Measure{ResultKind::copies, "copies", Measure::By::copies, false},
    Measure{ResultKind::site_loss, "site_loss", Measure::By::number},
    Measure{ResultKind::site_recovery, "site_recovery", Measure::By::number},
    Measure{ResultKind::revenue_lost, "revenue_lost", Measure::By::amount, true, false},
    Measure{ResultKind::outage_cost, "outage_cost", Measure::By::amount, true, false},
    Measure{ResultKind::credits, "credits", Measure::By::amount, true, false},
    Measure{ResultKind::cost, "cost", Measure::By::amount, true, false},
    Measure{ResultKind::standby_cost, "standby_cost", Measure::By::amount, true, false},
    Measure{ResultKind::finding, "finding", Measure::By::presence, true, false},
};

constexpr bool rows_stand_in_order() {
  for (std::size_t i = 0; i < measures.size(); ++i) {
    if (static_cast<std::size_t>(measures[i].kind) != i) return false;
  }
  return static_cast<std::size_t>(ResultKind::finding) + 1 == measures.size();
}
static_assert(rows_stand_in_order(), "each kind of result has its row");

Direction by_number(double before, double after, bool more_is_worse) {
  if (!differ_clearly(before, after)) return Direction::neither;
  return (after > before) == more_is_worse ? Direction::worse : Direction::better;
}

Direction by_rank(int before, int after) {
  if (before == after) return Direction::neither;
  return after > before ? Direction::worse : Direction::better;
}

int verdict_rank(const std::optional<ResultValue>& value) {
  if (!value || value->word == "met") return 0;
  return value->word == "missed" ? 2 : 1;
}

int point_rank(const std::optional<ResultValue>& value) {
  if (!value || value->word == name_of(SinglePointClass::accepted)) return 0;
  if (value->word == "switch") return 1;
  return value->word == name_of(SinglePointClass::partial) ? 2 : 3;
}

/// One that somebody has accepted is not gone.
bool is_accepted(const std::optional<ResultValue>& value) {
  return value && value->word == name_of(SinglePointClass::accepted);
}

double number_or(const std::optional<ResultValue>& value, double otherwise) {
  return value ? value->number.value_or(otherwise) : otherwise;
}

/// Both sides are estimated in the same way and err in the same way: where the estimate and both
/// ends have moved to one side, so has the truth.
Direction by_estimate(const ResultValue& before, const ResultValue& after) {
  const auto of = [](const ResultValue& value) {
    return std::array{*value.number, value.estimate.value_or(*value.number),
                      value.upper.value_or(*value.number)};
  };
  const auto was = of(before), is = of(after);
  const Direction first = by_number(was.front(), is.front(), true);
  for (std::size_t i = 1; i < was.size(); ++i) {
    if (by_number(was[i], is[i], true) != first) return Direction::undecided;
  }
  return first == Direction::neither ? Direction::undecided : first;
}

/// Bounds that overlap decide nothing.
Direction by_interval(const ResultChange& change) {
  if (!change.before || !change.after) return Direction::neither;
  const double was_low = *change.before->number, is_low = *change.after->number;
  const double was_high = change.before->upper.value_or(was_low);
  const double is_high = change.after->upper.value_or(is_low);
  if (is_low > was_high * (1.0 + least_difference)) return Direction::worse;
  if (was_low > is_high * (1.0 + least_difference)) return Direction::better;
  if (!change.before->upper && !change.after->upper) return Direction::neither;
  const bool are_estimates = change.before->estimate || change.after->estimate;
  return are_estimates ? by_estimate(*change.before, *change.after) : Direction::undecided;
}

/// A window counts while the journey would be up without it: with fewer failures there is more of
/// that, and windows that stay what they are take about the same share of it.
Direction by_planned(const ResultChange& change, const Results& before, const Results& after) {
  constexpr double least_step = 0.01;
  if (!change.before || !change.after) return Direction::neither;
  const auto share = [&change](const ResultValue& planned, const Results& side) {
    const ResultValue* down = side.find({ResultKind::availability, change.subject, {}});
    const double up = down == nullptr ? 1.0 : 1.0 - *down->number;
    return up > 0.0 ? *planned.number / up : 0.0;
  };
  const double was = share(*change.before, before), is = share(*change.after, after);
  if (std::abs(is - was) <= least_step * std::max(is, was)) return Direction::neither;
  return by_number(was, is, true);
}

/// A promise that is new is worse only where it is missed; one that is gone is no better.
Direction by_verdict(const ResultChange& change) {
  if (!change.after || (!change.before && verdict_rank(change.after) < 2)) {
    return Direction::neither;
  }
  return by_rank(verdict_rank(change.before), verdict_rank(change.after));
}

Direction by_objective(const ResultChange& change) {
  const bool known = verdict_rank(change.before) != 1 && verdict_rank(change.after) != 1;
  return known ? by_verdict(change) : Direction::neither;
}

Direction by_known_number(const ResultChange& change, bool more_is_worse) {
  const bool known = change.before && change.after && change.before->number && change.after->number;
  return known ? by_number(*change.before->number, *change.after->number, more_is_worse)
               : Direction::neither;
}

Direction by_copies(const ResultChange& change) {
  const Direction by_count = by_known_number(change, false);
  if (!change.before || !change.after || by_count != Direction::neither) return by_count;
  if (change.before->word == change.after->word) return Direction::neither;
  const bool kept =
      change.after->word == "3-2-1 kept" || change.after->word == "earlier versions kept";
  return kept ? Direction::better : Direction::worse;
}

Direction direction_of(const ResultChange& change, const Measure& measure, const Results& before,
                       const Results& after) {
  switch (measure.by) {
    case Measure::By::planned:
      return by_planned(change, before, after);
    case Measure::By::interval:
      return by_interval(change);
    case Measure::By::number:
      return by_known_number(change, measure.more_is_worse);
    case Measure::By::amount:
      return by_number(number_or(change.before, 0.0), number_or(change.after, 0.0), true);
    case Measure::By::objective:
      return by_objective(change);
    case Measure::By::verdict:
      return by_verdict(change);
    case Measure::By::point:
      return is_accepted(change.after)
                 ? Direction::neither
                 : by_rank(point_rank(change.before), point_rank(change.after));
    case Measure::By::presence:
    case Measure::By::cut_set:
    case Measure::By::common_cause:
      return by_rank(change.before ? 1 : 0, change.after ? 1 : 0);
    case Measure::By::redundancy:
      return by_number(number_or(change.before, 0.0), number_or(change.after, 0.0), false);
    case Measure::By::copies:
      return by_copies(change);
  }
  return Direction::neither;
}

/// What has become worse, but not so that it counts: what is new is no worse than what was not
/// there, and what other results say better.
bool counts(const ResultChange& change, const Measure& measure, const Results& before,
            const Results& after) {
  if (!measure.counts || change.direction != Direction::worse) return false;
  switch (measure.by) {
    case Measure::By::point:
      return before.parts.contains(change.subject) && point_rank(change.after) > 1;
    case Measure::By::common_cause: {
      const ResultValue* was = before.find({ResultKind::redundancy, change.subject, {}});
      return was != nullptr && *was->number > 0.0;
    }
    case Measure::By::redundancy:
      // Of requirements, single points and shorter cut sets tell what that means.
      return after.parts.contains(change.subject) && number_or(change.after, 0.0) <= 0.0;
    case Measure::By::copies:
      return change.before->word == "3-2-1 kept" && change.after->word != "3-2-1 kept";
    case Measure::By::number:
      // Single points tell what it means that one failure is enough.
      return change.kind != ResultKind::smallest_cut || number_or(change.after, 0.0) >= 2.0;
    default:
      return true;
  }
}

}  // namespace

bool differ_clearly(double a, double b) {
  if (std::isinf(a) || std::isinf(b)) return a != b;
  return std::abs(a - b) > least_difference * std::max(std::abs(a), std::abs(b));
}

std::string_view name_of(ResultKind kind) {
  return measures[static_cast<std::size_t>(kind)].name;
}

std::string_view name_of(ResultChange::Direction direction) {
  constexpr std::array<std::string_view, 4> names = {"worse", "neither", "better", "undecided"};
  return names[static_cast<std::size_t>(direction)];
}

void judge(ResultChange& change, const Results& before, const Results& after) {
  const Measure& measure = measures[static_cast<std::size_t>(change.kind)];
  change.direction = direction_of(change, measure, before, after);
  change.regression = counts(change, measure, before, after);
}

}  // namespace cutpoint
