#include "app/lint/targets.hpp"

#include <algorithm>
#include <filesystem>
#include <map>
#include <system_error>

#include <fmt/format.h>
#include <fnmatch.h>

#include "app/documents/folder_search.hpp"
#include "lint/lint.hpp"
#include "model/base/number_text.hpp"
#include "model/base/utf8.hpp"
#include "model/format/markdown/markdown.hpp"
#include "model/yaml/yaml_document.hpp"
#include "renderer/documents/document_regions.hpp"
#include "session/reading_steps.hpp"

namespace cutpoint {

namespace {

bool is_yaml(const std::string& path) {
  const std::string ending = lower_case(std::filesystem::path(path).extension().string());
  return ending == ".yaml" || ending == ".yml";
}

bool is_excluded(const std::filesystem::path& path, const std::vector<std::string>& patterns) {
  const std::string whole = path.lexically_normal().string();
  const std::string last = path.filename().string();
  return std::any_of(patterns.begin(), patterns.end(), [&](const std::string& pattern) {
    return fnmatch(pattern.c_str(), last.c_str(), 0) == 0 ||
           fnmatch(pattern.c_str(), whole.c_str(), 0) == 0;
  });
}

class TargetSearch {
 public:
  TargetSearch(const TargetOptions& options, FileAccess& files, SourceFiles& sources)
      : options_(options), files_(files), sources_(sources) {}

  LintTargets run(const std::vector<std::string>& paths) {
    for (const std::string& path : paths) {
      std::error_code error;
      if (path == "-") {
        add_stdin();
      } else if (std::filesystem::is_directory(path, error)) {
        add_folder(path);
      } else {
        add_named(path);
      }
    }
    return std::move(result_);
  }

 private:
  void add_stdin() {
    auto text = files_.read("-");
    if (!text) return refuse("-", text.error.message);
    if (is_markdown_path(options_.stdin_name)) {
      add_markdown(options_.stdin_name, std::move(*text), true);
    } else {
      result_.documents.push_back(
          {options_.stdin_name, std::move(*text), true, true, {}, {}, options_.overlay});
    }
  }

  void add_named(const std::string& path) {
    if (!is_markdown_path(path)) return add_document(path, true, {}, options_.overlay);
    auto text = files_.read(path);
    if (!text) return refuse(path, text.error.message);
    add_markdown(path, std::move(*text), true);
  }

  void add_folder(const std::string& folder) {
    const auto found = find_documents(folder, options_.exclude);
    if (!found) return refuse(folder, found.error.message);
    for (const std::string& path : *found) {
      auto text = files_.read(path);
      if (!text) {
        refuse(path, text.error.message);
      } else if (is_markdown_path(path)) {
        add_markdown(path, std::move(*text), false);
      } else if (has_version_key(*text)) {
        add_document(path, false);
      }
    }
  }

  void add_markdown(const std::string& path, std::string bytes, bool named) {
    auto text = to_utf8(std::move(bytes));
    if (!text) return named ? refuse(path, text.error.message) : void();
    const FileId file = sources_.add(path, std::move(*text));
    const auto models = find_markdown_models(file, sources_);
    check_comments(file);
    if (models.empty() && named) {
      refuse(path, "it holds no model: " + missing_model_help(file, sources_));
    }
    for (const MarkdownModel& model : models) {
      if (model.is_reference()) {
        add_reference(path, model);
      } else {
        result_.documents.push_back({path, model.text, true, true, model.claims, {}, {}});
      }
    }
  }

  /// A misspelt claim must not pass for one that holds.
  void check_comments(FileId file) {
    std::vector<std::string_view> kinds;
    for (const DocumentRegionKind& kind : document_region_kinds()) kinds.push_back(kind.name);
    Diagnostics diagnostics;
    (void)find_markdown_regions(file, sources_, kinds, diagnostics);
    std::vector<Finding> found = findings_of(diagnostics);
    std::move(found.begin(), found.end(), std::back_inserter(result_.findings));
  }

  /// The file that a Markdown file names; a finding where there is none.
  std::optional<std::string> existing_file(const std::string& from, const WrittenName& reference) {
    const auto path =
        (std::filesystem::path(from).parent_path() / reference.value).lexically_normal().string();
    std::error_code error;
    const bool is_allowed = may_be_named(from, path, files_);
    if (is_allowed && std::filesystem::is_regular_file(path, error)) return path;
    Finding finding;
    finding.rule = "cannot-read";
    finding.severity = Severity::error;
    finding.span = reference.span;
    finding.subject = reference.value;
    finding.message = is_allowed ? fmt::format("there is no file `{}`", path)
                                 : fmt::format("`{}` lies outside of what is checked here", path);
    finding.help = is_allowed ? "the path is relative to this document"
                              : "a document names files of its repository, or below its own folder";
    result_.findings.push_back(std::move(finding));
    return std::nullopt;
  }

  void add_reference(const std::string& from, const MarkdownModel& model) {
    const auto path = existing_file(from, model.reference);
    std::vector<std::string> above;
    for (const WrittenName& overlay : model.overlays) {
      if (auto file = existing_file(from, overlay)) above.push_back(std::move(*file));
    }
    if (path && above.size() == model.overlays.size()) {
      add_document(*path, true, model.claims, std::move(above));
    }
  }

  /// A document that was found before is checked once, with the claims of all who name it.
  void add_document(const std::string& path, bool named,
                    const std::vector<WrittenName>& claims = {},
                    std::vector<std::string> above = {}) {
    const std::string normal = std::filesystem::path(path).lexically_normal().string();
    std::vector<std::string> key{normal};
    key.insert(key.end(), above.begin(), above.end());
    const auto [place, added] = seen_.emplace(std::move(key), result_.documents.size());
    if (added) {
      const auto below = options_.overlays.find(normal);
      result_.documents.push_back(
          {path,
           "",
           false,
           named,
           {},
           below == options_.overlays.end() ? std::vector<std::string>() : below->second,
           std::move(above)});
    }
    LintTarget& target = result_.documents[place->second];
    target.was_named = target.was_named || named;
    target.claims.insert(target.claims.end(), claims.begin(), claims.end());
  }

  void refuse(const std::string& path, const std::string& reason) {
    result_.errors.emplace_back(fmt::format("cannot check {}: {}", path, reason));
  }

  const TargetOptions& options_;
  FileAccess& files_;
  SourceFiles& sources_;
  LintTargets result_;
  /// Positions in the documents, by normal path and what is laid over it.
  std::map<std::vector<std::string>, std::size_t> seen_;
};

}  // namespace

bool has_version_key(std::string_view text) {
  for (const std::string_view key : {"cutpoint:", "\"cutpoint\":", "'cutpoint':"}) {
    for (std::size_t at = text.find(key); at != std::string_view::npos;
         at = text.find(key, at + 1)) {
      if (at == 0 || text[at - 1] == '\n' || text[at - 1] == '{') return true;
    }
  }
  return false;
}

Result<std::vector<std::string>> find_documents(const std::string& folder,
                                                const std::vector<std::string>& exclude) {
  return files_below(
      folder,
      [](const std::filesystem::path& path) {
        return is_yaml(path.string()) || is_markdown_path(path.string());
      },
      [&exclude](const std::filesystem::path& path) { return is_excluded(path, exclude); });
}

LintTargets find_lint_targets(const std::vector<std::string>& paths, const TargetOptions& options,
                              FileAccess& files, SourceFiles& sources) {
  return TargetSearch(options, files, sources).run(paths);
}

}  // namespace cutpoint
