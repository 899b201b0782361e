#include "analyzer/comparison/results.hpp"

#include <algorithm>
#include <limits>
#include <utility>

#include "analyzer/comparison/part_results.hpp"

namespace cutpoint {

namespace {

using Limits = std::numeric_limits<double>;

ResultValue number_value(double number) {
  return {number, {}, {}, {}, {}};
}

ResultValue word_value(std::string word) {
  return {{}, {}, {}, std::move(word), {}};
}

std::string verdict_word(const std::optional<bool>& met) {
  if (!met) return "not decided";
  return *met ? "met" : "missed";
}

/// The results of one journey.
class JourneyResults {
 public:
  JourneyResults(const AnalysedModel& side, const JourneyAnalysis& journey,
                 const IdVector<EventId, std::string>& event_names, Results& results)
      : side_(side),
        journey_(journey),
        event_names_(event_names),
        name_(side.model.journeys[journey.journey].name),
        results_(results) {}

  void add() {
    add_availability();
    if (journey_.slo) {
      add_promise(*journey_.slo, ResultKind::slo, ResultKind::slo_budget, ResultKind::slo_risk);
    }
    if (journey_.sla) {
      add_promise(*journey_.sla, ResultKind::sla, ResultKind::sla_budget, ResultKind::sla_risk);
      if (journey_.sla->expected_credit) {
        put(ResultKind::sla_credit, {}, number_value(*journey_.sla->expected_credit));
      }
    }
    add_single_points();
    add_cut_sets();
    add_money();
  }

 private:
  void put(ResultKind kind, std::vector<std::string> details, ResultValue value) {
    results_.values.insert_or_assign({kind, name_, std::move(details)}, std::move(value));
  }

  void add_availability() {
    const auto interval = [](const AvailabilityResult& result) {
      ResultValue value = number_value(result.lower_unavailability);
      if (result.method != Method::exact) value.upper = result.upper_unavailability;
      if (result.method == Method::estimated) {
        value.estimate = result.availability.unavailability();
      }
      return value;
    };
    put(ResultKind::availability, {}, interval(journey_.up));
    if (journey_.has_soft_requirements) {
      put(ResultKind::full_service, {}, interval(journey_.full));
    }
    if (journey_.up.outages_per_year) {
      ResultValue outages = number_value(*journey_.up.outages_per_year);
      const auto& ends = journey_.up.outages_interval;
      if (ends && journey_.up.method == Method::estimated) {
        outages = {ends->low, ends->high, *journey_.up.outages_per_year, {}, {}};
      }
      put(ResultKind::outages, {}, std::move(outages));
    }
    if (side_.model.form.has_figures) {
      put(ResultKind::planned_downtime, {},
          number_value(journey_.planned_unavailability.value_or(0.0)));
    }
  }

  void add_promise(const ServiceLevelResult& promise, ResultKind verdict, ResultKind budget,
                   ResultKind risk) {
    put(verdict, {}, word_value(verdict_word(promise.met)));
    ResultValue left = number_value(promise.allowed.in_seconds() - promise.expected.in_seconds());
    // What nobody can decide is not overdrawn, and has nothing left for certain.
    if (!promise.met) left.word = verdict_word(promise.met);
    put(budget, {}, std::move(left));
    if (promise.missed_probability) put(risk, {}, number_value(*promise.missed_probability));
  }

  void add_single_points() {
    for (const SinglePoint& point : journey_.single_points) {
      const BasicEvent& event = side_.function.events[point.event];
      // A switch under way ends by itself; what it costs is in the availability.
      const bool is_switch =
          event.kind == EventKind::failover && point.classification != SinglePointClass::accepted;
      put(ResultKind::single_point, {event_names_[point.event]},
          word_value(is_switch ? "switch" : std::string(name_of(point.classification))));
    }
  }

  void add_cut_sets() {
    const CutSets& cuts = journey_.cut_sets;
    if (!cuts.available || cuts.by_order.empty()) return;
    const auto first = std::find_if(cuts.by_order.begin(), cuts.by_order.end(),
                                    [](std::uint64_t count) { return count > 0; });
    const auto smallest = static_cast<double>(first - cuts.by_order.begin() + 1);
    put(ResultKind::smallest_cut, {},
        number_value(first == cuts.by_order.end() ? Limits::infinity() : smallest));
    results_.cut_sets[name_] = {cuts.all_listed, cuts.by_order.size()};
    for (const CutSet& set : cuts.sets) {
      if (set.events.size() < 2) continue;  // single points
      std::vector<std::string> together;
      for (const EventId event : set.events) together.push_back(event_names_[event]);
      std::sort(together.begin(), together.end());
      put(ResultKind::cut_set, std::move(together), {});
    }
  }

  void add_money() {
    const MoneyResult& money = journey_.money;
    const auto note = [this](ResultKind kind, const std::optional<Money>& amount) {
      if (amount) put(kind, {amount->currency}, number_value(amount->amount));
    };
    note(ResultKind::revenue_lost, money.revenue_lost);
    note(ResultKind::outage_cost, money.outage_cost);
    note(ResultKind::credits, money.credits);
  }

  const AnalysedModel& side_;
  const JourneyAnalysis& journey_;
  const IdVector<EventId, std::string>& event_names_;
  const std::string& name_;
  Results& results_;
};

}  // namespace

Results results_of(const AnalysedModel& side, const GroupNames& names) {
  Results results;
  for (const Component& component : side.model.components) results.parts.insert(component.name);
  for (const Journey& journey : side.model.journeys) results.parts.insert(journey.name);
  const IdVector<EventId, std::string> event_names = names.event_names(side);
  for (const std::string& name : event_names.raw()) results.events.insert(name);
  for (const JourneyAnalysis& journey : side.analysis.journeys) {
    JourneyResults(side, journey, event_names, results).add();
  }
  add_redundancy_results(side, names, results);
  add_recovery_results(side, results);
  add_cost_results(side, results);
  return results;
}

}  // namespace cutpoint
