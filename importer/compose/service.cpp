#include "importer/compose/service.hpp"

#include <algorithm>
#include <array>
#include <cctype>

#include "importer/evidence/draft_parts.hpp"
#include "model/base/number_text.hpp"

namespace cutpoint::compose {

namespace {

/// All scalars of a list or mapping joined, or the scalar itself.
std::string joined_text(const Value& value) {
  if (value.is_scalar()) return value.text;
  std::string text;
  for (const Value& item : value.items) text += (text.empty() ? "" : " ") + item.text;
  return text;
}

std::uint16_t port_number(std::string_view text) {
  // Of a range the first.
  return number_of_text<std::uint16_t>(text.substr(0, text.find('-'))).value_or(0);
}

void read_depends_on(const Value& value, Service& service) {
  using Kind = DeclaredEdge::Kind;
  if (const Value* depends = value.find("depends_on")) {
    for (const auto& [target, condition] : depends->entries) {
      DeclaredEdge edge{target, condition.key_span, Kind::depends_on, false};
      edge.soft = means_false(condition.text_of("required"));
      if (condition.text_of("condition") == "service_completed_successfully") {
        edge.kind = Kind::completed;
      }
      service.declared.push_back(std::move(edge));
    }
  }
  if (const Value* links = value.find("links")) {
    for (const Value& link : links->items) {
      const std::size_t colon = std::min(link.text.find(':'), link.text.size());
      const std::string target = link.text.substr(0, colon);
      service.declared.push_back({target, link.span, Kind::link, false});
      if (colon < link.text.size()) {
        service.own_names.emplace_back(link.text.substr(colon + 1), target);
      }
    }
  }
  if (const Value* links = value.find("external_links")) {
    for (const Value& link : links->items) {
      const std::string target = link.text.substr(0, link.text.find(':'));
      if (!target.empty()) service.external_links.push_back(target);
    }
  }
  if (const Value* from = value.find("volumes_from")) {
    for (const Value& item : from->items) {
      if (item.text.rfind("container:", 0) == 0) continue;
      service.declared.push_back(
          {item.text.substr(0, item.text.find(':')), item.span, Kind::shares_volumes, false});
    }
  }
  for (const char* key : {"network_mode", "net", "pid", "ipc"}) {
    const Value* mode = value.find(key);
    if (mode == nullptr) continue;
    // A container is called by its own name, which a service of the project may give it.
    const bool is_shared =
        mode->text.starts_with("service:") || mode->text.starts_with("container:");
    if (!is_shared) continue;
    const std::string owner = mode->text.substr(mode->text.find(':') + 1);
    service.declared.push_back({owner, mode->span, Kind::shares_network, false});
    if (key[0] == 'n') service.network_owner = owner;
  }
  if (const Value* models = value.find("models")) {
    for (const auto& [model, variables] : models->entries) {
      service.declared.push_back({model, variables.key_span, Kind::model, false});
    }
  }
}

void read_names(const Value& value, Service& service) {
  for (const char* key : {"container_name", "hostname"}) {
    if (const std::string name = value.text_of(key); !name.empty()) service.aliases.push_back(name);
  }
  service.on_host_network =
      value.text_of("network_mode") == "host" || value.text_of("net") == "host";
  if (const Value* hosts = value.find("extra_hosts")) {
    for (const auto& [name, address] : hosts->entries) {
      service.extra_hosts.emplace_back(name, address.text);
    }
  }
  const Value* networks = value.find("networks");
  if (networks == nullptr) return;
  for (const auto& [name, network] : networks->entries) {
    service.networks.push_back(name);
    if (const Value* aliases = network.find("aliases")) {
      for (const Value& alias : aliases->items) service.aliases.push_back(alias.text);
    }
    for (const char* key : {"ipv4_address", "ipv6_address"}) {
      if (const std::string address = network.text_of(key); !address.empty()) {
        service.fixed_addresses.push_back(address);
      }
    }
  }
}

/// "127.0.0.1:8000:80/tcp", or the mapping that says the same.
PublishedPort published_port(const Value& item) {
  PublishedPort port;
  std::string host_address;
  if (item.is_mapping()) {
    port.host = port_number(item.text_of("published"));
    port.target = port_number(item.text_of("target"));
    host_address = item.text_of("host_ip");
    port.by_chance = item.find("published") == nullptr;
  } else {
    std::string text = item.text.substr(0, item.text.find('/'));
    const std::size_t last = text.rfind(':');
    port.by_chance = last == std::string::npos;
    port.target = port_number(last == std::string::npos ? text : text.substr(last + 1));
    if (last != std::string::npos) {
      text.erase(last);
      const std::size_t before = text.rfind(':');
      port.host = port_number(before == std::string::npos ? text : text.substr(before + 1));
      if (before != std::string::npos) host_address = text.substr(0, before);
    }
  }
  port.local = host_address.rfind("127.", 0) == 0 || host_address == "localhost" ||
               host_address == "::1" || host_address == "[::1]";
  return port;
}

void read_ports(const Value& value, Service& service) {
  if (const Value* ports = value.find("ports")) {
    for (const Value& item : ports->items) service.ports.push_back(published_port(item));
    if (ports->is_scalar() && !ports->text.empty()) service.ports.push_back(published_port(*ports));
  }
  const Value* expose = value.find("expose");
  service.listens = expose != nullptr && !expose->items.empty();
}

/// A variable may hold a whole file of settings: `rpc.address: manager` on a line of its own.
void add_lines_of(const Setting& variable, RareList<Setting>& into) {
  std::string_view rest = variable.text;
  if (rest.find('\n') == std::string_view::npos) return;
  while (!rest.empty()) {
    const std::string_view line = rest.substr(0, rest.find('\n'));
    rest.remove_prefix(std::min(rest.size(), line.size() + 1));
    const std::size_t mark = line.find_first_of("=:");
    if (mark == std::string_view::npos) continue;
    const std::string_view name = trimmed(line.substr(0, mark));
    const std::string_view text = trimmed(line.substr(mark + 1), " \t\r\"'");
    const bool is_one_word = text.find_first_of(" \t{[") == std::string_view::npos;
    if (name.empty() || text.empty() || !is_one_word) continue;
    into.push_back({variable.kind, std::string(name), std::string(text), variable.span});
  }
}

void read_service_settings(const Value& value, Service& service) {
  using Kind = Setting::Kind;
  const auto add = [](RareList<Setting>& into, Kind kind, const Value* mapping) {
    if (mapping == nullptr) return;
    for (const auto& [name, setting] : mapping->entries) {
      if (setting.is_scalar() && !setting.text.empty()) {
        into.push_back({kind, name, setting.text, setting.span});
        if (kind == Kind::environment) add_lines_of(Setting(into.back()), into);
      }
    }
  };
  add(service.settings, Kind::environment, value.find("environment"));
  if (const Value* build = value.find("build")) {
    add(service.settings, Kind::build_argument, build->find("args"));
    std::string context = build->text_of("context");
    if (!context.empty()) {
      service.build =
          Build{std::move(context), build->text_of("dockerfile") + " " + build->text_of("target")};
    }
  }
  for (const char* key : {"entrypoint", "command"}) {
    if (const Value* command = value.find(key)) {
      service.settings.push_back({Kind::command, "", joined_text(*command), command->span});
    }
  }
  add(service.labels, Kind::label, value.find("labels"));
  if (const Value* deploy = value.find("deploy")) {
    add(service.labels, Kind::label, deploy->find("labels"));
  }
}

void read_volumes(const Value& value, Service& service) {
  if (const Value* volumes = value.find("volumes")) {
    for (const Value& item : volumes->items) {
      service.mounts.push_back({item.text_of("type"), item.text_of("source"),
                                item.text_of("target"), item.text_of("content"), item.span});
    }
  }
  if (const Value* configs = value.find("configs")) {
    for (const Value& item : configs->items) {
      service.mounts.push_back(
          {"config", item.text_of("source"), item.text_of("target"), "", item.span});
    }
  }
}

/// "node.labels.rack == r1", "node.hostname!=x".
void read_placement(const Value& deploy, Service& service) {
  const Value* placement = deploy.find("placement");
  if (placement == nullptr) return;
  PlacementRules& rules = service.placement.emplace();
  rules.span = placement->span;
  if (const auto most =
          number_of_text<std::uint32_t>(placement->text_of("max_replicas_per_node"))) {
    rules.most_per_node = *most;
  }
  const Value* preferences = placement->find("preferences");
  rules.has_preferences = preferences != nullptr && !preferences->items.empty();
  const Value* constraints = placement->find("constraints");
  if (constraints == nullptr) return;
  for (const Value& item : constraints->items) {
    std::string text;
    for (const char c : item.text) {
      if (c != ' ') text += c;
    }
    const std::size_t equals = text.find("==");
    if (equals == std::string::npos) {
      rules.others.push_back(item.text);
    } else {
      rules.required.emplace_back(text.substr(0, equals), text.substr(equals + 2));
    }
  }
}

void read_deploy(const Value& value, Service& service) {
  if (const auto scale = number_of_text<std::uint32_t>(value.text_of("scale")))
    service.replicas = *scale;
  if (value.text_of("runtime") == "nvidia" || value.find("gpus") != nullptr) {
    service.gpus.emplace_back();
  }
  const Value* deploy = value.find("deploy");
  if (deploy == nullptr) return;
  service.is_global = deploy->text_of("mode").rfind("global", 0) == 0;
  read_placement(*deploy, service);
  if (const auto replicas = number_of_text<std::uint32_t>(deploy->text_of("replicas")))
    service.replicas = *replicas;
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
  service.restarts = policy == "always" || policy == "any" || policy == "unless-stopped";
  RestartPolicy known = RestartPolicy::never;
  if (policy == "always" || policy == "any") known = RestartPolicy::always;
  if (policy == "unless-stopped") known = RestartPolicy::unless_stopped;
  if (policy == "on-failure") known = RestartPolicy::on_failure;
  if (known == RestartPolicy::never) return;
  Restart& result = service.restart.emplace();
  result.span = span;
  result.policy = given_at(known, span);
  result.time = given_at(Duration::seconds(20), span);
  result.cures = given_at(Probability(0.9), span);
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
  if (check == nullptr || !check->is_mapping() || means_true(check->text_of("disable"))) return;
  const Value* test = check->find("test");
  const std::string command = test != nullptr ? joined_text(*test) : "";
  if (command == "NONE") return;
  HealthCheck& result = service.health_check.emplace();
  result.span = check->span;
  if (test != nullptr) result.probe = given_at(probe_of(command), test->span);
  const auto read_duration = [check](const char* key, Given<Duration>& duration) {
    const Value* written = check->find(key);
    if (written == nullptr) return;
    if (const auto parsed = parse_duration(written->text);
        // Docker takes zero for its default.
        parsed.value && !parsed.value->is_never() && parsed.value->in_seconds() > 0) {
      duration = given_at(*parsed.value, written->span);
    }
  };
  read_duration("interval", result.interval);
  read_duration("timeout", result.timeout);
  read_duration("start_period", result.start_period);
  if (const auto retries = number_of_text<std::uint32_t>(check->text_of("retries"));
      retries && *retries > 0) {
    result.retries = given_at(*retries, check->span);
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
  read_ports(value, service);
  service.is_external = value.find("provider") != nullptr;
  read_names(value, service);
  read_depends_on(value, service);
  read_service_settings(value, service);
  read_volumes(value, service);
  read_deploy(value, service);
  read_restart(value, service);
  read_health_check(value, service);
  settle_role(service);
  return service;
}

}  // namespace cutpoint::compose
