/// Files of earlier revisions: `main:docs/architecture.yaml`.
#pragma once

#include <optional>
#include <string>

#include "cutpoint/file_access.hpp"

namespace cutpoint {

/// The disk, and what `git show` gives for `revision:path` where no such file is on the disk. Paths
/// are relative to the working folder, or, as git has it, to the root of the repository.
class GitAccess : public FileAccess {
 public:
  explicit GitAccess(FileAccess& disk) : disk_(disk) {}
  Result<std::string> read(const std::string& path) override;
  bool is_inside(const std::string& path, const std::string& root) override;

  /// `main:a.yaml` as `main:./a.yaml`, so that what it includes is looked for beside it, or as
  /// `main:../a.yaml` where the revision has it from the root only; other paths as they are.
  [[nodiscard]] static std::string normal_name(const std::string& path);

 private:
  FileAccess& disk_;
};

}  // namespace cutpoint
