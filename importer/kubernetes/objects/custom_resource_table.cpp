#include "importer/kubernetes/objects/custom_resource_table.hpp"

#include <algorithm>

#include "importer/kubernetes/objects/custom_resource_rows.hpp"

namespace cutpoint::kubernetes {

std::span<const CustomResource> custom_resources() {
  return custom_resource_rows;
}

bool is_custom_resource(const Object& object) {
  // Clusters of Kafka consist of pools and those of ClickHouse of a layout, which no row says.
  if (object.group == "kafka.strimzi.io" &&
      (object.kind == "Kafka" || object.kind == "KafkaNodePool"))
    return true;
  if (object.is("clickhouse.altinity.com", "ClickHouseInstallation") ||
      object.is("clickhouse-keeper.altinity.com", "ClickHouseKeeperInstallation"))
    return true;
  return std::any_of(custom_resource_rows.begin(), custom_resource_rows.end(),
                     [&](const CustomResource& row) {
                       return row.kind == object.kind && row.group == object.group;
                     });
}

}  // namespace cutpoint::kubernetes
