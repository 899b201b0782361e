/// Two models side by side: what a change adds, takes away, and does to the journeys.
///
/// Plain values that own what they hold, by name: they outlive both models, but for
/// `AnalysedModel`, which only refers.
#pragma once

#include <compare>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "cutpoint/analysis.hpp"
#include "cutpoint/document_changes.hpp"
#include "cutpoint/export.hpp"
#include "cutpoint/model.hpp"
#include "cutpoint/structure_function.hpp"

namespace cutpoint {

/// A requirement, placement or link between two names.
struct ModelEdge {
  enum class Kind {
    needs_one_of,  ///< `to` is a member of `group`
    linked,
    linked_one_way,
    needs,
    needs_connection,
    runs_on,
    wants,
    wants_one_of,  ///< `to` is a member of `group`, which is soft
  };
  std::string from;
  std::string to;
  Kind kind = Kind::needs;
  std::string group;                    ///< its printed name: "any of a, b"
  std::optional<Probability> fallback;  ///< how often there is something else
  friend auto operator<=>(const ModelEdge&, const ModelEdge&) = default;
};

/// Something that differs in a component that both models have.
struct ComponentDifference {
  enum class Aspect {
    kind,      ///< `kind_before`, `kind_after`
    replicas,  ///< `count_before`, `count_after`
    at_least,  ///< the same
    can_fail,  ///< only the later one has a failure of its own
    perfect,   ///< only the earlier one had
    mtbf,      ///< `time_before`, `time_after`
    mttr,      ///< the same
  };
  Aspect aspect = Aspect::kind;
  std::string kind_before;
  std::string kind_after;
  std::uint32_t count_before = 0;
  std::uint32_t count_after = 0;
  Duration time_before;
  Duration time_after;
};

/// A component that both models have, and what differs in it.
struct ComponentChange {
  std::string name;
  std::vector<ComponentDifference> differences;
};

/// One figure or statement of a result that is compared.
enum class ResultKind {
  availability,      ///< of a journey: its unavailability
  full_service,      ///< of a journey with soft requirements: the share of time not full
  outages,           ///< of a journey, a year
  planned_downtime,  ///< of a journey: share of time
  slo,               ///< of a journey: met, missed or not decided
  slo_budget,        ///< of a journey: seconds of a period that are left, below 0 where overdrawn
  slo_risk,          ///< of a journey: the chance that a period misses it
  sla,               ///< as the SLO
  sla_budget,
  sla_risk,
  sla_credit,           ///< of a journey: expected share of the fee
  single_point,         ///< of a journey, an event
  smallest_cut,         ///< of a journey: how many failures at least stop it
  cut_set,              ///< of a journey, events: stopped by fewer than before
  redundancy,           ///< of a group: how many members it can do without
  hidden_common_cause,  ///< of a group, an event that defeats it alone
  data_loss,            ///< of a component, a scope: longest stretch lost, in seconds
  recovery_time,        ///< of a component, a scope: in seconds
  loss_objective,       ///< of a component, a scope: RPO met, missed or not known
  recovery_objective,   ///< the same of its RTO
  copies,               ///< of a component: copies of the data, 3-2-1 kept or not
  site_loss,            ///< of a group with a strategy: data lost with the first site, in seconds
  site_recovery,        ///< until the second site serves, in seconds
  revenue_lost,         ///< of a journey, in a currency, a year
  outage_cost,
  credits,
  cost,          ///< of all components, in a currency, a year
  standby_cost,  ///< of a group with a strategy, in a currency, a year
  finding,       ///< of lint: rule, what it is about
};

/// "availability", "hidden_common_cause": as in JSON.
[[nodiscard]] std::string_view name_of(ResultKind kind);

struct ResultValue {
  /// In the unit of its kind; infinite where nothing comes back; absent where it is not known, or a
  /// word says all there is.
  std::optional<double> number;
  std::optional<double> upper;     ///< where the number is the lower of two bounds
  std::optional<double> estimate;  ///< between them, where they are those of an estimate
  std::string word;                ///< "met", "full", "replica db-2"
  std::string message;             ///< what a finding says; is not compared
};

/// What brings a change of a result; numbers are positions in `Comparison::changes`.
struct ResultCause {
  /// One that brings it by itself, or several that do so only all together.
  std::vector<std::size_t> changes;
  /// What had to be made with it, as it names what is new or no longer names what is gone.
  std::vector<std::size_t> with;
  friend auto operator<=>(const ResultCause&, const ResultCause&) = default;
};

struct ResultChange {
  /// Undecided: the intervals overlap, and nothing says on which side the truth moved.
  enum class Direction { worse, neither, better, undecided };
  ResultKind kind = ResultKind::availability;
  std::string subject;  ///< the journey, component, group or rule; empty for the system
  std::vector<std::string>
      details;  ///< the event or events, scope, currency, or what a finding is about
  std::optional<ResultValue> before;  ///< absent where there was no such thing
  std::optional<ResultValue> after;
  Direction direction = Direction::neither;
  bool regression = false;          ///< worse in what people rely on; docs/reference/diff-output.md
  std::vector<ResultCause> causes;  ///< the greatest first; empty where that was not found out
};

/// "worse", "neither", "better", "undecided".
[[nodiscard]] std::string_view name_of(ResultChange::Direction direction);

/// Whether it was tried which changes of the document bring which changes of the results.
enum class Attribution {
  tried,           ///< one by one
  tried_by_parts,  ///< all keys of an object at once, as there are too many to try one by one
  too_many,        ///< too many changes, or too large a model: not tried
  not_asked,
};

/// A journey that one of the models has, or both.
struct JourneyComparison {
  std::string name;
  std::optional<AvailabilityResult> before;  ///< absent where the journey is new
  std::optional<AvailabilityResult> after;   ///< absent where it is gone
  std::optional<ServiceLevelResult> slo_before;
  std::optional<ServiceLevelResult> slo_after;
  /// Single points that are not accepted: names of events. One that restarted by itself and does
  /// so no more counts as gained.
  std::vector<std::string> points_gained;
  std::vector<std::string> points_lost;
  /// How many failures at least it takes to stop the journey; absent where not known.
  std::optional<std::size_t> smallest_cut_before;
  std::optional<std::size_t> smallest_cut_after;
  /// Minimal cut sets of two or more that the journey withstood before, though all their events
  /// were there: sets that became shorter. Names of events, listed sets only; single ones are
  /// points.
  std::vector<std::vector<std::string>> shorter_cuts;
  bool less_available = false;     ///< for certain: the bounds do not overlap
  bool target_missed_now = false;  ///< its SLO is missed for certain, and was not before
  bool regression = false;         ///< one of its results is a regression

  [[nodiscard]] bool is_regression() const { return regression; }
};

/// Sum of `cost` over all components with a period, in one currency, by the month.
struct MonthlyCost {
  std::string currency;
  double before = 0;
  double after = 0;
};

/// What differs; empty where nothing does.
struct CUTPOINT_API Comparison {
  /// What differs in the documents, key by key; empty of fault trees and where they were not kept.
  std::vector<DocumentChange> changes;
  bool documents_known = false;       ///< both documents were compared key by key
  std::vector<ResultChange> results;  ///< by kind, subject and details
  Attribution attribution = Attribution::not_asked;

  std::vector<std::string> components_added;    ///< in the order of the later model
  std::vector<std::string> components_removed;  ///< in the order of the earlier one
  std::vector<ComponentChange> components_changed;
  std::vector<ModelEdge> edges_added;
  std::vector<ModelEdge> edges_removed;
  std::vector<JourneyComparison> journeys;
  std::vector<MonthlyCost> costs;  ///< only currencies of which the sum differs

  /// A result is a regression, or a change weakens a promise, an objective or a safeguard.
  [[nodiscard]] bool is_regression() const;
  [[nodiscard]] bool is_empty() const;  ///< nothing differs
};

/// A model with what was found about it; owns nothing.
struct AnalysedModel {
  const Model& model;
  const StructureFunction& function;
  const Analysis& analysis;
};

}  // namespace cutpoint
