#include "cutpoint/comparison.hpp"

#include <algorithm>
#include <set>
#include <utility>

#include "analyzer/comparison/compare.hpp"
#include "analyzer/comparison/judgement.hpp"
#include "analyzer/comparison/results.hpp"

namespace cutpoint {

namespace {

using Direction = ResultChange::Direction;

bool numbers_differ(const std::optional<double>& a, const std::optional<double>& b) {
  return a && b ? differ_clearly(*a, *b) : a != b;
}

bool values_differ(const ResultValue& before, const ResultValue& after) {
  return numbers_differ(before.number, after.number) || numbers_differ(before.upper, after.upper) ||
         numbers_differ(before.estimate, after.estimate) || before.word != after.word;
}

/// A cut set that the journey withstood before, though all its events were there: no part of it
/// stopped the journey.
bool became_shorter(const ResultKey& cut, const Results& before, const std::string& journey,
                    const std::vector<const ResultKey*>& old_cuts) {
  const auto listed = before.cut_sets.find(journey);
  // What is not listed may have been a cut set before.
  if (listed == before.cut_sets.end() || !listed->second.all_listed) return false;
  const std::vector<std::string>& events = cut.details;
  if (events.size() > listed->second.orders) return false;
  const bool all_known = std::all_of(events.begin(), events.end(), [&](const std::string& name) {
    return before.events.contains(name) &&
           before.find({ResultKind::single_point, journey, {name}}) == nullptr;
  });
  return all_known && std::none_of(old_cuts.begin(), old_cuts.end(), [&](const ResultKey* old) {
           return std::includes(events.begin(), events.end(), old->details.begin(),
                                old->details.end());
         });
}

class ResultComparison {
 public:
  ResultComparison(const Results& before, const Results& after) : before_(before), after_(after) {
    for (const auto& [key, value] : before.values) {
      if (key.kind == ResultKind::cut_set) old_cuts_[key.subject].push_back(&key);
    }
  }

  std::vector<ResultChange> run() {
    auto old = before_.values.begin();
    for (const auto& [key, value] : after_.values) {
      for (; old != before_.values.end() && old->first < key; ++old) {
        note(old->first, &old->second, nullptr);
      }
      const bool known = old != before_.values.end() && old->first == key;
      if (!known || values_differ(old->second, value)) {
        note(key, known ? &old->second : nullptr, &value);
      }
      if (known) ++old;
    }
    for (; old != before_.values.end(); ++old) note(old->first, &old->second, nullptr);
    return std::move(changes_);
  }

 private:
  void note(const ResultKey& key, const ResultValue* before, const ResultValue* after) {
    if (!is_told(key, after != nullptr)) return;
    ResultChange& change = changes_.emplace_back();
    change.kind = key.kind;
    change.subject = key.subject;
    change.details = key.details;
    if (before != nullptr) change.before = *before;
    if (after != nullptr) change.after = *after;
    judge(change, before_, after_);
  }

  /// Quadratic in the listed cut sets of a journey, of which there are at most a thousand.
  [[nodiscard]] bool is_told(const ResultKey& key, bool is_there) const {
    if (key.kind == ResultKind::cut_set) {
      const auto old = old_cuts_.find(key.subject);
      return is_there && became_shorter(key, before_, key.subject,
                                        old == old_cuts_.end() ? none_ : old->second);
    }
    // What is new or gone as a whole is told with the change of the document.
    if (before_.parts.contains(key.subject) != after_.parts.contains(key.subject)) {
      return is_there &&
             (key.kind == ResultKind::hidden_common_cause ||
              key.kind == ResultKind::loss_objective || key.kind == ResultKind::recovery_objective);
    }
    // With a redundancy goes what defeated it.
    return key.kind != ResultKind::hidden_common_cause || is_there ||
           after_.find({ResultKind::redundancy, key.subject, {}}) != nullptr;
  }

  const Results& before_;
  const Results& after_;
  std::map<std::string, std::vector<const ResultKey*>> old_cuts_;
  const std::vector<const ResultKey*> none_;
  std::vector<ResultChange> changes_;
};

std::optional<std::size_t> smallest_cut(const JourneyAnalysis& journey) {
  const auto& by_order = journey.cut_sets.by_order;
  for (std::size_t i = 0; i < by_order.size(); ++i) {
    if (by_order[i] > 0) return i + 1;
  }
  return std::nullopt;
}

std::map<std::string, const JourneyAnalysis*> journeys_by_name(const AnalysedModel& side) {
  std::map<std::string, const JourneyAnalysis*> journeys;
  for (const JourneyAnalysis& row : side.analysis.journeys) {
    journeys.emplace(side.model.journeys[row.journey].name, &row);
  }
  return journeys;
}

JourneyComparison journey_row(const std::string& name, const JourneyAnalysis* was,
                              const JourneyAnalysis* is) {
  JourneyComparison row;
  row.name = name;
  if (was != nullptr) {
    row.before = was->up;
    row.slo_before = was->slo;
    row.smallest_cut_before = smallest_cut(*was);
  }
  if (is != nullptr) {
    row.after = is->up;
    row.slo_after = is->slo;
    row.smallest_cut_after = smallest_cut(*is);
  }
  return row;
}

/// What the results say of a journey that both models have: one that is new or gone is neither
/// better nor worse.
void add_result(const ResultChange& change, JourneyComparison& row) {
  row.regression = row.regression || change.regression;
  if (!row.before || !row.after) return;
  switch (change.kind) {
    case ResultKind::availability:
      row.less_available = change.direction == Direction::worse;
      break;
    case ResultKind::slo:
      row.target_missed_now =
          change.direction == Direction::worse && change.after->word == "missed";
      break;
    case ResultKind::single_point: {
      const auto is_open = [](const std::optional<ResultValue>& point) {
        return point && point->word != name_of(SinglePointClass::accepted);
      };
      if (change.direction == Direction::worse) row.points_gained.push_back(change.details.front());
      if (is_open(change.before) && !is_open(change.after)) {
        row.points_lost.push_back(change.details.front());
      }
      break;
    }
    case ResultKind::cut_set:
      row.shorter_cuts.push_back(change.details);
      break;
    default:
      break;
  }
}

void compare_journeys(const AnalysedModel& before, const AnalysedModel& after, Comparison& result) {
  const auto old_journeys = journeys_by_name(before);
  const auto new_journeys = journeys_by_name(after);
  for (const Journey& journey : after.model.journeys) {
    const auto old = old_journeys.find(journey.name);
    result.journeys.push_back(journey_row(journey.name,
                                          old == old_journeys.end() ? nullptr : old->second,
                                          new_journeys.at(journey.name)));
  }
  for (const Journey& journey : before.model.journeys) {
    if (new_journeys.contains(journey.name)) continue;
    result.journeys.push_back(journey_row(journey.name, old_journeys.at(journey.name), nullptr));
  }
  std::map<std::string_view, JourneyComparison*> rows;
  for (JourneyComparison& row : result.journeys) rows.emplace(row.name, &row);
  for (const ResultChange& change : result.results) {
    const auto row = rows.find(change.subject);
    if (row != rows.end()) add_result(change, *row->second);
  }
}

/// Results that follow from how long a journey is down.
bool follows_downtime(ResultKind kind) {
  return (kind >= ResultKind::slo && kind <= ResultKind::sla_credit) ||
         (kind >= ResultKind::revenue_lost && kind <= ResultKind::credits);
}

/// Where nobody knows whether a journey is down more or less, nobody knows what follows from it
/// either, whichever way the change is read. A verdict that was and stays decided is known.
void leave_open(Comparison& result) {
  std::set<std::string_view> open;
  for (const ResultChange& row : result.results) {
    const bool is_open = row.direction == Direction::undecided;
    if (row.kind == ResultKind::availability && is_open) open.insert(row.subject);
  }
  const auto is_decided = [](const std::optional<ResultValue>& value) {
    return value && (value->word == "met" || value->word == "missed");
  };
  for (ResultChange& row : result.results) {
    if (!follows_downtime(row.kind) || !open.contains(row.subject)) continue;
    if (row.direction == Direction::neither) continue;
    const bool is_verdict = row.kind == ResultKind::slo || row.kind == ResultKind::sla;
    if (is_verdict && is_decided(row.before) && is_decided(row.after)) continue;
    row.direction = Direction::undecided;
    row.regression = false;
  }
}

/// What an amount is computed with, beside how long things are down.
bool is_priced_by(ResultKind kind, std::string_view key) {
  switch (kind) {
    case ResultKind::revenue_lost:
      return key == "revenue";
    case ResultKind::outage_cost:
      return key == "outage_cost";
    case ResultKind::credits:
      return key == "revenue" || key == "sla";
    default:
      return false;
  }
}

/// What is easier to keep because less is promised is no better for that, and another price makes
/// nothing better or worse.
void judge_promises(Comparison& result) {
  const auto is_of = [](ResultKind kind, std::string_view key) {
    if (key == "slo") return kind >= ResultKind::slo && kind <= ResultKind::slo_risk;
    return key == "sla" && kind >= ResultKind::sla && kind <= ResultKind::sla_credit;
  };
  for (const DocumentChange& change : result.changes) {
    if (change.section != "journeys") continue;
    for (ResultChange& row : result.results) {
      if (row.subject == change.object && is_priced_by(row.kind, change.key)) {
        row.direction = Direction::neither;
      }
      if (!change.weakens) continue;
      if (row.subject == change.object && is_of(row.kind, change.key) &&
          row.direction == Direction::better) {
        row.direction = Direction::neither;
      }
    }
  }
}

/// Who voted with more than half and does so with less: the figures get better, and two halves may
/// each go on by themselves.
bool gives_majority_up(const DocumentChange& change, const Model& later) {
  if (change.section != "components" || change.key != "quorum") return false;
  if (change.kind != DocumentChange::Kind::removed) return false;
  const ComponentId id = later.find_component(change.object);
  if (!id.valid()) return false;
  const Component& pool = later.components[id];
  return 2 * pool.at_least <= pool.replicas;
}

void add_costs(Comparison& result) {
  constexpr double months = 12.0;
  for (const ResultChange& change : result.results) {
    if (change.kind != ResultKind::cost) continue;
    const auto monthly = [](const std::optional<ResultValue>& year) {
      return year ? year->number.value_or(0.0) / months : 0.0;
    };
    result.costs.push_back({change.details.front(), monthly(change.before), monthly(change.after)});
  }
}

}  // namespace

bool Comparison::is_regression() const {
  return std::any_of(results.begin(), results.end(),
                     [](const ResultChange& change) { return change.regression; }) ||
         std::any_of(changes.begin(), changes.end(),
                     [](const DocumentChange& change) { return change.weakens; });
}

bool Comparison::is_empty() const {
  return changes.empty() && results.empty() && components_added.empty() &&
         components_removed.empty() && components_changed.empty() && edges_added.empty() &&
         edges_removed.empty();
}

Comparison compare(const AnalysedModel& before, const Results& was, const AnalysedModel& after,
                   const Results& is, std::vector<DocumentChange> changes) {
  Comparison result;
  result.changes = std::move(changes);
  for (DocumentChange& change : result.changes) {
    change.weakens =
        change.weakens || weakens(change, result.changes) || gives_majority_up(change, after.model);
  }
  result.results = ResultComparison(was, is).run();
  leave_open(result);
  judge_promises(result);
  compare_parts(before.model, after.model, result);
  compare_journeys(before, after, result);
  add_costs(result);
  return result;
}

Comparison compare(const AnalysedModel& before, const AnalysedModel& after) {
  const GroupNames names(after);
  return compare(before, results_of(before, names), after, results_of(after, names), {});
}

}  // namespace cutpoint
