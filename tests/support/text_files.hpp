// Files that exist in a test only.
#pragma once

#include <map>
#include <string>

#include "cutpoint/file_access.hpp"

namespace cutpoint::testing {

class TextFiles : public FileAccess {
 public:
  std::map<std::string, std::string> texts;
  Result<std::string> read(const std::string& path) override {
    const auto found = texts.find(path);
    if (found != texts.end()) return found->second;
    return Failure("No such file or directory");
  }
  bool is_inside(const std::string& path, const std::string&) override {
    return path.rfind("..", 0) != 0;
  }
};

}  // namespace cutpoint::testing
