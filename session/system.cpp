#include "cutpoint/system.hpp"

#include <string_view>
#include <utility>

#include <fmt/format.h>

#include "analyzer/compile/compile_fault_tree.hpp"
#include "importer/importing.hpp"
#include "importer/open_psa/open_psa.hpp"
#include "model/base/utf8.hpp"
#include "model/format/markdown/markdown.hpp"
#include "session/foreign_formats.hpp"
#include "session/reading_steps.hpp"

namespace cutpoint {

/// The only maker of systems.
class SystemLoader {
 public:
  explicit SystemLoader(LoadOptions options) : options_(options) {}

  /// Whatever the first file is: an architecture, or a fault tree where it is markup.
  [[nodiscard]] System load(const std::vector<std::string>& paths, FileAccess& files) const;
  /// A model of a Markdown document, with `above` laid over it; without a position its only one.
  [[nodiscard]] System load_markdown(const std::string& path, std::optional<std::size_t> position,
                                     const std::vector<std::string>& above,
                                     FileAccess& files) const;
  /// Another draft of what `read` was read from.
  [[nodiscard]] static System of_draft(const System& read, Draft draft);
  /// A system of which nothing could be read.
  [[nodiscard]] static System refused(const std::string& name, std::string_view rule,
                                      std::string reason);

 private:
  void load_fault_tree(System& system, const std::vector<std::string>& paths,
                       FileAccess& files) const;
  void load_architecture(System& system, const std::vector<std::string>& paths,
                         FileAccess& files) const;

  LoadOptions options_;
};

namespace {

/// Markup, whatever the file is called: no YAML document starts with a tag. Empty files are what
/// their name says.
bool is_xml(const std::string& path, std::string_view text) {
  if (text.starts_with("\xEF\xBB\xBF")) text.remove_prefix(3);
  const std::size_t first = text.find_first_not_of(" \t\r\n");
  return first == std::string_view::npos ? path.ends_with(".xml") : text[first] == '<';
}

}  // namespace

System SystemLoader::load(const std::vector<std::string>& paths, FileAccess& files) const {
  if (!paths.empty() && is_markdown_path(paths.front())) {
    return load_markdown(paths.front(), std::nullopt, {paths.begin() + 1, paths.end()}, files);
  }
  System system;
  system.name_ = paths.empty() ? "" : paths.front();
  auto first = files.read(system.name_);
  if (first && is_utf16(*first)) {
    // What it holds is told by its text; bytes that are none are left to who reads them.
    if (auto text = to_utf8(*first)) first = std::move(text);
  }
  if (first && refuse_foreign_format(system.name_, *first, system.sources_, system.diagnostics_)) {
    return system;
  }
  const bool is_fault_tree = is_xml(system.name_, first ? *first : "");
  // Read once: standard input cannot be read again.
  MemoryAccess::Texts texts;
  if (first) texts.emplace(system.name_, std::move(*first));
  MemoryAccess remembered(std::move(texts), &files);
  if (is_fault_tree) {
    load_fault_tree(system, paths, remembered);
  } else {
    load_architecture(system, paths, remembered);
  }
  system.diagnostics_.sort_by_place();
  return system;
}

System SystemLoader::load_markdown(const std::string& path, std::optional<std::size_t> position,
                                   const std::vector<std::string>& above, FileAccess& files) const {
  const auto refuse = [&path](std::string reason) {
    return refused(path, "cannot-read", std::move(reason));
  };
  auto bytes = files.read(path);
  if (!bytes) return refuse(fmt::format("cannot read {}: {}", path, bytes.error.message));
  System unread;
  unread.name_ = path;
  SourceFiles& sources = unread.sources_;
  const auto added = add_outside_text(path, std::move(*bytes), sources, unread.diagnostics_);
  if (!added) return unread;
  const FileId file = *added;
  const auto models = find_markdown_models(file, sources);
  constexpr const char* what_is_a_model =
      "a model is a ```cutpoint block or a <!-- cutpoint:model FILE --> comment";
  if (models.empty()) {
    return refuse(fmt::format("{} holds no model: {}", path, missing_model_help(file, sources)));
  }
  if (!position && models.size() > 1) {
    return refuse(fmt::format(
        "{} holds {} models, and one is read at a time: give the file that a comment in it names",
        path, models.size()));
  }
  if (position.value_or(0) >= models.size()) {
    return refuse(fmt::format("{} holds {} models, and so none at position {}: {}", path,
                              models.size(), *position, what_is_a_model));
  }
  const MarkdownModel& model = models[position.value_or(0)];
  MemoryAccess::Texts texts;
  if (!model.is_reference()) texts.emplace(path, model.text);
  MemoryAccess access(std::move(texts), &files);
  std::vector<std::string> paths = files_of_markdown_model(path, model);
  for (const std::string& named : paths) {
    if (named == path || may_be_named(path, named, files)) continue;
    return refuse(fmt::format("cannot read {}, which {} names: it lies outside", named, path));
  }
  paths.insert(paths.end(), above.begin(), above.end());
  System system;
  system.name_ = paths.front();
  load_architecture(system, paths, access);
  system.diagnostics_.sort_by_place();
  return system;
}

void SystemLoader::load_fault_tree(System& system, const std::vector<std::string>& paths,
                                   FileAccess& files) const {
  const auto tree = read_fault_tree({paths, options_.mission_time.in_hours()}, files,
                                    system.sources_, system.diagnostics_);
  if (!tree) return;
  CompiledFaultTree compiled = compile(*tree);
  system.model_ = std::move(compiled.model);
  system.function_ = std::move(compiled.function);
}

void SystemLoader::load_architecture(System& system, const std::vector<std::string>& paths,
                                     FileAccess& files) const {
  Draft draft = read_written(paths, files, system.sources_, system.diagnostics_);
  auto compiled = build_and_compile(draft, system.diagnostics_);
  if (compiled) {
    system.model_ = std::move(compiled->model);
    system.function_ = std::move(compiled->function);
  }
  const bool is_kept =
      options_.keeps_draft && draft.components.size() <= options_.most_kept_components;
  if (is_kept) system.draft_ = std::move(draft);
}

System SystemLoader::of_draft(const System& read, Draft draft) {
  System system;
  system.name_ = read.name_;
  system.sources_ = read.sources_;
  auto compiled = build_and_compile(draft, system.diagnostics_);
  if (compiled) {
    system.model_ = std::move(compiled->model);
    system.function_ = std::move(compiled->function);
  }
  system.draft_ = std::move(draft);
  return system;
}

System system_of_draft(const System& read, Draft draft) {
  return SystemLoader::of_draft(read, std::move(draft));
}

System SystemLoader::refused(const std::string& name, std::string_view rule, std::string reason) {
  System system;
  system.name_ = name;
  system.diagnostics_.error(rule, {}, std::move(reason));
  return system;
}

System load(const std::vector<std::string>& paths, FileAccess& files, const LoadOptions& options) {
  return SystemLoader(options).load(paths, files);
}

System load(const std::vector<std::string>& paths, const LoadOptions& options) {
  DiskAccess disk;
  return SystemLoader(options).load(paths, disk);
}

System load_text(const std::string& name, std::string text, const LoadOptions& options) {
  MemoryAccess memory(MemoryAccess::Texts{{name, std::move(text)}});
  return SystemLoader(options).load({name}, memory);
}

System load_markdown(const std::string& path, FileAccess& files, std::size_t position,
                     const LoadOptions& options, const std::vector<std::string>& overlays) {
  return SystemLoader(options).load_markdown(path, position, overlays, files);
}

}  // namespace cutpoint
