#include "app/documents/import_files.hpp"

#include <algorithm>
#include <array>
#include <filesystem>
#include <system_error>

#include <fmt/format.h>

#include "app/documents/folder_search.hpp"

namespace cutpoint {

namespace {

namespace fs = std::filesystem;

constexpr std::array<std::string_view, 9> read_endings = {
    ".yaml", ".yml", ".json", ".tfstate", ".tf", ".hcl", ".dsl", ".dot", ".gv"};
constexpr std::array<std::string_view, 3> installed = {"node_modules", "vendor", "site-packages"};

bool is_installed(const fs::path& path) {
  return std::find(installed.begin(), installed.end(), path.filename()) != installed.end();
}

bool may_be_read(const fs::path& path) {
  const std::string ending = path.extension().string();
  return std::find(read_endings.begin(), read_endings.end(), ending) != read_endings.end() ||
         path.filename() == "Kustomization";
}

}  // namespace

Result<std::vector<ImportCandidate>> find_import_files(const std::vector<std::string>& paths) {
  std::vector<ImportCandidate> candidates;
  for (const std::string& path : paths) {
    std::error_code error;
    if (!fs::is_directory(path, error)) {
      candidates.push_back({path, true});
      continue;
    }
    auto found = files_below(path, may_be_read, is_installed);
    if (!found) return Failure(fmt::format("cannot search {}: {}", path, found.error.message));
    for (std::string& file : *found) candidates.push_back({std::move(file), false});
  }
  return candidates;
}

}  // namespace cutpoint
