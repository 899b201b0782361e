#include "session/import_plan.hpp"

#include <algorithm>
#include <array>
#include <filesystem>
#include <map>
#include <optional>
#include <set>
#include <utility>

#include <fmt/format.h>

#include "model/base/utf8.hpp"
#include "session/foreign_formats.hpp"

namespace cutpoint {

namespace {

namespace fs = std::filesystem;

/// Names that a Compose project has by itself, the first that is there counts.
constexpr std::array<std::string_view, 4> project_names = {
    "compose.yaml", "compose.yml", "docker-compose.yml", "docker-compose.yaml"};

std::string folder_of(const std::string& path) {
  return fs::path(path).lexically_normal().parent_path().string();
}

std::string file_name(const std::string& path) {
  return fs::path(path).filename().string();
}

/// Where in the order of preference; as large as the list where it is no name of a project.
std::size_t rank_of(const std::string& path) {
  const auto* found = std::find(project_names.begin(), project_names.end(), file_name(path));
  return static_cast<std::size_t>(found - project_names.begin());
}

/// The project of a folder laid over by itself: "compose.override.yaml".
bool is_override(const std::string& path) {
  const std::string stem = fs::path(path).stem().string();
  return stem == "compose.override" || stem == "docker-compose.override";
}

bool is_kustomization(const std::string& path) {
  const std::string name = file_name(path);
  return name == "kustomization.yaml" || name == "kustomization.yml" || name == "Kustomization";
}

/// Helm's templates are no YAML before they are rendered.
bool is_template(std::string_view text) {
  return text.find("{{") != std::string_view::npos && text.find("}}") != std::string_view::npos;
}

/// Configuration in HCL: what is planned or running says more, and says it in full.
bool is_configuration(const std::string& path) {
  return path.ends_with(".tf") || path.ends_with(".tf.json") || path.ends_with(".hcl");
}

/// States of versions before 3 were written by Terraform before 0.6.
bool is_state_of_old(std::string_view text) {
  constexpr std::string_view key = "\"version\"";
  const std::size_t at = text.find(key);
  if (at == std::string_view::npos) return false;
  const std::size_t value = text.find_first_not_of(" :\t\r\n", at + key.size());
  if (value == std::string_view::npos || value + 1 >= text.size()) return false;
  const bool is_one_digit = text[value + 1] < '0' || text[value + 1] > '9';
  return is_one_digit && text[value] >= '0' && text[value] < '3';
}

class Planner {
 public:
  Planner(const Importer* only, FileAccess& files, SourceFiles& sources, Diagnostics& diagnostics)
      : only_(only), files_(files), sources_(sources), diagnostics_(diagnostics) {}

  ImportPlan run(const std::vector<ImportCandidate>& candidates) {
    for (const ImportCandidate& candidate : candidates) {
      if (is_kustomization(candidate.path)) kustomized_.insert(folder_of(candidate.path));
    }
    for (const ImportCandidate& candidate : candidates) take_or_leave(candidate);
    for (auto& [importer, paths] : named_) add_named(*importer, std::move(paths));
    for (auto& [importer, paths] : found_) add_found(*importer, std::move(paths));
    return std::move(plan_);
  }

 private:
  void take_or_leave(const ImportCandidate& candidate) {
    if (only_ != nullptr && candidate.was_named) return take(candidate, *only_);
    auto bytes = files_.read(candidate.path);
    if (!bytes) return refuse(candidate, bytes.error.message);
    auto text = to_utf8(std::move(*bytes));
    if (!text) return refuse(candidate, text.error.text());
    const auto format = foreign_format(candidate.path, *text);
    if (!format) return leave_unknown(candidate, *text);
    if (only_ != nullptr && format->importer != only_->name) return;
    const Importer* importer = find_importer(format->importer);
    if (importer == nullptr || is_configuration(candidate.path)) {
      return leave_unread(candidate, *format, *text);
    }
    if (!candidate.was_named && says_nothing_yet(candidate.path, *importer, *text)) return;
    take(candidate, *importer);
    plan_.texts.emplace(candidate.path, std::move(*text));
  }

  void take(const ImportCandidate& candidate, const Importer& importer) {
    auto& paths = candidate.was_named ? named_ : found_;
    const auto row = std::find_if(paths.begin(), paths.end(),
                                  [&](const auto& entry) { return entry.first == &importer; });
    if (row != paths.end()) return row->second.push_back(candidate.path);
    paths.emplace_back(&importer, std::vector<std::string>{candidate.path});
  }

  /// What is rendered by another tool before it says anything, or too old, with the reason noted.
  bool says_nothing_yet(const std::string& path, const Importer& importer, std::string_view text) {
    if (importer.name == "terraform" && is_state_of_old(text)) {
      leave(path, "a state of a version before 3");
      return true;
    }
    if (importer.name != "kubernetes") return false;
    if (is_template(text)) {
      leave(path, "a Helm template: import what `helm template` makes of it");
      return true;
    }
    if (!kustomized_.contains(folder_of(path))) return false;
    leave(path, "a part of a kustomization: import what `kustomize build` makes of it");
    return true;
  }

  void refuse(const ImportCandidate& candidate, const std::string& reason) {
    if (!candidate.was_named) return leave(candidate.path, reason);
    diagnostics_.error("cannot-read", place_of(candidate.path),
                       fmt::format("cannot read {}: {}", candidate.path, reason));
  }

  void leave_unknown(const ImportCandidate& candidate, std::string_view text) {
    const bool ours = text.find("cutpoint:") != std::string_view::npos;
    if (!candidate.was_named) {
      if (ours) leave(candidate.path, "an architecture already");
      if (!ours) ++plan_.unrecognised;
      return;
    }
    std::vector<std::string> names;
    for (const Importer* importer : importers()) names.emplace_back(importer->name);
    diagnostics_
        .error("unknown-format", place_of(candidate.path),
               fmt::format("{} is in no format that its content tells", candidate.path))
        .help = ours ? "if it is an architecture, put it under `include` of another"
                     : fmt::format("say what it is: `cutpoint import {} {}` (formats: {})",
                                   names.front(), candidate.path, fmt::join(names, ", "));
  }

  /// In a format that has a name and no import, or in a form of it that says too little.
  void leave_unread(const ImportCandidate& candidate, const ForeignFormat& format,
                    std::string_view text) {
    if (candidate.was_named && find_importer(format.importer) == nullptr) {
      (void)refuse_foreign_format(candidate.path, text, sources_, diagnostics_);
      return;
    }
    const std::string reason =
        !format.instead.empty() ? fmt::format("{}: {}", format.what, format.instead)
        : find_importer(format.importer) == nullptr
            ? fmt::format("{}, which has no import", format.what)
            : std::string(
                  "configuration, which leaves open what there will be: import what "
                  "`terraform show -json` says of a plan or state");
    if (!candidate.was_named) return leave(candidate.path, reason);
    diagnostics_.error("unread-format", place_of(candidate.path),
                       fmt::format("{} is {}", candidate.path, reason));
  }

  void leave(std::string path, std::string reason) {
    plan_.left.push_back({std::move(path), std::move(reason)});
  }

  SourceSpan place_of(const std::string& path) { return {sources_.add(path, ""), 0, 0, 0}; }

  void add_named(const Importer& importer, std::vector<std::string> paths) {
    if (importer.files != Importer::Files::one_each) {
      plan_.imports.push_back({&importer, std::move(paths)});
      return;
    }
    for (std::string& path : paths) plan_.imports.push_back({&importer, {std::move(path)}});
  }

  /// Files that nobody named one by one: those that overlay each other are a project a folder.
  void add_found(const Importer& importer, std::vector<std::string> paths) {
    if (importer.files != Importer::Files::overlays) return add_named(importer, std::move(paths));
    std::map<std::string, std::vector<std::string>> folders;
    for (std::string& path : paths) folders[folder_of(path)].push_back(std::move(path));
    for (auto& [folder, inside] : folders) {
      const auto first =
          std::min_element(inside.begin(), inside.end(),
                           [](const auto& a, const auto& b) { return rank_of(a) < rank_of(b); });
      if (rank_of(*first) < project_names.size()) {
        plan_.imports.push_back({&importer, {*first}});
        leave_others(inside, *first);
      } else if (inside.size() == 1) {
        plan_.imports.push_back({&importer, std::move(inside)});
      } else {
        leave_others(inside, "");
      }
    }
  }

  void leave_others(const std::vector<std::string>& paths, const std::string& taken) {
    for (const std::string& path : paths) {
      if (path == taken || (is_override(path) && !taken.empty())) continue;
      leave(path, taken.empty()
                      ? std::string("one of several Compose files of its folder, none of which has "
                                    "the name of a project: name those that belong together")
                      : fmt::format("another Compose file beside {}: name both to lay it over",
                                    file_name(taken)));
    }
  }

  const Importer* only_;
  FileAccess& files_;
  SourceFiles& sources_;
  Diagnostics& diagnostics_;
  std::set<std::string> kustomized_;  ///< folders
  /// By importer, in the order in which they were met.
  std::vector<std::pair<const Importer*, std::vector<std::string>>> named_, found_;
  ImportPlan plan_;
};

}  // namespace

Result<std::string> PlannedTexts::read(const std::string& path) {
  const auto found = texts_.find(path);
  if (found == texts_.end()) return others_.read(path);
  if (path == "-") return found->second;
  std::string text = std::move(found->second);
  texts_.erase(found);
  return text;
}

bool PlannedTexts::is_inside(const std::string& path, const std::string& root) {
  return others_.is_inside(path, root);
}

ImportPlan plan_imports(const std::vector<ImportCandidate>& candidates, const Importer* only,
                        FileAccess& files, SourceFiles& sources, Diagnostics& diagnostics) {
  return Planner(only, files, sources, diagnostics).run(candidates);
}

}  // namespace cutpoint
