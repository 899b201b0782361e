/// The way in: from paths or texts to a compiled system, and from that to every answer.
///
/// A `System` is made by `load` and its sisters alone. They take every step there is, in order:
/// read (YAML files that overlay each other, a block of a Markdown document, Open-PSA fault trees),
/// take in what incident files measured, build, compile. Nothing is printed, nothing exits, and
/// files are read only through the `FileAccess` given. What is wrong with an input is no exception:
/// it is in `diagnostics()`. Exceptions are those of memory (`std::bad_alloc`).
///
/// Threads: functions have no state between calls; a `System` that is not being changed may be read
/// by any number of them. Same input, options and seed: same result, whatever the threads.
#pragma once

#include <cstddef>
#include <limits>
#include <optional>
#include <string>
#include <vector>

#include "cutpoint/advice.hpp"
#include "cutpoint/analysis.hpp"
#include "cutpoint/availability_program.hpp"
#include "cutpoint/comparison.hpp"
#include "cutpoint/diagnostic.hpp"
#include "cutpoint/draft.hpp"
#include "cutpoint/export.hpp"
#include "cutpoint/file_access.hpp"
#include "cutpoint/linting.hpp"
#include "cutpoint/model.hpp"
#include "cutpoint/result.hpp"
#include "cutpoint/shard.hpp"
#include "cutpoint/simulation.hpp"
#include "cutpoint/source.hpp"
#include "cutpoint/structure_function.hpp"
#include "cutpoint/uncertainty.hpp"

namespace cutpoint {

struct LoadOptions {
  /// Fault trees only: the time at which they are evaluated, above zero and not `never`.
  Duration mission_time = Duration::seconds(Duration::year);
  /// What was written is needed by `advise` alone; large documents are lighter without it.
  bool keeps_draft = true;
  /// Nor is it kept of documents with more components than these.
  std::size_t most_kept_components = std::numeric_limits<std::size_t>::max();
};

/// An architecture or fault tree with everything that refers to it. Owns all that it hands out;
/// references stay valid until it is assigned to or destroyed, also when it is moved.
class System {
 public:
  System(System&&) noexcept = default;
  System& operator=(System&&) noexcept = default;
  System(const System&) = delete;
  System& operator=(const System&) = delete;
  ~System() = default;

  /// True where there are no errors: only then there is a model that can be asked.
  explicit operator bool() const { return model_.has_value() && function_.has_value(); }

  /// The first path, for headings.
  [[nodiscard]] const std::string& name() const { return name_; }
  /// The texts that were read, for excerpts.
  [[nodiscard]] const SourceFiles& sources() const { return sources_; }
  /// All findings, by place; warnings and remarks also where there is a model.
  [[nodiscard]] const Diagnostics& diagnostics() const { return diagnostics_; }
  /// What was written, observed figures taken in; empty of a fault tree and where it was not kept.
  [[nodiscard]] const Draft& draft() const { return draft_; }
  /// Throws std::bad_optional_access where there are errors.
  [[nodiscard]] const Model& model() const { return model_.value(); }
  /// Throws std::bad_optional_access where there are errors.
  [[nodiscard]] const StructureFunction& function() const { return function_.value(); }

 private:
  friend class SystemLoader;
  System() = default;

  std::string name_;
  SourceFiles sources_;
  Diagnostics diagnostics_;
  Draft draft_;
  std::optional<Model> model_;
  std::optional<StructureFunction> function_;
};

/// Architecture files, later ones overlaying earlier ones, with what they include; where the first
/// one is a Markdown document, the one model that it holds or names; or, where it is XML, Open-PSA
/// files as one fault tree. A file in another format is an error that says what reads it. Cost:
/// near-linear in what is read.
[[nodiscard]] CUTPOINT_API System load(const std::vector<std::string>& paths, FileAccess& files,
                                       const LoadOptions& options = {});
/// The same from the disk; "-" is standard input.
[[nodiscard]] CUTPOINT_API System load(const std::vector<std::string>& paths,
                                       const LoadOptions& options = {});
/// A document in memory, called `name` in findings. It cannot include files.
[[nodiscard]] CUTPOINT_API System load_text(const std::string& name, std::string text,
                                            const LoadOptions& options = {});
/// The model at `position` (from 0 on) of a Markdown document: a block in it, or the files that a
/// `cutpoint:model` comment names, relative to the document. `overlays` are laid over it.
[[nodiscard]] CUTPOINT_API System load_markdown(const std::string& path, FileAccess& files,
                                                std::size_t position = 0,
                                                const LoadOptions& options = {},
                                                const std::vector<std::string>& overlays = {});

/// Every answer below is about a system without errors (else std::bad_optional_access), and points
/// into it: it must live as long.

/// Availability, single points of failure, cut sets, importance, data and money. Cost: within
/// `options.budget`, beyond which there are bounds.
[[nodiscard]] CUTPOINT_API Analysis analyze(const System& system,
                                            const AnalysisOptions& options = {});

/// A part of the trials that `analyze` carries uncertain figures with, for many machines:
/// `options.uncertainty` is of the whole run. A failure where there are none.
[[nodiscard]] CUTPOINT_API Result<UncertaintyPart> uncertainty_part(const System& system,
                                                                    const AnalysisOptions& options,
                                                                    const Shard& shard);
/// What `analyze` gives, to the last bit, with the trials of parts that make up a run of this
/// system; they say how many trials and which seed. Parts of another system, run or budget, and
/// trials that are missing or there twice, are the error.
[[nodiscard]] CUTPOINT_API Result<Analysis> analyze(const System& system, AnalysisOptions options,
                                                    const std::vector<UncertaintyPart>& parts);

/// What falls when these fail: names of components, instances ("web#2"), links or common causes.
/// Linear in the function. An unknown name is the error, with the nearest one.
[[nodiscard]] CUTPOINT_API Result<Consequence> what_if(const System& system,
                                                       const std::vector<std::string>& names);

/// Many years, event by event. No fault trees.
[[nodiscard]] CUTPOINT_API Result<Simulation> simulate(const System& system,
                                                       const SimulationOptions& options = {});
/// A part of that, for many machines: `options.years` and `seed` are those of the whole run.
[[nodiscard]] CUTPOINT_API Result<SimulationPart> simulate_part(const System& system,
                                                                const SimulationOptions& options,
                                                                const Shard& shard);
/// What `simulate` gives, to the last bit, from parts that make up a run of this system. Parts of
/// another system or run, and batches that are missing or there twice, are the error.
[[nodiscard]] CUTPOINT_API Result<Simulation> merge_parts(const System& system,
                                                          const std::vector<SimulationPart>& parts,
                                                          double confidence);
/// Outages too rare to wait for, by importance sampling. No fault trees.
[[nodiscard]] CUTPOINT_API Result<RareSimulation> simulate_rare(const System& system,
                                                                const RareOptions& options = {});
/// Both steps of that, as above.
[[nodiscard]] CUTPOINT_API Result<RareSimulationPart> simulate_rare_part(const System& system,
                                                                         const RareOptions& options,
                                                                         const Shard& shard);
[[nodiscard]] CUTPOINT_API Result<RareSimulation> merge_parts(
    const System& system, const std::vector<RareSimulationPart>& parts, double confidence);

/// What better figures of each part bring. No fault trees.
[[nodiscard]] CUTPOINT_API Result<Sensitivity> analyze_sensitivity(
    const System& system, const AnalysisOptions& options = {});

/// The cheapest changes that meet a target, each built and analysed. No fault trees; the draft must
/// have been kept. `options.journeys` empty: all of them.
[[nodiscard]] CUTPOINT_API Result<Advice> advise(const System& system, AdviceOptions options);
/// What to do first, where that is quick to find out: see there. Needs the draft and importances.
/// `journeys` empty: for all of them; `others`: how many further changes are wanted.
[[nodiscard]] CUTPOINT_API std::optional<FirstChange> first_change(
    const System& system, const Analysis& analysis, const std::vector<JourneyId>& journeys = {},
    std::size_t others = 0);

/// What gives the availability of every journey for figures, needs of pools and softness that are
/// set by hand, exactly and without building anything anew: see there. Nothing where the model is
/// too large for that. No fault trees.
[[nodiscard]] CUTPOINT_API std::optional<AvailabilityProgram> availability_program(
    const System& system);
/// The text of the last file of `paths` with the changes of an advice written into it; comments and
/// order stay. `text` is that file as it is. An error where that cannot be done without a risk to
/// what else it says.
[[nodiscard]] CUTPOINT_API Result<std::string> changed_document(
    const System& system, const Advice& advice, const std::vector<std::string>& paths,
    const std::string& text, FileAccess& files);

/// Lint: what a reviewer would say. Analyses what the rules need, within the budget of `analysis`.
/// Without rules in the options all are applied. Findings carry fingerprints.
[[nodiscard]] CUTPOINT_API std::vector<Finding> lint(const System& system, LintOptions options = {},
                                                     AnalysisOptions analysis = {});

struct ReviewOptions {
  AnalysisOptions analysis;
  /// What Markdown documents claim of either.
  std::vector<Spanned<std::string>> claims_before = {};
  std::vector<Spanned<std::string>> claims_after = {};
  /// Both are Markdown documents: a claim that only one makes is a change.
  bool compares_claims = false;
  /// Documents that are built and analysed anew to find out which changes bring which results; 0:
  /// none. With twice as many changes none is tried alone.
  std::size_t most_trials = 64;
};

/// A change of an architecture with all that follows from it.
struct Review {
  /// The earlier system with the later names, where something was renamed.
  std::optional<System> earlier;
  Analysis before;  ///< of `earlier`, where there is one
  Analysis after;
  Comparison comparison;
};

/// What differs in the documents, key by key, and in the results, findings of lint among them, and
/// what comes from what. Analyses both within the budget of the options, and in trials of changes
/// as often as they say, each in steps and never longer than a hundredth of a budget.
[[nodiscard]] CUTPOINT_API Review review(const System& before, const System& after,
                                         const ReviewOptions& options = {});

/// What differs from an earlier system in parts and results, by name; from analyses that are known.
[[nodiscard]] CUTPOINT_API Comparison compare(const System& before, const Analysis& analysis_before,
                                              const System& after, const Analysis& analysis_after);

}  // namespace cutpoint
