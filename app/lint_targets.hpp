/// What `lint` checks: from paths to documents.
#pragma once

#include <string>
#include <vector>

#include "app/command.hpp"
#include "cutpoint/draft.hpp"
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
};

struct LintTargets {
  std::vector<LintTarget> documents;
  std::vector<std::string> errors;  ///< what could not be read
  std::vector<Finding> findings;    ///< references in Markdown that lead nowhere
};

struct TargetOptions {
  std::string stdin_name;            ///< what standard input is called
  std::vector<std::string> exclude;  ///< shell patterns of files and folders to pass over
};

/// Folders are searched in order of names, hidden entries and links to folders left out: YAML files
/// that carry the `cutpoint` version key, and Markdown files with models.
[[nodiscard]] LintTargets find_lint_targets(const std::vector<std::string>& paths,
                                            const TargetOptions& options, FileAccess& files,
                                            SourceFiles& sources);

}  // namespace cutpoint
