#include "model/base/repository.hpp"

#include <filesystem>
#include <string>
#include <system_error>

namespace cutpoint {

namespace {

/// A checkout of its own has a folder `.git`, a work tree or a submodule a file that leads to one.
bool is_repository_root(const std::filesystem::path& folder, FileAccess& access) {
  const std::filesystem::path git = folder / ".git";
  if (access.read((git / "HEAD").string()).has_value()) return true;
  const Result<std::string> leads = access.read(git.string());
  return leads.has_value() && leads->starts_with("gitdir:");
}

}  // namespace

std::string enclosing_repository(const std::string& folder, FileAccess& access) {
  constexpr int most_folders = 32;
  std::error_code unknown;
  std::filesystem::path at = std::filesystem::absolute(folder.empty() ? "." : folder, unknown);
  if (unknown) return folder;
  at = at.lexically_normal();
  for (int i = 0; i < most_folders; ++i) {
    if (is_repository_root(at, access)) return at.string();
    const std::filesystem::path parent = at.parent_path();
    if (parent.empty() || parent == at) break;
    at = parent;
  }
  return folder;
}

}  // namespace cutpoint
