#include "session/document_check.hpp"

#include <algorithm>
#include <filesystem>
#include <iterator>
#include <set>

#include <fmt/format.h>

#include "analyzer/analysis/analyze.hpp"
#include "cutpoint/file_access.hpp"
#include "lint/lint.hpp"
#include "session/foreign_formats.hpp"
#include "session/reading_steps.hpp"

namespace cutpoint {

namespace {

struct ReadDocument {
  LintTarget target;
  CheckedDocument checked;
};

std::string normal(const std::string& path) {
  return std::filesystem::path(path).lexically_normal().string();
}

/// In the order in which they are laid over each other.
std::vector<std::string> files_of(const LintTarget& target) {
  std::vector<std::string> files = target.below;
  files.push_back(target.path);
  files.insert(files.end(), target.above.begin(), target.above.end());
  return files;
}

std::vector<ReadDocument> read_all(std::vector<LintTarget> targets, FileAccess& files,
                                   LintRun& run) {
  std::vector<ReadDocument> documents;
  documents.reserve(targets.size());
  for (LintTarget& target : targets) {
    ReadDocument& document = documents.emplace_back();
    document.target = std::move(target);
    document.checked.draft =
        read_target(document.target, files, run.sources, document.checked.diagnostics);
  }
  return documents;
}

/// Normal paths of all files that some document includes or has laid over it. What it is laid over
/// itself is a document of its own.
std::set<std::string> included_files(const std::vector<ReadDocument>& documents,
                                     const SourceFiles& sources) {
  std::set<std::string> included;
  for (const ReadDocument& document : documents) {
    for (const FileId file : document.checked.draft.files) {
      const std::string& name = sources.name(file);
      const auto& below = document.target.below;
      if (name != document.target.path &&
          std::find(below.begin(), below.end(), name) == below.end()) {
        included.insert(normal(name));
      }
    }
  }
  return included;
}

/// The same for the same finding at the same place of the same file.
std::string text_of(const Finding& finding, const SourceFiles& sources) {
  const SourceSpan& span = finding.span;
  std::string text =
      fmt::format("{}:{}:{} {} {} {}", span.file.valid() ? sources.name(span.file) : "", span.line,
                  span.column, finding.rule, finding.subject, finding.message);
  for (const std::string& line : finding.witness) text += '\n' + line;
  return text;
}

void finish(const LintTarget& target, const AnalysisOptions& analysis_options,
            const LintOptions& options, CheckedDocument& document) {
  // Of a file in another format nothing was read.
  if (!document.draft.files.empty()) {
    document.compiled = build_and_compile(document.draft, document.diagnostics);
  }
  document.findings = findings_of(document.diagnostics);
  if (!document.compiled) return;
  AnalysisOptions budget = analysis_options;
  budget.ceilings = true;
  // A claim must not fail because only bounds were computed.
  if (!target.claims.empty()) {
    const AnalysisOptions usual;
    budget.bdd_nodes = std::max(budget.bdd_nodes, usual.bdd_nodes);
    budget.budget.steps = std::max(budget.budget.steps, usual.budget.steps);
  }
  const CompiledModel& compiled = *document.compiled;
  document.analysis = analyze(compiled.model, compiled.function, budget);
  LintOptions with_claims = options;
  with_claims.claims = target.claims;
  std::vector<Finding> found =
      lint(compiled.model, compiled.function, document.analysis, with_claims);
  std::move(found.begin(), found.end(), std::back_inserter(document.findings));
}

}  // namespace

Draft read_target(const LintTarget& target, FileAccess& files, SourceFiles& sources,
                  Diagnostics& diagnostics) {
  MemoryAccess::Texts texts;
  if (target.has_text) texts.emplace(target.path, target.text);
  MemoryAccess access(std::move(texts), &files);
  const auto text = access.read(target.path);
  if (text && refuse_foreign_format(target.path, *text, sources, diagnostics)) return {};
  return read_written(files_of(target), access, sources, diagnostics);
}

CheckedDocument check_document(const LintTarget& target, FileAccess& files,
                               const AnalysisOptions& analysis, const LintOptions& options,
                               SourceFiles& sources) {
  CheckedDocument document;
  document.draft = read_target(target, files, sources, document.diagnostics);
  finish(target, analysis, options, document);
  return document;
}

void check_documents(std::vector<LintTarget> targets, FileAccess& files,
                     const AnalysisOptions& analysis, const LintOptions& options, LintRun& run) {
  std::vector<ReadDocument> documents = read_all(std::move(targets), files, run);
  const std::set<std::string> included = included_files(documents, run.sources);
  std::set<std::string> said;
  for (ReadDocument& document : documents) {
    if (!document.target.was_named && included.count(normal(document.target.path)) > 0) continue;
    const auto& names = run.documents;
    if (std::find(names.begin(), names.end(), document.target.path) == names.end()) {
      run.documents.push_back(document.target.path);
    }
    finish(document.target, analysis, options, document.checked);
    std::vector<Finding> findings = std::move(document.checked.findings);
    // A file that several documents share is read for each: what is true of all is said once.
    std::erase_if(findings, [&](const Finding& finding) {
      return !said.insert(text_of(finding, run.sources)).second;
    });
    std::move(findings.begin(), findings.end(), std::back_inserter(run.findings));
    // Drafts of large documents are not kept longer than needed.
    document.checked = CheckedDocument();
  }
  add_fingerprints(run.findings, run.sources);
}

}  // namespace cutpoint
