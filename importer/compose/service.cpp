#include "importer/compose/service.hpp"

#include <algorithm>
#include <array>
#include <charconv>

namespace cutpoint::compose {

namespace {

template <class T>
Given<T> given(T value, SourceSpan span) {
  return Spanned<T>{std::move(value), span};
}

std::optional<std::uint32_t> whole_number(const std::string& text) {
  std::uint32_t value = 0;
  const auto parsed = std::from_chars(text.data(), text.data() + text.size(), value);
  if (parsed.ec != std::errc() || parsed.ptr != text.data() + text.size()) return std::nullopt;
  return value;
}

/// All scalars of a list or mapping joined, or the scalar itself.
std::string joined_text(const Value& value) {
  if (value.is_scalar()) return value.text;
  std::string text;
  for (const Value& item : value.items) text += (text.empty() ? "" : " ") + item.text;
  return text;
}

void read_depends_on(const Value& value, Service& service) {
  if (const Value* depends = value.find("depends_on")) {
    for (const auto& [target, condition] : depends->entries) {
      DeclaredEdge edge{target, condition.key_span, false, false};
      edge.soft = condition.text_of("required") == "false";
      edge.completed = condition.text_of("condition") == "service_completed_successfully";
      service.declared.push_back(std::move(edge));
    }
  }
  if (const Value* links = value.find("links")) {
    for (const Value& link : links->items) {
      service.declared.push_back(
          {link.text.substr(0, link.text.find(':')), link.span, false, false});
    }
  }
  if (const Value* links = value.find("external_links")) {
    for (const Value& link : links->items) {
      service.external_links.push_back(link.text.substr(0, link.text.find(':')));
    }
  }
  if (const Value* from = value.find("volumes_from")) {
    for (const Value& item : from->items) {
      if (item.text.rfind("container:", 0) == 0) continue;
      service.declared.push_back(
          {item.text.substr(0, item.text.find(':')), item.span, false, false});
    }
  }
  for (const char* key : {"network_mode", "pid", "ipc"}) {
    const Value* mode = value.find(key);
    if (mode != nullptr && mode->text.rfind("service:", 0) == 0) {
      service.declared.push_back({mode->text.substr(8), mode->span, false, false});
    }
  }
}

void read_names(const Value& value, Service& service) {
  for (const char* key : {"container_name", "hostname"}) {
    if (const std::string name = value.text_of(key); !name.empty()) service.aliases.push_back(name);
  }
  const Value* networks = value.find("networks");
  if (networks == nullptr) return;
  for (const auto& [name, network] : networks->entries) {
    if (const Value* aliases = network.find("aliases")) {
      for (const Value& alias : aliases->items) service.aliases.push_back(alias.text);
    }
  }
}

void read_settings(const Value& value, Service& service) {
  if (const Value* environment = value.find("environment")) {
    for (const auto& [name, setting] : environment->entries) {
      if (setting.is_scalar() && !setting.text.empty()) {
        service.settings.push_back({name, setting.text, setting.span});
      }
    }
  }
  for (const char* key : {"entrypoint", "command"}) {
    if (const Value* command = value.find(key)) {
      service.settings.push_back({"", joined_text(*command), command->span});
    }
  }
}

void read_volumes(const Value& value, Service& service) {
  const Value* volumes = value.find("volumes");
  if (volumes == nullptr) return;
  for (const Value& item : volumes->items) {
    std::string source;
    if (item.is_scalar()) {
      const std::size_t colon = item.text.find(':');
      if (colon != std::string::npos) source = item.text.substr(0, colon);
    } else if (item.text_of("type") != "bind" && item.text_of("type") != "tmpfs") {
      source = item.text_of("source");
    }
    // Paths are bind mounts: they live and die with the host.
    const bool named = !source.empty() && source.find_first_of("/\\~.$") != 0;
    const auto& known = service.named_volumes;
    if (named && std::find(known.begin(), known.end(), source) == known.end()) {
      service.named_volumes.push_back(source);
    }
  }
}

void read_deploy(const Value& value, Service& service) {
  if (const auto scale = whole_number(value.text_of("scale"))) service.replicas = *scale;
  if (value.text_of("runtime") == "nvidia" || value.find("gpus") != nullptr) {
    service.gpus.emplace_back();
  }
  const Value* deploy = value.find("deploy");
  if (deploy == nullptr) return;
  service.is_global = deploy->text_of("mode") == "global";
  if (const auto replicas = whole_number(deploy->text_of("replicas"))) service.replicas = *replicas;
  const Value* at = deploy;
  for (const char* key : {"resources", "reservations", "devices"}) {
    at = at != nullptr ? at->find(key) : nullptr;
  }
  if (at == nullptr) return;
  for (const Value& device : at->items) {
    const Value* capabilities = device.find("capabilities");
    const bool gpu =
        device.text_of("driver") == "nvidia" ||
        (capabilities != nullptr && joined_text(*capabilities).find("gpu") != std::string::npos);
    if (!gpu) continue;
    const Value* ids = device.find("device_ids");
    if (ids == nullptr || ids->items.empty()) {
      service.gpus.emplace_back();
    } else {
      for (const Value& id : ids->items) service.gpus.push_back(id.text);
    }
  }
}

/// Keys that mean something to Swarm only.
bool is_for_swarm(const Value& deploy) {
  constexpr std::array keys = {"mode", "placement", "update_config", "rollback_config",
                               "endpoint_mode"};
  return std::any_of(keys.begin(), keys.end(),
                     [&](const char* key) { return deploy.find(key) != nullptr; });
}

void read_restart(const Value& value, Service& service) {
  const Value* restart = value.find("restart");
  std::string policy = value.text_of("restart");
  SourceSpan span = restart != nullptr ? restart->span : service.span;
  if (const Value* deploy = value.find("deploy")) {
    if (const Value* condition = deploy->find("restart_policy")) {
      policy = condition->text_of("condition").empty() ? "any" : condition->text_of("condition");
      span = condition->span;
    } else if (policy.empty() && is_for_swarm(*deploy)) {
      // Swarm starts tasks again unless told otherwise; Compose on one host does not.
      policy = "any";
      span = deploy->span;
    }
  }
  policy = policy.substr(0, policy.find(':'));  // on-failure:3
  RestartPolicy known = RestartPolicy::never;
  if (policy == "always" || policy == "any") known = RestartPolicy::always;
  if (policy == "unless-stopped") known = RestartPolicy::unless_stopped;
  if (policy == "on-failure") known = RestartPolicy::on_failure;
  if (known == RestartPolicy::never) return;
  Restart& result = service.restart.emplace();
  result.span = span;
  result.policy = given(known, span);
  result.time = given(Duration::seconds(20), span);
  result.cures = given(Probability(0.9), span);
}

HealthProbe probe_of(const std::string& command) {
  const auto has = [&command](const char* word) { return command.find(word) != std::string::npos; };
  if (has("http://") || has("https://") || has("curl") || has("wget")) return HealthProbe::http;
  if (has("pg_isready") || has("redis-cli") || has("valkey-cli") || has("nc ") ||
      has("mysqladmin") || has("/dev/tcp") || has("mongo")) {
    return HealthProbe::port;
  }
  return HealthProbe::process;
}

void read_health_check(const Value& value, Service& service) {
  const Value* check = value.find("healthcheck");
  if (check == nullptr || !check->is_mapping() || check->text_of("disable") == "true") return;
  const Value* test = check->find("test");
  const std::string command = test != nullptr ? joined_text(*test) : "";
  if (command == "NONE") return;
  HealthCheck& result = service.health_check.emplace();
  result.span = check->span;
  if (test != nullptr) result.probe = given(probe_of(command), test->span);
  const auto read_duration = [check](const char* key, Given<Duration>& duration) {
    const Value* written = check->find(key);
    if (written == nullptr) return;
    if (const auto parsed = parse_duration(written->text);
        parsed.value && !parsed.value->is_never()) {
      duration = given(*parsed.value, written->span);
    }
  };
  read_duration("interval", result.interval);
  read_duration("timeout", result.timeout);
  read_duration("start_period", result.start_period);
  if (const auto retries = whole_number(check->text_of("retries"))) {
    result.retries = given(*retries, check->span);
  }
}

}  // namespace

Service read_service(const std::string& name, const Value& value) {
  Service service;
  service.name = name;
  service.span = value.key_span;
  service.image = value.text_of("image");
  // A tag from a variable without a value leaves its colon.
  while (!service.image.empty() && service.image.back() == ':') service.image.pop_back();
  service.kind = kind_of_image(service.image, name);
  const Value* ports = value.find("ports");
  service.publishes_ports = ports != nullptr && !ports->items.empty();
  read_names(value, service);
  read_depends_on(value, service);
  read_settings(value, service);
  read_volumes(value, service);
  read_deploy(value, service);
  read_restart(value, service);
  read_health_check(value, service);
  return service;
}

}  // namespace cutpoint::compose
