/// Files below some folders, and no others.
#pragma once

#include <string>
#include <vector>

#include "cutpoint/file_access.hpp"

namespace cutpoint {

/// Refuses what does not lie in one of the folders once links are resolved.
class RootedAccess : public FileAccess {
 public:
  RootedAccess(std::vector<std::string> roots, FileAccess& files)
      : roots_(std::move(roots)), files_(files) {}
  Result<std::string> read(const std::string& path) override;
  bool is_inside(const std::string& path, const std::string& root) override;
  [[nodiscard]] bool holds(const std::string& path);

 private:
  std::vector<std::string> roots_;
  FileAccess& files_;
};

}  // namespace cutpoint
