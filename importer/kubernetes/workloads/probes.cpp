#include "importer/kubernetes/workloads/probes.hpp"

#include <algorithm>

#include "importer/evidence/draft_parts.hpp"

namespace cutpoint::kubernetes {

namespace {

Value probed_container(const Workload& workload) {
  Value first;
  for (const Value container : running_containers(workload.pod)) {
    if (!first) first = container;
    if (container.find("image").text() == workload.image) return container;
  }
  return first;
}

/// A path that makes a model answer, and not only the server.
bool asks_the_model(std::string_view path) {
  for (const std::string_view word :
       {"infer", "completions", "predict", "generate", "embeddings"}) {
    if (path.find(word) != std::string_view::npos) return true;
  }
  return false;
}

HealthProbe probe_kind(const Value& probe) {
  if (probe.find("httpGet").is_mapping())
    return asks_the_model(probe.at({"httpGet", "path"}).text()) ? HealthProbe::inference
                                                                : HealthProbe::http;
  if (probe.find("tcpSocket").is_mapping()) return HealthProbe::port;
  if (probe.find("grpc").is_mapping()) return HealthProbe::http;
  for (const Value word : probe.at({"exec", "command"}).items()) {
    if (asks_the_model(word.text())) return HealthProbe::inference;
  }
  return HealthProbe::process;
}

std::int64_t number_or(const Value& probe, std::string_view key, std::int64_t otherwise) {
  const auto number = probe.find(key).whole_number();
  return number && *number > 0 ? *number : otherwise;
}

}  // namespace

Boxed<HealthCheck> health_check_of(const Workload& workload) {
  const Value container = probed_container(workload);
  Value probe = container.find("readinessProbe");
  if (!probe.is_mapping()) probe = container.find("livenessProbe");
  if (!probe.is_mapping()) return {};
  HealthCheck check;
  check.span = probe.span();
  check.probe = given_at(probe_kind(probe), probe.span());
  check.interval = given_at(
      Duration::seconds(static_cast<double>(number_or(probe, "periodSeconds", 10))), probe.span());
  check.timeout = given_at(
      Duration::seconds(static_cast<double>(number_or(probe, "timeoutSeconds", 1))), probe.span());
  check.retries = given_at(static_cast<std::uint32_t>(std::min<std::int64_t>(
                               number_or(probe, "failureThreshold", 3), 1000)),
                           probe.span());
  std::int64_t start = number_or(probe, "initialDelaySeconds", 0);
  if (const Value startup = container.find("startupProbe"); startup.is_mapping()) {
    // The longest that it may take before the kubelet gives it up.
    start = std::max(start, number_or(startup, "initialDelaySeconds", 0) +
                                number_or(startup, "periodSeconds", 10) *
                                    number_or(startup, "failureThreshold", 3));
  }
  if (start > 0)
    check.start_period = given_at(Duration::seconds(static_cast<double>(start)), probe.span());
  return check;
}

Boxed<Restart> restart_of(const Workload& workload) {
  const Value policy = workload.pod.find("restartPolicy");
  if (workload.component_kind == "group" || workload.is_run_to_end() || policy.text() == "Never")
    return {};
  Restart restart;
  restart.span = policy ? policy.span() : workload.span;
  restart.policy =
      given_at(policy.text() == "OnFailure" ? RestartPolicy::on_failure : RestartPolicy::always,
               restart.span);
  restart.time = given_at(Duration::seconds(20), restart.span);
  restart.cures = given_at(Probability(0.9), restart.span);
  return restart;
}

}  // namespace cutpoint::kubernetes
