/// How components are found in a cluster: shared by the formats that name pods and nodes.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "model/yaml/yaml_text.hpp"
#include "renderer/chaos/chaos_rendering.hpp"

namespace cutpoint {

using KubernetesLabels = std::vector<std::pair<std::string, std::string>>;

/// The component's own labels `app` and `app.kubernetes.io/…`, as far as Kubernetes allows them;
/// else `app` with its name.
[[nodiscard]] KubernetesLabels pod_labels(const Model& model, ComponentId id);
/// Whether the selector had to be guessed.
[[nodiscard]] bool labels_assumed(const Model& model, ComponentId id);
/// Runs as pods that a tool can stop.
[[nodiscard]] bool runs_as_pods(const Model& model, ComponentId id);
/// The label that nodes of a zone or region have; nothing for other places.
[[nodiscard]] std::optional<std::pair<std::string, std::string>> node_label(const Model& model,
                                                                            ComponentId place);
/// The node that a machine is, by its name; nothing where it is none, or no node can be called so.
[[nodiscard]] std::optional<std::string> node_of(const Model& model, ComponentId place);
/// Where the instance of the experiment runs, where that tells it from others; else invalid.
[[nodiscard]] ComponentId place_of_instance(const Model& model, const ChaosExperiment& experiment);
/// Components that run as pods on the place, whatever lies between.
[[nodiscard]] std::vector<ComponentId> pods_on(const Model& model, ComponentId place);
/// The name or address that others reach it by: that of its label `host`, without scheme, port and
/// path; nothing where there is none.
[[nodiscard]] std::string host_of(const Model& model, ComponentId id);
/// A DNS-1123 label of at most 63 characters.
[[nodiscard]] std::string kubernetes_name(std::string_view text);

/// Name, namespace, and what is predicted as annotations.
[[nodiscard]] YamlText chaos_metadata(const ChaosReport& report, const ChaosExperiment& experiment,
                                      const std::string& name);
/// Probes of the journeys that have a URL, with what is predicted of each.
struct JourneyProbe {
  std::string name;  ///< a DNS-1123 label
  std::string url;
  bool stays_up = true;
};
[[nodiscard]] std::vector<JourneyProbe> probes_of(const ChaosReport& report,
                                                  const ChaosExperiment& experiment);

/// Checks of a journey are two seconds apart; how many may fail where this time is predicted for it
/// to come back.
inline constexpr int check_interval_seconds = 2;
[[nodiscard]] int checks_within(const std::optional<Duration>& predicted);
/// At most a day; 0 where nothing is predicted, or never.
[[nodiscard]] double seconds_of(const std::optional<Duration>& predicted);

/// A manifest for each experiment that a tool for Kubernetes can run, all in one text and one file
/// each; those that it cannot are named in the notes.
[[nodiscard]] Rendered chaos_manifests(
    const ChaosReport& report,
    const std::function<std::string(const ChaosExperiment& experiment)>& manifest);

}  // namespace cutpoint
