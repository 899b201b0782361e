/// The files of a project: read through one gate, as values in normal form.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "cutpoint/file_access.hpp"
#include "importer/compose/project/value.hpp"

namespace cutpoint::compose {

class ProjectFiles {
 public:
  ProjectFiles(FileAccess& access, SourceFiles& sources, Diagnostics& diagnostics);

  /// Nothing outside of `root` is read from now on.
  void set_root(std::string root) { root_ = std::move(root); }
  [[nodiscard]] const std::string& root() const { return root_; }

  /// A text below the root.
  [[nodiscard]] Result<std::string> read(const std::string& path);

  /// The documents of a Compose file in normal form, relative paths joined with `folder`. Nothing
  /// where it cannot be read or is none, which has been said; no documents where it is empty.
  [[nodiscard]] std::optional<std::vector<Value>> documents(const std::string& path,
                                                            const std::string& folder,
                                                            Interpolation& interpolation,
                                                            bool required, SourceSpan at);

  /// What was read as a Compose file, in order.
  [[nodiscard]] const std::vector<FileId>& files() const { return files_; }

 private:
  [[nodiscard]] bool check_shape(Value& file);
  [[nodiscard]] bool adopt_old_layout(Value& file);

  FileAccess& access_;
  SourceFiles& sources_;
  Diagnostics& diagnostics_;
  std::string root_;
  std::vector<FileId> files_;
};

}  // namespace cutpoint::compose
