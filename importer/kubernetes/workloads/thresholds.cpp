#include "importer/kubernetes/workloads/thresholds.hpp"

#include <algorithm>

#include <fmt/format.h>

namespace cutpoint::kubernetes {

namespace {

/// The variable by which its own members are told who of them votes:
/// "KAFKA_CONTROLLER_QUORUM_VOTERS".
std::string voters_of(const Workload& workload) {
  const std::string member = workload.own_name + "-0";
  for (const Value container : running_containers(workload.pod)) {
    for (const Value variable : container.find("env").items()) {
      const std::string_view name = variable.find("name").text();
      if (name.find("QUORUM_VOTERS") != std::string_view::npos &&
          variable.find("value").text().find(member) != std::string_view::npos)
        return std::string(name);
    }
  }
  return {};
}

/// True where each instance has a sentinel beside it: they make one of the others the primary, as
/// long as most of them agree.
bool has_sentinels(const Workload& workload) {
  for (const Value container : running_containers(workload.pod)) {
    const std::string_view program = container.find("command").first().text();
    if (program.ends_with("-sentinel")) return true;
    for (const std::string_view key : {"command", "args"}) {
      for (const Value word : container.find(key).items()) {
        if (word.text() == "--sentinel") return true;
      }
    }
  }
  return false;
}

}  // namespace

Count needed_instances(const Workload& workload, std::uint32_t instances, bool is_balanced) {
  if (workload.needed) {
    Count needed = *workload.needed;
    needed.value = std::clamp(needed.value, 1U, instances);
    return needed;
  }
  const SourceSpan span = workload.span;
  if (workload.kind == "DaemonSet")
    return {instances, "each node needs its own", span, Strength::assumed};
  const bool has_identity = workload.kind == "StatefulSet";
  const ClusterLife life = workload.recognition.life();
  const bool keeps = keeps_data(workload.role) || workload.role == Role::control;
  if (!keeps && (!has_identity || is_balanced))
    return {1, "its instances are alike and requests go to any of them", span, Strength::inferred};
  if (const std::string voters = voters_of(workload); has_identity && !voters.empty())
    return {instances / 2 + 1, fmt::format("environment {}: its members elect by majority", voters),
            span, Strength::inferred};
  if (has_identity && life == ClusterLife::primary && has_sentinels(workload))
    return {instances / 2 + 1, "its sentinels elect a new primary by majority", span,
            Strength::inferred};
  // Copies without an identity cannot agree on who leads.
  const bool can_lead = has_identity || life != ClusterLife::primary;
  if (const auto known = members_needed(life, instances); known && can_lead)
    return {*known,
            fmt::format("{}: its members live as {}", workload.recognition.reason, name_of(life)),
            span, Strength::assumed};
  return {instances, "nothing says that its members stand in for each other", span,
          Strength::assumed};
}

}  // namespace cutpoint::kubernetes
