/// What a kind is for, as far as rules care. A declared kind counts as the one that it is like.
#pragma once

#include <initializer_list>

#include "cutpoint/kind.hpp"
#include "cutpoint/model.hpp"

namespace cutpoint {

/// Keeps data that would be missed: databases, queues, vector and feature stores, registries.
[[nodiscard]] bool keeps_data(const Kind& kind);
[[nodiscard]] bool keeps_data(const Model& model, ComponentId id);
/// Keeps the only record of something: databases and model registries. Vector and feature stores
/// can be filled again, queues hold what is on its way.
[[nodiscard]] bool keeps_records(const Kind& kind);
[[nodiscard]] bool keeps_records(const Model& model, ComponentId id);
/// Chooses among several: load balancers, gateways, DNS, CDNs.
[[nodiscard]] bool directs_traffic(const Model& model, ComponentId id);
/// Runs our own code and is started by us: vm, host, container, pod, service, model_server.
[[nodiscard]] bool serves_requests(const Model& model, ComponentId id);
/// What several can share unawares: places, power, networks, secrets, certificates, pipelines, DNS.
[[nodiscard]] bool is_shared_ground(const Kind& kind);
[[nodiscard]] bool is_shared_ground(const Model& model, ComponentId id);
[[nodiscard]] bool is_place(const Kind& kind);
[[nodiscard]] bool is_place(const Model& model, ComponentId id);
/// Of the built-in kinds, by name: "model_server".
[[nodiscard]] bool is_any_of(const Kind& kind, std::initializer_list<std::string_view> built_in);
[[nodiscard]] bool has_kind(const Model& model, ComponentId id, std::string_view built_in);

}  // namespace cutpoint
