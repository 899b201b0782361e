/// What volumes bind: claims that several share, and those that only one node or zone can mount.
#pragma once

#include <string>
#include <vector>

#include "importer/kubernetes/workloads/workloads.hpp"

namespace cutpoint::kubernetes {

struct VolumeBinding {
  bool one_node = false;  ///< all instances mount one claim that a single node may mount
  std::string zone;
  std::string node;
  std::string reason;  ///< "claim data, ReadWriteOnce"
};

[[nodiscard]] VolumeBinding volume_binding(const Workload& workload, const Objects& objects);

/// Claims by name that the pods of a workload mount; not those of its templates.
[[nodiscard]] std::vector<Value> mounted_claims(const Workload& workload);

/// What is to be said of volumes that each instance has of its own: "its volumes stay on their
/// node"; empty where nothing is.
[[nodiscard]] std::string remark_on_claims(const Workload& workload, const Objects& objects);

}  // namespace cutpoint::kubernetes
