#include "renderer/chaos/kubernetes.hpp"

#include <algorithm>
#include <array>
#include <cctype>
#include <cmath>
#include <set>

#include <fmt/format.h>

#include "renderer/chaos/words.hpp"

namespace cutpoint {

namespace {

constexpr std::size_t longest_name = 63;

bool is_alphanumeric(char c) {
  return std::isalnum(static_cast<unsigned char>(c)) != 0;
}

/// What Kubernetes takes as the value of a label, or the part of a key behind its prefix.
bool is_label_text(std::string_view text) {
  if (text.empty() || text.size() > longest_name) return false;
  if (!is_alphanumeric(text.front()) || !is_alphanumeric(text.back())) return false;
  return std::all_of(text.begin(), text.end(),
                     [](char c) { return is_alphanumeric(c) || c == '-' || c == '_' || c == '.'; });
}

/// A DNS-1123 subdomain: what nodes are called, hosts, and the prefixes of keys.
bool is_subdomain(std::string_view text) {
  constexpr std::size_t longest = 253;
  if (text.empty() || text.size() > longest) return false;
  for (std::size_t at = 0; at <= text.size();) {
    const std::size_t end = std::min(text.find('.', at), text.size());
    const std::string_view part = text.substr(at, end - at);
    const bool plain = std::all_of(part.begin(), part.end(), [](char c) {
      return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-';
    });
    if (part.empty() || !plain || part.front() == '-' || part.back() == '-') return false;
    at = end + 1;
  }
  return true;
}

bool is_label_key(std::string_view key) {
  const std::size_t slash = key.find('/');
  if (slash == std::string_view::npos) return is_label_text(key);
  return is_subdomain(key.substr(0, slash)) && is_label_text(key.substr(slash + 1));
}

KubernetesLabels written_labels(const Model& model, ComponentId id) {
  KubernetesLabels labels;
  const auto& details = model.components[id].details;
  if (!details) return labels;
  for (const auto& [written_key, written] : details->labels) {
    const std::string& key = written_key.value;
    const std::string& value = written.value;
    const bool selects = key == "app" || key.rfind("app.kubernetes.io/", 0) == 0;
    if (selects && is_label_key(key) && is_label_text(value)) {
      labels.emplace_back(key, value);
    }
  }
  return labels;
}

}  // namespace

std::string kubernetes_name(std::string_view text) {
  std::string name;
  for (const char c : text) {
    if (name.size() == longest_name) break;
    if (is_alphanumeric(c) && static_cast<unsigned char>(c) < 0x80) {
      name += static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
    } else if (!name.empty() && name.back() != '-') {
      name += '-';
    }
  }
  while (!name.empty() && name.back() == '-') name.pop_back();
  return name.empty() ? "part" : name;
}

KubernetesLabels pod_labels(const Model& model, ComponentId id) {
  KubernetesLabels labels = written_labels(model, id);
  if (labels.empty()) labels.emplace_back("app", kubernetes_name(model.components[id].name));
  return labels;
}

bool labels_assumed(const Model& model, ComponentId id) {
  return written_labels(model, id).empty();
}

bool runs_as_pods(const Model& model, ComponentId id) {
  return model.kind_of(id).is_process;
}

std::optional<std::pair<std::string, std::string>> node_label(const Model& model,
                                                              ComponentId place) {
  const std::string& kind = model.kind_of(place).base;
  const std::string& name = model.components[place].name;
  if (kind != "zone" && kind != "region") return std::nullopt;
  const std::string value = is_label_text(name) ? name : kubernetes_name(name);
  return std::pair(fmt::format("topology.kubernetes.io/{}", kind), value);
}

std::optional<std::string> node_of(const Model& model, ComponentId place) {
  const std::string& kind = model.kind_of(place).base;
  const std::string& name = model.components[place].name;
  if ((kind != "vm" && kind != "host") || !is_subdomain(name)) return std::nullopt;
  return name;
}

ComponentId place_of_instance(const Model& model, const ChaosExperiment& experiment) {
  const Component& target = model.components[experiment.target];
  const auto& hosts = target.hosts;
  if (experiment.instance == 0 || hosts.size() < 2 || target.moves()) return {};
  return hosts[(experiment.instance - 1) % hosts.size()];
}

std::vector<ComponentId> pods_on(const Model& model, ComponentId place) {
  std::set<ComponentId> here{place};
  // Hosts form no circle, so that this ends; each round goes one level up.
  for (bool grown = true; grown;) {
    grown = false;
    for (std::size_t i = 0; i < model.components.size(); ++i) {
      const auto hosts = model.components[ComponentId(i)].used_hosts();
      const bool on = std::any_of(hosts.begin(), hosts.end(),
                                  [&](ComponentId host) { return here.contains(host); });
      if (on) grown = here.insert(ComponentId(i)).second || grown;
    }
  }
  std::vector<ComponentId> pods;
  for (const ComponentId id : here) {
    if (runs_as_pods(model, id)) pods.push_back(id);
  }
  return pods;
}

std::string host_of(const Model& model, ComponentId id) {
  const auto& details = model.components[id].details;
  if (!details) return {};
  for (const auto& [key, value] : details->labels) {
    if (key.value != "host") continue;
    std::string_view host = value.value;
    if (const auto scheme = host.find("://"); scheme != std::string_view::npos) {
      host.remove_prefix(scheme + 3);
    }
    host = host.substr(0, host.find_first_of("/?#"));
    if (const auto user = host.rfind('@'); user != std::string_view::npos) {
      host.remove_prefix(user + 1);
    }
    host = host.substr(0, host.find(':'));
    std::string name;
    for (const char c : host) {
      name += static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
    }
    return is_subdomain(name) ? name : "";
  }
  return {};
}

YamlText chaos_metadata(const ChaosReport& report, const ChaosExperiment& experiment,
                        const std::string& name) {
  YamlText metadata = YamlText::mapping();
  metadata.add("name", YamlText::text(name));
  metadata.add("namespace", YamlText::text(report.kubernetes_namespace));
  YamlText labels = YamlText::mapping();
  labels.add("cutpoint/experiment", YamlText::text(experiment.id));
  metadata.add("labels", std::move(labels));
  YamlText notes = YamlText::mapping();
  notes.add("cutpoint/what", YamlText::text(chaos_title(report.model, experiment)));
  notes.add("cutpoint/why", YamlText::text(reason_text(report.model, experiment)));
  notes.add("cutpoint/predicted", YamlText::text(predicted_journeys(report.model, experiment)));
  notes.add("cutpoint/blast-radius",
            YamlText::text(predicted_blast_radius(report.model, experiment)));
  std::string steady;
  for (const Journey& journey : report.model.journeys) {
    steady += fmt::format("{}{}", steady.empty() ? "" : "; ", steady_state(journey));
  }
  notes.add("cutpoint/steady-state", YamlText::text(steady));
  const auto add_time = [&notes](const char* key, const std::optional<Duration>& time) {
    if (time) notes.add(key, YamlText::text(to_text(*time)));
  };
  add_time("cutpoint/back-within", experiment.back_within);
  add_time("cutpoint/switch-within", experiment.switch_within);
  const ComponentId selected =
      experiment.action == ChaosAction::slow ? experiment.dependant : experiment.target;
  const bool by_labels = experiment.action != ChaosAction::fail_place && selected.valid();
  if (by_labels && labels_assumed(report.model, selected)) {
    notes.add("cutpoint/selector", YamlText::text("assumed: the component has no label `app`"));
  }
  metadata.add("annotations", std::move(notes));
  return metadata;
}

std::vector<JourneyProbe> probes_of(const ChaosReport& report, const ChaosExperiment& experiment) {
  std::vector<JourneyProbe> probes;
  std::set<std::string> names;
  for (std::size_t i = 0; i < report.model.journeys.size(); ++i) {
    const JourneyId id(i);
    const auto url = report.probes.find(report.model.journeys[id].name);
    if (url == report.probes.end()) continue;
    const std::string base = kubernetes_name(report.model.journeys[id].name).substr(0, 40);
    std::string name = base;
    for (int copy = 2; !names.insert(name).second; ++copy) name = fmt::format("{}-{}", base, copy);
    const auto state = experiment.predicted.journeys[id].state;
    probes.push_back({name, url->second, state != Consequence::JourneyState::State::down});
  }
  return probes;
}

double seconds_of(const std::optional<Duration>& predicted) {
  if (!predicted || predicted->is_never()) return 0.0;
  return std::min(predicted->in_seconds(), Duration::day);
}

int checks_within(const std::optional<Duration>& predicted) {
  return 3 + static_cast<int>(std::ceil(seconds_of(predicted) / check_interval_seconds));
}

namespace {

/// Why a tool for Kubernetes cannot run it; empty where it can.
std::string not_runnable(const Model& model, const ChaosExperiment& experiment) {
  const ComponentId target = experiment.target;
  const std::string& kind = model.kind_of(target).name;
  if (experiment.action == ChaosAction::fail_place) {
    const bool node = model.kind_of(target).base == "vm" || model.kind_of(target).base == "host";
    if (node && !node_of(model, target)) {
      return fmt::format("no node can be called `{}`", model.components[target].name);
    }
    if (!node && !node_label(model, target)) {
      return fmt::format("nodes have no label for the kind {}", kind);
    }
    return pods_on(model, target).empty() ? "nothing on it runs as pods" : "";
  }
  if (experiment.action != ChaosAction::slow) {
    return runs_as_pods(model, target) ? "" : fmt::format("the kind {} runs as no pod", kind);
  }
  if (!experiment.dependant.valid() || !runs_as_pods(model, experiment.dependant)) {
    return "who waits for it is no pod";
  }
  if (!runs_as_pods(model, target) && host_of(model, target).empty()) {
    return fmt::format(
        "the kind {} runs as no pod; a label `host` with a host name would say how it is "
        "reached",
        kind);
  }
  return "";
}

}  // namespace

Rendered chaos_manifests(
    const ChaosReport& report,
    const std::function<std::string(const ChaosExperiment& experiment)>& manifest) {
  Output result;
  for (const ChaosExperiment& experiment : report.plan.experiments) {
    const std::string reason = not_runnable(report.model, experiment);
    if (reason.empty()) {
      result.files.push_back({experiment.id + ".yaml", manifest(experiment)});
      result.content += result.files.back().content;
    } else {
      result.notes.push_back(fmt::format("not in this format: {}: {}", experiment.id, reason));
    }
  }
  if (result.files.empty()) {
    Failure none(
        "no experiment of the plan can be run with this tool; --format markdown lists them all");
    none.notes = std::move(result.notes);
    return none;
  }
  return result;
}

}  // namespace cutpoint
