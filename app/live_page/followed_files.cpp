#include "app/live_page/followed_files.hpp"

#include <algorithm>

#include <fmt/format.h>
#include <sys/stat.h>

namespace cutpoint {

namespace {

/// Differs when a file was written, replaced, made or removed.
std::string state_of(const std::string& path) {
  struct stat found {};
  if (::stat(path.c_str(), &found) != 0) return "none";
  return fmt::format("{}.{}.{}.{}", found.st_mtim.tv_sec, found.st_mtim.tv_nsec, found.st_size,
                     found.st_ino);
}

/// Notes what is read, as it was before: what is saved meanwhile is a change.
class NotingAccess : public FileAccess {
 public:
  NotingAccess(FileAccess& files, std::map<std::string, std::string>& states)
      : files_(files), states_(states) {}
  Result<std::string> read(const std::string& path) override {
    if (!states_.contains(path)) states_.emplace(path, state_of(path));
    return files_.read(path);
  }
  bool is_inside(const std::string& path, const std::string& root) override {
    return files_.is_inside(path, root);
  }

 private:
  FileAccess& files_;
  std::map<std::string, std::string>& states_;
};

}  // namespace

void FollowedFiles::note(const std::string& first, FileAccess& files,
                         const std::function<void(FileAccess&)>& use) {
  states_ = {{first, state_of(first)}};
  NotingAccess noting(files, states_);
  use(noting);
}

bool FollowedFiles::changed() const {
  return std::any_of(states_.begin(), states_.end(),
                     [](const auto& file) { return state_of(file.first) != file.second; });
}

}  // namespace cutpoint
