/// A text read in place of a file: a block of a Markdown document, or standard input.
#pragma once

#include <optional>
#include <string>

#include "cutpoint/file_access.hpp"

namespace cutpoint {

/// Other files, with `text` in place of the one at `path`; without a text, just the others.
class TextInPlace : public FileAccess {
 public:
  TextInPlace(FileAccess& others, std::string path, const std::string* text)
      : others_(others), path_(std::move(path)), text_(text) {}
  std::optional<std::string> read(const std::string& path, std::string& error) override {
    if (text_ != nullptr && path == path_) return *text_;
    return others_.read(path, error);
  }
  bool is_inside(const std::string& path, const std::string& root) override {
    return others_.is_inside(path, root);
  }

 private:
  FileAccess& others_;
  std::string path_;
  const std::string* text_;
};

}  // namespace cutpoint
