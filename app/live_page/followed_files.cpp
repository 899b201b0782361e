#include "app/live_page/followed_files.hpp"

#include <algorithm>

#include <fmt/format.h>
#include <sys/stat.h>

namespace cutpoint {

namespace {

/// Notes what is read.
class NotingAccess : public FileAccess {
 public:
  explicit NotingAccess(FileAccess& files) : files_(files) {}
  Result<std::string> read(const std::string& path) override {
    if (std::find(noted.begin(), noted.end(), path) == noted.end()) noted.push_back(path);
    return files_.read(path);
  }
  bool is_inside(const std::string& path, const std::string& root) override {
    return files_.is_inside(path, root);
  }
  std::vector<std::string> noted;

 private:
  FileAccess& files_;
};

/// Differs when a file was written, replaced, made or removed.
std::string state_of(const std::string& path) {
  struct stat found {};
  if (::stat(path.c_str(), &found) != 0) return "none";
  return fmt::format("{}.{}.{}.{}", found.st_mtim.tv_sec, found.st_mtim.tv_nsec, found.st_size,
                     found.st_ino);
}

}  // namespace

void FollowedFiles::note(const std::string& first, FileAccess& files,
                         const std::function<void(FileAccess&)>& use) {
  // Before it is read: what is saved meanwhile is seen the next time.
  std::vector<std::pair<std::string, std::string>> known{{first, state_of(first)}};
  for (const auto& [path, state] : files_) known.emplace_back(path, state_of(path));
  NotingAccess noting(files);
  use(noting);
  files_.clear();
  for (const std::string& path : noting.noted) {
    const auto before = std::find_if(known.begin(), known.end(),
                                     [&](const auto& each) { return each.first == path; });
    files_.emplace_back(path, before == known.end() ? state_of(path) : before->second);
  }
  if (files_.empty()) files_ = {known.front()};
}

bool FollowedFiles::changed() const {
  return std::any_of(files_.begin(), files_.end(),
                     [](const auto& file) { return state_of(file.first) != file.second; });
}

}  // namespace cutpoint
