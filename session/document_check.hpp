/// Checks documents: reads, builds, analyses, applies rules.
#pragma once

#include <string>
#include <vector>

#include "cutpoint/analysis.hpp"
#include "cutpoint/draft.hpp"
#include "cutpoint/file_access.hpp"
#include "cutpoint/linting.hpp"
#include "cutpoint/source.hpp"

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

/// Checks every target; a file found in a folder that another target includes is checked there.
void check_documents(std::vector<LintTarget> targets, FileAccess& files,
                     const AnalysisOptions& analysis, const LintOptions& options, LintRun& run);

}  // namespace cutpoint
