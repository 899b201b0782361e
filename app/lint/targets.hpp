/// What `lint` checks: from paths to documents.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "app/console/command.hpp"
#include "cutpoint/linting.hpp"
#include "cutpoint/source.hpp"
#include "session/document_check.hpp"

namespace cutpoint {

struct LintTargets {
  std::vector<LintTarget> documents;
  std::vector<Failure> errors;    ///< what could not be read
  std::vector<Finding> findings;  ///< comments in Markdown that lead nowhere
};

struct TargetOptions {
  std::string stdin_name;            ///< what standard input is called
  std::vector<std::string> exclude;  ///< shell patterns of files and folders to pass over
  /// Files that are no document of their own, by normal path: what each is laid over.
  std::map<std::string, std::vector<std::string>> overlays = {};
  std::vector<std::string> overlay = {};  ///< laid over every document that was named
};

/// Whether a text has the version key at the start of a line. Cheap, so that folders full of other
/// YAML are passed over without being parsed.
[[nodiscard]] bool has_version_key(std::string_view text);

/// YAML and Markdown files below a folder in order of names, hidden entries and links to folders
/// left out; or why it could not be searched.
[[nodiscard]] Result<std::vector<std::string>> find_documents(
    const std::string& folder, const std::vector<std::string>& exclude);

/// Folders are searched in order of names, hidden entries and links to folders left out: YAML files
/// that carry the `cutpoint` version key, and Markdown files with models.
[[nodiscard]] LintTargets find_lint_targets(const std::vector<std::string>& paths,
                                            const TargetOptions& options, FileAccess& files,
                                            SourceFiles& sources);

}  // namespace cutpoint
