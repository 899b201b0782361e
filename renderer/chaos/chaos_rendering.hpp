/// Chaos plans as documents and as manifests for the tools that run them.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "analyzer/chaos/chaos.hpp"
#include "renderer/writing/reports.hpp"

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

/// Documents, and manifests for Litmus and Chaos Mesh, one an experiment; experiments that a tool
/// cannot run are named in the notes.
[[nodiscard]] Formats<ChaosReport> chaos_formats();

/// What happened, compared with what was predicted.
struct ChaosVerdictReport {
  const Model& model;
  const std::vector<JudgedExperiment>& judged;
};
[[nodiscard]] Formats<ChaosVerdictReport> chaos_verdict_formats();

}  // namespace cutpoint
