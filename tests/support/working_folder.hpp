// Tests that run where users run: names in outputs are as short as theirs.
#pragma once

#include <filesystem>
#include <string>

#include "tests/support/golden.hpp"

namespace cutpoint::testing {

/// The working folder meanwhile.
class InFolder {
 public:
  explicit InFolder(const std::filesystem::path& folder)
      : before_(std::filesystem::current_path()) {
    std::filesystem::current_path(folder);
  }
  ~InFolder() { std::filesystem::current_path(before_); }
  InFolder(const InFolder&) = delete;
  InFolder& operator=(const InFolder&) = delete;

 private:
  std::filesystem::path before_;
};

/// An empty folder that is the working folder meanwhile.
class ScratchFolder {
 public:
  explicit ScratchFolder(const std::string& name) : in_(emptied(name)) {}

 private:
  static std::filesystem::path emptied(const std::string& name) {
    auto folder = std::filesystem::path(build_path("scratch")) / name;
    std::filesystem::remove_all(folder);
    std::filesystem::create_directories(folder);
    return folder;
  }

  InFolder in_;
};

}  // namespace cutpoint::testing
