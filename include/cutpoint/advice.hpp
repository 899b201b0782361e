/// What to change so that a target is met: changes of the document, each built and analysed anew,
/// and the cheapest set of them.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "cutpoint/analysis.hpp"
#include "cutpoint/draft.hpp"

namespace cutpoint {

/// The two ways of the trade.
enum class AdviceWay {
  eliminate,       ///< the failure stops nothing any more: another replica, place, provider
  recover_faster,  ///< it is over sooner: restart, detection, rehearsed repair, newer backup
};

[[nodiscard]] std::string_view name_of(AdviceWay way);

/// A part of what a change costs.
struct CostItem {
  std::string what;      ///< "1 more vm-1"
  double per_month = 0;  ///< in the currency of the advice
  bool assumed = false;  ///< no `cost` in the document: a stated default
};

/// A set of changes tried together: the whole model with them, built and analysed.
struct TriedChanges {
  std::vector<std::size_t> changes;       ///< positions in Advice::changes, ascending
  std::vector<AvailabilityResult> after;  ///< by journey asked for
  double cost_per_month = 0;
  double downtime_saved = 0;          ///< seconds a year, summed over the journeys asked for
  std::optional<double> money_saved;  ///< a year; absent where no journey says what an outage costs
  bool meets_target = false;          ///< for certain: also where there are bounds only
};

/// One change, tried alone.
struct AdvisedChange {
  AdviceWay way = AdviceWay::eliminate;
  std::string subject;  ///< the component or common cause
  std::string what;     ///< "run `api` twice", for people
  std::vector<CostItem> costs;
  std::vector<std::string> assumptions;  ///< figures of ours that went into it
  TriedChanges alone;
  double nines_gained = 0;           ///< of the journey that gains most: log10 of the ratio
  std::optional<Duration> pay_back;  ///< until a year's cost is earned back; absent without money
  std::string data;                  ///< what becomes of the data: "at most 24 h lost → 1 h"
};

enum class SearchMethod { exact, heuristic };

struct Advice {
  Availability target;
  std::optional<double> budget_per_month;
  std::string currency;
  bool currency_assumed = false;  ///< no amount in the document: the defaults' own
  std::vector<JourneyId> journeys;
  std::vector<AvailabilityResult> before;  ///< by journey asked for
  bool met_already = false;
  /// Every change that was considered, by subject and falling effect.
  std::vector<AdvisedChange> changes;
  std::vector<std::string> left_alone;  ///< parts that no change is known for, and why
  TriedChanges chosen;      ///< the cheapest that meets the target, or what comes nearest
  TriedChanges everything;  ///< the ceiling: all changes together
  /// Where asked for: the chosen set put together one change at a time, what saves most for its
  /// cost first. The first has none, the last all of them.
  std::vector<TriedChanges> steps;
  SearchMethod method = SearchMethod::exact;
  std::size_t evaluations = 0;        ///< models built and analysed for the search
  std::vector<std::string> guidance;  ///< what fits a target of that class, and why
  Draft changed;                      ///< the document with the chosen changes
};

struct AdviceOptions {
  Availability target;
  std::optional<Money> budget;      ///< with a period
  std::vector<JourneyId> journeys;  ///< that must meet the target
  AnalysisOptions analysis;
  std::size_t contributors = 10;   ///< beside the single points, by criticality
  std::size_t exact_changes = 24;  ///< up to so many the cheapest set is searched exactly,
  std::size_t evaluations = 4000;  ///< and within so many models
  bool steps = false;              ///< whether to try the chosen set step by step
};

/// Advice for a draft that builds without errors; nothing, with the reason in `error`, where money
/// is in several currencies. Deterministic.
[[nodiscard]] std::optional<Advice> advise(const Draft& draft, const AdviceOptions& options,
                                           std::string& error);

}  // namespace cutpoint
