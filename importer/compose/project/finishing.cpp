#include "importer/compose/project/finishing.hpp"

#include <algorithm>
#include <charconv>
#include <map>
#include <set>

#include <fmt/format.h>

#include "importer/compose/project/refused_values.hpp"
#include "model/base/name_list.hpp"

namespace cutpoint::compose {

namespace {

class ProfileFilter {
 public:
  ProfileFilter(const ImportInput& input, const Variables& variables)
      : enabled_(input.profiles.begin(), input.profiles.end()) {
    // Without any, the profile without a name is on.
    if (enabled_.empty()) enabled_.insert("");
    const auto set = variables.find("COMPOSE_PROFILES");
    if (set == variables.end()) return;
    for (std::size_t at = 0; at <= set->second.size();) {
      const std::size_t end = std::min(set->second.find(',', at), set->second.size());
      enabled_.insert(set->second.substr(at, end - at));
      at = end + 1;
    }
  }

  void apply(Project& project, Diagnostics& diagnostics) const {
    Value& services = project.services;
    const auto is_off = [this](const Entry& entry) { return !is_on(entry.second); };
    if (!services.entries.empty() &&
        std::all_of(services.entries.begin(), services.entries.end(), is_off)) {
      diagnostics
          .warning("profile-off", services.span,
                   "every service has a profile and none is switched on: all are taken")
          .help = "choose with --profile NAME";
      return;
    }
    std::string names;
    for (const Entry& entry : services.entries) {
      if (!is_off(entry)) continue;
      project.switched_off.push_back({entry.first, entry.second.key_span});
      names += (names.empty() ? "" : ", ") + entry.first;
    }
    std::erase_if(services.entries, is_off);
    if (names.empty()) return;
    diagnostics
        .info("profile-off", project.switched_off.front().span,
              fmt::format("left out, as their profiles are off: {}", names))
        .help = "switch profiles on with --profile NAME, all with --profile '*'";
  }

 private:
  [[nodiscard]] bool is_on(const Value& service) const {
    const Value* profiles = service.find("profiles");
    if (profiles == nullptr || profiles->items.empty() || enabled_.contains("*")) return true;
    return std::any_of(profiles->items.begin(), profiles->items.end(),
                       [this](const Value& profile) { return enabled_.contains(profile.text); });
  }

  std::set<std::string> enabled_;
};

/// Reads the files of variables and of labels that services name, each content once.
class SettingFiles {
 public:
  SettingFiles(const std::vector<Variables>& scopes, ProjectFiles& files,
               Interpolation& interpolation, Diagnostics& diagnostics)
      : scopes_(scopes), files_(files), interpolation_(interpolation), diagnostics_(diagnostics) {}

  /// What the files under one key set, below what another key sets itself.
  void add_to(Value& service, std::string_view files, std::string_view key) {
    const Value* written = service.find(files);
    if (written == nullptr) return;
    Value environment;
    if (const Value* own = service.find(key)) environment = *own;
    if (environment.type == Value::Type::null) environment = Value::mapping_at(written->span);
    if (!environment.is_mapping()) return;
    // Of the files the last wins.
    std::map<std::string, Value> settings;
    for (const Value& file : written->items) {
      if (!file.is_mapping() || file.text_of("path").empty()) continue;
      Variables known;
      for (const auto& [name, setting] : settings) known[name] = setting.text;
      for (const Entry& entry : environment.entries) known[entry.first] = entry.second.text;
      const Variables& outer = scope_of(file);
      for (const auto& [name, value] : outer) known[name] = value;
      for (auto& [name, text] : read(file, known)) {
        settings[name] = Value::scalar(std::move(text), file.span);
      }
    }
    std::set<std::string_view> own;
    for (const Entry& entry : environment.entries) own.insert(entry.first);
    std::vector<Entry> added;
    for (auto& [name, setting] : settings) {
      if (!own.contains(name)) added.push_back({name, std::move(setting)});
    }
    for (Entry& entry : added) environment.entries.push_back(std::move(entry));
    service.set(std::string(key), std::move(environment));
  }

 private:
  [[nodiscard]] const Variables& scope_of(const Value& file) const {
    const std::string text = file.text_of("x-scope");
    std::size_t number = 0;
    std::from_chars(text.data(), text.data() + text.size(), number);
    return scopes_[number < scopes_.size() ? number : 0];
  }

  Variables read(const Value& file, const Variables& known) {
    const std::string path = file.text_of("path");
    const auto [place, added] = texts_.try_emplace(path);
    if (added) {
      auto text = files_.read(path);
      if (text) {
        place->second = std::move(*text);
      } else {
        report(file, path, text.error.message);
      }
    }
    if (!place->second) return {};
    Settings settings = read_settings(*place->second, known, file.text_of("format") == "raw");
    if (added) report_faults(path, settings.faulty_lines, file.span, diagnostics_);
    interpolation_.note_missing(settings.missing);
    return std::move(settings.values);
  }

  void report(const Value& file, const std::string& path, const std::string& reason) {
    if (means_false(file.text_of("required"))) {
      diagnostics_.info("cannot-read", file.span,
                        fmt::format("{} is not there, and need not be", path));
      return;
    }
    diagnostics_.warning("cannot-read", file.span, fmt::format("cannot read {}: {}", path, reason))
        .help = "addresses that its variables hold are missing from the result";
  }

  const std::vector<Variables>& scopes_;
  ProjectFiles& files_;
  Interpolation& interpolation_;
  Diagnostics& diagnostics_;
  std::map<std::string, std::optional<std::string>> texts_;  ///< by path
};

void report_missing(const Project& project, const Interpolation& interpolation,
                    Diagnostics& diagnostics) {
  if (interpolation.missing().empty() || project.files.empty()) return;
  constexpr std::size_t most_names = 8;
  const auto& missing = interpolation.missing();
  diagnostics
      .info("unset-variable", SourceSpan{project.files.front(), 0, 0, 0},
            fmt::format("variables without a value count as empty: {}",
                        first_names({missing.begin(), missing.end()}, most_names)))
      .help = "give them with --env NAME=VALUE or in a .env file beside the first file";
}

}  // namespace

void fill_in_environment(Value& service, Interpolation& interpolation, bool last) {
  Value* environment = service.find("environment");
  if (environment == nullptr) return;
  for (Entry& entry : environment->entries) {
    if (entry.second.type != Value::Type::null) continue;
    const auto known = interpolation.variables().find(entry.first);
    if (known != interpolation.variables().end()) {
      entry.second.type = Value::Type::scalar;
      entry.second.text = known->second;
    } else if (last) {
      interpolation.note_missing(entry.first);
    }
  }
}

void finish_project(Project& project, const ImportInput& input,
                    const std::vector<Variables>& scopes, ProjectFiles& files,
                    Interpolation& interpolation, Diagnostics& diagnostics) {
  ProfileFilter(input, scopes.front()).apply(project, diagnostics);
  tell_refused_values(project.services, diagnostics);
  SettingFiles setting_files(scopes, files, interpolation, diagnostics);
  for (Entry& entry : project.services.entries) {
    fill_in_environment(entry.second, interpolation, true);
    setting_files.add_to(entry.second, "env_file", "environment");
    setting_files.add_to(entry.second, "label_file", "labels");
  }
  report_missing(project, interpolation, diagnostics);
}

void report_faults(const std::string& path, const std::vector<std::size_t>& lines, SourceSpan at,
                   Diagnostics& diagnostics) {
  if (lines.empty()) return;
  diagnostics.warning(
      "invalid-value", at,
      fmt::format("{}, line {}: this sets no variable{}", path, lines.front(),
                  lines.size() > 1 ? fmt::format(" ({} more)", lines.size() - 1) : ""));
}

}  // namespace cutpoint::compose
