#include "app/documents/folder_search.hpp"

#include <algorithm>
#include <system_error>

namespace cutpoint {

Result<std::vector<std::string>> files_below(const std::string& folder, const PathTest& takes,
                                             const PathTest& passes_over) {
  std::vector<std::string> found;
  std::error_code error;
  std::filesystem::recursive_directory_iterator at(folder, error);
  for (; !error && at != std::filesystem::recursive_directory_iterator(); at.increment(error)) {
    const std::filesystem::path& path = at->path();
    const bool is_hidden = path.filename().string().rfind('.', 0) == 0;
    std::error_code not_a_file;
    if (is_hidden || passes_over(path)) {
      at.disable_recursion_pending();
    } else if (at->is_regular_file(not_a_file) && takes(path)) {
      found.push_back(path.lexically_normal().string());
    }
  }
  if (error) return Failure(error.message());
  std::sort(found.begin(), found.end());
  return found;
}

}  // namespace cutpoint
