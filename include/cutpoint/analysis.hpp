/// All results of a model as plain values, each with its method and provenance. Nothing here is
/// text for people.
///
/// Units: unavailabilities are shares of time in [0, 1], frequencies are by the year, times
/// `Duration`. Ownership: values own what they hold but for pointers to acceptances, which the
/// model owns; ids are those of the model and function that were analysed, which must live as long.
/// Threads: results may be read by any number of them.
#pragma once

#include <algorithm>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "cutpoint/availability.hpp"
#include "cutpoint/cut_sets.hpp"
#include "cutpoint/data_recovery.hpp"
#include "cutpoint/date_time.hpp"
#include "cutpoint/engine_budget.hpp"
#include "cutpoint/export.hpp"
#include "cutpoint/failover_results.hpp"
#include "cutpoint/importance.hpp"
#include "cutpoint/money.hpp"
#include "cutpoint/service_levels.hpp"
#include "cutpoint/single_points.hpp"
#include "cutpoint/structure_function.hpp"
#include "cutpoint/uncertainty.hpp"

namespace cutpoint {

/// How available something is that others run, and who says so.
struct ForeignFigure {
  enum class Basis {
    promise,  ///< the component's `sla`
    figures,  ///< what is stated of it, measured, or published by the catalogue's source
  };
  double unavailability = 0.0;
  Basis basis = Basis::figures;
};

/// One of those that lower the ceiling.
struct CeilingFactor {
  ComponentId component;
  ForeignFigure figure;
  double share = 0.0;  ///< of the journey's unavailability: Birnbaum importance times its own
};

/// How available a journey can be when everything of one's own never fails.
struct JourneyCeiling {
  JourneyId journey;
  double unavailability = 0.0;         ///< exact: the structure with own events left out
  std::vector<CeilingFactor> factors;  ///< by falling share, then in file order
};

/// What was found about one journey, or top event.
struct JourneyAnalysis {
  JourneyId journey;
  AvailabilityResult up;    ///< its hard requirements are met
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
  /// Where bounded and coherent: of the events that may matter most, by falling upper end of the
  /// criticality; how many more there are.
  std::vector<ImportanceBounds> importance_bounds;
  std::size_t importance_left_out = 0;
  std::vector<PartImportance> parts;    ///< by falling share; of a change none
  std::vector<TornadoBar> tornado;      ///< by falling difference; none of fault trees
  std::vector<ComponentId> dominators;  ///< in file order
  /// Components the journey uses that do not know what they need: SPOFs may be missing.
  std::vector<ComponentId> unknown_dependencies;
  /// Groups in time below it, by position, whose figures are not exact.
  std::vector<std::uint32_t> approximated;
  /// Share of time down in planned windows when it would be up without them; absent without any.
  std::optional<double> planned_unavailability;
  std::optional<ServiceLevelResult> slo;  ///< where the journey states one
  std::optional<ServiceLevelResult> sla;
  MoneyResult money;
  /// Absent where nothing was sampled, and where the availability is bounded.
  Boxed<JourneyUncertainty> uncertainty;

  /// Up, but not full; at the pessimistic ends where there are bounds.
  [[nodiscard]] Duration degraded_per_year() const {
    const double share = full.upper_unavailability - up.upper_unavailability;
    return Duration::seconds(std::max(0.0, share) * Duration::year);
  }
};

/// Why an articulation point or dominator is no single point of failure, or the reverse.
enum class DifferenceReason {
  required_leaf,           ///< SPOF: needed, but nothing hangs behind it, so no cut vertex
  reached_by_other_paths,  ///< SPOF: the drawing has another way round, the requirements do not
  optional_behind,         ///< cut vertex: everything behind it is soft, redundant or not needed
  cannot_fail,             ///< cut vertex: has no failure of its own
};

/// A component that is either a single point of failure or a cut vertex, and not both.
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

/// Everything that `analyze` computes. Same system and options: same values, whatever the threads;
/// with a budget of time the limits, and so what was cut short, depend on the machine.
struct Analysis {
  IdVector<JourneyId, JourneyAnalysis> journeys;
  std::vector<ComponentId> articulation_points;  ///< in file order
  std::vector<CutVertexDifference> differences;
  std::vector<ComponentId> unreachable;       ///< components that no journey uses
  std::vector<ExpiredAcceptance> expired;     ///< document, journeys, components, in file order
  std::vector<Money> component_costs;         ///< a year, by currency
  std::vector<DataRecovery> recovery;         ///< of components that keep data, in file order
  std::vector<FailoverGroupResult> groups;    ///< with failover or repair crews, in file order
  std::vector<DisasterRecovery> disasters;    ///< groups with a strategy, in file order
  std::vector<DomainLosses> domains;          ///< of what runs on something, in file order
  std::vector<JourneyCeiling> ceilings;       ///< where asked for: of journeys with a target
  std::optional<UncertaintyRun> uncertainty;  ///< where uncertain figures were sampled
  /// False where the model was too large to look behind every redundancy group.
  bool common_causes_complete = true;
  EngineBudget budget;          ///< that was given
  std::vector<EngineCut> cuts;  ///< what it cut short; empty where everything was done whole
  /// Keys the document holds whose effect is not in the numbers, with an example component.
  std::vector<std::string> not_modelled;
};

/// What the single points and the cut sets are told, and the rest.
struct AnalysisOptions : CutSetOptions, SinglePointOptions {
  /// False: cut sets beyond the single points and Fussell-Vesely importances are left out, which
  /// can cost more than all the rest.
  bool combinations = true;
  /// True: nothing but the single points of each journey is asked for, and nothing else is filled
  /// in.
  bool single_points_only = false;
  bool ceilings = false;               ///< whether to find what others allow at most
  std::size_t bdd_nodes = 20'000'000;  ///< beyond this many, bounds are given instead
  EngineBudget budget;                 ///< so is it beyond this time and memory
  UncertaintyOptions uncertainty;
  /// Told what is done, again and again while it lasts, on the same thread; a throw ends it all.
  std::function<void(const std::string&)> progress;
};

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
  std::vector<EventId> stuck;   ///< "no switch of db without etcd", where that is so
  std::vector<EventId> unused;  ///< of those that failed: no journey hangs on them in any way
};

/// As in JSON output; static.
[[nodiscard]] CUTPOINT_API std::string_view name_of(Consequence::JourneyState::State state);

}  // namespace cutpoint
