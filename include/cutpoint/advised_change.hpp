/// A change of a document that advice tries: what it is, what it costs, what it rests on and
/// brings.
///
/// Plain values that own what they hold. What a sentence about a change needs is in its parameters;
/// words are made by who prints it. Amounts are in the currency of the advice, times as `Duration`.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "cutpoint/availability.hpp"
#include "cutpoint/duration.hpp"
#include "cutpoint/export.hpp"
#include "cutpoint/probability.hpp"

namespace cutpoint {

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

}  // namespace cutpoint
