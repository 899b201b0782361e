/// ClickHouse as its operator lays it out: shards of replicas, each where its template says.
#pragma once

#include <vector>

#include "importer/kubernetes/workloads/workloads.hpp"

namespace cutpoint::kubernetes {

/// Appends what runs for installations of ClickHouse and of its Keeper.
void add_clickhouse_clusters(const Objects& objects, std::vector<Workload>& workloads);

}  // namespace cutpoint::kubernetes
