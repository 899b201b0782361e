/// The documents that an editor has open, as they are there, and what checking them came to.
#pragma once

#include <chrono>
#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "app/console/command.hpp"
#include "app/language_server/names.hpp"
#include "app/lint/targets.hpp"
#include "cutpoint/linting.hpp"
#include "model/yaml/yaml_memory.hpp"
#include "session/document_check.hpp"

namespace cutpoint {

struct OpenDocument {
  std::string text;
  std::int64_t version = 0;
};

/// One architecture: a file with all that it includes, or a model of a Markdown document.
struct CheckedModel {
  LintTarget target;
  CheckedDocument document;
  std::vector<NameUse> uses;
};

/// An open document that is an architecture or holds some, checked.
struct CheckedRoot {
  SourceFiles sources;
  std::vector<CheckedModel> models;
  std::vector<Finding> findings;  ///< of comments in Markdown
  std::vector<Finding> earlier;   ///< what rules said before, until they speak of this text
  std::set<std::string> files;    ///< normal paths of all that was read
  std::chrono::milliseconds rules_took{0};  ///< of the processor
};

/// How a document is checked, by the configuration beside it.
struct RuleSettings {
  LintOptions options;
  TargetOptions search;
};

class Workspace {
 public:
  /// Arguments with `config` and `no-config`; the console's files lie behind the open documents.
  Workspace(const Arguments& arguments, AnalysisOptions analysis, Console& console)
      : arguments_(arguments), analysis_(std::move(analysis)), console_(console) {}

  void set_folder(std::string folder) { folder_ = std::move(folder); }
  void set_text(const std::string& path, std::string text, std::int64_t version);
  void close(const std::string& path);

  [[nodiscard]] const std::optional<Date>& today() const { return analysis_.today; }
  [[nodiscard]] const std::map<std::string, OpenDocument>& open() const { return open_; }
  /// As it is in the editor, or else on the disk; empty where there is none.
  [[nodiscard]] std::string text_of(const std::string& path) const;
  [[nodiscard]] MemoryAccess files() const;

  /// Open documents that are to be checked anew.
  [[nodiscard]] const std::set<std::string>& stale() const { return stale_; }
  /// Those of them whose check is done and holds, by path.
  [[nodiscard]] const std::map<std::string, std::unique_ptr<CheckedRoot>>& checked() const {
    return checked_;
  }
  /// Checks it where that is due, whatever that takes.
  void check(const std::string& path);
  /// The same while `is_outdated` says no; otherwise false, and it is due as before. `tell_read` is
  /// called where the rules took long before, take long now or are given up: what is wrong with the
  /// document itself is known, and what they said then stands in for what they will say.
  [[nodiscard]] bool check_while(const std::string& path, const std::function<bool()>& is_outdated,
                                 const std::function<void()>& tell_read);
  /// The models that a file belongs to, checked: its own, or those of open documents that include
  /// it.
  [[nodiscard]] std::vector<const CheckedRoot*> roots_of(const std::string& path);
  /// Reads, and does not check, every document of the folder, those that are open in their place.
  [[nodiscard]] std::unique_ptr<CheckedRoot> read_folder() const;
  /// Other architecture files of the folder that a document lies in, or of its own where that is
  /// not open, relative to it.
  [[nodiscard]] std::vector<std::string> documents_beside(const std::string& path) const;

 private:
  [[nodiscard]] bool is_root(const std::string& path) const;
  /// A document of the folder that reads the file and has journeys.
  [[nodiscard]] std::optional<LintTarget> whole_of(const std::string& path) const;
  [[nodiscard]] RuleSettings settings_of(const std::string& path) const;
  [[nodiscard]] std::unique_ptr<CheckedRoot> read_root(const std::string& path,
                                                       const TargetOptions& search);
  /// `tell_late` is called once, should they take longer than so much of the processor.
  [[nodiscard]] bool apply_rules_while(CheckedRoot& root, const LintOptions& options,
                                       const std::function<bool()>& is_outdated,
                                       std::chrono::milliseconds most_wait,
                                       const std::function<void()>& tell_late) const;

  const Arguments& arguments_;
  AnalysisOptions analysis_;
  Console& console_;
  std::string folder_;
  std::map<std::string, OpenDocument> open_;
  std::set<std::string> stale_;
  YamlMemory memory_;
  std::map<std::string, std::unique_ptr<CheckedRoot>> checked_;
};

}  // namespace cutpoint
