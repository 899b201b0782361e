#include <filesystem>
#include <utility>

#include "cutpoint/file_access.hpp"

namespace cutpoint {

MemoryAccess::MemoryAccess(Texts texts, FileAccess* others)
    : texts_(std::move(texts)), others_(others) {}

Result<std::string> MemoryAccess::read(const std::string& path) {
  const auto found = texts_.find(path);
  if (found != texts_.end()) return found->second;
  if (others_ != nullptr) return others_->read(path);
  return Failure("No such file or directory");
}

bool MemoryAccess::is_inside(const std::string& path, const std::string& root) {
  if (others_ != nullptr) return others_->is_inside(path, root);
  // Nothing to resolve: texts have no links.
  const std::string folder = root.empty() ? "." : root;
  const auto relative = std::filesystem::path(path).lexically_normal().lexically_relative(
      std::filesystem::path(folder).lexically_normal());
  return !relative.empty() && *relative.begin() != "..";
}

}  // namespace cutpoint
