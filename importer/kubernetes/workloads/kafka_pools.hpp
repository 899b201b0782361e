/// Kafka clusters of Strimzi, whose brokers and controllers stand in pools of their own.
#pragma once

#include "importer/kubernetes/workloads/workloads.hpp"

namespace cutpoint::kubernetes {

/// A component for each cluster that consists of its pools, or of the brokers and the ZooKeeper of
/// older resources. Of the brokers as many are needed as its replication can do without.
void add_kafka_clusters(const Objects& objects, std::vector<Workload>& workloads);

}  // namespace cutpoint::kubernetes
