/// Checks documents: reads, builds, analyses, applies rules.
#pragma once

#include <cstddef>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "cutpoint/analysis.hpp"
#include "cutpoint/draft.hpp"
#include "cutpoint/file_access.hpp"
#include "cutpoint/linting.hpp"
#include "cutpoint/shard.hpp"
#include "cutpoint/source.hpp"
#include "session/reading_steps.hpp"

namespace cutpoint {

/// One architecture to check.
struct LintTarget {
  std::string path;                      ///< what is read, and how it is called in outputs
  std::string text;                      ///< read instead of the file, where `has_text`
  bool has_text = false;                 ///< a block of a Markdown file, or standard input
  bool was_named = false;                ///< by the user or a Markdown file, not found in a folder
  std::vector<WrittenName> claims = {};  ///< of a Markdown file about it
  std::vector<std::string> below = {};   ///< files that it is laid over, in order
  std::vector<std::string> above = {};   ///< files that are laid over it, in order
};

/// Findings of documents, by their position in the order of a run: as the documents give them, what
/// several say still said by each.
using DocumentFindings = std::map<std::size_t, std::vector<Finding>>;

struct LintRun {
  SourceFiles sources;
  std::vector<std::string> documents;  ///< names of what was checked
  std::vector<Finding> findings;       ///< with fingerprints
};

/// One document with all that was found out about it. The analysis is that of lint: within its
/// budget, what others allow at most included.
struct CheckedDocument {
  Draft draft;
  Diagnostics diagnostics;
  std::optional<CompiledModel> compiled;  ///< absent where there are errors
  Analysis analysis;                      ///< empty where there are errors
  std::vector<Finding> findings;          ///< diagnostics among them; without fingerprints
};

/// Limits of an analysis that only rules read: beyond them bounds do, and rules speak of what is
/// sure. Counted in steps, so that an editor, a hook and a pipeline say the same.
void keep_lint_quick(AnalysisOptions& analysis);

/// Reads and checks one target; what is read is added to `sources`. In two steps: `build_document`,
/// then `apply_rules`.
[[nodiscard]] CheckedDocument check_document(const LintTarget& target, FileAccess& files,
                                             const AnalysisOptions& analysis,
                                             const LintOptions& options, SourceFiles& sources);

/// Reads, builds and compiles one target: its findings are what is wrong with the document itself.
[[nodiscard]] CheckedDocument build_document(const LintTarget& target, FileAccess& files,
                                             SourceFiles& sources, YamlMemory* memory = nullptr);

/// Analyses it and adds what the rules say; nothing where there are errors.
void apply_rules(const LintTarget& target, const AnalysisOptions& analysis,
                 const LintOptions& options, CheckedDocument& document);

/// Reads one target, no more. `memory`: of its files as they were before, if any.
[[nodiscard]] Draft read_target(const LintTarget& target, FileAccess& files, SourceFiles& sources,
                                Diagnostics& diagnostics, YamlMemory* memory = nullptr);

/// What one shard finds: of N shards each checks every N-th document. The others are read alone, as
/// what one includes is no document of its own; nothing is said of them.
[[nodiscard]] DocumentFindings check_shard(std::vector<LintTarget> targets, FileAccess& files,
                                           const AnalysisOptions& analysis,
                                           const LintOptions& options, const Shard& shard,
                                           SourceFiles& sources);

/// The run that shards make up, as if it had not been split; false where some document's findings
/// are not among them, or are there and no document's.
[[nodiscard]] bool merge_shards(std::vector<LintTarget> targets, FileAccess& files,
                                DocumentFindings known, LintRun& run);

/// Checks every target; a file found in a folder that another target includes is checked there.
void check_documents(std::vector<LintTarget> targets, FileAccess& files,
                     const AnalysisOptions& analysis, const LintOptions& options, LintRun& run);

}  // namespace cutpoint
