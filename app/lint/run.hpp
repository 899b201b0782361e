/// Checks documents: reads, builds, analyses, applies rules.
#pragma once

#include <string>
#include <vector>

#include "app/lint/targets.hpp"
#include "cutpoint/analysis.hpp"

namespace cutpoint {

struct LintRun {
  SourceFiles sources;
  std::vector<std::string> documents;  ///< names of what was checked
  std::vector<Finding> findings;       ///< with fingerprints
};

/// Checks every target; a file found in a folder that another target includes is checked there.
void check_documents(std::vector<LintTarget> targets, FileAccess& files,
                     const AnalysisOptions& analysis, const LintOptions& options, LintRun& run);

}  // namespace cutpoint
