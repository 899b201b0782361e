/// Where effort is best spent: what better figures of one part bring, and what to change so that a
/// target is met: changes of the document, each built and analysed anew, and the cheapest set of
/// them.
///
/// Plain values that own what they hold, the changed draft included; costs by the month and savings
/// by the year, money in one currency; downtime in seconds a year of 365 days. Ids are those of the
/// model that was advised on and its function.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "cutpoint/analysis.hpp"
#include "cutpoint/availability.hpp"
#include "cutpoint/draft.hpp"
#include "cutpoint/duration.hpp"
#include "cutpoint/export.hpp"
#include "cutpoint/model.hpp"
#include "cutpoint/probability.hpp"
#include "cutpoint/structure_function.hpp"

namespace cutpoint {

/// One component, link, common cause or failover, and the downtime of one journey that a change of
/// it alone saves, in seconds a year. Absent where the change has no meaning (a link has no
/// instances, a failover no up time), or would cost too much to try.
struct CUTPOINT_API SensitivityRow {
  std::string name;
  EventKind kind = EventKind::component;
  ComponentId component;  ///< kind component
  /// Repairs take half as long, restarts as long as before; a failover notices and switches twice
  /// as fast, by hand too.
  std::optional<double> half_repair;
  std::optional<double> double_uptime;  ///< twice the time between failures
  std::optional<double>
      one_more;  ///< one instance more; of those that vote a majority needs more, too
  std::optional<double> outages_spared;  ///< outages a year that twice the up time spares
  [[nodiscard]] double best() const;     ///< the largest of the downtimes
};

/// What each part would bring one journey.
struct JourneySensitivity {
  JourneyId journey;
  /// Bounded: the figures are differences of the bound that the downtime surely stays below.
  Method method = Method::exact;
  Duration downtime;                 ///< a year, as it is
  std::vector<SensitivityRow> rows;  ///< by falling best(), then in file order; those that save
};

/// Exact: the downtime is linear in the unavailability of each event, with its Birnbaum importance
/// as the slope; parts of several events, and those that a redundancy group moves away from, are
/// evaluated anew in the same diagram, with the group's switches as they then are, and further
/// instances of pools in a model of their own. A component's share of failures that a common cause
/// with `beta` takes away stays as it is: it has a row of its own.
struct Sensitivity {
  IdVector<JourneyId, JourneySensitivity> journeys;
  /// False where not every change was tried: the model was too large, or had groups in time then
  /// whose figures nobody knows the error of.
  bool complete = true;
};

/// The two ways of the trade.
enum class AdviceWay {
  eliminate,       ///< the failure stops nothing any more: another replica, place, provider
  recover_faster,  ///< it is over sooner: restart, detection, rehearsed repair, newer backup
};

/// As in JSON output; static.
[[nodiscard]] CUTPOINT_API std::string_view name_of(AdviceWay way);

/// Work that comes with a change whatever it is applied to.
enum class Effort { none, restart_policy, health_check, runbook, backup, failover };

/// A part of what a change costs.
struct CostItem {
  enum class What {
    instances,  ///< `count` more of `component`
    links,      ///< `count` more
    effort,     ///< `effort`
  };
  What what = What::effort;
  std::size_t count = 0;
  std::string component;
  Effort effort = Effort::none;
  double per_month = 0;  ///< in the currency of the advice
  bool assumed = false;  ///< no `cost` in the document: a stated default
};

/// A figure or a circumstance of ours that went into a change.
struct ChangeAssumption {
  enum class What {
    restart,                ///< takes `time` and cures `share`
    detection_is_a_third,   ///< of a repair where nothing watches
    rehearsal_halves,       ///< the time of a repair
    observed_gives_way,     ///< to `mtbf` and `mttr`
    quick_restore,          ///< a first backup is restored in half an hour
    independent_instances,  ///< but for what they share in the document
    replicated_in_step,     ///< with a switch that works nearly always
    fits_elsewhere,         ///< what runs on `place` can run on `second`
    automatic_undo_halves,  ///< the time of a common cause
    link_another_way,       ///< nothing fails both links but what the document says
    rehearsed_fallback,     ///< fails half as often
    automatic_switch,       ///< how fast and sure it is
  };
  What what = What::independent_instances;
  Duration time;
  Probability share;
  std::string place;
  std::string second;
};

/// What is done in a change; all parameters that its sentence needs.
struct ChangeDescription {
  enum class What {
    restart,             ///< let it restart by itself
    health_check,        ///< watch it
    runbook,             ///< write and rehearse one: repairs take `time_after`, not `time_before`
    first_backup,        ///< every hour, off-site
    more_backups,        ///< every hour
    more_instances,      ///< run `instances` of it, on `place` too where named
    second_provider,     ///< beside it, on `place` too where named
    second_place,        ///< a second `place_kind`, `place`, with everything that runs on it
    automatic_undo,      ///< of a common cause: `time_after`, not `time_before`
    second_link,         ///< beside it
    rehearsed_fallback,  ///< helps in `share_after` of cases, not `share_before`
    automatic_switch,    ///< between `members`
  };
  What what = What::restart;
  std::uint32_t instances = 0;
  std::uint32_t majority = 0;  ///< of the instances, where they vote
  std::string place;
  std::string place_kind;
  bool replicated = false;  ///< with automatic failover: of instances that keep data
  Duration time_before;
  Duration time_after;
  Probability share_before;
  Probability share_after;
  std::vector<std::string> members;
};

/// What a change does that no journey's availability shows.
struct SideEffect {
  enum class What {
    data_lost,   ///< at worst
    group_down,  ///< a year, with its switches
  };
  What what = What::data_lost;
  /// Never: all data; absent: not known.
  std::optional<Duration> before;
  std::optional<Duration> after;
};

/// A set of changes tried together: the whole model with them, built and analysed.
struct TriedChanges {
  std::vector<std::size_t> changes;       ///< positions in Advice::changes, ascending
  std::vector<AvailabilityResult> after;  ///< by journey asked for
  double cost_per_month = 0;
  double downtime_saved = 0;          ///< seconds a year, summed over the journeys asked for
  std::optional<double> money_saved;  ///< a year; absent where no journey says what an outage costs
  bool meets_target = false;          ///< for certain: also where there are bounds only

  /// Until a year's cost is earned back; absent without money, or where it is not within the year.
  [[nodiscard]] std::optional<Duration> pay_back() const {
    const double cost = cost_per_month * 12.0;
    if (!money_saved || *money_saved <= cost) return std::nullopt;
    return Duration::in_a_year(cost / *money_saved);
  }
};

/// One change, tried alone.
struct AdvisedChange {
  AdviceWay way = AdviceWay::eliminate;
  std::string subject;  ///< the component, link, common cause, fallback or group
  ChangeDescription description;
  std::vector<CostItem> costs;
  std::vector<ChangeAssumption> assumptions;
  TriedChanges alone;
  double nines_gained = 0;           ///< of the journey that gains most: log10 of the ratio
  std::optional<Duration> pay_back;  ///< until a year's cost is earned back; absent without money
  std::optional<SideEffect> side_effect;
};

/// Something that no change was made or tried for.
struct LeftAlone {
  enum class Why {
    risk_accepted,     ///< it is down for `downtime` a year
    nothing_known,     ///< that makes it better
    in_the_failover,   ///< how fast and sure a switch is stands in its group's `failover`
    share_of_members,  ///< a common cause that is a share of its members' failures
    too_many,          ///< `count` further changes of smaller parts
    no_time,           ///< `count` further changes: the time was over
  };
  Why why = Why::nothing_known;
  std::string name;  ///< empty with too_many and no_time
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

/// Whether the chosen set is the cheapest of all, or the best of those that were tried, all that
/// are worth it or as many as there was time for.
enum class SearchMethod { exact, heuristic, ended };

/// As in JSON output; static.
[[nodiscard]] CUTPOINT_API std::string_view name_of(SearchMethod method);

/// What `advise` found. Deterministic where no time was given: same draft and options, same advice.
struct Advice {
  Availability target;                     ///< that was asked for; the strictest of `targets`
  std::vector<Availability> targets;       ///< by journey asked for
  bool targets_are_slos = false;           ///< they are what the document promises
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
    for (std::size_t i = 0; i < tried.after.size(); ++i) {
      const double over = tried.after[i].upper_unavailability - targets[i].unavailability();
      seconds = std::max(seconds, over * Duration::year);
    }
    return Duration::seconds(seconds);
  }
};

/// The cheapest single change that is known, as far as that is quick to find: what to do first.
///
/// `change.alone` is what it does for `journeys`: those that miss their SLOs, or all where none
/// states one. Where it meets the targets there is no cheaper one among those tried; else it is
/// what saves most downtime for its cost.
struct FirstChange {
  /// Beyond any of these it is not looked for, so that it takes a fraction of a second.
  static constexpr std::size_t most_components = 200;
  static constexpr std::size_t most_chain_states = 2'000;
  static constexpr std::size_t most_trials = 24;  ///< of what hurts most

  AdvisedChange change;
  /// Further ones, each alone, for the same journeys: those that are enough first, the cheaper
  /// before, then what saves most for its cost. One for each part, as many as were asked for.
  std::vector<AdvisedChange> others;
  std::vector<JourneyId> journeys;
  std::vector<Availability> targets;  ///< their SLOs, by journey; empty where none states one
  std::string currency;               ///< of its costs
};

/// Cost: one analysis of the model for each change alone, and some `evaluations` for the search,
/// fewer for large models.
struct AdviceOptions {
  Availability target;  ///< of all journeys
  /// Instead of `target`, by journey of `journeys`: the SLOs of the document, say.
  std::vector<Availability> targets;
  std::optional<Money> budget;      ///< with a period
  std::vector<JourneyId> journeys;  ///< that must meet the target
  AnalysisOptions analysis;         ///< of the model as it is and of each trial
  std::size_t contributors = 10;    ///< beside the single points, by criticality
  std::size_t exact_changes = 24;   ///< up to so many the cheapest set is searched exactly,
  std::size_t evaluations = 4000;   ///< and within so many models
  bool steps = false;               ///< whether to try the chosen set step by step
  /// On the wall, from the call on: what was tried by then is the answer, which takes a few
  /// analyses more. None: as long as it takes.
  std::optional<Duration> time;
};

}  // namespace cutpoint
