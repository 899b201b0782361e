/// The files that a result was made from, and whether any of them has changed since.
#pragma once

#include <functional>
#include <map>
#include <string>

#include "cutpoint/file_access.hpp"

namespace cutpoint {

class FollowedFiles {
 public:
  /// Notes what `use` reads through the access that it is given. `first`: a path that is followed
  /// even where nothing was read.
  void note(const std::string& first, FileAccess& files,
            const std::function<void(FileAccess&)>& use);
  /// Written, replaced, made or removed since. What was saved while it was read counts.
  [[nodiscard]] bool changed() const;

 private:
  /// By path: what tells one content from another.
  std::map<std::string, std::string> states_;
};

}  // namespace cutpoint
