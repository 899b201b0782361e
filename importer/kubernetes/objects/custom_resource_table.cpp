#include "importer/kubernetes/objects/custom_resource_table.hpp"

#include <algorithm>

#include "importer/kubernetes/objects/custom_resource_rows.hpp"

namespace cutpoint::kubernetes {

std::span<const CustomResource> custom_resources() {
  return custom_resource_rows;
}

bool is_custom_resource(const Object& object) {
  // Clusters of Kafka consist of pools, which no row says.
  if (object.group == "kafka.strimzi.io" &&
      (object.kind == "Kafka" || object.kind == "KafkaNodePool"))
    return true;
  return std::any_of(custom_resource_rows.begin(), custom_resource_rows.end(),
                     [&](const CustomResource& row) {
                       return row.kind == object.kind && row.group == object.group;
                     });
}

}  // namespace cutpoint::kubernetes
