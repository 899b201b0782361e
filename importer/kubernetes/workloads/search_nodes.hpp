/// Nodes of Elasticsearch and OpenSearch: their roles say how they live.
#pragma once

#include <set>
#include <string>

#include "importer/evidence/known_images.hpp"
#include "importer/kubernetes/objects/objects.hpp"

namespace cutpoint::kubernetes {

[[nodiscard]] bool is_search_cluster(const Object& object);

/// What the nodes of a set do: as written, or everything where nothing is.
[[nodiscard]] std::set<std::string> node_roles(const Value& part);

/// Those that elect or keep data live by majority; the others stand in for each other.
[[nodiscard]] ClusterLife life_of(const std::set<std::string>& roles);

/// Searches are answered without nodes that only pass on, learn or transform.
[[nodiscard]] bool is_search_helper(const std::set<std::string>& roles);

/// What its nodes say of themselves beside where they stand: hot ones hold other data than cold.
[[nodiscard]] std::string tier_of(const Value& part);

/// The labels by which Services choose nodes that do one thing.
[[nodiscard]] Labels role_labels(const Value& part);

}  // namespace cutpoint::kubernetes
