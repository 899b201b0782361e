/// How things recover, what is promised and what it costs: the written form, shared by Draft and
/// Model. Field names are the keys of the format (docs/reference/format.md).
///
/// Plain values that own what they hold; copies are independent. A member that is absent was not
/// written; the builder has checked those of a model, nobody those of a draft.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "cutpoint/date_time.hpp"
#include "cutpoint/duration.hpp"
#include "cutpoint/export.hpp"
#include "cutpoint/key_marks.hpp"
#include "cutpoint/money.hpp"
#include "cutpoint/probability.hpp"
#include "cutpoint/source.hpp"

namespace cutpoint {

/// A length of time, or a part of the calendar, whose lengths differ.
struct CUTPOINT_API ServicePeriod {
  enum class Calendar { none, month, quarter, year };
  Calendar calendar = Calendar::none;
  Duration length;  ///< the mean of a calendar period: a twelfth, a quarter of 365 days

  /// The lengths that come in a year, in their order; one for a plain length.
  [[nodiscard]] std::vector<Duration> lengths() const;
  friend bool operator==(const ServicePeriod&, const ServicePeriod&) = default;
};

/// `month`, `quarter`, `year`, or a duration. Never throws.
[[nodiscard]] CUTPOINT_API Result<ServicePeriod> parse_service_period(std::string_view text);
/// Readable by parse_service_period.
[[nodiscard]] CUTPOINT_API std::string to_text(const ServicePeriod& period);
/// For people: "calendar month", "30 d".
[[nodiscard]] CUTPOINT_API std::string to_human_text(const ServicePeriod& period);

enum class RestartPolicy { always, unless_stopped, on_failure, never };
enum class FailoverMode { active_active, active_passive };
enum class Standby { hot, warm, cold };
enum class ReplicationMode { sync, async };
/// How a second region stands ready, from the cheapest to the quickest.
enum class DisasterStrategy { backup_and_restore, pilot_light, warm_standby, active_active };
/// Whether planned downtime counts against a promise.
enum class PlannedDowntime { excluded, counted };
enum class HealthProbe { process, port, http, inference };
/// What a component is for: `data` serves requests, `control` changes the system (schedulers,
/// cluster managers, provider APIs).
enum class Plane { data, control };

/// How the instances of a component sit on its hosts and on the instances of these.
enum class Seating {
  spread,      ///< each stays where it was placed, round robin, and fails with that
  one_to_one,  ///< the same, with exactly as many instances below
  exclusive,   ///< each moves to whatever works, but never two on one
  anywhere     ///< each moves to whatever works
};

/// How many of several must work where not a number says it: more than half of all.
enum class Quorum { majority };
enum class RepairDistribution { exponential, fixed, log_normal, weibull };

/// A fraction `cures` of failures ends after `time`, the rest after the component's mttr.
struct Restart {
  SourceSpan span;
  KeyMarks marks;
  Given<RestartPolicy> policy;
  Given<Duration> time;
  Given<Probability> cures;
  friend bool operator==(const Restart&, const Restart&) = default;
};

/// How the lengths of repairs are spread about their mean, `mttr`. Steady-state availability
/// depends on the mean alone; the simulation draws from the distribution.
struct RepairTimes {
  SourceSpan span;
  Given<RepairDistribution> distribution;
  Given<double> shape;  ///< log-normal: standard deviation of the logarithm; Weibull: its exponent
  friend bool operator==(const RepairTimes&, const RepairTimes&) = default;
};

/// Resolved: a fraction `cured` of repairs is a restart and takes exactly `restart`, the others
/// follow the distribution. The mean over both is the component's mttr.
struct RepairSpread {
  RepairDistribution distribution = RepairDistribution::exponential;
  double shape = 1.0;
  double cured = 0.0;
  Duration restart;
  friend bool operator==(const RepairSpread&, const RepairSpread&) = default;
};

/// How a redundancy group moves work away from a failed member.
struct Failover {
  SourceSpan span;
  KeyMarks marks;
  Given<FailoverMode> mode;
  Given<Standby> standby;
  Given<bool> automatic;
  Given<Duration> detection;
  Given<Duration> time;
  Given<Probability> success;
  Given<Duration> manual;
  Given<Probability> standby_failures;  ///< failure rate of a waiting member, of that of a serving
  Given<DisasterStrategy> strategy;
  Given<Probability> scale;  ///< share of the standby's machines that run, and cost, while it waits
  Given<bool> failback;      ///< whether work returns to the members written first
  std::vector<Spanned<std::string>> by;  ///< components without each of which nothing switches
  friend bool operator==(const Failover&, const Failover&) = default;
};

struct HealthCheck {
  SourceSpan span;
  KeyMarks marks;
  Given<HealthProbe> probe;
  Given<Duration> interval;
  Given<Duration> timeout;
  Given<std::uint32_t> retries;
  Given<Duration> start_period;
  Given<Probability> detects;            ///< share of failures that the check notices at all
  std::vector<Spanned<std::string>> by;  ///< components that ask, each on its own
  friend bool operator==(const HealthCheck&, const HealthCheck&) = default;
};

/// A window of planned downtime that comes again and again.
struct Maintenance {
  SourceSpan span;
  KeyMarks marks;
  Given<Duration> every;
  Given<Duration> start;  ///< of the first window, from the beginning of the cycle
  Given<Duration> lasts;
  Given<bool> rolling;  ///< the instances of a pool one after the other
  friend bool operator==(const Maintenance&, const Maintenance&) = default;
};

struct Backup {
  SourceSpan span;
  KeyMarks marks;
  Given<Duration> every;
  Given<Duration> restore;
  Given<std::string> to;
  Given<std::string> medium;
  Given<bool> offsite;
  friend bool operator==(const Backup&, const Backup&) = default;
};

struct Replication {
  SourceSpan span;
  KeyMarks marks;
  Given<ReplicationMode> mode;
  Given<Duration> lag;
  std::vector<Spanned<std::string>> to;
  friend bool operator==(const Replication&, const Replication&) = default;
};

/// Where a trained model comes from when the copy that serves is lost.
struct Artifact {
  SourceSpan span;
  KeyMarks marks;
  Given<std::string> version;                ///< the one that serves
  Given<std::string> registry;               ///< the component that it is fetched from
  std::vector<Spanned<std::string>> copies;  ///< further components that hold it
  Given<bool> versioned;  ///< earlier versions are kept, so that a bad one goes back
  Given<Duration> fetch;  ///< until it is copied and loaded
  friend bool operator==(const Artifact&, const Artifact&) = default;
};

struct Objectives {
  SourceSpan span;
  KeyMarks marks;
  Given<Duration> rto;
  Given<Duration> rpo;
  friend bool operator==(const Objectives&, const Objectives&) = default;
};

struct CreditTier {
  SourceSpan span;
  KeyMarks marks;
  Given<Availability> below;
  Given<Probability> credit;
  friend bool operator==(const CreditTier&, const CreditTier&) = default;
};

/// An objective (`slo`) or, with credits, an agreement (`sla`).
struct ServiceLevel {
  SourceSpan span;
  KeyMarks marks;
  Given<Availability> availability;
  Given<ServicePeriod> period;
  Given<PlannedDowntime> planned;
  /// Components, links and common causes whose own failures do not count against it.
  std::vector<Spanned<std::string>> exclude;
  Given<Money> fee;  ///< what the customer pays; credits are shares of it
  std::vector<CreditTier> credits;
  friend bool operator==(const ServiceLevel&, const ServiceLevel&) = default;
};

struct Revenue {
  SourceSpan span;
  KeyMarks marks;
  Given<Money> per_request;
  Given<double> requests_per_hour;
  Given<Money> per_hour;
  friend bool operator==(const Revenue&, const Revenue&) = default;
};

/// An accepted risk. `rule` names what is accepted; `components` only at document level.
struct Acceptance {
  SourceSpan span;
  KeyMarks marks;
  Given<std::string> rule;
  Given<std::string> reason;
  Given<std::string> owner;
  Given<Date> until;
  std::vector<Spanned<std::string>> components;
  friend bool operator==(const Acceptance&, const Acceptance&) = default;
};

}  // namespace cutpoint
