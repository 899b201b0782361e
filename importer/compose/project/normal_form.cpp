#include "importer/compose/project/normal_form.hpp"

#include <algorithm>
#include <array>
#include <filesystem>
#include <span>
#include <utility>

#include <fmt/format.h>

namespace cutpoint::compose {

namespace {

constexpr auto file_keys =
    std::to_array<std::string_view>({"version", "name", "include", "services", "models", "networks",
                                     "volumes", "secrets", "configs"});

constexpr auto service_keys = std::to_array<std::string_view>(
    {"annotations", "attach", "blkio_config", "build", "cap_add", "cap_drop", "cgroup",
     "cgroup_parent", "command", "configs", "container_name", "cpu_count", "cpu_percent",
     "cpu_period", "cpu_quota", "cpu_rt_period", "cpu_rt_runtime", "cpu_shares", "cpus", "cpuset",
     "credential_spec", "depends_on", "deploy", "develop", "device_cgroup_rules", "devices", "dns",
     "dns_opt", "dns_search", "domainname", "entrypoint", "env_file", "environment", "expose",
     "extends", "external_links", "extra_hosts", "gpus", "group_add", "healthcheck", "hostname",
     "image", "init", "ipc", "isolation", "label_file", "labels", "links", "logging", "mac_address",
     "mem_limit", "mem_reservation", "mem_swappiness", "memswap_limit", "models", "network_mode",
     "networks", "oom_kill_disable", "oom_score_adj", "pid", "pids_limit", "platform", "ports",
     "post_start", "pre_start", "pre_stop", "privileged", "profiles", "provider", "pull_policy",
     "pull_refresh_after", "read_only", "restart", "runtime", "scale", "secrets", "security_opt",
     "shm_size", "stdin_open", "stop_grace_period", "stop_signal", "storage_opt", "sysctls",
     "tmpfs", "tty", "ulimits", "use_api_socket", "user", "userns_mode", "uts", "volumes",
     "volumes_from", "working_dir",
     // Of older versions
     "volume_driver", "net", "dockerfile", "log_driver", "log_opt", "domain_name"});

constexpr auto deploy_keys = std::to_array<std::string_view>(
    {"mode", "endpoint_mode", "replicas", "labels", "rollback_config", "update_config", "resources",
     "restart_policy", "placement"});

constexpr auto dependency_keys =
    std::to_array<std::string_view>({"condition", "required", "restart"});

constexpr auto conditions = std::to_array<std::string_view>(
    {"service_started", "service_healthy", "service_completed_successfully"});

std::string near_miss(std::string_view word, std::span<const std::string_view> known) {
  const auto near = nearest_name(word, {known.begin(), known.end()});
  return near ? fmt::format("did you mean `{}`?", *near) : "it is not taken into the result";
}

void check_keys(const Value& mapping, std::span<const std::string_view> known,
                const std::string& where, Diagnostics& diagnostics) {
  for (const Entry& entry : mapping.entries) {
    const std::string& key = entry.first;
    if (key.rfind("x-", 0) == 0 || std::find(known.begin(), known.end(), key) != known.end()) {
      continue;
    }
    diagnostics
        .warning("unknown-key", entry.second.key_span,
                 fmt::format("Compose knows no key `{}` {}", key, where))
        .help = near_miss(key, known);
  }
}

/// ["A=1", "B"] as {A: 1, B: null}; `signs` end the name.
void split_settings(Value& value, const char* signs = "=") {
  if (value.type != Value::Type::list) return;
  Value mapping = Value::mapping_at(value.span);
  mapping.key_span = value.key_span;
  mapping.steer = value.steer;
  // Names that stand twice are merged later on; a long list is not searched for each.
  for (Value& item : value.items) {
    if (!item.is_scalar()) continue;
    const std::size_t sign = std::min(item.text.find_first_of(signs), item.text.size());
    std::string name = item.text.substr(0, sign);
    if (sign < item.text.size()) {
      item.text.erase(0, sign + 1);
    } else {
      item.type = Value::Type::null;
      item.text.clear();
    }
    item.key_span = item.span;
    mapping.entries.push_back({std::move(name), std::move(item)});
  }
  std::stable_sort(mapping.entries.begin(), mapping.entries.end(),
                   [](const Entry& a, const Entry& b) { return a.first < b.first; });
  // Of the same name the last counts.
  std::vector<Entry> last;
  for (Entry& entry : mapping.entries) {
    if (!last.empty() && last.back().first == entry.first) {
      last.back() = std::move(entry);
    } else {
      last.push_back(std::move(entry));
    }
  }
  std::stable_sort(last.begin(), last.end(), [](const Entry& a, const Entry& b) {
    return std::pair(a.second.span.line, a.second.span.column) <
           std::pair(b.second.span.line, b.second.span.column);
  });
  mapping.entries = std::move(last);
  value = std::move(mapping);
}

/// ["a", "b"] as {a: null, b: null}.
void names_to_keys(Value& value) {
  if (value.type != Value::Type::list) return;
  for (Value& item : value.items) {
    if (!item.is_scalar()) item.text.clear();
  }
  std::erase_if(value.items, [](const Value& item) { return item.text.empty(); });
  split_settings(value, "");
}

bool is_path(std::string_view source) {
  const bool drive = source.size() > 2 && source[1] == ':' && source[2] == '\\';
  return drive || (!source.empty() && source.find_first_of("/\\~.") == 0);
}

/// "source:target:mode" as a mapping.
Value volume_of(const Value& item) {
  Value volume = Value::mapping_at(item.span);
  volume.steer = item.steer;
  std::vector<std::string> parts(1);
  for (std::size_t i = 0; i < item.text.size(); ++i) {
    const bool drive = parts.size() < 3 && parts.back().size() == 1 && i + 1 < item.text.size() &&
                       item.text[i + 1] == '\\';
    if (item.text[i] == ':' && !drive) {
      parts.emplace_back();
    } else {
      parts.back() += item.text[i];
    }
  }
  const auto set = [&](const char* key, std::string text) {
    volume.set(key, Value::scalar(std::move(text), item.span));
  };
  const bool mode_only = parts.size() == 2 && (parts[1] == "ro" || parts[1] == "rw");
  if (parts.size() < 2 || mode_only) {
    set("type", "volume");
    set("target", parts[0]);
    return volume;
  }
  set("type", is_path(parts[0]) ? "bind" : "volume");
  set("source", parts[0]);
  set("target", parts[1]);
  return volume;
}

void normalise_volumes(Value& volumes, const std::string& folder) {
  for (Value& item : volumes.items) {
    if (item.is_scalar()) item = volume_of(item);
    Value* source = item.find("source");
    if (source != nullptr && is_path(source->text))
      source->text = joined_path(folder, source->text);
    // With and without a slash at the end it is one place.
    if (Value* target = item.find("target")) {
      while (target->text.size() > 1 && target->text.back() == '/') target->text.pop_back();
    }
  }
}

/// Short forms of `configs` and `secrets` of a service.
void normalise_grants(Value& grants, std::string_view folder) {
  for (Value& item : grants.items) {
    if (item.is_scalar()) {
      Value grant = Value::mapping_at(item.span);
      grant.steer = item.steer;
      grant.set("source", Value::scalar(item.text, item.span));
      item = std::move(grant);
    }
    if (item.is_mapping() && item.find("target") == nullptr) {
      item.set("target",
               Value::scalar(fmt::format("{}/{}", folder, item.text_of("source")), item.span));
    }
  }
}

void normalise_env_files(Value& value, const std::string& folder) {
  if (value.is_scalar()) {
    Value list;
    list.type = Value::Type::list;
    list.span = value.span;
    list.key_span = value.key_span;
    list.steer = value.steer;
    value.steer = Value::Steer::none;
    list.items.push_back(std::move(value));
    value = std::move(list);
  }
  for (Value& item : value.items) {
    if (item.is_scalar()) {
      Value file = Value::mapping_at(item.span);
      file.set("path", Value::scalar(item.text, item.span));
      item = std::move(file);
    }
    if (Value* path = item.find("path")) path->text = joined_path(folder, path->text);
  }
}

void normalise_dependencies(const std::string& name, Value& depends, Diagnostics& diagnostics) {
  names_to_keys(depends);
  for (Entry& entry : depends.entries) {
    Value& condition = entry.second;
    if (condition.steer == Value::Steer::reset) continue;
    if (condition.is_scalar()) {
      diagnostics
          .warning("wrong-type", condition.span,
                   fmt::format("`{}` waits for `{}` by a word where Compose wants a mapping", name,
                               entry.first))
          .help = fmt::format("write `{}: {{condition: {}}}`", entry.first, condition.text);
      Value mapping = Value::mapping_at(condition.span);
      mapping.key_span = condition.key_span;
      mapping.set("condition", Value::scalar(condition.text, condition.span));
      condition = std::move(mapping);
    }
    check_keys(condition, dependency_keys, fmt::format("under `depends_on` of `{}`", name),
               diagnostics);
    const Value* written = condition.find("condition");
    if (written == nullptr || written->text.empty() ||
        std::find(conditions.begin(), conditions.end(), written->text) != conditions.end()) {
      continue;
    }
    diagnostics
        .warning("unknown-condition", written->span,
                 fmt::format("`{}` waits for `{}` by a condition that Compose does not know: `{}`",
                             name, entry.first, written->text))
        .help = near_miss(written->text, conditions);
  }
}

void normalise_build(Value& build, const std::string& folder) {
  if (build.is_scalar()) {
    Value mapping = Value::mapping_at(build.span);
    mapping.key_span = build.key_span;
    mapping.steer = build.steer;
    mapping.set("context", Value::scalar(build.text, build.span));
    build = std::move(mapping);
  }
  for (const char* key : {"args", "labels", "additional_contexts"}) {
    if (Value* value = build.find(key)) split_settings(*value);
  }
  if (Value* context = build.find("context")) {
    if (context->text.find("://") == std::string::npos) {
      context->text = joined_path(folder, context->text);
    }
  }
}

}  // namespace

std::string joined_path(const std::string& folder, const std::string& relative) {
  return (std::filesystem::path(folder) / relative).lexically_normal().string();
}

void normalise_service(const std::string& name, Value& service, const std::string& folder,
                       Diagnostics& diagnostics) {
  if (!service.is_mapping()) return;
  check_keys(service, service_keys, fmt::format("in service `{}`", name), diagnostics);
  for (const char* key : {"environment", "labels", "annotations"}) {
    if (Value* value = service.find(key)) split_settings(*value);
  }
  if (Value* hosts = service.find("extra_hosts")) split_settings(*hosts, "=:");
  for (const char* key : {"networks", "models"}) {
    if (Value* value = service.find(key)) names_to_keys(*value);
  }
  if (Value* value = service.find("depends_on")) normalise_dependencies(name, *value, diagnostics);
  if (Value* value = service.find("volumes")) normalise_volumes(*value, folder);
  if (Value* value = service.find("configs")) normalise_grants(*value, "");
  if (Value* value = service.find("secrets")) normalise_grants(*value, "/run/secrets");
  for (const char* key : {"env_file", "label_file"}) {
    if (Value* value = service.find(key)) normalise_env_files(*value, folder);
  }
  if (Value* value = service.find("build")) normalise_build(*value, folder);
  if (Value* deploy = service.find("deploy")) {
    check_keys(*deploy, deploy_keys, fmt::format("under `deploy` of `{}`", name), diagnostics);
    if (Value* labels = deploy->find("labels")) split_settings(*labels);
  }
  if (Value* extends = service.find("extends"); extends != nullptr && extends->is_mapping()) {
    if (Value* file = extends->find("file")) file->text = joined_path(folder, file->text);
  }
}

void normalise_file(Value& file, const std::string& folder, Diagnostics& diagnostics) {
  check_keys(file, file_keys, "at the top of a file", diagnostics);
  for (const char* key : {"configs", "secrets"}) {
    Value* grants = file.find(key);
    if (grants == nullptr) continue;
    for (Entry& entry : grants->entries) {
      if (Value* path = entry.second.find("file")) path->text = joined_path(folder, path->text);
    }
  }
  Value* services = file.find("services");
  if (services == nullptr) return;
  for (Entry& entry : services->entries) {
    normalise_service(entry.first, entry.second, folder, diagnostics);
  }
}

}  // namespace cutpoint::compose
