/// What the pods of a workload ask of the scheduler, and which nodes take them.
#pragma once

#include <optional>
#include <set>
#include <string>
#include <vector>

#include "importer/kubernetes/objects/spreading.hpp"
#include "importer/kubernetes/workloads/workloads.hpp"

namespace cutpoint::kubernetes {

/// A remark on a rule that does not do what it seems to.
struct SchedulingRemark {
  std::string text;
  SourceSpan span;
};

/// The hard rules of one workload among its own instances.
struct Scheduling {
  std::vector<SpreadRule> rules;
  std::vector<SchedulingRemark> remarks;
  std::string only_zone;  ///< that its pods are bound to
  std::string only_node;
  bool one_node = false;  ///< all instances share a volume that one node at a time may mount
  std::string bound_by;   ///< why, of the three above
};

[[nodiscard]] Scheduling scheduling_of(const Workload& workload, const Objects& objects);

/// Pairs of workloads that may not share a node, or a zone: by required anti-affinity of either.
struct Repulsions {
  std::set<std::pair<std::size_t, std::size_t>> nodes;
  std::set<std::pair<std::size_t, std::size_t>> zones;

  [[nodiscard]] bool repel(DomainLevel level, std::size_t a, std::size_t b) const {
    return (level == DomainLevel::node ? nodes : zones).contains(std::minmax(a, b));
  }
};

[[nodiscard]] Repulsions find_repulsions(const std::vector<Workload>& workloads);

/// A node of a dump.
struct ClusterNode {
  std::string name;
  std::string zone;  ///< empty where its labels do not say
  const Object* object = nullptr;
  Labels labels;
};

[[nodiscard]] std::vector<ClusterNode> find_nodes(const Objects& objects);

/// Whether a node takes pods of this spec: selectors, required affinity and taints.
[[nodiscard]] bool takes_pod(const ClusterNode& node, const Value& pod);

}  // namespace cutpoint::kubernetes
