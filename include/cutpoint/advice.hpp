/// What to change so that a target is met: changes of the document, each built and analysed anew,
/// and the cheapest set of them.
///
/// Plain values that own what they hold, the changed draft included; costs by the month and savings
/// by the year, money in one currency. Ids are those of the model that was advised on.
#pragma once

#include <algorithm>
#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "cutpoint/advised_change.hpp"
#include "cutpoint/analysis.hpp"
#include "cutpoint/draft.hpp"

namespace cutpoint {

/// Something that no change was made or tried for.
struct LeftAlone {
  enum class Why {
    risk_accepted,     ///< it is down for `downtime` a year
    nothing_known,     ///< that makes it better
    in_the_failover,   ///< how fast and sure a switch is stands in its group's `failover`
    share_of_members,  ///< a common cause that is a share of its members' failures
    too_many,          ///< `count` further changes of smaller parts
  };
  Why why = Why::nothing_known;
  std::string name;  ///< empty with too_many
  Duration downtime;
  std::size_t count = 0;
};

/// What fits a target of its class: which risks are accepted there, and which are not.
struct Guidance {
  enum class What {
    tolerate_hours,     ///< `downtime` is allowed, hours: accept single points, practise restores
    fit_the_allowance,  ///< each of `points`
    too_much_alone,     ///< each of `points`
    practise_restore,   ///< of the one of `names`: back in `downtime`, losing up to `loss`
    no_restore,         ///< of `names`: nothing brings their data back after every loss
    remove_critical,    ///< `downtime` is allowed: one long repair spends it
    nothing_critical,   ///< no single point is
    critical,           ///< `points`
    small_enough,       ///< `points`
    duplicate_everything,  ///< `downtime` is allowed, less than one repair by hand
    alone_on_level,        ///< `points` of `level`
    nothing_alone,         ///< on any level
  };
  enum class Level {
    processes,
    data,
    machines,
    infrastructure,
    zones,
    regions,
    services_of_others
  };
  struct Point {
    std::string name;
    Duration downtime;  ///< a year
  };
  What what = What::tolerate_hours;
  Duration downtime;
  Duration loss;
  std::vector<Point> points;  ///< by falling downtime
  std::vector<std::string> names;
  Level level = Level::processes;
};

/// Whether the chosen set is the cheapest of all, or the best of those that were tried.
enum class SearchMethod { exact, heuristic };

/// What `advise` found. Deterministic: same draft and options, same advice.
struct Advice {
  Availability target;                     ///< that was asked for
  std::optional<double> budget_per_month;  ///< in `currency`; absent: no limit
  std::string currency;                    ///< of all amounts, ISO 4217 letters
  bool currency_assumed = false;           ///< no amount in the document: the defaults' own
  std::vector<JourneyId> journeys;         ///< that were asked for
  std::vector<AvailabilityResult> before;  ///< by journey asked for
  bool met_already = false;                ///< for certain, without any change
  /// Every change that was considered, by subject and falling effect.
  std::vector<AdvisedChange> changes;
  std::vector<LeftAlone> left_alone;
  TriedChanges chosen;      ///< the cheapest that meets the target, or what comes nearest
  TriedChanges everything;  ///< the ceiling: all changes together
  /// Where asked for: the chosen set put together one change at a time, what saves most for its
  /// cost first. The first has none, the last all of them.
  std::vector<TriedChanges> steps;
  SearchMethod method = SearchMethod::exact;
  std::size_t evaluations = 0;  ///< models built and analysed for the search
  std::vector<Guidance> guidance;
  Draft changed;  ///< the document with the chosen changes

  /// A year, beyond what the target allows, of the journey that then misses it most; zero where
  /// none does.
  [[nodiscard]] Duration missing(const TriedChanges& tried) const {
    double seconds = 0.0;
    for (const AvailabilityResult& after : tried.after) {
      const double over = after.upper_unavailability - target.unavailability();
      seconds = std::max(seconds, over * Duration::year);
    }
    return Duration::seconds(seconds);
  }
};

/// Cost: one analysis of the model for each change alone, and some `evaluations` for the search,
/// fewer for large models.
struct AdviceOptions {
  Availability target;
  std::optional<Money> budget;      ///< with a period
  std::vector<JourneyId> journeys;  ///< that must meet the target
  AnalysisOptions analysis;         ///< of the model as it is and of each trial
  std::size_t contributors = 10;    ///< beside the single points, by criticality
  std::size_t exact_changes = 24;   ///< up to so many the cheapest set is searched exactly,
  std::size_t evaluations = 4000;   ///< and within so many models
  bool steps = false;               ///< whether to try the chosen set step by step
};

}  // namespace cutpoint
