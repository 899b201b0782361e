/// The results as plain values, each with its method and provenance. Nothing here is text for
/// people.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "cutpoint/data_recovery.hpp"
#include "cutpoint/date_time.hpp"
#include "cutpoint/engine_budget.hpp"
#include "cutpoint/money.hpp"
#include "cutpoint/probability.hpp"
#include "cutpoint/service_levels.hpp"
#include "cutpoint/structure_function.hpp"
#include "cutpoint/uncertainty.hpp"

namespace cutpoint {

/// How a number was obtained.
enum class Method {
  exact,      ///< the probability of the structure function, shared parts counted once
  bounded,    ///< an interval that surely holds the truth
  estimated,  ///< simulated, with a confidence interval
};

[[nodiscard]] std::string_view name_of(Method method);

/// How available one top event is.
struct AvailabilityResult {
  Method method = Method::exact;
  Availability availability;        ///< exact, or the pessimistic end of the bounds
  double lower_unavailability = 0;  ///< bounds of the unavailability; both equal it where exact
  double upper_unavailability = 0;
  /// Absent where not exact, where an event has no known frequency, and where not coherent.
  std::optional<double> outages_per_year;
  std::optional<Duration> mean_outage;
  [[nodiscard]] Duration downtime_per_year() const {
    return availability.downtime_in(Duration::seconds(Duration::year));
  }
};

/// What `accept: {rule: …}` calls a single point of failure.
inline constexpr std::string_view single_point_rule = "single-point-of-failure";
inline constexpr std::string_view single_point_code = "CP101";

enum class SinglePointClass {
  full,
  partial,   ///< recovers by itself within the stated time
  accepted,  ///< a risk somebody took, not expired
};

[[nodiscard]] std::string_view name_of(SinglePointClass value);

/// Components from one that fails down to what made it fail. Long paths keep their ends.
struct FailurePath {
  static constexpr std::size_t kept_at_each_end = 8;
  std::vector<ComponentId> steps;
  std::size_t omitted = 0;  ///< how many in the middle of `steps` were left out
};

/// A basic event that alone makes the journey fail: an order-1 minimal cut set.
struct SinglePoint {
  EventId event;
  SinglePointClass classification = SinglePointClass::full;
  FailurePath path;  ///< from the component the journey needs down to the event's own
  /// Components that fail with it, itself not among them; absent where not computed (see limits).
  std::optional<std::vector<ComponentId>> takes_down;
  Duration downtime_per_year;              ///< of this event alone
  std::optional<double> outages_per_year;  ///< absent where the event has no known frequency
  const Acceptance* acceptance = nullptr;  ///< owned by the model
};

/// A basic event outside a redundancy group that defeats the whole group alone.
struct HiddenCommonCause {
  EventId event;
  GroupId group;
};

/// A redundancy (in a fault tree: a gate that takes several arguments) that a cut set defeats and
/// no single event of it alone.
struct DefeatedRedundancy {
  GroupId group;
  std::vector<EventId> by;  ///< events of the set without each of which it would stand
};

struct CutSet {
  std::vector<EventId> events;  ///< ascending
  double probability = 0;       ///< that all of them are failed
  /// False where the work limit did not allow to explain it; then both lists are empty.
  bool explained = false;
  std::vector<DefeatedRedundancy> defeats = {};  ///< what others are made of first
  /// By event: from what the journey needs down to what failed, where a way is known. Empty in
  /// fault trees.
  std::vector<FailurePath> cuts = {};
};

/// What a list of cut sets leaves out, where it was cut off on purpose.
struct CutSetTruncation {
  std::optional<double> cutoff;  ///< only sets at least this probable are listed
  bool all_above_cutoff = true;  ///< false where some are missing: a limit on number or order
  /// Sets counted but not listed; absent where not all orders were counted.
  std::optional<std::uint64_t> left_out;
  /// Guaranteed bounds of the probability that at least one of the listed sets has failed.
  double kept_lower = 0;
  double kept_upper = 1;
  /// Guaranteed bounds of what the list misses: P(top) − P(a listed set has failed).
  double error_lower = 0;
  double error_upper = 1;
};

struct CutSets {
  std::vector<std::uint64_t> by_order;  ///< by_order[i]: how many of order i + 1
  bool complete = false;                ///< by_order covers every order there is
  bool all_listed = false;              ///< `sets` holds every one counted
  bool available = true;     ///< false where the budget did not allow counting beyond order 1
  std::vector<CutSet> sets;  ///< by order, then by falling probability
  /// Where the most probable ones were asked for: `sets` is then by falling probability throughout.
  /// Absent also where the function is not coherent: its sets do not make up its probability.
  std::optional<CutSetTruncation> truncation;
};

/// Importance of one event for one journey. Ratios may be infinite.
struct Importance {
  EventId event;
  double birnbaum = 0;
  double criticality = 0;
  double risk_achievement_worth = 0;
  double risk_reduction_worth = 0;
  double diagnostic = 0;
  /// Probability of the union of the minimal cut sets that hold the event, over that of the top
  /// event; absent where the cut sets were too many for an exact value, and where not coherent.
  std::optional<double> fussell_vesely;
  /// Guaranteed bounds of it: equal where it is exact; absent where not coherent.
  std::optional<std::pair<double, double>> fussell_vesely_bounds;
};

/// A product of events that have failed and events that work, of which none can be left out, that
/// fails a top event whatever else happens.
struct PrimeImplicant {
  std::vector<EventId> failed;   ///< ascending
  std::vector<EventId> working;  ///< ascending
  double probability = 0;
};

/// Of a top event that is not coherent.
struct PrimeImplicants {
  bool available = false;               ///< false where there were too many to find
  std::vector<std::uint64_t> by_order;  ///< by_order[i]: how many of i + 1 literals
  bool all_listed = false;
  std::vector<PrimeImplicant> list;  ///< by order, then by falling probability
};

struct JourneyAnalysis {
  JourneyId journey;
  AvailabilityResult up;
  AvailabilityResult full;  ///< equal to `up` where nothing soft is needed
  bool has_soft_requirements = false;
  /// False where a failure may mend the top event. Probability and importance are exact all the
  /// same; single points and cut sets are then the minimal sets of failures that fail it while
  /// everything else works.
  bool coherent = true;
  std::vector<SinglePoint> single_points;  ///< by falling downtime, then frequency, then file order
  std::vector<HiddenCommonCause> hidden_common_causes;
  CutSets cut_sets;
  std::optional<PrimeImplicants> prime_implicants;  ///< where not coherent
  std::vector<Importance> importance;               ///< by falling criticality; exact results only
  std::vector<ComponentId> dominators;              ///< in file order
  /// Components the journey uses that do not know what they need: SPOFs may be missing.
  std::vector<ComponentId> unknown_dependencies;
  /// Recovery groups below it, by position, whose figures are an approximation or left out.
  std::vector<std::uint32_t> approximated;
  /// Share of time down in planned windows when it would be up without them; absent without any.
  std::optional<double> planned_unavailability;
  std::optional<ServiceLevelResult> slo;  ///< where the journey states one
  std::optional<ServiceLevelResult> sla;
  MoneyResult money;
  /// Absent where nothing was sampled, and where the availability is bounded.
  Boxed<JourneyUncertainty> uncertainty;
};

/// Why an articulation point or dominator is no single point of failure, or the reverse.
enum class DifferenceReason {
  required_leaf,           ///< SPOF: needed, but nothing hangs behind it, so no cut vertex
  reached_by_other_paths,  ///< SPOF: the drawing has another way round, the requirements do not
  optional_behind,         ///< cut vertex: everything behind it is soft, redundant or not needed
  cannot_fail,             ///< cut vertex: has no failure of its own
};

struct CutVertexDifference {
  ComponentId component;
  DifferenceReason reason;
};

/// An accepted risk whose last day is over: what it stood for counts again.
struct ExpiredAcceptance {
  const Acceptance* acceptance = nullptr;  ///< owned by the model
  ComponentId component;                   ///< it is written under; invalid elsewhere
  JourneyId journey;                       ///< it is written under; invalid elsewhere
};

struct Analysis {
  IdVector<JourneyId, JourneyAnalysis> journeys;
  std::vector<ComponentId> articulation_points;  ///< in file order
  std::vector<CutVertexDifference> differences;
  std::vector<ComponentId> assumed;           ///< components with catalogue figures
  std::vector<ComponentId> unreachable;       ///< components that no journey uses
  std::vector<ExpiredAcceptance> expired;     ///< document, journeys, components, in file order
  std::vector<Money> component_costs;         ///< a year, by currency
  std::vector<DataRecovery> recovery;         ///< of components that keep data, in file order
  std::vector<FailoverGroupResult> groups;    ///< with failover or repair crews, in file order
  std::vector<DisasterRecovery> disasters;    ///< groups with a strategy, in file order
  std::optional<UncertaintyRun> uncertainty;  ///< where uncertain figures were sampled
  /// False where the model was too large to look behind every redundancy group.
  bool common_causes_complete = true;
  EngineBudget budget;          ///< that was given
  std::vector<EngineCut> cuts;  ///< what it cut short; empty where everything was done whole
  /// Keys the document holds whose effect is not in the numbers, with an example component.
  std::vector<std::string> not_modelled;
};

struct AnalysisOptions {
  /// Cut sets up to this order are counted and listed; absent: all.
  std::optional<std::uint32_t> max_order = 2;
  std::size_t listed_cut_sets = 1000;
  /// List the most probable sets of all orders counted, at most `listed_cut_sets`, and state what
  /// is left out.
  bool most_probable_first = false;
  /// With it: only sets at least this probable; in (0, 1].
  std::optional<double> cutoff;
  /// False: cut sets beyond the single points and Fussell-Vesely importances are left out, which
  /// can cost more than all the rest.
  bool combinations = true;
  /// True: nothing but the single points of each journey is asked for, and nothing else is filled
  /// in.
  bool single_points_only = false;
  /// An acceptance whose `until` lies before this day has expired. Absent: none expires.
  std::optional<Date> today;
  Probability partial_cures{0.9};  ///< restart counts as recovery from this fraction on,
  Duration partial_time = Duration::seconds(300);  ///< and up to this restart time
  std::size_t bdd_nodes = 20'000'000;              ///< beyond this many, bounds are given instead
  EngineBudget budget;                             ///< so is it beyond this time and memory
  UncertaintyOptions uncertainty;
  /// Told what is begun, in a few words, on the thread that called; changes no result.
  std::function<void(const std::string&)> progress;
};

/// Everything `analyze` prints. Deterministic: the same inputs give the same values.
[[nodiscard]] Analysis analyze(const Model& model, const StructureFunction& function,
                               const AnalysisOptions& options = {});

/// "What if this fails?": the consequence of some events occurring together.
struct Consequence {
  struct Fallen {
    ComponentId component;
    FailurePath path;  ///< from `component` down to what failed, by the shortest way
  };
  std::vector<EventId> failed;
  std::vector<Fallen> fallen;  ///< components, in file order, without those that failed themselves
  struct JourneyState {
    enum class State { up, degraded, down };
    State state = State::up;
    FailurePath path;  ///< why it is down or degraded; empty when up
  };
  IdVector<JourneyId, JourneyState> journeys;
};

[[nodiscard]] std::string_view name_of(Consequence::JourneyState::State state);

[[nodiscard]] Consequence what_if(const Model& model, const StructureFunction& function,
                                  std::vector<EventId> failed);

}  // namespace cutpoint
