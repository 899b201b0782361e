#include "importer/compose/project/project.hpp"

#include <algorithm>
#include <array>
#include <filesystem>
#include <set>
#include <unordered_map>

#include <fmt/format.h>

#include "importer/compose/project/finishing.hpp"
#include "importer/compose/project/merging.hpp"
#include "importer/compose/project/normal_form.hpp"
#include "importer/compose/project/project_files.hpp"
#include "model/base/repository.hpp"

namespace cutpoint::compose {

namespace {

constexpr std::size_t most_files = 10'000;
constexpr std::size_t deepest_include = 100;
constexpr std::size_t longest_chain = 100;

std::string folder_of(const std::string& path) {
  return std::filesystem::path(path).parent_path().string();
}

/// Where names of files and variables are looked up: a project, or one that it includes.
struct Scope {
  std::string folder;
  std::size_t number = 0;  ///< of its variables
};

/// What `include` says of one project.
struct Included {
  std::vector<std::string> paths;
  std::string folder;
  std::vector<std::string> env_files;
  SourceSpan span;
};

class Loader {
 public:
  Loader(const ImportInput& input, FileAccess& access, SourceFiles& sources,
         Diagnostics& diagnostics)
      : input_(input),
        diagnostics_(diagnostics),
        files_(access, sources, diagnostics),
        interpolation_({}) {
    project_.folder = input.paths.empty() ? std::string() : folder_of(input.paths.front());
    project_.root = enclosing_repository(project_.folder, access);
    files_.set_root(project_.root);
  }

  Project load() {
    std::vector<std::string> paths = input_.paths;
    add_override(paths);
    scopes_.push_back(own_variables(project_.folder, {".env"}, false, SourceSpan()));
    interpolation_.set_variables(scopes_.back());
    Value all = Value::mapping_at(SourceSpan());
    const Scope scope{project_.folder, 0};
    for (const std::string& path : paths)
      load_file(path, scope, path == paths.front(), all, SourceSpan());
    if (!files_.files().empty() && all.entries.empty() && !diagnostics_.has_errors()) {
      nothing_to_import(input_, SourceSpan{files_.files().front(), 1, 1, 1}, "the file is empty",
                        diagnostics_);
    }
    project_.name = all.text_of("name");
    if (const auto name = scopes_.front().find("COMPOSE_PROJECT_NAME");
        name != scopes_.front().end() && project_.name.empty()) {
      project_.name = name->second;
    }
    project_.files = files_.files();
    take(all, "services", project_.services);
    take(all, "volumes", project_.volumes);
    take(all, "networks", project_.networks);
    take(all, "configs", project_.configs);
    take(all, "models", project_.models);
    finish_project(project_, input_, scopes_, files_, interpolation_, diagnostics_);
    return std::move(project_);
  }

 private:
  static void take(Value& all, const char* key, Value& into) {
    if (Value* value = all.find(key); value != nullptr && value->is_mapping()) {
      into = std::move(*value);
    }
  }

  /// `docker compose` alone lays the first of these over the file that it finds, whichever of its
  /// names that has.
  void add_override(std::vector<std::string>& paths) {
    constexpr std::array<std::string_view, 4> names = {"compose.yaml", "compose.yml",
                                                       "docker-compose.yaml", "docker-compose.yml"};
    if (paths.size() != 1) return;
    const std::filesystem::path path(paths.front());
    if (std::find(names.begin(), names.end(), path.filename().string()) == names.end()) return;
    for (const char* name : {"compose.override.yml", "compose.override.yaml",
                             "docker-compose.override.yml", "docker-compose.override.yaml"}) {
      const std::string over = joined_path(project_.folder, name);
      if (!files_.read(over)) continue;
      paths.push_back(over);
      diagnostics_
          .info("override-taken", SourceSpan(),
                fmt::format("{} is laid over {}, as `docker compose` does", over, paths.front()))
          .help = "name all files that count to choose others";
      return;
    }
  }

  /// The variables of a project: what is set outside wins over its own files.
  Variables own_variables(const std::string& folder, const std::vector<std::string>& env_files,
                          bool required, SourceSpan at) {
    Variables outer = scopes_.empty()
                          ? Variables(input_.environment.begin(), input_.environment.end())
                          : interpolation_.variables();
    Variables own;
    for (const std::string& name : env_files) {
      if (name == "/dev/null") continue;
      const std::string path = joined_path(folder, name);
      const auto text = files_.read(path);
      if (!text) {
        if (required) report_unreadable(path, text.error.message, at);
        continue;
      }
      Variables known = own;
      for (const auto& [key, value] : outer) known[key] = value;
      Settings settings = read_settings(*text, known);
      report_faults(path, settings.faulty_lines, at, diagnostics_);
      interpolation_.note_missing(settings.missing);
      for (auto& [key, value] : settings.values) own[key] = std::move(value);
    }
    for (auto& [key, value] : own) outer.emplace(key, std::move(value));
    return outer;
  }

  void report_unreadable(const std::string& path, const std::string& reason, SourceSpan at) {
    diagnostics_.warning("cannot-read", at, fmt::format("cannot read {}: {}", path, reason)).help =
        "addresses that its variables hold are missing from the result";
  }

  /// One file with its includes and extensions laid over `all`, document by document.
  void load_file(const std::string& path, const Scope& scope, bool required, Value& all,
                 SourceSpan at) {
    const bool is_open = std::find(open_.begin(), open_.end(), path) != open_.end();
    if (is_open || open_.size() >= deepest_include || files_.files().size() >= most_files) {
      const char* reason = is_open                           ? "includes itself in the end"
                           : open_.size() >= deepest_include ? "is included too deep"
                                                             : "is one file too many";
      diagnostics_.error("include-cycle", at, fmt::format("`{}` {}", path, reason));
      return;
    }
    auto documents = files_.documents(path, scope.folder, interpolation_, required, at);
    if (!documents) return;
    open_.push_back(path);
    for (Value& document : *documents) add_document(path, scope, std::move(document), all);
    open_.pop_back();
  }

  void add_document(const std::string& path, const Scope& scope, Value document, Value& all) {
    mark_scope(document, scope);
    Value included = Value::mapping_at(document.span);
    if (const Value* include = document.find("include")) {
      for (const Included& one : included_projects(*include)) load_included(one, scope, included);
      document.erase("include");
    }
    extend_services(path, scope, document, included, all);
    merge(all, std::move(included), Level::file);
    merge(all, std::move(document), Level::file);
  }

  /// Environment files are read last, but with the variables of the project that names them; what
  /// has no value takes that of this project.
  void mark_scope(Value& document, const Scope& scope) {
    Value* services = document.find("services");
    if (services == nullptr) return;
    for (Entry& entry : services->entries) mark_service(entry.second, scope);
  }

  static void mark_service(Value& service, const Scope& scope) {
    for (const char* key : {"env_file", "label_file"}) {
      Value* files = service.find(key);
      if (files == nullptr) continue;
      for (Value& file : files->items) {
        if (!file.is_mapping()) continue;
        file.set("x-scope", Value::scalar(std::to_string(scope.number), file.span));
      }
    }
  }

  void load_included(const Included& one, const Scope& scope, Value& into) {
    if (one.paths.empty()) return;
    Scope inner;
    const std::string first = joined_path(scope.folder, one.paths.front());
    inner.folder = one.folder.empty() ? folder_of(first) : joined_path(scope.folder, one.folder);
    const Variables outer = interpolation_.variables();
    Variables own = one.env_files.empty()
                        ? own_variables(inner.folder, {".env"}, false, one.span)
                        : own_variables(scope.folder, one.env_files, true, one.span);
    inner.number = scopes_.size();
    if (own == outer) {
      inner.number = scope.number;
    } else {
      scopes_.push_back(own);
    }
    interpolation_.set_variables(std::move(own));
    Value project = Value::mapping_at(one.span);
    for (const std::string& path : one.paths) {
      load_file(joined_path(scope.folder, path), inner, false, project, one.span);
    }
    if (Value* services = project.find("services")) {
      for (Entry& entry : services->entries)
        fill_in_environment(entry.second, interpolation_, false);
    }
    interpolation_.set_variables(outer);
    project.erase("name");
    project.erase("version");
    merge(into, std::move(project), Level::file);
  }

  static std::vector<std::string> texts_of(const Value* value) {
    std::vector<std::string> texts;
    if (value == nullptr) return texts;
    if (value->is_scalar()) texts.push_back(value->text);
    for (const Value& item : value->items) {
      const std::string text = item.is_mapping() ? item.text_of("path") : item.text;
      if (!text.empty()) texts.push_back(text);
    }
    return texts;
  }

  std::vector<Included> included_projects(const Value& include) {
    std::vector<Included> projects;
    for (const Value& item : include.items) {
      Included one;
      one.span = item.span;
      if (item.is_scalar()) one.paths.push_back(item.text);
      if (item.is_mapping()) {
        one.paths = texts_of(item.find("path"));
        one.env_files = texts_of(item.find("env_file"));
        one.folder = item.text_of("project_directory");
      }
      const bool remote = std::any_of(one.paths.begin(), one.paths.end(), is_remote);
      if (remote) {
        diagnostics_
            .warning("cannot-read", one.span,
                     fmt::format("`{}` is included from another machine", one.paths.front()))
            .help = "what it defines is missing from the result; fetch it and include the copy";
        continue;
      }
      projects.push_back(std::move(one));
    }
    return projects;
  }

  static bool is_remote(const std::string& path) {
    return path.find("://") != std::string::npos || path.rfind("git@", 0) == 0;
  }

  using Pool = std::unordered_map<std::string_view, const Value*>;

  static Pool pool_of(std::initializer_list<const Value*> files) {
    Pool pool;
    for (const Value* file : files) {
      const Value* services = file->find("services");
      if (services == nullptr) continue;
      for (const Entry& entry : services->entries) pool.emplace(entry.first, &entry.second);
    }
    return pool;
  }

  void extend_services(const std::string& path, const Scope& scope, Value& document,
                       const Value& included, const Value& all) {
    Value* services = document.find("services");
    if (services == nullptr) return;
    const bool any =
        std::any_of(services->entries.begin(), services->entries.end(),
                    [](const Entry& entry) { return entry.second.find("extends") != nullptr; });
    if (!any) return;
    const Value written = document;
    const Pool pool = pool_of({&written, &included, &all});
    for (Entry& entry : services->entries) {
      std::set<std::string> chain{path + "\n" + entry.first};
      entry.second = extend(path, scope, pool, std::move(entry.second), chain);
    }
  }

  /// The service over the one it extends. `chain` refuses circles and limits the recursion.
  Value extend(const std::string& path, const Scope& scope, const Pool& pool, Value service,
               std::set<std::string>& chain) {
    const Value* extends = service.find("extends");
    if (extends == nullptr) return service;
    const std::string name = extends->is_scalar() ? extends->text : extends->text_of("service");
    const std::string file = extends->text_of("file");
    const SourceSpan span = extends->span;
    service.erase("extends");
    const std::string from = file.empty() ? path : file;
    if (!chain.insert(from + "\n" + name).second || chain.size() > longest_chain) {
      diagnostics_.error("include-cycle", span,
                         fmt::format("`{}` extends itself in the end", name));
      return service;
    }
    Pool other;
    const Pool* bases = &pool;
    if (!file.empty()) {
      const Value* read = base_file(file, scope, span);
      if (read == nullptr) return service;
      other = pool_of({read});
      bases = &other;
    }
    const auto base = bases->find(name);
    if (base == bases->end()) {
      report_unknown(name, *bases, span);
      return service;
    }
    // Laid over nothing first: what the base resets is not there.
    Value result = Value::mapping_at(service.span);
    result.key_span = service.key_span;
    merge(result, extend(from, scope, *bases, *base->second, chain), Level::service);
    merge(result, std::move(service), Level::service);
    return result;
  }

  void report_unknown(const std::string& name, const Pool& pool, SourceSpan span) {
    std::vector<std::string_view> names;
    for (const auto& [known, value] : pool) names.push_back(known);
    std::sort(names.begin(), names.end());
    const auto near = nearest_name(name, names);
    diagnostics_
        .error("unknown-name", span, fmt::format("there is no service `{}` to extend", name))
        .help = near ? fmt::format("did you mean `{}`?", *near) : "";
  }

  /// A file that is only extended, read once for each set of variables.
  const Value* base_file(const std::string& path, const Scope& scope, SourceSpan at) {
    const auto [known, added] = bases_.try_emplace(std::pair(path, scope.number));
    if (!added) return known->second ? &*known->second : nullptr;
    auto documents = files_.documents(path, folder_of(path), interpolation_, false, at);
    if (!documents) return nullptr;
    Value all = Value::mapping_at(at);
    Scope own = scope;
    own.folder = folder_of(path);
    for (Value& document : *documents) {
      mark_scope(document, own);
      for (Entry& entry : document.entries) {
        if (entry.first != "services") continue;
        if (Value* services = all.find("services")) {
          merge(*services, std::move(entry.second), Level::services);
        } else {
          all.set("services", std::move(entry.second));
        }
      }
    }
    known->second = std::move(all);
    return &*known->second;
  }

  const ImportInput& input_;
  Diagnostics& diagnostics_;
  ProjectFiles files_;
  Interpolation interpolation_;
  Project project_;
  std::vector<Variables> scopes_;
  std::vector<std::string> open_;
  std::map<std::pair<std::string, std::size_t>, std::optional<Value>> bases_;
};

}  // namespace

Project load_project(const ImportInput& input, FileAccess& access, SourceFiles& sources,
                     Diagnostics& diagnostics) {
  return Loader(input, access, sources, diagnostics).load();
}

}  // namespace cutpoint::compose
