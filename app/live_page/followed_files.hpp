/// The files that a result was made from, and whether any of them has changed since.
#pragma once

#include <chrono>
#include <functional>
#include <map>
#include <string>

#include "cutpoint/file_access.hpp"

namespace cutpoint {

/// What tells one content of a file from another.
struct FileState {
  std::string mark;  ///< differs when it was written, replaced, made or removed
  bool has_content = false;
};

class FollowedFiles {
 public:
  /// Notes what `use` reads through the access that it is given. `first`: a path that is followed
  /// even where nothing was read.
  void note(const std::string& first, FileAccess& files,
            const std::function<void(FileAccess&)>& use);
  /// Written, replaced, made or removed since. What was saved while it was read counts. A file that
  /// is empty or gone all at once is in the middle of being saved, and waited for a moment.
  [[nodiscard]] bool changed();

 private:
  using Moment = std::chrono::steady_clock::time_point;

  std::map<std::string, FileState> states_;  ///< by path
  std::map<std::string, Moment> hollow_since_;
};

}  // namespace cutpoint
