/// What is said of a result, decided once: every format puts these values into words, and none
/// decides anything of its own.
///
/// Values refer to the model, function and analysis that they were made of, which must live as
/// long.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "analyzer/statements/unused.hpp"
#include "cutpoint/analysis.hpp"
#include "cutpoint/model.hpp"
#include "cutpoint/structure_function.hpp"

namespace cutpoint {

enum class TargetVerdict : std::uint8_t { met, missed, undecided };

/// "met", "missed", "not decided": as in JSON output.
[[nodiscard]] std::string_view name_of(TargetVerdict verdict);

/// What became of an SLO or SLA, by the year whatever its period.
struct PromiseStatement {
  enum class Kind : std::uint8_t { slo, sla };
  Kind kind = Kind::slo;
  Availability target;
  TargetVerdict verdict = TargetVerdict::undecided;
  /// Left where it is met, missing where it is missed, a year; zero where it is not decided.
  Duration gap;
  bool at_worse_end = false;  ///< the gap is that of the worse end of an interval
  Duration planned;           ///< planned downtime a year that counts against it
  Duration excluded;          ///< downtime a year that does not count
};

[[nodiscard]] PromiseStatement promise_statement(PromiseStatement::Kind kind,
                                                 const ServiceLevelResult& promise);

/// Between which ends the figures of an estimated journey lie.
struct EstimatedEnds {
  Availability estimate, low, high;
  std::optional<std::pair<double, double>> outages_per_year;
  std::optional<std::pair<double, double>> slo_missed;  ///< chance that a period misses the SLO
  friend bool operator==(const EstimatedEnds&, const EstimatedEnds&) = default;
};

/// Why an answer is not the whole truth.
struct Caveat {
  enum class What : std::uint8_t {
    never_works,       ///< the journey's needs are not met even when nothing has failed
    not_coherent,      ///< a failure may mend it
    only_bounds,       ///< the model exceeds the budget: an interval that surely holds the truth
    estimated,         ///< the figures are estimates, and lie between `ends`
    groups_in_doubt,   ///< the times of `groups` are not exact, for the reason `doubt`
    target_within,     ///< a target lies within the interval, which `method` might narrow
    needs_not_known,   ///< what `components` need is not written: points may be missing
    causes_cut_short,  ///< not every redundancy could be looked behind
    work_cut_short,    ///< the budget ended `cuts`
  };
  What what = What::only_bounds;
  std::vector<std::uint32_t> groups;  ///< positions in StructureFunction::failover_groups
  GroupDoubt doubt = GroupDoubt::none;
  Method method = Method::exact;
  std::vector<ComponentId> components;
  std::optional<EstimatedEnds> ends;
  std::vector<EngineCut> cuts;
  std::vector<JourneyId> in_full_only;  ///< of which only full service was cut short, if so of all
  friend bool operator==(const Caveat&, const Caveat&) = default;
};

/// Between which ends an availability lies in 90 % of the trials with its uncertain figures.
struct UncertainRange {
  Availability worst;
  Availability best;
  std::uint32_t trials = 0;
  std::optional<double> slo_met;  ///< share of the trials
};

/// A part of a journey's downtime.
struct DowntimePart {
  EventId event;  ///< a single point; invalid: what several failures at a time add
  Duration per_year;
  double share = 0;  ///< of the journey's downtime
};

struct JourneyStatement {
  /// Single points named in `parts`.
  static constexpr std::size_t most_parts = 4;

  JourneyId journey;
  const JourneyAnalysis* analysis = nullptr;
  Method method = Method::exact;
  std::vector<PromiseStatement> promises;  ///< SLO, then SLA
  std::vector<Caveat> caveats;
  /// A year, while no single point is down: what combinations of failures add. At the worse end
  /// where there are bounds.
  Duration by_combinations;
  /// What it comes from: the single points that cause most, by falling downtime, then combinations.
  /// The rest is other single points.
  std::vector<DowntimePart> parts;
  Duration planned;  ///< planned downtime a year, which is no part of the availability
  std::optional<UncertainRange> uncertain;  ///< absent where all its figures are certain

  [[nodiscard]] const PromiseStatement* promise(PromiseStatement::Kind kind) const;
  [[nodiscard]] const PromiseStatement* slo() const { return promise(PromiseStatement::Kind::slo); }
};

/// A single point of failure, once for all journeys that it stops and for which it is of one class:
/// who accepts it for one of them does not do so for the others.
struct PointStatement {
  const SinglePoint* point = nullptr;  ///< as the first of `journeys` has it
  std::vector<JourneyId> journeys;     ///< in file order
  JourneyId hurts_most;  ///< the one of `journeys` that is up most: its share is the largest
  double share = 0;      ///< of the downtime of the journey that is down most, if it is one of its
                         ///< points; else of `hurts_most`
  std::vector<GroupId> defeats;  ///< redundancies that it defeats alone
};

/// A hidden common cause that is no single point, or a redundancy with all that defeats it.
struct DefeatedGroup {
  GroupId group;
  std::vector<EventId> by;  ///< each of them alone
};

/// Which figure of a component or link was not written and is the catalogue's.
struct Assumption {
  enum class What : std::uint8_t {
    figures,           ///< both
    mtbf,              ///< how often it fails
    repair_time,       ///< how long it is down, so that its share of time down is a guess too
    only_repair_time,  ///< the share of time down is stated: how often it fails is a guess
  };
  ComponentId component;
  What what = What::figures;
  LinkId link;  ///< valid in place of `component`

  /// The share of time down rests on it: such figures carry the star.
  [[nodiscard]] bool concerns_downtime() const { return what != What::only_repair_time; }
};

/// A risk that somebody took and that has not expired.
struct AcceptedRisk {
  EventId event;
  const Acceptance* acceptance = nullptr;
  std::vector<JourneyId> journeys;
};

struct Statements {
  std::vector<JourneyStatement> journeys;  ///< in file order
  JourneyId worst;                         ///< down most; invalid without journeys
  std::vector<PointStatement> points;      ///< by falling downtime
  std::vector<DefeatedGroup> defeated;     ///< in the order of the findings
  /// In file order, links last; of what is used.
  std::vector<Assumption> assumptions;
  std::vector<Unused> unused;          ///< in file order
  std::vector<AcceptedRisk> accepted;  ///< by falling downtime
  std::vector<Caveat> caveats;         ///< of the whole answer
  /// Switches and crews take time, and it is part of the availability of the journeys.
  bool counts_time_of_groups = false;
};

[[nodiscard]] Statements statements_of(const Model& model, const StructureFunction& function,
                                       const Analysis& analysis);

/// What the budget cut short. What fixed limits leave out is said where it is missing.
[[nodiscard]] std::vector<EngineCut> cuts_by_budget(const Analysis& analysis);

/// Absent where the component states all its figures, or cannot fail.
[[nodiscard]] std::optional<Assumption> assumption_of(const Model& model, ComponentId id);
[[nodiscard]] std::optional<Assumption> assumption_of(const Model& model, LinkId id);
/// Of the component or link.
[[nodiscard]] const std::string& subject_of(const Model& model, const Assumption& assumption);

}  // namespace cutpoint
