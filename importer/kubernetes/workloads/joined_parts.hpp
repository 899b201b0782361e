/// The parts of one custom resource, and what stands for all of them.
#pragma once

#include <string>
#include <vector>

#include "importer/kubernetes/workloads/workloads.hpp"

namespace cutpoint::kubernetes {

/// A part that was added, and what it may be one cluster with.
struct AddedPart {
  std::size_t position = 0;
  std::string kin;  ///< parts of the same make one cluster; empty: of its own
  ClusterLife life = ClusterLife::unknown;
};

/// What makes parts of a list one cluster, whose members differ in place or size alone; empty where
/// each part is one of its own.
[[nodiscard]] std::string kin_of(const Object& object, const Value& part);

/// Lets one workload stand for the parts, which are the last of all: the first of them, which needs
/// the others, or a group before them where some make one cluster.
void join_parts(std::vector<Workload>& workloads, std::vector<AddedPart> parts);

}  // namespace cutpoint::kubernetes
