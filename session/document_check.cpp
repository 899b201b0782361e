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
                                   SourceFiles& sources) {
  std::vector<ReadDocument> documents;
  documents.reserve(targets.size());
  for (LintTarget& target : targets) {
    ReadDocument& document = documents.emplace_back();
    document.target = std::move(target);
    document.checked.draft =
        read_target(document.target, files, sources, document.checked.diagnostics);
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

/// Those that are no part of another: they are checked there.
std::vector<ReadDocument> own_documents(std::vector<LintTarget> targets, FileAccess& files,
                                        SourceFiles& sources) {
  std::vector<ReadDocument> documents = read_all(std::move(targets), files, sources);
  const std::set<std::string> included = included_files(documents, sources);
  std::erase_if(documents, [&](const ReadDocument& document) {
    return !document.target.was_named && included.count(normal(document.target.path)) > 0;
  });
  return documents;
}

/// Findings of several documents as those of a run.
class FindingJoin {
 public:
  explicit FindingJoin(LintRun& run) : run_(run) {}

  void add(const std::string& path, std::vector<Finding> findings) {
    auto& names = run_.documents;
    if (std::find(names.begin(), names.end(), path) == names.end()) names.push_back(path);
    // A file that several documents share is read for each: what is true of all is said once.
    std::erase_if(findings, [this](const Finding& finding) {
      return !said_.insert(text_of(finding, run_.sources)).second;
    });
    std::move(findings.begin(), findings.end(), std::back_inserter(run_.findings));
  }

 private:
  LintRun& run_;
  std::set<std::string> said_;
};

void build(CheckedDocument& document) {
  // Of a file in another format nothing was read.
  if (!document.draft.files.empty()) {
    document.compiled = build_and_compile(document.draft, document.diagnostics);
  }
  document.findings = findings_of(document.diagnostics);
}

/// Whether its places are in files that were read.
bool is_inside(const Finding& finding, const SourceFiles& sources) {
  const auto is_known = [&sources](const SourceSpan& span) {
    return !span.file.valid() || span.file.index() < sources.size();
  };
  return is_known(finding.span) &&
         std::all_of(finding.notes.begin(), finding.notes.end(),
                     [&](const Note& note) { return is_known(note.span); });
}

/// Drafts of large documents are not kept longer than needed.
std::vector<Finding> checked_findings(ReadDocument& document, const AnalysisOptions& analysis,
                                      const LintOptions& options) {
  build(document.checked);
  apply_rules(document.target, analysis, options, document.checked);
  std::vector<Finding> findings = std::move(document.checked.findings);
  document.checked = CheckedDocument();
  return findings;
}

}  // namespace

void keep_lint_quick(AnalysisOptions& analysis) {
  analysis.bdd_nodes = 10'000;
  analysis.budget.steps = 300'000;
}

void apply_rules(const LintTarget& target, const AnalysisOptions& analysis_options,
                 const LintOptions& options, CheckedDocument& document) {
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

Draft read_target(const LintTarget& target, FileAccess& files, SourceFiles& sources,
                  Diagnostics& diagnostics, YamlMemory* memory) {
  MemoryAccess::Texts texts;
  if (target.has_text) texts.emplace(target.path, target.text);
  MemoryAccess access(std::move(texts), &files);
  const auto text = access.read(target.path);
  if (text && refuse_foreign_format(target.path, *text, sources, diagnostics)) return {};
  return read_written(files_of(target), access, sources, diagnostics, memory);
}

CheckedDocument build_document(const LintTarget& target, FileAccess& files, SourceFiles& sources,
                               YamlMemory* memory) {
  CheckedDocument document;
  document.draft = read_target(target, files, sources, document.diagnostics, memory);
  build(document);
  return document;
}

CheckedDocument check_document(const LintTarget& target, FileAccess& files,
                               const AnalysisOptions& analysis, const LintOptions& options,
                               SourceFiles& sources) {
  CheckedDocument document = build_document(target, files, sources);
  apply_rules(target, analysis, options, document);
  return document;
}

void check_documents(std::vector<LintTarget> targets, FileAccess& files,
                     const AnalysisOptions& analysis, const LintOptions& options, LintRun& run) {
  std::vector<ReadDocument> documents = own_documents(std::move(targets), files, run.sources);
  FindingJoin join(run);
  for (ReadDocument& document : documents) {
    join.add(document.target.path, checked_findings(document, analysis, options));
  }
  add_fingerprints(run.findings, run.sources);
}

DocumentFindings check_shard(std::vector<LintTarget> targets, FileAccess& files,
                             const AnalysisOptions& analysis, const LintOptions& options,
                             const Shard& shard, SourceFiles& sources) {
  std::vector<ReadDocument> documents = own_documents(std::move(targets), files, sources);
  DocumentFindings found;
  for (std::size_t i = shard.number - 1; i < documents.size(); i += shard.of) {
    found[i] = checked_findings(documents[i], analysis, options);
  }
  return found;
}

bool merge_shards(std::vector<LintTarget> targets, FileAccess& files, DocumentFindings known,
                  LintRun& run) {
  const std::vector<ReadDocument> documents = own_documents(std::move(targets), files, run.sources);
  if (known.size() != documents.size()) return false;
  if (!known.empty() && known.rbegin()->first >= documents.size()) return false;
  for (const auto& [position, findings] : known) {
    if (!std::all_of(findings.begin(), findings.end(),
                     [&](const Finding& finding) { return is_inside(finding, run.sources); })) {
      return false;
    }
  }
  FindingJoin join(run);
  for (auto& [position, findings] : known) {
    join.add(documents[position].target.path, std::move(findings));
  }
  add_fingerprints(run.findings, run.sources);
  return true;
}

}  // namespace cutpoint
