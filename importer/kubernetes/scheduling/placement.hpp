/// Nodes and zones for the model: the real ones of a dump, else the fewest that the rules allow.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "importer/kubernetes/scheduling/scheduling.hpp"

namespace cutpoint::kubernetes {

/// A zone or a node of the model.
struct Place {
  std::string name;
  std::string zone;  ///< of a node; empty where that is not known
  bool is_zone = false;
  bool is_real = false;  ///< of a dump or named by the file, and not the fewest that are needed
  SourceSpan span;
};

/// Where the instances of one workload may be.
struct Seats {
  std::vector<std::string> nodes;  ///< of each instance in turn; empty: it has no lasting place
  std::uint32_t instances = 1;     ///< that find a place
  std::uint32_t worst_node = 1;    ///< the most that one node may hold
  std::uint32_t worst_zone = 1;
  bool zones_known = true;
  std::string node_reason;  ///< why not more
  std::string zone_reason;
  std::vector<SchedulingRemark> remarks;
};

struct Placement {
  std::vector<Place> places;  ///< zones before their nodes
  std::vector<Seats> seats;   ///< by workload
  bool is_real = false;       ///< the files have the nodes
};

[[nodiscard]] Placement place_workloads(const std::vector<Workload>& workloads,
                                        const Objects& objects);

}  // namespace cutpoint::kubernetes
