// Several files as one: overlays on the command line, and `include`.
#include <algorithm>
#include <filesystem>
#include <unordered_map>

#include <fmt/format.h>

#include "model/base/utf8.hpp"
#include "model/format/reader.hpp"
#include "model/format/reading.hpp"
#include "model/yaml/yaml_document.hpp"

namespace cutpoint {

namespace {

constexpr std::size_t most_files = 1000;

class Loader {
 public:
  Loader(FileAccess& access, SourceFiles& sources, Diagnostics& diagnostics, YamlMemory* memory)
      : access_(access), sources_(sources), diagnostics_(diagnostics), memory_(memory) {}

  Draft load(const std::vector<std::string>& paths) {
    Draft all;
    if (!paths.empty()) root_ = std::filesystem::path(paths.front()).parent_path().string();
    for (const std::string& path : paths) overlay(all, load_file(path, SourceSpan()));
    return all;
  }

 private:
  /// A file with everything that it includes below it. Includes nest at most as deep as there are
  /// files, of which a stated number is read, so this recursion is limited.
  Draft load_file(const std::string& path, SourceSpan included_at) {
    const std::string key = std::filesystem::path(path).lexically_normal().string();
    if (const auto open = open_.find(key); open != open_.end()) {
      diagnostics_
          .error("include-cycle", included_at, fmt::format("`{}` includes itself in the end", path))
          .notes.push_back({"the circle passes here", open->second});
      return {};
    }
    // What two files include is laid down once.
    if (!done_.emplace(key, true).second && included_at.known()) return {};
    if (++files_ > most_files) {
      if (files_ == most_files + 1) {
        diagnostics_.error("too-large", included_at,
                           fmt::format("more than {} files are included", most_files));
      }
      return missing_file();
    }
    auto content = access_.read(path);
    if (!content) {
      diagnostics_.error("cannot-read", included_at,
                         fmt::format("cannot read {}: {}", path, content.error.message));
      return missing_file();
    }
    const auto file = add_outside_text(path, std::move(*content), sources_, diagnostics_);
    if (!file) return missing_file();
    Draft own = read_document(*file, sources_, diagnostics_, memory_);
    open_.emplace(key, SourceSpan{*file, 1, 1, 1});
    Draft result;
    for (const WrittenName& include : own.include) overlay(result, load_include(path, include));
    open_.erase(key);
    own.include.clear();
    overlay(result, std::move(own));
    return result;
  }

  /// Stands for a file of which nobody knows what it defines.
  static Draft missing_file() {
    Draft draft;
    draft.complete = false;
    return draft;
  }

  Draft load_include(const std::string& from, const WrittenName& include) {
    const auto path =
        (std::filesystem::path(from).parent_path() / include.value).lexically_normal().string();
    if (std::filesystem::path(include.value).is_absolute() || !access_.is_inside(path, root_)) {
      diagnostics_
          .error("include-outside-root", include.span,
                 fmt::format("`{}` lies outside the folder of the first file", include.value))
          .help = "a description may only include files beside or below it";
      return missing_file();
    }
    return load_file(path, include.span);
  }

  FileAccess& access_;
  SourceFiles& sources_;
  Diagnostics& diagnostics_;
  YamlMemory* memory_;
  std::string root_;
  std::size_t files_ = 0;
  std::unordered_map<std::string, SourceSpan> open_;
  std::unordered_map<std::string, bool> done_;
};

}  // namespace

Draft read_architecture(const std::vector<std::string>& paths, FileAccess& access,
                        SourceFiles& sources, Diagnostics& diagnostics, YamlMemory* memory) {
  return Loader(access, sources, diagnostics, memory).load(paths);
}

}  // namespace cutpoint
