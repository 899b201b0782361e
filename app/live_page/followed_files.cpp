#include "app/live_page/followed_files.hpp"

#include <algorithm>

#include <fmt/format.h>
#include <sys/stat.h>

namespace cutpoint {

namespace {

/// Programs that empty or remove a file before they write it are through by then.
constexpr std::chrono::milliseconds longest_save(300);

FileState state_of(const std::string& path) {
  struct stat found {};
  if (::stat(path.c_str(), &found) != 0) return {"none", false};
  return {fmt::format("{}.{}.{}.{}", found.st_mtim.tv_sec, found.st_mtim.tv_nsec, found.st_size,
                      found.st_ino),
          found.st_size > 0};
}

/// Notes what is read, as it was before: what is saved meanwhile is a change.
class NotingAccess : public FileAccess {
 public:
  NotingAccess(FileAccess& files, std::map<std::string, FileState>& states)
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
  std::map<std::string, FileState>& states_;
};

}  // namespace

void FollowedFiles::note(const std::string& first, FileAccess& files,
                         const std::function<void(FileAccess&)>& use) {
  states_ = {{first, state_of(first)}};
  hollow_since_.clear();
  NotingAccess noting(files, states_);
  use(noting);
}

bool FollowedFiles::changed() {
  return std::any_of(states_.begin(), states_.end(), [this](const auto& file) {
    const auto& [path, noted] = file;
    const FileState state = state_of(path);
    if (state.mark == noted.mark) return false;
    if (state.has_content || !noted.has_content) return true;
    const Moment now = std::chrono::steady_clock::now();
    return now - hollow_since_.emplace(path, now).first->second > longest_save;
  });
}

}  // namespace cutpoint
