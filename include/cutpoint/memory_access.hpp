/// Texts that are read in place of files.
#pragma once

#include <map>
#include <optional>
#include <string>

#include "cutpoint/export.hpp"
#include "cutpoint/file_access.hpp"

namespace cutpoint {

/// Texts by path, and other files behind them: a document that an editor holds, a block of a
/// Markdown file, standard input that was read once already. Reading changes nothing, so that
/// several threads may read at once where the other files allow it.
class CUTPOINT_API MemoryAccess : public FileAccess {
 public:
  using Texts = std::map<std::string, std::string>;  ///< by path
  /// `others`, which must live as long, is asked for every path without a text; null: there are no
  /// other files.
  explicit MemoryAccess(Texts texts, FileAccess* others = nullptr);
  Result<std::string> read(const std::string& path) override;
  bool is_inside(const std::string& path, const std::string& root) override;

 private:
  Texts texts_;
  FileAccess* others_;
};

}  // namespace cutpoint
