#include "importer/kubernetes/service_table.hpp"

#include <algorithm>
#include <array>
#include <span>

#include <fmt/format.h>

#include "importer/evidence/addresses.hpp"
#include "importer/kubernetes/objects/selectors.hpp"

namespace cutpoint::kubernetes {

namespace {

std::string service_key(std::string_view name_space, std::string_view name) {
  return fmt::format("{}\n{}", name_space, name);
}

std::vector<std::string_view> labels_of_host(std::string_view host) {
  std::vector<std::string_view> parts;
  while (!host.empty()) {
    const std::size_t dot = std::min(host.find('.'), host.size());
    parts.push_back(host.substr(0, dot));
    host.remove_prefix(std::min(dot + 1, host.size()));
  }
  return parts;
}

bool same_space(std::string_view a, std::string_view b) {
  return a.empty() || b.empty() || a == b;
}

/// True where each port of a Service bears a name that the test takes.
template <class Test>
bool has_only_ports(const Object& service, const Test& test) {
  const Value ports = service.spec().find("ports");
  for (const Value port : ports.items()) {
    if (!test(port.find("name").text())) return false;
  }
  return ports.size() > 0;
}

bool has_word_of(std::string_view name, std::span<const std::string_view> words) {
  return std::any_of(words.begin(), words.end(), [name](std::string_view word) {
    return name.find(word) != std::string_view::npos;
  });
}

bool is_port_of_metrics(std::string_view name) {
  return name.find("metrics") != std::string_view::npos;
}

/// Programs do not ask here, only what measures and looks after them.
bool is_port_of_measures(std::string_view name) {
  constexpr std::array<std::string_view, 4> words = {"metrics", "health", "monitoring", "prom"};
  return has_word_of(name, words);
}

/// The API server asks here, before it changes anything.
bool is_port_of_cluster(std::string_view name) {
  constexpr std::array<std::string_view, 2> words = {"webhook", "admission"};
  return has_word_of(name, words);
}

/// Without `.svc` and what follows it.
std::string_view without_cluster_domain(std::string_view host) {
  const std::size_t svc = host.find(".svc");
  if (svc == std::string_view::npos) return host;
  const bool ends = svc + 4 == host.size() || host[svc + 4] == '.';
  return ends ? host.substr(0, svc) : host;
}

}  // namespace

bool ServiceTable::is_cluster_name(std::string_view host) {
  return without_cluster_domain(host).size() != host.size();
}

ServiceTable::ServiceTable(const Objects& objects, const std::vector<Workload>& workloads,
                           Conclusions& conclusions, Diagnostics& diagnostics)
    : objects_(objects), workloads_(workloads), index_(workloads) {
  for (const Object& object : objects.all()) spaces_.insert(object.name_space);
  for (std::size_t i = 0; i < workloads.size(); ++i) {
    for (const std::string& name : workloads[i].service_names) {
      const std::string key = service_key(workloads[i].name_space, name);
      services_.emplace(key, Destination{{i}, "", name, key, false, workloads[i].span});
      listening_.insert(i);
    }
  }
  find_asked_by_cluster();
  for (const Object* object : objects.of_kind("Service")) {
    if (object->group.empty()) add_service(*object, conclusions, diagnostics);
  }
  weigh_openings();
  for (const Object* pool : objects.of_kind("InferencePool")) add_pool(*pool);
  add_entries();
  split_by_routes();
}

/// A pool of model servers that routes name in place of a Service.
void ServiceTable::add_pool(const Object& object) {
  Value selector = object.spec().find("selector");
  if (selector.find("matchLabels").is_mapping()) selector = selector.find("matchLabels");
  Destination destination;
  destination.service = object.name;
  destination.key = service_key(object.name_space, object.name);
  destination.span = object.span;
  destination.workloads = index_.candidates(selector, object.name_space);
  std::erase_if(destination.workloads,
                [&](std::size_t i) { return !takes_pods_of(workloads_[i], selector); });
  for (const std::size_t workload : destination.workloads) {
    listening_.insert(workload);
    balanced_.insert(workload);
  }
  services_.emplace(destination.key, destination);
}

void ServiceTable::add_service(const Object& object, Conclusions& conclusions,
                               Diagnostics& diagnostics) {
  Destination destination;
  destination.service = object.name;
  destination.span = object.span;
  const Value selector = object.spec().find("selector");
  if (object.spec().find("type").text() == "ExternalName") {
    destination.outside = normalised_host(object.spec().find("externalName").text());
  } else {
    destination.workloads = selector ? selected_by(object) : endpoints_of(object);
  }
  destination.key = service_key(object.name_space, object.name);
  // Pods of operators have labels that the files do not say; their Services go by name.
  if (const auto given = services_.find(destination.key);
      selector && destination.empty() && given != services_.end())
    destination.workloads = given->second.workloads;
  if (selector && destination.empty()) {
    const std::string message =
        fmt::format("Service `{}` selects no pod of these files", object.name);
    conclusions.push_back({ConclusionKind::left_out, "", message, "its selector matches nothing",
                           Strength::declared, selector.span()});
    diagnostics.info("selects-nothing", selector.span(), message).help =
        "what names it has no edge in the result";
  }
  // A Service of one pod balances nothing, and nobody but those who measure calls one for metrics.
  const bool balances = object.spec().find("clusterIP").text() != "None" &&
                        selector.find(pod_name_label).text().empty();
  const bool measures = has_only_ports(object, is_port_of_metrics);
  note_callers(object, destination.workloads);
  for (const std::size_t workload : destination.workloads) {
    if (balances && !measures) balanced_.insert(workload);
    answers_.push_back({fmt::format("{}.{}.svc.cluster.local", object.name,
                                    namespace_or_default(object.name_space)),
                        workloads_[workload].name});
  }
  open(object, destination);
  // What an operator says of its own Services counts less than what is written.
  services_.insert_or_assign(destination.key, destination);
}

/// Webhooks and parts of the API that others serve: the API server asks them.
void ServiceTable::find_asked_by_cluster() {
  const auto note = [&](const Value& service) {
    if (service.is_mapping())
      asked_by_cluster_.emplace(service.find("name").text(), service.find("namespace").text());
  };
  for (const std::string_view kind :
       {"ValidatingWebhookConfiguration", "MutatingWebhookConfiguration"}) {
    for (const Object* configuration : objects_.of_kind(kind)) {
      for (const Value hook : configuration->value.find("webhooks").items())
        note(hook.at({"clientConfig", "service"}));
    }
  }
  for (const Object* part : objects_.of_kind("APIService")) note(part->spec().find("service"));
  for (const Object* definition : objects_.of_kind("CustomResourceDefinition"))
    note(definition->spec().at({"conversion", "webhook", "clientConfig", "service"}));
}

/// Who calls what a Service selects: programs or people, or the cluster alone.
void ServiceTable::note_callers(const Object& object, const std::vector<std::size_t>& workloads) {
  const auto [first, last] = asked_by_cluster_.equal_range(object.name);
  const bool by_cluster =
      std::any_of(first, last,
                  [&](const auto& asked) { return same_space(asked.second, object.name_space); }) ||
      has_only_ports(object, is_port_of_cluster);
  const bool measures = !by_cluster && has_only_ports(object, is_port_of_measures);
  const auto ports = object.spec().find("ports").items();
  const bool at_web_port = std::any_of(ports.begin(), ports.end(), [](const Value& port) {
    return port.find("port").text() == "80" || port.find("port").text() == "443";
  });
  for (const std::size_t workload : workloads) {
    (measures ? measured_ : by_cluster ? for_cluster_ : listening_).insert(workload);
    if (at_web_port && !by_cluster && !measures) at_web_port_.insert(workload);
  }
}

std::vector<std::size_t> ServiceTable::selected_by(const Object& object) const {
  const Value selector = object.spec().find("selector");
  std::vector<std::size_t> selected = index_.candidates(selector, object.name_space);
  std::erase_if(selected, [&](std::size_t i) {
    // A job that carries the labels of its program serves nobody.
    return workloads_[i].is_run_to_end() || !takes_pods_of(workloads_[i], selector);
  });
  return as_wholes(std::move(selected));
}

/// Who takes every part of a resource takes the resource.
std::vector<std::size_t> ServiceTable::as_wholes(std::vector<std::size_t> selected) const {
  for (std::size_t whole = 0; whole < workloads_.size() && selected.size() > 1; ++whole) {
    if (!workloads_[whole].is_whole || workloads_[whole].component_kind != "group") continue;
    std::set<std::size_t> parts;
    for (const PartGroup& group : workloads_[whole].parts)
      parts.insert(group.members.begin(), group.members.end());
    if (!std::includes(selected.begin(), selected.end(), parts.begin(), parts.end())) continue;
    parts.insert(workloads_[whole].soft_parts.begin(), workloads_[whole].soft_parts.end());
    std::erase_if(selected, [&](std::size_t i) { return parts.contains(i); });
    selected.insert(std::upper_bound(selected.begin(), selected.end(), whole), whole);
  }
  return selected;
}

/// Endpoints that are written by hand or dumped, of a Service that selects nothing.
std::vector<std::size_t> ServiceTable::endpoints_of(const Object& object) const {
  std::set<std::string_view> pods;
  const auto take = [&pods](const Value& endpoint) {
    if (endpoint.at({"targetRef", "kind"}).text() == "Pod")
      pods.insert(endpoint.at({"targetRef", "name"}).text());
  };
  if (const Object* endpoints = objects_.find("Endpoints", object.name_space, object.name)) {
    for (const Value subset : endpoints->value.find("subsets").items()) {
      for (const Value address : subset.find("addresses").items()) take(address);
    }
  }
  for (const Object* slice : objects_.of_kind("EndpointSlice")) {
    const Value label = slice->value.at({"metadata", "labels", "kubernetes.io/service-name"});
    if (label.text() != object.name || !same_space(slice->name_space, object.name_space)) continue;
    for (const Value endpoint : slice->value.find("endpoints").items()) take(endpoint);
  }
  std::vector<std::size_t> found;
  for (std::size_t i = 0; i < workloads_.size() && !pods.empty(); ++i) {
    const auto& own = workloads_[i].pods;
    const bool named = std::any_of(own.begin(), own.end(),
                                   [&](const RunningPod& pod) { return pods.contains(pod.name); });
    if (named || (workloads_[i].kind == "Pod" && pods.contains(workloads_[i].own_name)))
      found.push_back(i);
  }
  return found;
}

void ServiceTable::open(const Object& object, const Destination& destination) {
  const std::string_view type = object.spec().find("type").text();
  const bool by_address = object.spec().find("externalIPs").size() > 0;
  if (destination.workloads.empty() ||
      (type != "LoadBalancer" && type != "NodePort" && !by_address))
    return;
  openings_.push_back({destination.workloads,
                       type == "LoadBalancer" || type == "NodePort"
                           ? fmt::format("Service {} of type {}", object.name, type)
                           : fmt::format("Service {} with externalIPs", object.name),
                       type == "LoadBalancer", object.span});
  const Value status = object.value.at({"status", "loadBalancer", "ingress"});
  for (const Value address : status.items()) {
    for (const std::string_view key : {"hostname", "ip"}) {
      const std::string_view text = address.find(key).text();
      if (text.empty()) continue;
      for (const std::size_t workload : destination.workloads)
        answers_.push_back({normalised_host(text), workloads_[workload].name});
    }
  }
}

/// Who gives a balancer of its own to stores too gives it to everything: it says nothing of users.
void ServiceTable::weigh_openings() {
  const bool to_stores =
      std::any_of(openings_.begin(), openings_.end(), [&](const Opening& opening) {
        return opening.is_declared &&
               std::any_of(opening.workloads.begin(), opening.workloads.end(),
                           [&](std::size_t i) { return keeps_data(workloads_[i].role); });
      });
  for (Opening& opening : openings_) opening.is_declared = opening.is_declared && !to_stores;
}

/// ServiceEntries name hosts outside of the mesh, or give further names to what is inside.
void ServiceTable::add_entries() {
  for (const Object* entry : objects_.of_kind("ServiceEntry")) {
    for (const Value host : entry->spec().find("hosts").items()) {
      const std::string name = normalised_host(host.text());
      if (name.empty() || name.front() == '*') continue;
      Destination destination;
      destination.service = entry->name;
      destination.outside = name;
      destination.span = host.span();
      hosts_.emplace(name, std::move(destination));
    }
  }
}

/// A VirtualService for names inside the mesh says which of a Service's pods get requests.
void ServiceTable::split_by_routes() {
  for (const Object* route : objects_.of_kind("VirtualService")) {
    const Value gateways = route->spec().find("gateways");
    const bool in_mesh = gateways.size() == 0 ||
                         std::any_of(gateways.items().begin(), gateways.items().end(),
                                     [](const Value& value) { return value.text() == "mesh"; });
    if (!in_mesh) continue;
    for (const Value host : route->spec().find("hosts").items()) {
      const auto whole = resolve(host.text(), route->name_space);
      if (!whole || whole->workloads.size() < 2) continue;
      std::set<std::size_t> reached;
      for (const std::string_view protocol : {"http", "tcp", "tls"}) {
        for (const Value rule : route->spec().find(protocol).items()) {
          for (const Value share : rule.find("route").items()) {
            const Value target = share.find("destination");
            if (share.find("weight").text() == "0") continue;
            if (target.find("host").text() != host.text()) continue;
            for (const std::size_t i : subset_of(*whole, target.find("subset").text()))
              reached.insert(i);
          }
        }
      }
      if (reached.empty()) continue;
      Destination part = *whole;
      part.workloads.assign(reached.begin(), reached.end());
      part.is_split = reached.size() > 1;
      part.span = route->span;
      services_.insert_or_assign(whole->key, std::move(part));
    }
  }
}

std::vector<std::size_t> ServiceTable::subset_of(const Destination& whole,
                                                 std::string_view subset) const {
  if (subset.empty()) return whole.workloads;
  std::vector<std::size_t> taken;
  for (const Object* rule : objects_.of_kind("DestinationRule")) {
    const auto of = resolve(rule->spec().find("host").text(), rule->name_space);
    if (!of || of->key != whole.key) continue;
    for (const Value row : rule->spec().find("subsets").items()) {
      if (row.find("name").text() != subset) continue;
      for (const std::size_t i : whole.workloads) {
        if (takes_labels(row.find("labels"), workloads_[i].labels)) taken.push_back(i);
      }
    }
  }
  return taken;
}

void ServiceTable::narrow(Destination& whole, std::string_view subset) const {
  std::vector<std::size_t> taken = subset_of(whole, subset);
  if (!taken.empty()) whole.workloads = std::move(taken);
}

std::optional<Destination> ServiceTable::service(std::string_view name,
                                                 std::string_view name_space) const {
  const auto look = [&](std::string_view space) {
    const auto known = services_.find(service_key(space, name));
    return known == services_.end() ? std::nullopt : std::optional(known->second);
  };
  if (auto found = look(name_space)) return found;
  if (name_space.empty()) return look("default");
  // Objects without a namespace go where they are applied: to any that is not written elsewhere.
  if (name_space == "default" || !spaces_.contains(name_space) || spaces_.contains(""))
    return look("");
  return std::nullopt;
}

std::optional<Destination> ServiceTable::resolve(std::string_view host,
                                                 std::string_view name_space) const {
  const std::string name = normalised_host(host);
  if (const auto known = hosts_.find(name); known != hosts_.end()) return known->second;
  const std::vector<std::string_view> parts = labels_of_host(without_cluster_domain(name));
  if (parts.empty() || parts.size() > 3) return std::nullopt;
  if (parts.size() == 1) return service(parts[0], name_space);
  if (parts.size() == 3) return service(parts[1], parts[2]);  // a pod of a headless Service
  if (auto found = service(parts[0], parts[1])) return found;
  // pod.service, where the first part has the form of the StatefulSet's pods.
  auto found = service(parts[1], name_space);
  if (!found) return std::nullopt;
  const bool is_pod =
      std::any_of(found->workloads.begin(), found->workloads.end(),
                  [&](std::size_t i) { return parts[0].starts_with(workloads_[i].own_name); });
  return is_pod ? found : std::nullopt;
}

std::optional<Destination> ServiceTable::of_variable(std::string_view variable,
                                                     std::string_view name_space) const {
  constexpr std::string_view ending = "_SERVICE_HOST";
  if (!variable.ends_with(ending)) return std::nullopt;
  std::string name(variable.substr(0, variable.size() - ending.size()));
  for (char& c : name) {
    if (c == '_') c = '-';
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  }
  return service(name, name_space);
}

}  // namespace cutpoint::kubernetes
