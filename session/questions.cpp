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

namespace cutpoint {

namespace {

Failure nothing_to_play() {
  return Failure(
      "a fault tree states probabilities, not failures and repairs: there is nothing to play "
      "through time",
      "`cutpoint analyze` computes it exactly");
}

}  // namespace

Analysis analyze(const System& system, const AnalysisOptions& options) {
  return analyze(system.model(), system.function(), options);
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
                                     const SimulationShard& shard) {
  if (!system.model().form.has_figures) return nothing_to_play();
  return simulate_part(system.model(), system.function(), options, shard);
}

Result<Simulation> merge_parts(const System& system, const std::vector<SimulationPart>& parts,
                               double confidence) {
  if (!system.model().form.has_figures) return nothing_to_play();
  return merge_parts(system.model(), system.function(), parts, confidence);
}

Result<RareSimulation> simulate_rare(const System& system, const RareOptions& options) {
  if (!system.model().form.has_figures) return nothing_to_play();
  return simulate_rare(system.model(), system.function(), options);
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
