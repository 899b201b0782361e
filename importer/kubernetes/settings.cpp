#include "importer/kubernetes/settings.hpp"

#include <algorithm>
#include <array>
#include <set>

#include <fmt/format.h>

#include "importer/evidence/base64.hpp"

namespace cutpoint::kubernetes {

namespace {

/// One key of a ConfigMap or Secret.
struct DataEntry {
  std::string key;
  std::string text;
  SourceSpan span;
};

std::vector<DataEntry> data_of(const Object& source) {
  const bool is_secret = source.kind == "Secret";
  std::vector<DataEntry> data;
  for (const documents::Entry entry : source.value.find("data").entries()) {
    std::string text(entry.value.text());
    if (is_secret) text = from_base64(text);
    data.push_back({std::string(entry.key), std::move(text), entry.value.span()});
  }
  for (const documents::Entry entry : source.value.find("stringData").entries())
    data.push_back({std::string(entry.key), std::string(entry.value.text()), entry.value.span()});
  return data;
}

/// A volume whose content is configuration, with the paths of the keys where these are chosen.
struct ConfigVolume {
  const Object* source = nullptr;
  std::map<std::string, std::string> path_of_key;  ///< empty: all under their own names
};

class SettingsFinder {
 public:
  SettingsFinder(const Workload& workload, const Objects& objects)
      : workload_(workload), objects_(objects) {}

  Settings run() {
    if (workload_.is_whole) read_spec();
    for (const Value volume : workload_.pod.find("volumes").items()) add_volume(volume);
    for (const Value container : running_containers(workload_.pod)) add_container(container, false);
    for (const Value container : starting_containers(workload_.pod)) add_container(container, true);
    return std::move(settings_);
  }

 private:
  /// What stands in the template of pods is read as such.
  [[nodiscard]] bool is_of_pods(std::string_view key) const {
    return workload_.pod.find("containers").size() > 0 &&
           (key == "containers" || key == "initContainers" || key == "volumes");
  }

  /// Of a custom resource: every text, as a line of configuration with its key.
  void read_spec() {
    struct Waiting {
      std::string key;
      Value value;
    };
    std::vector<Waiting> waiting = {{"spec", workload_.object->spec()}};
    for (std::size_t read = 0; !waiting.empty() && read < most_values; ++read) {
      const Waiting here = std::move(waiting.back());
      waiting.pop_back();
      const std::size_t first = waiting.size();
      for (const documents::Entry entry : here.value.entries()) {
        if (!is_of_pods(entry.key)) waiting.push_back({std::string(entry.key), entry.value});
      }
      for (const Value item : here.value.items()) waiting.push_back({here.key, item});
      std::reverse(waiting.begin() + static_cast<std::ptrdiff_t>(first), waiting.end());
      // Where a model or an image is kept is no address of a service.
      const std::string_view text = here.value.text();
      const bool is_store = text.find("s3://") == 0 || text.find("gs://") == 0 ||
                            text.find("hf://") == 0 || text.find("oci://") == 0 ||
                            text.find("pvc://") == 0 || here.key.find("mage") != std::string::npos;
      if (text.empty() || is_store) continue;
      Setting setting{here.key, fmt::format("{}: {}", here.key, text), here.value.span(),
                      workload_.kind, nullptr};
      setting.is_file = true;
      keep(std::move(setting));
    }
  }

  /// Does an init container fill a folder of the pod that others read while they run?
  [[nodiscard]] bool prepares_files(const Value& container) const {
    const auto mounts = [](const Value& reader, std::string_view volume) {
      const auto all = reader.find("volumeMounts").items();
      return std::any_of(all.begin(), all.end(), [volume](const Value& mount) {
        return mount.find("name").text() == volume;
      });
    };
    const std::vector<Value> running = running_containers(workload_.pod);
    for (const Value volume : workload_.pod.find("volumes").items()) {
      const std::string_view name = volume.find("name").text();
      if (!volume.find("emptyDir").is_mapping() || !mounts(container, name)) continue;
      if (std::any_of(running.begin(), running.end(),
                      [&](const Value& reader) { return mounts(reader, name); }))
        return true;
    }
    return false;
  }

  void add_container(const Value& container, bool starts_only) {
    starts_only_ = starts_only;
    prepares_ = starts_only && prepares_files(container);
    variables_.clear();
    for (const Value from : container.find("envFrom").items()) add_all_of(from);
    for (const Value variable : container.find("env").items()) add_variable(variable);
    for (Setting& setting : variables_) keep(std::move(setting));
    std::string words;
    SourceSpan span;
    for (const std::string_view key : {"command", "args"}) {
      for (const Value word : container.find(key).items()) {
        if (!span.known()) span = word.span();
        words += (words.empty() ? "" : " ") + expanded(word.text());
      }
    }
    // Hosts that a certificate is made for are called by nobody here.
    const bool makes_certificates =
        container.find("image").text().find("certgen") != std::string_view::npos;
    if (!words.empty() && !makes_certificates) {
      Setting setting{"", std::move(words), span, "arguments", nullptr};
      setting.starts_only = starts_only_;
      keep(std::move(setting));
    }
    for (const Value mount : container.find("volumeMounts").items()) add_mount(mount);
  }

  void keep(Setting setting) {
    if (!setting.text.empty()) settings_.all.push_back(std::move(setting));
  }

  const Object* source(std::string_view kind, const Value& reference, std::string_view name_key) {
    const Value name = reference.find(name_key);
    if (name.text().empty()) return nullptr;
    const Object* found = objects_.find(kind, workload_.name_space, name.text());
    if (found == nullptr) {
      settings_.missing.push_back({std::string(kind), std::string(name.text()), workload_.name,
                                   reference.find("optional").boolean() == true, name.span()});
    }
    return found;
  }

  void set_variable(Setting setting) {
    setting.starts_only = starts_only_;
    const auto known = std::find_if(variables_.begin(), variables_.end(),
                                    [&](const Setting& own) { return own.name == setting.name; });
    if (known == variables_.end()) {
      variables_.push_back(std::move(setting));
    } else {
      *known = std::move(setting);
    }
  }

  void add_all_of(const Value& from) {
    const std::string prefix(from.find("prefix").text());
    for (const auto& [key, kind] : reference_kinds_from) {
      const Value reference = from.find(key);
      if (!reference) continue;
      const Object* found = source(kind, reference, "name");
      if (found == nullptr) continue;
      for (DataEntry& entry : data_of(*found)) {
        Setting setting{prefix + entry.key, std::move(entry.text), entry.span,
                        fmt::format("{} {}, key {}", kind, found->name, entry.key), found};
        setting.is_secret = kind == "Secret";
        set_variable(std::move(setting));
      }
    }
  }

  void add_variable(const Value& variable) {
    const std::string name(variable.find("name").text());
    if (const Value value = variable.find("value"); value) {
      set_variable({name, expanded(value.text()), value.span(), fmt::format("environment {}", name),
                    nullptr});
      return;
    }
    for (const auto& [key, kind] : reference_kinds_of_key) {
      const Value reference = variable.at({"valueFrom", key});
      if (!reference) continue;
      const Object* found = source(kind, reference, "name");
      const std::string_view wanted = reference.find("key").text();
      if (found == nullptr) continue;
      for (DataEntry& entry : data_of(*found)) {
        if (entry.key != wanted) continue;
        Setting setting{name, std::move(entry.text), variable.find("name").span(),
                        fmt::format("environment {} of {} {}", name, kind, found->name), nullptr};
        setting.is_secret = kind == "Secret";
        set_variable(std::move(setting));
        break;
      }
    }
  }

  /// `$(NAME)` of variables that stand before.
  [[nodiscard]] std::string expanded(std::string_view text) const {
    std::string out;
    while (!text.empty()) {
      const std::size_t start = std::min(text.find("$("), text.size());
      const std::size_t end = text.find(')', start);
      out += text.substr(0, start);
      if (end == std::string_view::npos) {
        out += text.substr(start);
        break;
      }
      const std::string_view name = text.substr(start + 2, end - start - 2);
      const auto known = std::find_if(variables_.begin(), variables_.end(),
                                      [name](const Setting& own) { return own.name == name; });
      // What is not set stays as it is written. Secrets stay out of what may be shown.
      const bool shown = known != variables_.end() && !known->is_secret;
      out += shown ? std::string_view(known->text) : text.substr(start, end + 1 - start);
      text.remove_prefix(end + 1);
    }
    return out;
  }

  void add_volume(const Value& volume) {
    std::vector<ConfigVolume>& parts = volumes_[std::string(volume.find("name").text())];
    const auto add = [&](std::string_view kind, const Value& reference, std::string_view name_key) {
      if (!reference) return;
      const Object* found = source(kind, reference, name_key);
      if (found == nullptr) return;
      ConfigVolume part{found, {}};
      for (const Value item : reference.find("items").items())
        part.path_of_key.emplace(item.find("key").text(), item.find("path").text());
      parts.push_back(std::move(part));
    };
    add("ConfigMap", volume.find("configMap"), "name");
    add("Secret", volume.find("secret"), "secretName");
    for (const Value part : volume.at({"projected", "sources"}).items()) {
      add("ConfigMap", part.find("configMap"), "name");
      add("Secret", part.find("secret"), "name");
    }
  }

  void add_mount(const Value& mount) {
    const auto volume = volumes_.find(std::string(mount.find("name").text()));
    if (volume == volumes_.end()) return;
    const std::string_view only = mount.find("subPath").text();
    for (const ConfigVolume& part : volume->second) {
      const bool whole = part.path_of_key.empty() && only.empty();
      for (DataEntry& entry : data_of(*part.source)) {
        std::string path = entry.key;
        if (!part.path_of_key.empty()) {
          const auto chosen = part.path_of_key.find(entry.key);
          if (chosen == part.path_of_key.end()) continue;
          path = chosen->second;
        }
        if (!only.empty() && path != only) continue;
        if (!seen_.insert({part.source, entry.key, starts_only_}).second) continue;
        Setting setting{entry.key, std::move(entry.text), entry.span,
                        fmt::format("{} {}, file {}", part.source->kind, part.source->name, path),
                        whole ? part.source : nullptr};
        setting.is_file = true;
        setting.is_secret = part.source->kind == "Secret";
        setting.starts_only = starts_only_ && !(prepares_ && is_configuration(path));
        keep(std::move(setting));
      }
    }
  }

  /// What a program reads, and no script: an init container copies it to where that looks.
  static bool is_configuration(std::string_view path) {
    constexpr std::array<std::string_view, 8> ends = {".cfg", ".conf", ".cnf",  ".yaml",
                                                      ".yml", ".json", ".toml", ".ini"};
    return std::any_of(ends.begin(), ends.end(),
                       [path](std::string_view end) { return path.ends_with(end); });
  }

  using ReferenceKinds = std::array<std::pair<std::string_view, std::string_view>, 2>;
  static constexpr ReferenceKinds reference_kinds_from = {
      {{"configMapRef", "ConfigMap"}, {"secretRef", "Secret"}}};
  static constexpr ReferenceKinds reference_kinds_of_key = {
      {{"configMapKeyRef", "ConfigMap"}, {"secretKeyRef", "Secret"}}};

  struct Seen {
    const Object* source;
    std::string key;
    bool starts_only;
    friend auto operator<=>(const Seen&, const Seen&) = default;
  };

  static constexpr std::size_t most_values = 20'000;
  const Workload& workload_;
  const Objects& objects_;
  Settings settings_;
  std::vector<Setting> variables_;  ///< of the container that is being read
  std::map<std::string, std::vector<ConfigVolume>> volumes_;
  std::set<Seen> seen_;
  bool starts_only_ = false;
  bool prepares_ = false;  ///< the init container that is read fills a folder for the others
};

}  // namespace

Settings find_settings(const Workload& workload, const Objects& objects) {
  return SettingsFinder(workload, objects).run();
}

}  // namespace cutpoint::kubernetes
