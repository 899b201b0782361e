#include "app/language_server/workspace.hpp"

#include "app/language_server/places.hpp"
#include "app/lint/configuration.hpp"
#include "app/lint/targets.hpp"
#include "model/format/markdown/markdown.hpp"

namespace cutpoint {

namespace {

void note_files(CheckedRoot& root) {
  for (std::uint32_t i = 0; i < root.sources.size(); ++i) {
    root.files.insert(normal_path(root.sources.name(FileId(i))));
  }
}

}  // namespace

void Workspace::set_text(const std::string& path, std::string text, std::int64_t version) {
  open_[path] = {std::move(text), version};
  for (const auto& [root, checked] : checked_) {
    if (checked->files.contains(path)) stale_.insert(root);
  }
  if (is_root(path)) stale_.insert(path);
}

void Workspace::close(const std::string& path) {
  open_.erase(path);
  stale_.erase(path);
  checked_.erase(path);
  for (const auto& [root, checked] : checked_) {
    if (checked->files.contains(path)) stale_.insert(root);
  }
}

std::string Workspace::text_of(const std::string& path) const {
  const auto found = open_.find(path);
  if (found != open_.end()) return found->second.text;
  return console_.files.read(path).value.value_or("");
}

MemoryAccess Workspace::files() const {
  MemoryAccess::Texts texts;
  for (const auto& [path, document] : open_) texts.emplace(path, document.text);
  return MemoryAccess(std::move(texts), &console_.files);
}

bool Workspace::is_root(const std::string& path) const {
  const auto found = open_.find(path);
  return found != open_.end() && (is_markdown_path(path) || has_version_key(found->second.text));
}

std::unique_ptr<CheckedRoot> Workspace::checked_root(const std::string& path) const {
  auto root = std::make_unique<CheckedRoot>();
  const auto configuration = read_lint_configuration(arguments_, path, console_);
  LintOptions options;
  TargetOptions search;
  if (configuration) {
    if (auto chosen = choose_rules(configuration->select, configuration->ignore, console_)) {
      options.rules = std::move(*chosen);
    }
    options.severities = configuration->severities;
    search.overlays = configuration->overlays;
  }
  options.today = analysis_.today;
  MemoryAccess access = files();
  LintTargets targets = find_lint_targets({path}, search, access, root->sources);
  root->findings = std::move(targets.findings);
  for (LintTarget& target : targets.documents) {
    CheckedModel model;
    model.document = check_document(target, access, analysis_, options, root->sources);
    model.target = std::move(target);
    // What has no journeys is a part of something: it is checked there.
    if (auto whole = model.document.draft.journeys.empty() ? whole_of(path) : std::nullopt) {
      model.document = check_document(*whole, access, analysis_, options, root->sources);
      model.target = std::move(*whole);
    }
    model.uses = name_uses(model.document.draft);
    root->models.push_back(std::move(model));
  }
  note_files(*root);
  root->files.insert(path);
  return root;
}

std::optional<LintTarget> Workspace::whole_of(const std::string& path) const {
  const auto folder = read_folder();
  for (CheckedModel& model : folder->models) {
    if (model.document.draft.journeys.empty()) continue;
    for (const FileId file : model.document.draft.files) {
      if (normal_path(folder->sources.name(file)) != path) continue;
      // Claims have places in what the folder was read into.
      model.target.claims.clear();
      return std::move(model.target);
    }
  }
  return std::nullopt;
}

void Workspace::check(const std::string& path) {
  if (stale_.erase(path) == 0) return;
  if (is_root(path)) {
    checked_[path] = checked_root(path);
  } else {
    checked_.erase(path);
  }
}

std::vector<const CheckedRoot*> Workspace::roots_of(const std::string& path) {
  check(path);
  std::vector<std::string> due;
  for (const auto& [root, checked] : checked_) {
    if (checked->files.contains(path)) due.push_back(root);
  }
  std::vector<const CheckedRoot*> found;
  for (const std::string& root : due) {
    check(root);
    const auto checked = checked_.find(root);
    if (checked != checked_.end()) found.push_back(checked->second.get());
  }
  return found;
}

std::unique_ptr<CheckedRoot> Workspace::read_folder() const {
  auto all = std::make_unique<CheckedRoot>();
  MemoryAccess access = files();
  std::vector<std::string> paths;
  if (!folder_.empty()) paths.push_back(folder_);
  for (const auto& [path, document] : open_) {
    if (is_root(path)) paths.push_back(path);
  }
  LintTargets targets = find_lint_targets(paths, {}, access, all->sources);
  for (LintTarget& target : targets.documents) {
    CheckedModel& model = all->models.emplace_back();
    Diagnostics ignored;
    model.document.draft = read_target(target, access, all->sources, ignored);
    model.uses = name_uses(model.document.draft);
    model.target = std::move(target);
  }
  note_files(*all);
  return all;
}

}  // namespace cutpoint
