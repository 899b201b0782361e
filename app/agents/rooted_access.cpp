#include "app/agents/rooted_access.hpp"

#include <algorithm>
#include <filesystem>
#include <system_error>

#include <fmt/format.h>

namespace cutpoint {

bool RootedAccess::holds(const std::string& path) {
  return path != "-" && std::any_of(roots_.begin(), roots_.end(), [&](const std::string& root) {
           return files_.is_inside(path, root);
         });
}

std::string RootedAccess::found(const std::string& path) const {
  std::error_code error;
  if (std::filesystem::path(path).is_absolute() || std::filesystem::exists(path, error))
    return path;
  for (const std::string& root : roots_) {
    const auto below = std::filesystem::path(root) / path;
    if (std::filesystem::exists(below, error)) return below.lexically_normal().string();
  }
  return path;
}

Result<std::string> RootedAccess::read(const std::string& path) {
  if (holds(path)) return files_.read(path);
  return Failure(fmt::format("{} lies outside of the folders that this server was given", path));
}

bool RootedAccess::is_inside(const std::string& path, const std::string& root) {
  return holds(path) && files_.is_inside(path, root);
}

}  // namespace cutpoint
