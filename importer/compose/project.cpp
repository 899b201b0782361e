#include "importer/compose/project.hpp"

#include <algorithm>
#include <filesystem>
#include <set>

#include <fmt/format.h>

#include "importer/compose/env_files.hpp"
#include "model/base/utf8.hpp"

namespace cutpoint::compose {

namespace {

std::string join_path(const std::string& from, const std::string& relative) {
  return (std::filesystem::path(from).parent_path() / relative).lexically_normal().string();
}

class Loader {
 public:
  Loader(const ImportInput& input, FileAccess& access, SourceFiles& sources,
         Diagnostics& diagnostics)
      : input_(input),
        access_(access),
        sources_(sources),
        diagnostics_(diagnostics),
        interpolation_(variables()) {}

  Project load() {
    Value all;
    all.type = Value::Type::mapping;
    for (const std::string& path : input_.paths) {
      if (auto value = load_file(path, true, SourceSpan())) merge(all, std::move(*value));
    }
    Project project;
    project.name = all.text_of("name");
    project.files = files_;
    if (Value* services = all.find("services"); services != nullptr && services->is_mapping()) {
      project.services = std::move(*services);
    }
    if (Value* volumes = all.find("volumes")) project.volumes = std::move(*volumes);
    apply_profiles(project.services);
    report_missing();
    return project;
  }

 private:
  std::map<std::string, std::string> variables() {
    std::map<std::string, std::string> result;
    if (!input_.paths.empty()) {
      if (const auto text = access_.read(join_path(input_.paths.front(), ".env"))) {
        result = read_settings(*text);
      }
    }
    for (const auto& [name, value] : input_.environment) result[name] = value;
    return result;
  }

  /// One file with its includes and extensions. Includes nest; a stated number of files is read.
  std::optional<Value> load_file(const std::string& path, bool required, SourceSpan at) {
    constexpr std::size_t most_files = 200;
    if (files_.size() >= most_files || open_.contains(path)) {
      diagnostics_.error("include-cycle", at, fmt::format("`{}` includes itself in the end", path));
      return std::nullopt;
    }
    auto text = read_utf8(access_, path);
    if (!text) {
      const std::string message = fmt::format("cannot read {}: {}", path, text.error.message);
      if (required) {
        diagnostics_.error("cannot-read", at, message);
      } else {
        diagnostics_.warning("cannot-read", at, message).help =
            "what it defines is missing from the result";
      }
      return std::nullopt;
    }
    const FileId file = sources_.add(path, std::move(*text));
    files_.push_back(file);
    const std::size_t errors = diagnostics_.error_count();
    const auto documents = parse_yaml(file, sources_, diagnostics_);
    if (documents.empty()) {
      if (diagnostics_.error_count() == errors) {
        diagnostics_.error("empty-document", SourceSpan{file, 1, 1, 1}, "the file is empty");
      }
      return std::nullopt;
    }
    auto value = to_value(documents.front(), interpolation_, diagnostics_);
    if (!value || !check_shape(*value)) return std::nullopt;
    open_.insert(path);
    Value result = resolve(path, std::move(*value));
    open_.erase(path);
    return result;
  }

  bool check_shape(Value& file) {
    if (!file.is_mapping()) {
      diagnostics_.error("wrong-type", file.span, "a Compose file is a mapping with `services`");
      return false;
    }
    const Value* services = file.find("services");
    if (services == nullptr) return adopt_old_layout(file);
    if (services->is_mapping() || services->type == Value::Type::null) return true;
    diagnostics_.error("wrong-type", services->span, "`services` must be a mapping from names")
        .help = "such as `services: {web: {image: nginx}}`";
    return false;
  }

  /// Version 1 had the services at the top level.
  bool adopt_old_layout(Value& file) {
    if (file.find("include") != nullptr || file.find("version") != nullptr) return true;
    const bool any = std::any_of(file.entries.begin(), file.entries.end(), [](const Entry& entry) {
      return entry.second.find("image") != nullptr || entry.second.find("build") != nullptr;
    });
    if (!any) {
      diagnostics_.error("wrong-type", file.span, "this is no Compose file: it has no `services`");
      return false;
    }
    Value services = std::move(file);
    file = Value();
    file.type = Value::Type::mapping;
    file.span = services.span;
    file.set("services", std::move(services));
    return true;
  }

  Value resolve(const std::string& path, Value file) {
    if (Value* services = file.find("services"); services != nullptr && services->is_mapping()) {
      for (Entry& entry : services->entries) prepare_service(path, entry.second);
      const Value written = *services;
      for (Entry& entry : services->entries) {
        std::set<std::string> chain{path + "\n" + entry.first};
        entry.second = extend(path, written, std::move(entry.second), chain);
      }
    }
    Value result;
    result.type = Value::Type::mapping;
    if (const Value* include = file.find("include")) {
      for (const Included& included : included_files(*include)) {
        std::map<std::string, std::string> outer = interpolation_.variables();
        // What the including project sets wins over the included one's own files.
        std::map<std::string, std::string> inner = outer;
        for (const EnvFile& env : included.env_files) {
          const auto& settings = read_env_file(path, env);
          inner.insert(settings.begin(), settings.end());
        }
        interpolation_.set_variables(std::move(inner));
        if (auto value = load_file(join_path(path, included.path), false, include->span)) {
          merge(result, std::move(*value));
        }
        interpolation_.set_variables(std::move(outer));
      }
      file.erase("include");
    }
    merge(result, std::move(file));
    return result;
  }

  struct Included {
    std::string path;
    std::vector<EnvFile> env_files;
  };

  static std::vector<Included> included_files(const Value& include) {
    std::vector<Included> files;
    for (const Value& item : include.items) {
      if (item.is_scalar()) files.push_back({item.text, {}});
      const Value* path = item.find("path");
      if (path == nullptr) continue;
      std::vector<EnvFile> env_files;
      if (const Value* env = item.find("env_file")) env_files = env_files_of(*env);
      // Later files of one entry win over earlier ones, and the first that sets a name is kept.
      std::reverse(env_files.begin(), env_files.end());
      if (path->is_scalar()) files.push_back({path->text, env_files});
      for (const Value& one : path->items) files.push_back({one.text, env_files});
    }
    return files;
  }

  /// Brings a service to one form, with the variables of its `env_file` among its environment.
  void prepare_service(const std::string& path, Value& service) {
    normalise_service(service);
    const Value* written = service.find("env_file");
    if (written == nullptr) return;
    std::vector<EnvFile> files = env_files_of(*written);
    // What `environment` sets wins, and of the files the last.
    std::reverse(files.begin(), files.end());
    Value environment;
    if (const Value* own = service.find("environment")) environment = *own;
    if (environment.type == Value::Type::null) environment.type = Value::Type::mapping;
    if (!environment.is_mapping()) return;
    for (const EnvFile& file : files) {
      for (const auto& [name, text] : read_env_file(path, file)) {
        if (environment.find(name) != nullptr) continue;
        Value setting;
        setting.type = Value::Type::scalar;
        setting.text = text;
        setting.span = setting.key_span = file.span;
        environment.set(name, std::move(setting));
      }
    }
    service.set("environment", std::move(environment));
  }

  /// The variables of a file, read once; a missing one is said once.
  const std::map<std::string, std::string>& read_env_file(const std::string& from,
                                                          const EnvFile& file) {
    const std::string path = join_path(from, file.path);
    const auto [known, added] = env_files_.try_emplace(path);
    if (!added) return known->second;
    auto content = access_.read(path);
    const bool is_there = content.has_value();
    const auto text = is_there ? to_utf8(std::move(*content), path) : content;
    if (text) {
      known->second = read_settings(*text);
    } else if (file.required || is_there) {
      diagnostics_
          .warning("cannot-read", file.span,
                   fmt::format("cannot read {}: {}", path, text.error.message))
          .help = "addresses that its variables hold are missing from the result";
    } else {
      diagnostics_.info("cannot-read", file.span,
                        fmt::format("{} is not there, and need not be", path));
    }
    return known->second;
  }

  /// The service over the one it extends. `chain` refuses circles and limits the recursion.
  Value extend(const std::string& path, const Value& services, Value service,
               std::set<std::string>& chain) {
    const Value* extends = service.find("extends");
    if (extends == nullptr) return service;
    const std::string name = extends->is_scalar() ? extends->text : extends->text_of("service");
    const std::string file = extends->text_of("file");
    const SourceSpan span = extends->span;
    service.erase("extends");
    const std::string from = file.empty() ? path : join_path(path, file);
    constexpr std::size_t longest_chain = 100;
    if (!chain.insert(from + "\n" + name).second || chain.size() > longest_chain) {
      diagnostics_.error("include-cycle", span,
                         fmt::format("`{}` extends itself in the end", name));
      return service;
    }
    std::optional<Value> other;
    if (!file.empty()) other = load_services(from, span);
    if (!file.empty() && !other) return service;
    const Value& pool = other ? *other : services;
    const Value* base = pool.find(name);
    if (base == nullptr) {
      std::vector<std::string_view> names;
      for (const Entry& entry : pool.entries) names.push_back(entry.first);
      const auto near = nearest_name(name, names);
      diagnostics_
          .error("unknown-name", span, fmt::format("there is no service `{}` to extend", name))
          .help = near ? fmt::format("did you mean `{}`?", *near) : "";
      return service;
    }
    Value result = extend(from, pool, *base, chain);
    merge(result, std::move(service));
    return result;
  }

  std::optional<Value> load_services(const std::string& path, SourceSpan at) {
    auto text = read_utf8(access_, path);
    if (!text) {
      diagnostics_
          .warning("cannot-read", at, fmt::format("cannot read {}: {}", path, text.error.message))
          .help = "what the service takes from it is missing from the result";
      return std::nullopt;
    }
    const FileId file = sources_.add(path, std::move(*text));
    const auto documents = parse_yaml(file, sources_, diagnostics_);
    if (documents.empty()) return std::nullopt;
    auto value = to_value(documents.front(), interpolation_, diagnostics_);
    Value* services = value ? value->find("services") : nullptr;
    if (services == nullptr || !services->is_mapping()) return std::nullopt;
    for (Entry& entry : services->entries) prepare_service(path, entry.second);
    return *services;
  }

  void apply_profiles(Value& services) {
    std::set<std::string> enabled(input_.profiles.begin(), input_.profiles.end());
    if (const auto set = interpolation_.variables().find("COMPOSE_PROFILES");
        set != interpolation_.variables().end()) {
      for (std::size_t at = 0; at <= set->second.size();) {
        const std::size_t end = std::min(set->second.find(',', at), set->second.size());
        enabled.insert(set->second.substr(at, end - at));
        at = end + 1;
      }
    }
    const auto is_off = [&enabled](const Entry& entry) {
      const Value* profiles = entry.second.find("profiles");
      if (profiles == nullptr || profiles->items.empty() || enabled.contains("*")) return false;
      return std::none_of(
          profiles->items.begin(), profiles->items.end(),
          [&enabled](const Value& profile) { return enabled.contains(profile.text); });
    };
    if (!services.entries.empty() &&
        std::all_of(services.entries.begin(), services.entries.end(), is_off)) {
      diagnostics_
          .warning("profile-off", services.span,
                   "every service has a profile and none is switched on: all are taken")
          .help = "choose with --profile NAME";
      return;
    }
    std::string left_out;
    SourceSpan first;
    std::erase_if(services.entries, [&](const Entry& entry) {
      if (!is_off(entry)) return false;
      left_out += (left_out.empty() ? "" : ", ") + entry.first;
      if (!first.known()) first = entry.second.key_span;
      return true;
    });
    if (left_out.empty()) return;
    diagnostics_
        .info("profile-off", first,
              fmt::format("left out, as their profiles are off: {}", left_out))
        .help = "switch profiles on with --profile NAME, all with --profile '*'";
  }

  void report_missing() {
    if (interpolation_.missing().empty() || files_.empty()) return;
    std::string names;
    std::size_t count = 0;
    for (const std::string& name : interpolation_.missing()) {
      if (++count <= 8) names += (names.empty() ? "" : ", ") + name;
    }
    if (count > 8) names += fmt::format(" and {} more", count - 8);
    diagnostics_
        .info("unset-variable", SourceSpan{files_.front(), 0, 0, 0},
              fmt::format("variables without a value count as empty: {}", names))
        .help = "give them with --env NAME=VALUE or in a .env file beside the first file";
  }

  const ImportInput& input_;
  FileAccess& access_;
  SourceFiles& sources_;
  Diagnostics& diagnostics_;
  Interpolation interpolation_;
  std::vector<FileId> files_;
  std::set<std::string> open_;
  std::map<std::string, std::map<std::string, std::string>> env_files_;  ///< by path
};

}  // namespace

Project load_project(const ImportInput& input, FileAccess& access, SourceFiles& sources,
                     Diagnostics& diagnostics) {
  return Loader(input, access, sources, diagnostics).load();
}

}  // namespace cutpoint::compose
