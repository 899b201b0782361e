// What can be asked of a system.
#include <optional>
#include <string>
#include <utility>

#include "analyzer/advice/advise.hpp"
#include "analyzer/advice/first_change.hpp"
#include "analyzer/analysis/analyze.hpp"
#include "analyzer/analysis/availability_program.hpp"
#include "analyzer/comparison/compare.hpp"
#include "analyzer/simulation/simulate.hpp"
#include "cutpoint/system.hpp"
#include "lint/lint.hpp"
#include "session/failure_names.hpp"
#include "session/run_fingerprint.hpp"

namespace cutpoint {

namespace {

Failure nothing_to_play() {
  return Failure(
      "a fault tree states probabilities, not failures and repairs: there is nothing to play "
      "through time",
      "`cutpoint analyze` computes it exactly");
}

template <class Part>
Result<Part> with_fingerprint(const System& system, Result<Part> part) {
  if (part) part->fingerprint = fingerprint_of(system);
  return part;
}

/// As `merge_parts` of their kind says.
template <class Part>
auto merge_in(const System& system, const std::vector<Part>& parts, double confidence)
    -> decltype(merge_parts(system.model(), system.function(), parts, confidence)) {
  if (!system.model().form.has_figures) return nothing_to_play();
  if (std::string wrong = foreign_part(system, parts); !wrong.empty()) {
    return Failure(std::move(wrong));
  }
  return merge_parts(system.model(), system.function(), parts, confidence);
}

}  // namespace

Analysis analyze(const System& system, const AnalysisOptions& options) {
  return analyze(system.model(), system.function(), options);
}

Result<UncertaintyPart> uncertainty_part(const System& system, const AnalysisOptions& options,
                                         const Shard& shard) {
  return with_fingerprint(system,
                          uncertainty_part(system.model(), system.function(), options, shard));
}

Result<Analysis> analyze(const System& system, AnalysisOptions options,
                         const std::vector<UncertaintyPart>& parts) {
  if (std::string wrong = foreign_part(system, parts); !wrong.empty()) {
    return Failure(std::move(wrong));
  }
  return analyze(system.model(), system.function(), std::move(options), parts);
}

Result<Consequence> what_if(const System& system, const std::vector<std::string>& names) {
  const FailureNames known(system.model(), system.function());
  std::vector<EventId> failed;
  std::string error;
  for (const std::string& name : names) {
    for (const Failure& unknown : known.add(name, failed)) {
      error += (error.empty() ? "" : "\n") + unknown.message;
    }
  }
  if (!error.empty()) return Failure(std::move(error));
  return what_if(system.model(), system.function(), std::move(failed));
}

Result<Simulation> simulate(const System& system, const SimulationOptions& options) {
  if (!system.model().form.has_figures) return nothing_to_play();
  return simulate(system.model(), system.function(), options);
}

Result<SimulationPart> simulate_part(const System& system, const SimulationOptions& options,
                                     const Shard& shard) {
  if (!system.model().form.has_figures) return nothing_to_play();
  return with_fingerprint(system, simulate_part(system.model(), system.function(), options, shard));
}

Result<Simulation> merge_parts(const System& system, const std::vector<SimulationPart>& parts,
                               double confidence) {
  return merge_in(system, parts, confidence);
}

Result<RareSimulation> simulate_rare(const System& system, const RareOptions& options) {
  if (!system.model().form.has_figures) return nothing_to_play();
  return simulate_rare(system.model(), system.function(), options);
}

Result<RareSimulationPart> simulate_rare_part(const System& system, const RareOptions& options,
                                              const Shard& shard) {
  if (!system.model().form.has_figures) return nothing_to_play();
  return with_fingerprint(system,
                          simulate_rare_part(system.model(), system.function(), options, shard));
}

Result<RareSimulation> merge_parts(const System& system,
                                   const std::vector<RareSimulationPart>& parts,
                                   double confidence) {
  return merge_in(system, parts, confidence);
}

Result<Sensitivity> analyze_sensitivity(const System& system, const AnalysisOptions& options) {
  if (!system.model().form.has_figures) {
    return Failure(
        "a fault tree states probabilities, not failures and repairs: there is nothing to halve or "
        "double",
        "`cutpoint analyze` lists the importance of its events");
  }
  return analyze_sensitivity(system.model(), system.function(), options);
}

Result<Advice> advise(const System& system, AdviceOptions options) {
  const Model& model = system.model();
  if (!model.form.has_figures) {
    return Failure("a fault tree states no figures that could be changed");
  }
  if (system.draft().components.empty()) {
    return Failure("what was written was not kept, so that no changes of it can be tried");
  }
  if (options.journeys.empty()) {
    for (std::size_t i = 0; i < model.journeys.size(); ++i) options.journeys.emplace_back(i);
  }
  return advise(system.draft(), options);
}

std::optional<FirstChange> first_change(const System& system, const Analysis& analysis,
                                        const std::vector<JourneyId>& journeys,
                                        std::size_t others) {
  if (system.draft().components.empty()) return std::nullopt;
  return first_change({system.draft(), system.model(), system.function(), analysis}, journeys,
                      others);
}

std::optional<AvailabilityProgram> availability_program(const System& system) {
  return availability_program(system.model(), system.function());
}

std::vector<Finding> lint(const System& system, LintOptions options, AnalysisOptions analysis) {
  if (options.rules.empty()) options.rules.assign(rules().begin(), rules().end());
  analysis.ceilings = true;
  const Analysis results = analyze(system, analysis);
  std::vector<Finding> findings = findings_of(system.diagnostics());
  for (Finding& finding : lint(system.model(), system.function(), results, options)) {
    findings.push_back(std::move(finding));
  }
  add_fingerprints(findings, system.sources());
  return findings;
}

Comparison compare(const System& before, const Analysis& analysis_before, const System& after,
                   const Analysis& analysis_after) {
  return compare({before.model(), before.function(), analysis_before},
                 {after.model(), after.function(), analysis_after});
}

}  // namespace cutpoint
