#include "app/lint_run.hpp"

#include <algorithm>
#include <filesystem>
#include <iterator>
#include <set>

#include "app/pipeline.hpp"
#include "app/text_in_place.hpp"
#include "cutpoint/observed_files.hpp"

namespace cutpoint {

namespace {

struct ReadDocument {
  LintTarget target;
  Draft draft;
  Diagnostics diagnostics;
};

std::string normal(const std::string& path) {
  return std::filesystem::path(path).lexically_normal().string();
}

std::vector<ReadDocument> read_all(std::vector<LintTarget> targets, FileAccess& files,
                                   LintRun& run) {
  std::vector<ReadDocument> documents;
  documents.reserve(targets.size());
  for (LintTarget& target : targets) {
    ReadDocument& document = documents.emplace_back();
    document.target = std::move(target);
    TextInPlace access(files, document.target.path,
                       document.target.has_text ? &document.target.text : nullptr);
    document.draft =
        read_architecture({document.target.path}, access, run.sources, document.diagnostics);
    take_observed_figures(document.draft, access, run.sources, document.diagnostics);
  }
  return documents;
}

/// Normal paths of all files that some document includes.
std::set<std::string> included_files(const std::vector<ReadDocument>& documents,
                                     const SourceFiles& sources) {
  std::set<std::string> included;
  for (const ReadDocument& document : documents) {
    for (const FileId file : document.draft.files) {
      if (sources.name(file) != document.target.path) included.insert(normal(sources.name(file)));
    }
  }
  return included;
}

std::vector<Finding> check(ReadDocument& document, const AnalysisOptions& analysis_options,
                           const LintOptions& options) {
  std::optional<Model> model;
  std::optional<StructureFunction> function;
  complete_model(document.draft, model, function, document.diagnostics);
  std::vector<Finding> findings = findings_of(document.diagnostics);
  if (!function || document.diagnostics.has_errors()) return findings;
  const Analysis analysis = analyze(*model, *function, analysis_options);
  LintOptions with_claims = options;
  with_claims.claims = document.target.claims;
  std::vector<Finding> found = lint(*model, *function, analysis, with_claims);
  std::move(found.begin(), found.end(), std::back_inserter(findings));
  return findings;
}

}  // namespace

void check_documents(std::vector<LintTarget> targets, FileAccess& files,
                     const AnalysisOptions& analysis, const LintOptions& options, LintRun& run) {
  std::vector<ReadDocument> documents = read_all(std::move(targets), files, run);
  const std::set<std::string> included = included_files(documents, run.sources);
  for (ReadDocument& document : documents) {
    if (!document.target.was_named && included.count(normal(document.target.path)) > 0) continue;
    const auto& names = run.documents;
    if (std::find(names.begin(), names.end(), document.target.path) == names.end()) {
      run.documents.push_back(document.target.path);
    }
    std::vector<Finding> findings = check(document, analysis, options);
    std::move(findings.begin(), findings.end(), std::back_inserter(run.findings));
    // Drafts of large documents are not kept longer than needed.
    document.draft = Draft();
  }
  add_fingerprints(run.findings, run.sources);
}

}  // namespace cutpoint
