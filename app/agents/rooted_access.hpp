/// Files below some folders, and no others.
#pragma once

#include <string>
#include <vector>

#include "cutpoint/file_access.hpp"

namespace cutpoint {

/// Refuses what does not lie in one of the folders once links are resolved. Writes nothing itself,
/// and says whether others may.
class RootedAccess : public FileAccess {
 public:
  RootedAccess(std::vector<std::string> roots, FileAccess& files, bool may_write = false)
      : roots_(std::move(roots)), files_(files), may_write_(may_write) {}
  Result<std::string> read(const std::string& path) override;
  bool is_inside(const std::string& path, const std::string& root) override;
  [[nodiscard]] bool holds(const std::string& path);
  /// A relative path as it is where it is one from here, else below the first folder that has it.
  [[nodiscard]] std::string found(const std::string& path) const;
  [[nodiscard]] const std::vector<std::string>& roots() const { return roots_; }
  [[nodiscard]] bool may_write() const { return may_write_; }

 private:
  std::vector<std::string> roots_;
  FileAccess& files_;
  bool may_write_;
};

}  // namespace cutpoint
