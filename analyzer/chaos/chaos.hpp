/// Experiments that test what a model predicts, and what became of them.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "cutpoint/analysis.hpp"
#include "model/format/records/chaos_results.hpp"

namespace cutpoint {

enum class ChaosAction {
  fail_instance,   ///< one instance of a pool
  fail_component,  ///< a component as a whole
  fail_place,      ///< a machine, rack, zone or region with everything on it
  slow,            ///< a dependency that answers too late: for who needs it, it has failed
};

[[nodiscard]] std::string_view name_of(ChaosAction action);

/// What in the model an experiment tests.
enum class ChaosReason {
  redundant_member,    ///< `target` is a member of the redundancy `group`
  pool_instance,       ///< one of the instances of `target`, of which some must work
  place_with_all,      ///< everything on `target` fails with it
  single_point,        ///< `target` alone stops a journey
  soft_need,           ///< `dependant` wants `target`, and does without
  fallback,            ///< `dependant` has something else, which works in a share of the cases
  somebody_elses_need  ///< `dependant` waits for what somebody else runs
};

struct ChaosExperiment {
  std::string id;  ///< a DNS-1123 label, unique in the plan; the same for the same document
  ChaosAction action = ChaosAction::fail_component;
  ComponentId target;
  std::uint32_t instance = 0;  ///< fail_instance: from 1 on
  ComponentId dependant;       ///< slow: who waits for the target; invalid: a journey does
  ChaosReason why = ChaosReason::single_point;
  std::string group;                    ///< redundant_member: the name of the redundancy
  std::optional<Probability> fallback;  ///< fallback: how often it works
  Consequence predicted;
  /// How soon the target is back by itself, where the document says so; by hand otherwise.
  std::optional<Duration> back_within;
  /// How long work takes to move to another member, where the group states its `failover`: for that
  /// long a journey that survives may be disturbed.
  std::optional<Duration> switch_within;
};

/// What was not planned, and why.
struct ChaosOmission {
  enum class Reason {
    plan_is_full,     ///< `count` further experiments; a plan has at most `kept`
    instances_alike,  ///< `count` further instances of `pool`, like the first `kept`
    nothing_to_fail,  ///< `event`, of this `kind`, is no component
  };
  Reason reason = Reason::plan_is_full;
  std::size_t count = 0;
  std::size_t kept = 0;
  ComponentId pool;
  std::string event;
  EventKind kind = EventKind::component;
};

struct ChaosPlan {
  std::vector<ChaosExperiment> experiments;
  std::vector<ChaosOmission> left_out;
};

struct ChaosLimits {
  std::size_t instances = 10;  ///< of one pool
  std::size_t experiments = 500;
};

/// One experiment for each member of a redundancy group, each place with something on it, each
/// single point of failure, and each dependency that is soft, has a fallback or is somebody else's,
/// slow. In file order by action.
[[nodiscard]] ChaosPlan plan_chaos(const Model& model, const StructureFunction& function,
                                   const Analysis& analysis, const ChaosLimits& limits = {});

enum class ChaosVerdict { confirmed, refuted, not_run };

[[nodiscard]] std::string_view name_of(ChaosVerdict verdict);

/// What happened that was not predicted, or the reverse.
struct ChaosDifference {
  enum class Kind {
    journey_state,  ///< `journey` was `seen`, and predicted otherwise
    fell,           ///< `component`, which was not predicted to
    stood,          ///< `component`, which was predicted to fall
    slow_recovery,  ///< it `took` longer than predicted
  };
  Kind kind = Kind::journey_state;
  JourneyId journey;
  Consequence::JourneyState::State seen = Consequence::JourneyState::State::up;
  ComponentId component;
  bool runs_on_target = false;  ///< the component, directly or not
  Duration took;
};

struct JudgedExperiment {
  const ChaosExperiment* experiment = nullptr;  ///< owned by the plan
  ChaosVerdict verdict = ChaosVerdict::not_run;
  std::vector<ChaosDifference> differences;
  std::string note;  ///< from the results
};

/// Every experiment of the plan against what was recorded. Names in the results that the plan or
/// the model does not know are errors.
[[nodiscard]] std::vector<JudgedExperiment> judge_chaos(const Model& model, const ChaosPlan& plan,
                                                        const ChaosResults& results,
                                                        Diagnostics& diagnostics);

}  // namespace cutpoint
