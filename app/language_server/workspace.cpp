#include "app/language_server/workspace.hpp"

#include <ctime>
#include <filesystem>
#include <utility>

#include <fmt/format.h>

#include "app/language_server/earlier_findings.hpp"
#include "app/language_server/places.hpp"
#include "app/lint/configuration.hpp"
#include "model/format/markdown/markdown.hpp"

namespace cutpoint {

namespace {

using namespace std::chrono_literals;

/// Where the rules took longer, what the reader says does not wait for them.
constexpr auto patience = 100ms;
/// Of a document that was opened just now nothing is shown that could be wrong.
constexpr auto first_patience = 500ms;
/// Longer than this nobody waits for rules.
constexpr auto most_time = 5s;

/// Of the processor, so that a busy machine changes nothing of what is said.
std::chrono::milliseconds time_used() {
  return std::chrono::milliseconds(std::int64_t{std::clock()} * 1000 / CLOCKS_PER_SEC);
}

void note_files(CheckedRoot& root) {
  for (std::uint32_t i = 0; i < root.sources.size(); ++i) {
    root.files.insert(normal_path(root.sources.name(FileId(i))));
  }
}

std::vector<Finding> all_findings(const CheckedRoot& root) {
  std::vector<Finding> all = root.earlier;
  for (const CheckedModel& model : root.models) {
    const std::vector<Finding>& found = model.document.findings;
    all.insert(all.end(), found.begin(), found.end());
  }
  return all;
}

/// As if it had errors: there is no analysis to be asked.
void drop_unfinished(CheckedModel& model) {
  CheckedDocument& document = model.document;
  if (!document.compiled || document.analysis.journeys.size() > 0) return;
  document.compiled.reset();
  Finding finding;
  finding.rule = "rules-not-applied";
  finding.severity = Severity::info;
  if (!document.draft.files.empty()) finding.span = {document.draft.files.back(), 1, 1, 1};
  finding.message =
      fmt::format("the rules need more than {} s here and were given up",
                  std::chrono::duration_cast<std::chrono::seconds>(most_time).count());
  finding.help = "`cutpoint lint` applies them";
  document.findings.push_back(std::move(finding));
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
  memory_.forget(path);
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

RuleSettings Workspace::settings_of(const std::string& path) const {
  RuleSettings settings;
  const auto configuration = read_lint_configuration(arguments_, path, console_);
  if (configuration) {
    if (auto chosen = choose_rules(configuration->select, configuration->ignore, console_)) {
      settings.options.rules = std::move(*chosen);
    }
    settings.options.severities = configuration->severities;
    settings.search.overlays = configuration->overlays;
  }
  settings.options.today = analysis_.today;
  return settings;
}

std::unique_ptr<CheckedRoot> Workspace::read_root(const std::string& path,
                                                  const TargetOptions& search) {
  auto root = std::make_unique<CheckedRoot>();
  MemoryAccess access = files();
  LintTargets targets = find_lint_targets({path}, search, access, root->sources);
  root->findings = std::move(targets.findings);
  for (LintTarget& target : targets.documents) {
    CheckedModel model;
    model.document = build_document(target, access, root->sources, &memory_);
    model.target = std::move(target);
    // What has no journeys is a part of something: it is checked there.
    if (auto whole = model.document.draft.journeys.empty() ? whole_of(path) : std::nullopt) {
      model.document = build_document(*whole, access, root->sources);
      model.target = std::move(*whole);
    }
    model.uses = name_uses(model.document.draft);
    add_claimed_names(model.target.claims, model.uses);
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
  (void)check_while(
      path, [] { return false; }, [] {});
}

bool Workspace::check_while(const std::string& path, const std::function<bool()>& is_outdated,
                            const std::function<void()>& tell_read) {
  if (stale_.erase(path) == 0) return true;
  if (!is_root(path)) {
    checked_.erase(path);
    return true;
  }
  const RuleSettings settings = settings_of(path);
  auto root = read_root(path, settings.search);
  CheckedRoot& read = *root;
  std::unique_ptr<CheckedRoot>& known = checked_[path];
  auto most_wait = first_patience;
  if (known) {
    read.earlier = earlier_findings(all_findings(*known), known->sources, read.sources);
    read.rules_took = known->rules_took;
    most_wait = patience;
  }
  known = std::move(root);
  if (read.rules_took > patience) {
    tell_read();
    most_wait = most_time;
  }
  if (apply_rules_while(read, settings.options, is_outdated, most_wait, tell_read)) return true;
  tell_read();
  stale_.insert(path);
  return false;
}

bool Workspace::apply_rules_while(CheckedRoot& root, const LintOptions& options,
                                  const std::function<bool()>& is_outdated,
                                  std::chrono::milliseconds most_wait,
                                  const std::function<void()>& tell_late) const {
  struct Outdated {};
  struct TooLong {};
  const std::chrono::milliseconds start = time_used();
  AnalysisOptions analysis = analysis_;
  bool is_told = false;
  analysis.progress = [&](const std::string&) {
    if (is_outdated()) throw Outdated();
    const auto used = time_used() - start;
    if (used > most_time) throw TooLong();
    if (used > most_wait && !std::exchange(is_told, true)) tell_late();
  };
  bool are_asked = false;
  try {
    for (CheckedModel& model : root.models) {
      are_asked = are_asked || model.document.compiled;
      analysis.progress("");
      // These have the budget of an analysis.
      if (!model.target.claims.empty()) analysis.budget.time = Duration::seconds(2);
      apply_rules(model.target, analysis, options, model.document);
      analysis.budget.time = analysis_.budget.time;
    }
    root.earlier.clear();
  } catch (const Outdated&) {
    // Of several models some have been asked.
    for (CheckedModel& model : root.models) {
      std::erase_if(model.document.findings,
                    [](const Finding& each) { return !each.code.empty(); });
    }
    return false;
  } catch (const TooLong&) {
    for (CheckedModel& model : root.models) drop_unfinished(model);
  }
  // Where there were errors, they may take long again once these are mended.
  if (are_asked) root.rules_took = time_used() - start;
  return true;
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
    add_claimed_names(target.claims, model.uses);
    model.target = std::move(target);
  }
  note_files(*all);
  return all;
}

std::vector<std::string> Workspace::documents_beside(const std::string& path) const {
  const std::filesystem::path own = std::filesystem::path(path).parent_path();
  MemoryAccess access = files();
  const bool is_below = !folder_.empty() && access.is_inside(path, folder_);
  const auto found = find_documents(is_below ? folder_ : own.string(), {});
  std::vector<std::string> beside;
  for (const std::string& each : found.value.value_or(std::vector<std::string>{})) {
    if (is_markdown_path(each) || normal_path(each) == path) continue;
    const auto text = access.read(each);
    if (!text || !has_version_key(*text)) continue;
    beside.push_back(std::filesystem::path(each).lexically_relative(own).string());
  }
  return beside;
}

}  // namespace cutpoint
