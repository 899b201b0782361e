#include "importer/compose/mounted_files.hpp"

#include <algorithm>
#include <array>
#include <filesystem>
#include <map>
#include <optional>

#include "importer/compose/project/normal_form.hpp"
#include "model/base/utf8.hpp"

namespace cutpoint::compose {

namespace {

constexpr std::size_t largest_configuration = 1U << 20U;

/// What may hold addresses: by ending, or a name without one that is known.
bool is_configuration(const std::string& path) {
  constexpr auto endings = std::to_array<std::string_view>(
      {".conf", ".cfg", ".yml", ".yaml", ".toml", ".json", ".properties", ".ini", ".env",
       ".template", ".config", ".hcl", ".xml"});
  const std::filesystem::path name = std::filesystem::path(path).filename();
  const std::string ending = name.extension().string();
  return name == "Caddyfile" || std::find(endings.begin(), endings.end(), ending) != endings.end();
}

class ConfigurationReader {
 public:
  ConfigurationReader(const Project& project, FileAccess& access, SourceFiles& sources)
      : project_(project), access_(access), sources_(sources) {}

  std::vector<ConfigurationFile> run(const std::vector<Service>& services) {
    for (std::size_t i = 0; i < services.size(); ++i) {
      for (const Mount& mount : services[i].mounts) add_mount(i, services[i], mount);
      if (services[i].role == Role::balancer && services[i].build) {
        add_folder(i, services[i].build->context, services[i].span);
      }
    }
    return std::move(files_);
  }

 private:
  void add_mount(std::size_t service, const Service& of, const Mount& mount) {
    if (!mount.content.empty()) {
      const std::string name = std::filesystem::path(mount.target).filename().string();
      files_.push_back({service, name, mount.content, FileId(), mount.span});
    } else if (mount.type == "config") {
      const Value* declared = project_.configs.find(mount.source);
      if (declared == nullptr) return;
      if (const Value* content = declared->find("content")) {
        files_.push_back({service, mount.source, content->text, FileId(), content->span});
      } else if (const std::string path = declared->text_of("file"); !path.empty()) {
        add_file(service, path, mount.span);
      }
    } else if (mount.type == "bind" && is_configuration(mount.source)) {
      add_file(service, mount.source, mount.span);
    } else if (mount.type == "bind" && of.role == Role::balancer) {
      add_folder(service, mount.source, mount.span);
    }
  }

  /// A folder cannot be listed; balancers' files have names.
  void add_folder(std::size_t service, const std::string& folder, SourceSpan span) {
    for (const char* name :
         {"nginx.conf", "default.conf", "default.conf.template", "conf.d/default.conf",
          "templates/default.conf.template", "app.conf", "haproxy.cfg", "Caddyfile", "dynamic.yml",
          "dynamic.yaml", "dynamic_conf.yml", "services.yml"}) {
      add_file(service, joined_path(folder, name), span);
    }
  }

  void add_file(std::size_t service, const std::string& path, SourceSpan span) {
    const auto [known, added] = texts_.try_emplace(path);
    if (added && access_.is_inside(path, project_.root)) {
      auto text = read_utf8(access_, path);
      if (text && text->size() <= largest_configuration) {
        known->second = sources_.add(path, std::move(*text));
      }
    }
    if (!known->second) return;
    const std::string name = std::filesystem::path(path).filename().string();
    files_.push_back({service, name, sources_.text(*known->second), *known->second, span});
  }

  const Project& project_;
  FileAccess& access_;
  SourceFiles& sources_;
  std::map<std::string, std::optional<FileId>> texts_;  ///< by path
  std::vector<ConfigurationFile> files_;
};

}  // namespace

std::vector<ConfigurationFile> configuration_files(const std::vector<Service>& services,
                                                   const Project& project, FileAccess& access,
                                                   SourceFiles& sources) {
  return ConfigurationReader(project, access, sources).run(services);
}

}  // namespace cutpoint::compose
