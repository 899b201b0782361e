// A change of an architecture with all that follows from it.
#include <algorithm>
#include <memory>
#include <set>
#include <utility>

#include "analyzer/analysis/analyze.hpp"
#include "analyzer/comparison/attribution.hpp"
#include "analyzer/comparison/compare.hpp"
#include "analyzer/comparison/results.hpp"
#include "cutpoint/linting.hpp"
#include "cutpoint/system.hpp"
#include "lint/facts/claims.hpp"
#include "lint/lint.hpp"
#include "model/format/edit/document_comparison.hpp"
#include "session/reading_steps.hpp"

namespace cutpoint {

namespace {

/// Nodes of the function and states of its chains, times trials: some ten seconds.
constexpr std::size_t most_trial_work = 2'000'000;
constexpr std::size_t work_of_a_state = 2;
constexpr std::uint64_t trial_share = 100;  ///< of the steps of an analysis

/// What lint says, by rule and by what it is about.
void add_findings(const std::vector<Finding>& findings, Results& results) {
  for (const Finding& finding : findings) {
    if (finding.suppression) continue;
    ResultKey key{ResultKind::finding, finding.rule, {finding.subject}};
    for (std::size_t nth = 2; results.values.contains(key); ++nth) {
      key.details = {finding.subject, std::to_string(nth)};
    }
    ResultValue& value = results.values[std::move(key)];
    value.word = name_of(finding.severity);
    value.message = finding.message;
  }
}

LintOptions all_rules(const ReviewOptions& options, std::vector<Spanned<std::string>> claims) {
  LintOptions lint;
  lint.claims = std::move(claims);
  lint.rules.assign(rules().begin(), rules().end());
  lint.today = options.analysis.today;
  return lint;
}

bool is_document(const System& system) {
  return system.model().form.has_figures && !system.draft().journeys.empty();
}

/// Bounds leave open which of two is less; what is estimated is the same for the same document.
bool has_figures_to_compare(const Analysis& analysis) {
  return analysis.cuts.empty() &&
         std::all_of(analysis.journeys.begin(), analysis.journeys.end(),
                     [](const JourneyAnalysis& row) { return row.up.method != Method::bounded; });
}

std::size_t work_of_a_trial(const StructureFunction& function) {
  std::size_t work = function.nodes.size() + 1;
  for (const FailoverGroup& group : function.failover_groups) {
    work += work_of_a_state * group.chain_states;
  }
  return work;
}

class Reviewer {
 public:
  Reviewer(const System& before, const System& after, const ReviewOptions& options)
      : before_(before), after_(after), options_(options) {
    options_.analysis.ceilings = true;
  }

  Review run() {
    const bool documents = is_document(before_) && is_document(after_);
    std::vector<Renaming> renamings;
    if (documents) renamings = find_renamings(before_.draft(), after_.draft());
    if (!renamings.empty()) {
      System earlier = system_of_draft(before_, renamed(before_.draft(), renamings));
      if (earlier) {
        review_.earlier = std::move(earlier);
      } else {
        renamings.clear();
      }
    }
    const System& was = review_.earlier ? *review_.earlier : before_;
    review_.before = analyze(was, options_.analysis);
    review_.after = analyze(after_, options_.analysis);
    compare_both(was, documents ? changes_of(was, renamings) : std::vector<DocumentChange>());
    review_.comparison.documents_known = documents;
    return std::move(review_);
  }

 private:
  [[nodiscard]] std::vector<DocumentChange> changes_of(
      const System& was, const std::vector<Renaming>& renamings) const {
    std::vector<DocumentChange> changes;
    changes.reserve(renamings.size());
    for (const Renaming& one : renamings) {
      changes.push_back({DocumentChange::Kind::renamed,
                         one.section,
                         one.after,
                         "",
                         {{"", one.before, one.after}},
                         false});
    }
    for (DocumentChange& change : compare_documents(was.draft(), after_.draft())) {
      changes.push_back(std::move(change));
    }
    if (!options_.compares_claims) return changes;
    for (DocumentChange& change : claim_changes(options_.claims_before, options_.claims_after)) {
      changes.push_back(std::move(change));
    }
    return changes;
  }

  void compare_both(const System& was, std::vector<DocumentChange> changes) {
    const AnalysedModel earlier{was.model(), was.function(), review_.before};
    const AnalysedModel later{after_.model(), after_.function(), review_.after};
    const GroupNames names(later);
    Results old_results = results_of(earlier, names);
    Results new_results = results_of(later, names);
    add_lint(was.model(), was.function(), review_.before, was.diagnostics(), options_.claims_before,
             old_results);
    add_lint(after_.model(), after_.function(), review_.after, after_.diagnostics(),
             options_.claims_after, new_results);
    review_.comparison = compare(earlier, old_results, later, new_results, std::move(changes));
    find_causes(was, names, {old_results, new_results});
  }

  /// What reading and lint say of one side; of documents only.
  void add_lint(const Model& model, const StructureFunction& function, const Analysis& analysis,
                const Diagnostics& diagnostics, const std::vector<Spanned<std::string>>& claims,
                Results& results) const {
    if (!model.form.has_figures) return;
    add_findings(findings_of(diagnostics), results);
    add_findings(lint(model, function, analysis, all_rules(options_, claims)), results);
  }

  void find_causes(const System& was, const GroupNames& names, const BothResults& results) {
    Comparison& comparison = review_.comparison;
    if (options_.most_trials == 0) return;
    const std::size_t work =
        std::max(work_of_a_trial(was.function()), work_of_a_trial(after_.function()));
    const bool can_be_tried =
        has_figures_to_compare(review_.before) && has_figures_to_compare(review_.after);
    attribute(comparison, was.draft(), after_.draft(), results, measure(names),
              can_be_tried ? std::min(options_.most_trials, most_trial_work / work) : 0);
  }

  /// No trial does more than was asked for.
  [[nodiscard]] MeasureDraft measure(const GroupNames& names) const {
    std::set<ResultKind> kinds;
    for (const ResultChange& change : review_.comparison.results) kinds.insert(change.kind);
    AnalysisOptions analysis = options_.analysis;
    analysis.progress = {};
    analysis.uncertainty = {};
    const bool lints = kinds.contains(ResultKind::finding);
    analysis.ceilings = lints;
    analysis.combinations =
        lints || kinds.contains(ResultKind::cut_set) || kinds.contains(ResultKind::smallest_cut);
    analysis.budget.steps /= trial_share;
    // Trials have most of their chains in common.
    const auto chains = std::make_shared<SolvedChains>();
    return [this, &names, analysis, lints, chains](const Draft& draft) -> std::optional<Results> {
      Diagnostics diagnostics;
      const auto compiled = build_and_compile(draft, diagnostics, chains.get());
      if (!compiled) return std::nullopt;
      const Analysis done = analyze(compiled->model, compiled->function, analysis);
      if (!has_figures_to_compare(done)) return std::nullopt;
      Results results = results_of({compiled->model, compiled->function, done}, names);
      if (lints) {
        add_lint(compiled->model, compiled->function, done, diagnostics, options_.claims_after,
                 results);
      }
      return results;
    };
  }

  const System& before_;
  const System& after_;
  ReviewOptions options_;
  Review review_;
};

}  // namespace

Review review(const System& before, const System& after, const ReviewOptions& options) {
  return Reviewer(before, after, options).run();
}

}  // namespace cutpoint
