#include "importer/kubernetes/workloads/rollouts.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "importer/kubernetes/objects/shares.hpp"

namespace cutpoint::kubernetes {

namespace {

std::int64_t whole_or(const Value& of, std::string_view key, std::int64_t otherwise) {
  const auto number = of.find(key).whole_number();
  return number && *number >= 0 ? *number : otherwise;
}

}  // namespace

double seconds_between_instances(const Workload& workload) {
  std::int64_t ready = 0;
  for (const Value container : running_containers(workload.pod)) {
    std::int64_t start = 0;
    for (const std::string_view probe : {"readinessProbe", "startupProbe"})
      start = std::max(start, whole_or(container.find(probe), "initialDelaySeconds", 0));
    ready = std::max(ready, start);
  }
  return static_cast<double>(whole_or(workload.pod, "terminationGracePeriodSeconds", 30) + ready +
                             whole_or(workload.object->spec(), "minReadySeconds", 0));
}

std::optional<Rollout> rollout_of(const Workload& workload) {
  if (workload.object == nullptr || workload.is_run_to_end()) return std::nullopt;
  const Value spec = workload.object->spec();
  const Value strategy =
      spec.find("strategy").is_mapping() ? spec.find("strategy") : spec.find("updateStrategy");
  const std::uint32_t instances = workload.instances.value;
  if (instances == 0) return std::nullopt;
  const std::string_view type = strategy.find("type").text();
  const double seconds = seconds_between_instances(workload);
  if (type == "Recreate")
    return Rollout{instances, "during a rollout all instances are down (strategy Recreate)",
                   seconds};
  if (workload.kind == "StatefulSet" && type != "OnDelete")
    return Rollout{1, fmt::format("during a rollout 1 of {} is down at a time", instances),
                   seconds};
  if (workload.kind != "Deployment") return std::nullopt;
  const Value most = strategy.at({"rollingUpdate", "maxUnavailable"});
  std::int64_t down =
      std::min<std::int64_t>(share_of(most, instances, Rounding::down).value_or(instances / 4),
                             static_cast<std::int64_t>(instances));
  // One has to go where none may come first: the controller sees to that.
  const Value surge = strategy.at({"rollingUpdate", "maxSurge"});
  if (share_of(surge, instances, Rounding::up) == 0) down = std::max<std::int64_t>(down, 1);
  if (down <= 0) return std::nullopt;
  return Rollout{static_cast<std::uint32_t>(down),
                 fmt::format("during a rollout {} of {} may be down (maxUnavailable {})", down,
                             instances, most ? most.text() : "25% by default"),
                 seconds};
}

}  // namespace cutpoint::kubernetes
