#include "app/agents/rooted_access.hpp"

#include <algorithm>

#include <fmt/format.h>

namespace cutpoint {

bool RootedAccess::holds(const std::string& path) {
  return path != "-" && std::any_of(roots_.begin(), roots_.end(), [&](const std::string& root) {
           return files_.is_inside(path, root);
         });
}

Result<std::string> RootedAccess::read(const std::string& path) {
  if (holds(path)) return files_.read(path);
  return Failure(fmt::format("{} lies outside of the folders that this server was given", path));
}

bool RootedAccess::is_inside(const std::string& path, const std::string& root) {
  return holds(path) && files_.is_inside(path, root);
}

}  // namespace cutpoint
