#include "analyzer/comparison/attribution.hpp"

#include <algorithm>
#include <cmath>
#include <iterator>
#include <utility>

#include "analyzer/comparison/trial_units.hpp"
#include "model/format/edit/document_comparison.hpp"

namespace cutpoint {

namespace {

/// What brings less than this share of the greatest contribution is left out.
constexpr double least_changed_share = 0.01;

/// Where all that is brought alone is less than this share of the whole, it is brought together.
constexpr double least_alone_share = 0.25;

/// One unit made alone or taken back alone.
struct Trial {
  std::optional<Results> results;  ///< nothing where it could not be measured
  ResultCause made;                ///< or taken back
};

bool same_state(const ResultValue* one, const ResultValue* other) {
  if (one == nullptr || other == nullptr) return one == other;
  return one->word == other->word && one->number.has_value() == other->number.has_value();
}

/// How far a result has moved from `from` on the way between the two documents; 0 where it has not,
/// or the other way.
double moved(const ResultChange& change, const ResultValue* from, const ResultValue* to) {
  const bool numbers = change.before && change.after && change.before->number &&
                       change.after->number && from != nullptr && to != nullptr && from->number &&
                       to->number;
  if (!numbers || *change.before->number == *change.after->number) {
    return same_state(from, to) ? 0.0 : 1.0;
  }
  const double was = *change.before->number, is = *change.after->number;
  if (std::isinf(was) || std::isinf(is)) return *from->number == *to->number ? 0.0 : 1.0;
  const double step = *to->number - *from->number, whole = is - was;
  const double digits = 1e-9 * std::max(std::abs(*from->number), std::abs(*to->number));
  return step * whole > 0.0 && std::abs(step) > digits ? std::abs(step) : 0.0;
}

/// How far a number moved; 0 where that is no question of numbers.
double whole_of(const ResultChange& change) {
  const bool numbers =
      change.before && change.after && change.before->number && change.after->number;
  const double whole = numbers ? std::abs(*change.after->number - *change.before->number) : 0.0;
  return std::isfinite(whole) ? whole : 0.0;
}

class AttributionSearch {
 public:
  AttributionSearch(Comparison& comparison, const Draft& before, const Draft& after,
                    const BothResults& results, const MeasureDraft& measure)
      : comparison_(comparison),
        before_(before),
        after_(after),
        results_(results),
        measure_(measure) {}

  void run(const std::vector<TrialUnit>& units) {
    if (units.size() == 1) {
      for (ResultChange& change : comparison_.results) change.causes = {{units.front(), {}}};
      return;
    }
    std::vector<Trial> made, taken_back;
    for (const TrialUnit& unit : units) {
      made.push_back(trial(before_, after_, unit, false));
      taken_back.push_back(trial(after_, before_, unit, true));
    }
    for (ResultChange& change : comparison_.results) {
      double alone = 0.0;
      change.causes = causes_of(change, made, alone);
      if (!change.causes.empty() && alone >= least_alone_share * whole_of(change)) continue;
      auto joint = joint_cause(change, units, taken_back);
      const bool is_more = !joint.empty() && joint.front().changes.size() > 1;
      if (change.causes.empty() || is_more) change.causes = std::move(joint);
    }
  }

 private:
  Trial trial(const Draft& base, const Draft& other, const TrialUnit& unit, bool backwards) const {
    Trial trial;
    trial.made.changes = unit;
    trial.results = measured(base, other, trial.made);
    if (trial.results) return trial;
    trial.made.with = companions(comparison_.changes, unit, backwards);
    if (!trial.made.with.empty()) trial.results = measured(base, other, trial.made);
    return trial;
  }

  [[nodiscard]] std::optional<Results> measured(const Draft& base, const Draft& other,
                                                const ResultCause& made) const {
    Draft draft = base;
    for (const std::size_t i : made.changes) take_over(draft, other, comparison_.changes[i]);
    for (const std::size_t i : made.with) take_over(draft, other, comparison_.changes[i]);
    return measure_(draft);
  }

  /// `alone`: how far they bring it by themselves, all added up.
  [[nodiscard]] std::vector<ResultCause> causes_of(const ResultChange& change,
                                                   const std::vector<Trial>& made,
                                                   double& alone) const {
    const ResultKey key{change.kind, change.subject, change.details};
    std::vector<std::pair<double, ResultCause>> found;
    for (const Trial& trial : made) {
      if (!trial.results) continue;
      const ResultValue* now = trial.results->find(key);
      if (!reaches(change, now)) continue;
      const double by = moved(change, results_.before.find(key), now);
      alone += by;
      if (by > 0.0) found.emplace_back(by, trial.made);
    }
    // Of what brings about as much, that first which needs the least beside it.
    const auto about = [](double by) {
      return std::round(std::log(by) / std::log1p(least_changed_share));
    };
    std::stable_sort(found.begin(), found.end(), [&about](const auto& a, const auto& b) {
      const double more = about(a.first), less = about(b.first);
      return more != less ? more > less : a.second.with.size() < b.second.with.size();
    });
    std::vector<ResultCause> causes;
    for (auto& [by, cause] : found) {
      if (by < least_changed_share * found.front().first) break;
      if (!is_known(cause, causes)) causes.push_back(std::move(cause));
    }
    return causes;
  }

  /// What came along with another, or takes another along, brings nothing of its own.
  [[nodiscard]] static bool is_known(const ResultCause& cause,
                                     const std::vector<ResultCause>& causes) {
    const auto holds = [](const std::vector<std::size_t>& all,
                          const std::vector<std::size_t>& some) {
      return std::includes(all.begin(), all.end(), some.begin(), some.end());
    };
    return std::any_of(causes.begin(), causes.end(), [&](const ResultCause& known) {
      return holds(known.with, cause.changes) || holds(cause.with, known.changes);
    });
  }

  /// What is no number is brought only where it is what it became.
  [[nodiscard]] static bool reaches(const ResultChange& change, const ResultValue* now) {
    const bool numbers =
        change.before && change.after && change.before->number && change.after->number;
    return numbers || same_state(now, change.after ? &*change.after : nullptr);
  }

  /// No change brings it alone: those that cannot be taken back without it.
  [[nodiscard]] std::vector<ResultCause> joint_cause(const ResultChange& change,
                                                     const std::vector<TrialUnit>& units,
                                                     const std::vector<Trial>& taken_back) const {
    const ResultKey key{change.kind, change.subject, change.details};
    std::vector<std::size_t> together;
    for (std::size_t i = 0; i < units.size(); ++i) {
      if (!taken_back[i].results) continue;
      const ResultValue* without = taken_back[i].results->find(key);
      const double by = moved(change, without, results_.after.find(key));
      if (by <= least_changed_share * whole_of(change)) continue;
      together.insert(together.end(), units[i].begin(), units[i].end());
    }
    std::sort(together.begin(), together.end());
    if (together.empty()) return {};
    return {{std::move(together), {}}};
  }

  Comparison& comparison_;
  const Draft& before_;
  const Draft& after_;
  const BothResults& results_;
  const MeasureDraft& measure_;
};

}  // namespace

void attribute(Comparison& comparison, const Draft& before, const Draft& after,
               const BothResults& results, const MeasureDraft& measure, std::size_t most_trials) {
  if (comparison.results.empty() || comparison.changes.empty()) return;
  std::vector<TrialUnit> units = units_by_key(comparison.changes);
  comparison.attribution = Attribution::tried;
  if (2 * units.size() > most_trials && units.size() > 1) {
    units = units_by_object(comparison.changes);
    comparison.attribution = Attribution::tried_by_parts;
  }
  if (units.empty() || (2 * units.size() > most_trials && units.size() > 1)) {
    comparison.attribution = Attribution::too_many;
    return;
  }
  AttributionSearch(comparison, before, after, results, measure).run(units);
}

}  // namespace cutpoint
