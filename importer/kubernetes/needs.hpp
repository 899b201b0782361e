/// Who needs whom: addresses in what workloads are told, resolved by the cluster's names.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "importer/kubernetes/service_table.hpp"
#include "importer/kubernetes/settings.hpp"

namespace cutpoint::kubernetes {

/// How a need weighs.
enum class NeedStrength {
  hard,
  telemetry,    ///< metrics, logs, traces: nothing waits for them
  start_order,  ///< an init container waits for it
  perhaps,      ///< one of several addresses that come with a whole ConfigMap
  beside,       ///< a part that the whole goes on without
};

/// A need of one workload: of one other, or of one of several.
struct Need {
  std::vector<std::size_t> targets;  ///< several: `at_least` of them are enough
  std::uint32_t at_least = 1;
  std::string outside;  ///< a host outside of the cluster, instead of targets
  NeedStrength strength = NeedStrength::hard;
  std::string reason;  ///< "environment REDIS_HOST"
  SourceSpan span;
  bool is_declared = false;  ///< a resource names another, or consists of it
};

/// A host that is named and that nothing in the files answers to.
struct UnknownHost {
  std::size_t workload = 0;
  std::string host;
  std::uint16_t port = 0;
  std::string reason;
  bool is_cluster_name = false;  ///< it can only be a Service
  bool soft = false;
  SourceSpan span;
};

struct Needs {
  std::vector<std::vector<Need>> of;  ///< by workload
  std::vector<UnknownHost> unknown;
  std::vector<MissingSource> missing;
};

[[nodiscard]] Needs find_needs(const std::vector<Workload>& workloads, const ServiceTable& services,
                               const Objects& objects);

}  // namespace cutpoint::kubernetes
