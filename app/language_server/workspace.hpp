/// The documents that an editor has open, as they are there, and what checking them came to.
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "app/console/command.hpp"
#include "app/language_server/names.hpp"
#include "cutpoint/linting.hpp"
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
  std::set<std::string> files;    ///< normal paths of all that was read
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
  /// Checks it where that is due.
  void check(const std::string& path);
  /// The models that a file belongs to, checked: its own, or those of open documents that include
  /// it.
  [[nodiscard]] std::vector<const CheckedRoot*> roots_of(const std::string& path);
  /// Reads, and does not check, every document of the folder, those that are open in their place.
  [[nodiscard]] std::unique_ptr<CheckedRoot> read_folder() const;

 private:
  [[nodiscard]] bool is_root(const std::string& path) const;
  /// A document of the folder that reads the file and has journeys.
  [[nodiscard]] std::optional<LintTarget> whole_of(const std::string& path) const;
  [[nodiscard]] std::unique_ptr<CheckedRoot> checked_root(const std::string& path) const;

  const Arguments& arguments_;
  AnalysisOptions analysis_;
  Console& console_;
  std::string folder_;
  std::map<std::string, OpenDocument> open_;
  std::set<std::string> stale_;
  std::map<std::string, std::unique_ptr<CheckedRoot>> checked_;
};

}  // namespace cutpoint
