// Key tables of recovery, data, promises and money.
#include "model/format/codec/codec.hpp"

namespace cutpoint {

#define CUTPOINT_TABLE(Object, name, ...)                    \
  template <>                                                \
  std::string_view KeyTable<Object>::title() {               \
    return name;                                             \
  }                                                          \
  template <>                                                \
  std::span<const KeyRow<Object>> KeyTable<Object>::rows() { \
    static constexpr KeyRow<Object> table[] = {__VA_ARGS__}; \
    return table;                                            \
  }

CUTPOINT_TABLE(Restart, "`restart`",
               row<&Restart::policy>("policy", "When the component is started again by itself."),
               row<&Restart::time>("time", "How long a restart takes, until ready to serve."),
               row<&Restart::cures>("cures", "Fraction of failures that a restart ends."))

CUTPOINT_TABLE(RepairTimes, "`repair`",
               row<&RepairTimes::distribution>("distribution", "Exponential where not given."),
               row<&RepairTimes::shape>("shape",
                                        "Log-normal: standard deviation of the logarithm; "
                                        "Weibull: its exponent."))

CUTPOINT_TABLE(Failover, "`failover`",
               row<&Failover::mode>("mode", "Whether all members serve or one waits."),
               row<&Failover::standby>(
                   "standby", "How ready a waiting member is; one waits where this is given."),
               row<&Failover::automatic>("automatic", "Whether the switch needs nobody."),
               row<&Failover::detection>("detection", "Time until the failure is noticed."),
               row<&Failover::time>("time", "Time of the switch itself."),
               row<&Failover::success>("success", "Probability that the switch works."),
               row<&Failover::manual>("manual", "Time of a switch by hand, where the first fails."),
               row<&Failover::standby_failures>(
                   "standby_failures",
                   "Failure rate of a waiting member, as a share of that of a serving one."),
               row<&Failover::strategy>("strategy", "How a second region stands ready."),
               row<&Failover::scale>("scale",
                                     "With `strategy`: share of the standby's machines that "
                                     "run, and cost, while it waits."),
               row<&Failover::failback>("failback", "Whether work returns to who comes first."),
               row<&Failover::by>("by", "Components that switch: all of them are needed."))

CUTPOINT_TABLE(HealthCheck, "`health_check`",
               row<&HealthCheck::probe>("probe", "What the check looks at."),
               row<&HealthCheck::interval>("interval", "Time between checks."),
               row<&HealthCheck::timeout>("timeout", "Time after which a check has failed."),
               row<&HealthCheck::retries>("retries", "Failed checks in a row that count."),
               row<&HealthCheck::start_period>("start_period", "Time to get ready after a start."),
               row<&HealthCheck::detects>("detects", "Share of failures that the check notices."),
               row<&HealthCheck::by>("by", "Components that ask, each on its own."))

CUTPOINT_TABLE(Maintenance, "`maintenance`",
               row<&Maintenance::every>("every", "Time from one window to the next."),
               row<&Maintenance::start>("start", "When in that time the window begins."),
               row<&Maintenance::lasts>("lasts", "How long it is down for it."),
               row<&Maintenance::rolling>("rolling",
                                          "Whether instances go down one after the other."))

CUTPOINT_TABLE(Backup, "`backups`",
               row<&Backup::every>("every", "Time between backups: what may be lost."),
               row<&Backup::restore>("restore", "Time to restore one."),
               row<&Backup::to>("to", "The component or place that keeps it."),
               row<&Backup::medium>("medium", "The kind of medium, such as disk or tape."),
               row<&Backup::offsite>("offsite", "Whether it lies at another site."))

CUTPOINT_TABLE(Replication, "`replication`",
               row<&Replication::mode>("mode", "Whether writes wait for the replica."),
               row<&Replication::lag>("lag", "How far the replica runs behind."),
               row<&Replication::to>("to", "The components that hold the replicas."))

CUTPOINT_TABLE(Artifact, "`artifact`",
               row<&Artifact::version>("version", "The version that serves."),
               row<&Artifact::registry>("registry", "The component that it is fetched from."),
               row<&Artifact::copies>("copies", "Further components that hold it."),
               row<&Artifact::versioned>("versioned",
                                         "Whether earlier versions are kept, so that a bad one "
                                         "can be taken back."),
               row<&Artifact::fetch>("fetch", "How long it takes to copy and load it."))

CUTPOINT_TABLE(Objectives, "`objectives`",
               row<&Objectives::rto>("rto", "Longest time until service is restored."),
               row<&Objectives::rpo>("rpo", "Longest stretch of data that may be lost."))

CUTPOINT_TABLE(CreditTier, "`credits`",
               row<&CreditTier::below>("below", "Availability below which the credit is due."),
               row<&CreditTier::credit>("credit", "Share of the fee that is paid back."))

CUTPOINT_TABLE(ServiceLevel, "`slo` and `sla`",
               row<&ServiceLevel::availability>("availability", "The availability promised."),
               row<&ServiceLevel::period>("period", "The period it is measured over."),
               row<&ServiceLevel::planned>("planned", "Whether planned downtime counts."),
               row<&ServiceLevel::exclude>("exclude",
                                           "Components, links and common causes whose own "
                                           "failures do not count."),
               row<&ServiceLevel::fee>("fee",
                                       "What is paid for the service, such as 500 USD/month."),
               row<&ServiceLevel::credits>("credits", "What is paid back when it is missed."))

CUTPOINT_TABLE(Revenue, "`revenue`",
               row<&Revenue::per_request>("per_request", "Money earned by one request."),
               row<&Revenue::requests_per_hour>("requests_per_hour", "Requests in an hour."),
               row<&Revenue::per_hour>("per_hour", "Money earned in an hour."))

CUTPOINT_TABLE(Acceptance, "`accept`",
               row<&Acceptance::rule>("rule", "The lint rule accepted: single-point-of-failure."),
               row<&Acceptance::reason>("reason", "Why the risk is taken."),
               row<&Acceptance::owner>("owner", "Who takes it."),
               row<&Acceptance::until>("until", "The last day on which it is accepted."),
               row<&Acceptance::components>("components",
                                            "Which components; only at document level."))

CUTPOINT_TABLE(DraftFigures::Observed, "`observed`",
               row<&DraftFigures::Observed::operating>("operating", "Time in operation, up."),
               row<&DraftFigures::Observed::failures>("failures", "Failures in that time."),
               row<&DraftFigures::Observed::repairs>("repairs", "How long each repair took."),
               row<&DraftFigures::Observed::file>(
                   "file", "Incident records (CSV) beside the document, instead of the counts."),
               row<&DraftFigures::Observed::from>("from", "When the records begin."),
               row<&DraftFigures::Observed::to>("to", "When they end."),
               row<&DraftFigures::Observed::window>(
                   "window", "How much calendar time they cover, of each instance."),
               row<&DraftFigures::Observed::instances>(
                   "instances", "How many instances of a pool they are of; all, where not given."))

#undef CUTPOINT_TABLE

}  // namespace cutpoint
