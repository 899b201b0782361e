#include "importer/kubernetes/objects/read_kinds.hpp"

#include <algorithm>
#include <array>

#include <fmt/format.h>

#include "importer/kubernetes/objects/custom_resource_table.hpp"

namespace cutpoint::kubernetes {

namespace {

constexpr std::array kind_rows = {
    ReadKind{"Deployment", KindUse::workload},
    ReadKind{"StatefulSet", KindUse::workload},
    ReadKind{"DaemonSet", KindUse::workload},
    ReadKind{"ReplicaSet", KindUse::workload},
    ReadKind{"ReplicationController", KindUse::workload},
    ReadKind{"Rollout", KindUse::workload},
    ReadKind{"DeploymentConfig", KindUse::workload},
    ReadKind{"Job", KindUse::workload},
    ReadKind{"CronJob", KindUse::workload},
    ReadKind{"Pod", KindUse::workload},
    ReadKind{"Service", KindUse::naming},
    ReadKind{"Endpoints", KindUse::naming},
    ReadKind{"EndpointSlice", KindUse::naming},
    ReadKind{"Ingress", KindUse::naming},
    ReadKind{"IngressClass", KindUse::naming},
    ReadKind{"IngressRoute", KindUse::naming},
    ReadKind{"IngressRouteTCP", KindUse::naming},
    ReadKind{"Gateway", KindUse::naming},
    ReadKind{"HTTPRoute", KindUse::naming},
    ReadKind{"GRPCRoute", KindUse::naming},
    ReadKind{"TCPRoute", KindUse::naming},
    ReadKind{"TLSRoute", KindUse::naming},
    ReadKind{"UDPRoute", KindUse::naming},
    ReadKind{"VirtualService", KindUse::naming},
    ReadKind{"DestinationRule", KindUse::naming},
    ReadKind{"ServiceEntry", KindUse::naming},
    ReadKind{"HTTPProxy", KindUse::naming},
    ReadKind{"Route", KindUse::naming},
    ReadKind{"Mapping", KindUse::naming},
    ReadKind{"ApisixRoute", KindUse::naming},
    ReadKind{"TargetGroupBinding", KindUse::naming},
    ReadKind{"InferencePool", KindUse::naming},
    ReadKind{"ConfigMap", KindUse::setting},
    ReadKind{"Secret", KindUse::setting},
    ReadKind{"Node", KindUse::placement},
    ReadKind{"PersistentVolume", KindUse::placement},
    ReadKind{"PersistentVolumeClaim", KindUse::placement},
    ReadKind{"StorageClass", KindUse::placement},
    ReadKind{"HorizontalPodAutoscaler", KindUse::placement},
    ReadKind{"ScaledObject", KindUse::placement},
    ReadKind{"PodDisruptionBudget", KindUse::placement},
    ReadKind{"Namespace", KindUse::quiet},
    ReadKind{"ServiceAccount", KindUse::quiet},
    ReadKind{"Role", KindUse::quiet},
    ReadKind{"RoleBinding", KindUse::quiet},
    ReadKind{"ClusterRole", KindUse::quiet},
    ReadKind{"ClusterRoleBinding", KindUse::quiet},
    ReadKind{"CustomResourceDefinition", KindUse::quiet},
    ReadKind{"ValidatingWebhookConfiguration", KindUse::naming},
    ReadKind{"MutatingWebhookConfiguration", KindUse::naming},
    ReadKind{"APIService", KindUse::quiet},
    ReadKind{"NetworkPolicy", KindUse::quiet},
    ReadKind{"PodSecurityPolicy", KindUse::quiet},
    ReadKind{"PriorityClass", KindUse::quiet},
    ReadKind{"RuntimeClass", KindUse::quiet},
    ReadKind{"LimitRange", KindUse::quiet},
    ReadKind{"ResourceQuota", KindUse::quiet},
    ReadKind{"VerticalPodAutoscaler", KindUse::quiet},
    ReadKind{"ControllerRevision", KindUse::quiet},
    ReadKind{"Event", KindUse::quiet},
    ReadKind{"Lease", KindUse::quiet},
    ReadKind{"ComponentStatus", KindUse::quiet},
    ReadKind{"PodTemplate", KindUse::quiet},
    ReadKind{"CSIDriver", KindUse::quiet},
    ReadKind{"CSINode", KindUse::quiet},
    ReadKind{"VolumeAttachment", KindUse::quiet},
    ReadKind{"CertificateSigningRequest", KindUse::quiet},
    ReadKind{"GatewayClass", KindUse::quiet},
    ReadKind{"ReferenceGrant", KindUse::quiet},
    ReadKind{"ServiceMonitor", KindUse::quiet},
    ReadKind{"PodMonitor", KindUse::quiet},
    ReadKind{"Probe", KindUse::quiet},
    ReadKind{"PrometheusRule", KindUse::quiet},
    ReadKind{"Certificate", KindUse::quiet},
    ReadKind{"Issuer", KindUse::quiet},
    ReadKind{"ClusterIssuer", KindUse::quiet},
    ReadKind{"PeerAuthentication", KindUse::quiet},
    ReadKind{"AuthorizationPolicy", KindUse::quiet},
    ReadKind{"RequestAuthentication", KindUse::quiet},
    ReadKind{"Sidecar", KindUse::quiet},
    ReadKind{"EnvoyFilter", KindUse::quiet},
    ReadKind{"Telemetry", KindUse::quiet},
    ReadKind{"SealedSecret", KindUse::quiet},
    ReadKind{"ExternalSecret", KindUse::quiet},
    ReadKind{"SecretStore", KindUse::quiet},
    ReadKind{"ClusterSecretStore", KindUse::quiet},
    ReadKind{"Middleware", KindUse::quiet},
    ReadKind{"TriggerAuthentication", KindUse::quiet},
    ReadKind{"StrimziPodSet", KindUse::quiet},
    ReadKind{"PodMonitoring", KindUse::quiet},
    ReadKind{"InferenceModel", KindUse::quiet},
    ReadKind{"ServingRuntime", KindUse::quiet},
    ReadKind{"ClusterServingRuntime", KindUse::quiet},
    ReadKind{"ScheduledBackup", KindUse::quiet},
    ReadKind{"Backup", KindUse::quiet},
    ReadKind{"CephBlockPool", KindUse::quiet},
    ReadKind{"KafkaTopic", KindUse::quiet},
    ReadKind{"KafkaUser", KindUse::quiet},
};

}  // namespace

std::span<const ReadKind> read_kinds() {
  return kind_rows;
}

bool gives_names(const Object& object) {
  return std::any_of(kind_rows.begin(), kind_rows.end(), [&](const ReadKind& known) {
    return known.kind == object.kind && known.use == KindUse::naming;
  });
}

void tell_left_out(const Objects& objects, Conclusions& conclusions, Diagnostics& diagnostics) {
  struct Told {
    const Object* first = nullptr;
    std::size_t count = 0;
    bool is_known = false;
  };
  std::map<std::string, Told> told;
  for (const Object& object : objects.all()) {
    const auto row = std::find_if(kind_rows.begin(), kind_rows.end(),
                                  [&](const ReadKind& known) { return known.kind == object.kind; });
    const bool is_known = row != kind_rows.end();
    if ((is_known && row->use != KindUse::quiet) || is_custom_resource(object)) continue;
    Told& own = told[object.group.empty() ? object.kind : object.kind + "." + object.group];
    if (own.count++ == 0) own.first = &object;
    own.is_known = is_known;
  }
  for (const auto& [kind, own] : told) {
    conclusions.push_back({ConclusionKind::left_out, "",
                           fmt::format("{} of kind {}", own.count, kind),
                           own.is_known ? "it says nothing of who needs whom, nor of where"
                                        : "this kind is not known",
                           Strength::declared, own.first->span});
    if (own.is_known) continue;
    diagnostics
        .warning(
            "unknown-kind", own.first->span,
            fmt::format("{} of kind `{}` {} left out: what {} and what runs for {} is not known",
                        own.count, kind, own.count == 1 ? "is" : "are",
                        own.count == 1 ? "it needs" : "they need", own.count == 1 ? "it" : "them"))
        .help = "describe it in an architecture that includes the imported file";
  }
}

}  // namespace cutpoint::kubernetes
