/// Files of earlier revisions: `main:docs/architecture.yaml`.
#pragma once

#include <optional>
#include <string>

#include "cutpoint/file_access.hpp"

namespace cutpoint {

/// The disk, and what `git show` gives for `revision:path` where no such file is on the disk. Why
/// something cannot be read is said with what to do about it.
class GitAccess : public FileAccess {
 public:
  explicit GitAccess(FileAccess& disk) : disk_(disk) {}
  Result<std::string> read(const std::string& path) override;
  bool is_inside(const std::string& path, const std::string& root) override;

  /// `main:a.yaml` as `main:/docs/a.yaml`: from the root of the repository, so that what it names
  /// beside or above itself is looked for in the revision too. Taken from the working folder, or
  /// from the root where the revision has it there only; other paths stay as they are.
  [[nodiscard]] static std::string normal_name(const std::string& path);

  /// `prod.yaml` beside `main:docs/a.yaml` is `main:prod.yaml`; a name with a revision of its own,
  /// or beside a file of the disk, stays as it is.
  [[nodiscard]] static std::string in_revision_of(const std::string& path, const std::string& name);

 private:
  FileAccess& disk_;
};

}  // namespace cutpoint
