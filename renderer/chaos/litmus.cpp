// ChaosEngine resources, by the schema of chaos-operator (litmuschaos.io/v1alpha1).
#include <algorithm>
#include <array>
#include <set>

#include <fmt/format.h>

#include "renderer/chaos/kubernetes.hpp"
#include "renderer/chaos/words.hpp"

namespace cutpoint {

namespace {

constexpr int latency_milliseconds = 5000;

using Settings = std::vector<std::pair<std::string, std::string>>;

/// One label: Litmus takes a list as "any of these".
std::string selector_text(const Model& model, ComponentId id) {
  const KubernetesLabels labels = pod_labels(model, id);
  const auto* chosen = &labels.front();
  for (const char* key : {"app.kubernetes.io/instance", "app.kubernetes.io/name", "app"}) {
    for (const auto& label : labels) {
      if (label.first == key) chosen = &label;
    }
  }
  return fmt::format("{}={}", chosen->first, chosen->second);
}

bool keeps_state(const Model& model, ComponentId id) {
  const KeptData kept = model.kind_of(id).kept;
  return kept == KeptData::cached || is_own_data(kept);
}

/// What owns the pods, in the words of the schema: the label `workload`, or else a guess by kind.
std::string owner_kind(const Model& model, ComponentId id) {
  constexpr std::array<std::string_view, 5> known = {"deployment", "statefulset", "daemonset",
                                                     "deploymentconfig", "rollout"};
  if (const auto& details = model.components[id].details) {
    for (const auto& [key, value] : details->labels) {
      const bool names_one = std::find(known.begin(), known.end(), value.value) != known.end();
      if (key.value == "workload" && names_one) return value.value;
    }
  }
  return keeps_state(model, id) ? "statefulset" : "deployment";
}

class EngineWriter {
 public:
  /// `names`: of all engines, which must differ.
  EngineWriter(const ChaosReport& report, const ChaosExperiment& experiment,
               std::set<std::string>& names)
      : report_(report), experiment_(experiment), model_(report.model), names_(names) {}

  std::string write() {
    switch (experiment_.action) {
      case ChaosAction::fail_instance:
        return pod_delete(experiment_.target, experiment_.id, "0", nodes_of_instance());
      case ChaosAction::fail_component:
        return pod_delete(experiment_.target, experiment_.id, "100", "");
      case ChaosAction::fail_place:
        return fail_place();
      case ChaosAction::slow:
        return network_latency();
    }
    return {};
  }

 private:
  [[nodiscard]] std::string seconds() const {
    return fmt::format("{:.0f}", report_.length.in_seconds());
  }

  /// `percent` 0: one pod.
  std::string pod_delete(ComponentId target, const std::string& name, const std::string& percent,
                         const std::string& nodes) {
    Settings settings = {{"TOTAL_CHAOS_DURATION", seconds()},
                         {"CHAOS_INTERVAL", "10"},
                         {"FORCE", "true"},
                         {"PODS_AFFECTED_PERC", percent}};
    if (!nodes.empty()) settings.emplace_back("NODE_LABEL", nodes);
    return engine(name, target, "pod-delete", settings);
  }

  [[nodiscard]] std::string nodes_of_instance() const {
    const ComponentId place = place_of_instance(model_, experiment_);
    if (!place.valid()) return {};
    if (const auto node = node_of(model_, place)) {
      return fmt::format("kubernetes.io/hostname={}", *node);
    }
    const auto label = node_label(model_, place);
    return label ? fmt::format("{}={}", label->first, label->second) : "";
  }

  std::string fail_place() {
    const auto label = node_label(model_, experiment_.target);
    if (!label) {
      return engine(experiment_.id, {}, "node-drain",
                    {{"TOTAL_CHAOS_DURATION", seconds()},
                     {"TARGET_NODE", model_.components[experiment_.target].name}});
    }
    std::string out;
    int number = 0;
    for (const ComponentId pod : pods_on(model_, experiment_.target)) {
      std::string name;
      do {
        name = fmt::format("{}-{}", experiment_.id, ++number);
      } while (!names_.insert(name).second);
      out += pod_delete(pod, name, "100", fmt::format("{}={}", label->first, label->second));
    }
    return out;
  }

  std::string network_latency() {
    std::string host = host_of(model_, experiment_.target);
    if (host.empty()) {
      host = fmt::format("{}.{}.svc.cluster.local",
                         kubernetes_name(model_.components[experiment_.target].name),
                         report_.kubernetes_namespace);
    }
    return engine(experiment_.id, experiment_.dependant, "pod-network-latency",
                  {{"TOTAL_CHAOS_DURATION", seconds()},
                   {"NETWORK_LATENCY", fmt::format("{}", latency_milliseconds)},
                   {"DESTINATION_HOSTS", host},
                   {"PODS_AFFECTED_PERC", "100"}});
  }

  std::string engine(const std::string& name, ComponentId target, const std::string& fault,
                     const Settings& settings) {
    YamlText document = YamlText::mapping();
    document.add("apiVersion", YamlText::text("litmuschaos.io/v1alpha1"));
    document.add("kind", YamlText::text("ChaosEngine"));
    document.add("metadata", chaos_metadata(report_, experiment_, name));
    YamlText spec = YamlText::mapping();
    if (target.valid()) {
      YamlText application = YamlText::mapping();
      application.add("appns", YamlText::text(report_.kubernetes_namespace));
      application.add("applabel", YamlText::text(selector_text(model_, target)));
      application.add("appkind", YamlText::text(owner_kind(model_, target)));
      spec.add("appinfo", std::move(application));
    }
    spec.add("engineState", YamlText::text("active"));
    spec.add("chaosServiceAccount", YamlText::text(fault + "-sa"));
    YamlText list = YamlText::list();
    list.add(fault_with(fault, settings));
    spec.add("experiments", std::move(list));
    document.add("spec", std::move(spec));
    return "---\n" + document.document();
  }

  YamlText fault_with(const std::string& fault, const Settings& settings) {
    YamlText environment = YamlText::list();
    for (const auto& [name, value] : settings) {
      YamlText variable = YamlText::mapping();
      variable.add("name", YamlText::text(name));
      variable.add("value", YamlText::text(value));
      environment.add(std::move(variable));
    }
    YamlText components = YamlText::mapping();
    components.add("env", std::move(environment));
    YamlText spec = YamlText::mapping();
    spec.add("components", std::move(components));
    YamlText probes = YamlText::list();
    for (const JourneyProbe& probe : probes_of(report_, experiment_)) {
      // Steady before and after. During the fault only what is predicted to stay up: what goes down
      // comes back while the fault lasts, and a refused connection is no answer to compare.
      probes.add(http_probe(probe.name + "-before", probe.url, "SOT", run_properties({})));
      if (probe.stays_up) {
        YamlText run = run_properties({});
        run.add("probePollingInterval", YamlText::text("2s"));
        if (experiment_.switch_within) {
          run.add("initialDelay",
                  YamlText::text(fmt::format("{:.0f}s", experiment_.switch_within->in_seconds())));
        }
        probes.add(http_probe(probe.name + "-during", probe.url, "OnChaos", std::move(run)));
      }
      probes.add(http_probe(probe.name + "-after", probe.url, "EOT",
                            run_properties(experiment_.back_within)));
    }
    if (!probes.is_empty_collection()) spec.add("probe", std::move(probes));
    YamlText entry = YamlText::mapping();
    entry.add("name", YamlText::text(fault));
    entry.add("spec", std::move(spec));
    return entry;
  }

  /// Durations as Litmus 3 takes them.
  static YamlText run_properties(const std::optional<Duration>& may_take) {
    YamlText run = YamlText::mapping();
    run.add("probeTimeout", YamlText::text("5s"));
    run.add("interval", YamlText::text("2s"));
    run.add("attempt", YamlText::number(checks_within(may_take)));
    return run;
  }

  static YamlText http_probe(const std::string& name, const std::string& url,
                             const std::string& mode, YamlText run) {
    YamlText get = YamlText::mapping();
    get.add("criteria", YamlText::text("=="));
    get.add("responseCode", YamlText::text("200"));
    YamlText method = YamlText::mapping();
    method.add("get", std::move(get));
    YamlText inputs = YamlText::mapping();
    inputs.add("url", YamlText::text(url));
    inputs.add("insecureSkipVerify", YamlText::boolean(false));
    inputs.add("method", std::move(method));
    YamlText probe = YamlText::mapping();
    probe.add("name", YamlText::text(name));
    probe.add("type", YamlText::text("httpProbe"));
    probe.add("mode", YamlText::text(mode));
    probe.add("httpProbe/inputs", std::move(inputs));
    probe.add("runProperties", std::move(run));
    return probe;
  }

  const ChaosReport& report_;
  const ChaosExperiment& experiment_;
  const Model& model_;
  std::set<std::string>& names_;
};

Rendered render_chaos_litmus(const ChaosReport& report) {
  std::set<std::string> names;
  for (const ChaosExperiment& experiment : report.plan.experiments) names.insert(experiment.id);
  return chaos_manifests(report, [&](const ChaosExperiment& experiment) {
    return EngineWriter(report, experiment, names).write();
  });
}

}  // namespace

const Format<ChaosReport>& litmus_chaos_format() {
  static const Format<ChaosReport> format{{"litmus",
                                           "ChaosEngine resources (litmuschaos.io/v1alpha1): "
                                           "pod-delete, node-drain, pod-network-latency"},
                                          render_chaos_litmus};
  return format;
}

}  // namespace cutpoint
