/// Checks documents: reads, builds, analyses, applies rules.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "cutpoint/analysis.hpp"
#include "cutpoint/draft.hpp"
#include "cutpoint/file_access.hpp"
#include "cutpoint/linting.hpp"
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

/// Reads and checks one target; what is read is added to `sources`.
[[nodiscard]] CheckedDocument check_document(const LintTarget& target, FileAccess& files,
                                             const AnalysisOptions& analysis,
                                             const LintOptions& options, SourceFiles& sources);

/// Reads one target, no more.
[[nodiscard]] Draft read_target(const LintTarget& target, FileAccess& files, SourceFiles& sources,
                                Diagnostics& diagnostics);

/// Checks every target; a file found in a folder that another target includes is checked there.
void check_documents(std::vector<LintTarget> targets, FileAccess& files,
                     const AnalysisOptions& analysis, const LintOptions& options, LintRun& run);

}  // namespace cutpoint
