/// Chaos plans as documents and as manifests for the tools that run them.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "cutpoint/chaos.hpp"
#include "cutpoint/rendering.hpp"

namespace cutpoint {

struct ChaosReport {
  const Model& model;
  const StructureFunction& function;
  const ChaosPlan& plan;
  std::string file_name;
  std::string kubernetes_namespace = "default";  ///< where the pods run
  std::map<std::string, std::string> probes;     ///< URL to ask, by journey
  Duration length = Duration::seconds(60);       ///< of each experiment
};

/// One file of a plan.
struct ChaosFile {
  std::string name;  ///< "fail-web-1.yaml"
  std::string content;
};

struct ChaosManifests {
  std::vector<ChaosFile> files;       ///< one an experiment, in the order of the plan
  std::vector<std::string> left_out;  ///< experiments that the tool cannot run, and why
};

[[nodiscard]] std::string render_chaos_markdown(const ChaosReport& report);
[[nodiscard]] std::string render_chaos_json(const ChaosReport& report);
/// ChaosEngine resources (litmuschaos.io/v1alpha1): pod-delete, node-drain, pod-network-latency.
[[nodiscard]] ChaosManifests render_chaos_litmus(const ChaosReport& report);
/// PodChaos and NetworkChaos resources (chaos-mesh.org/v1alpha1), as a Workflow with status checks
/// where there are probes.
[[nodiscard]] ChaosManifests render_chaos_mesh(const ChaosReport& report);

[[nodiscard]] std::string render_chaos_verdicts_markdown(
    const ChaosReport& report, const std::vector<JudgedExperiment>& judged);
[[nodiscard]] std::string render_chaos_verdicts_json(const ChaosReport& report,
                                                     const std::vector<JudgedExperiment>& judged);

}  // namespace cutpoint
