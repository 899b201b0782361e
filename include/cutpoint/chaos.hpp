/// Experiments that test what a model predicts, and what became of them.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "cutpoint/analysis.hpp"
#include "cutpoint/chaos_results.hpp"

namespace cutpoint {

enum class ChaosAction {
  fail_instance,   ///< one instance of a pool
  fail_component,  ///< a component as a whole
  fail_place,      ///< a machine, rack, zone or region with everything on it
  slow,            ///< a dependency that answers too late: for who needs it, it has failed
};

[[nodiscard]] std::string_view name_of(ChaosAction action);

struct ChaosExperiment {
  std::string id;  ///< a DNS-1123 label, unique in the plan; the same for the same document
  ChaosAction action = ChaosAction::fail_component;
  ComponentId target;
  std::uint32_t instance = 0;  ///< fail_instance: from 1 on
  ComponentId dependant;       ///< slow: who waits for the target; invalid: a journey does
  std::string why;             ///< what in the model it tests
  Consequence predicted;
  /// How soon the target is back by itself, where the document says so; by hand otherwise.
  std::optional<Duration> back_within;
  /// How long work takes to move to another member, where the group states its `failover`: for that
  /// long a journey that survives may be disturbed.
  std::optional<Duration> switch_within;
};

struct ChaosPlan {
  std::vector<ChaosExperiment> experiments;
  std::vector<std::string> left_out;  ///< what was not planned, and why
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

struct JudgedExperiment {
  const ChaosExperiment* experiment = nullptr;  ///< owned by the plan
  ChaosVerdict verdict = ChaosVerdict::not_run;
  std::vector<std::string> differences;  ///< what happened that was not predicted
  std::vector<std::string> changes;      ///< what to change in the model, or to look at
  std::string note;                      ///< from the results
};

/// Every experiment of the plan against what was recorded. Names in the results that the plan or
/// the model does not know are errors.
[[nodiscard]] std::vector<JudgedExperiment> judge_chaos(const Model& model, const ChaosPlan& plan,
                                                        const ChaosResults& results,
                                                        Diagnostics& diagnostics);

}  // namespace cutpoint
