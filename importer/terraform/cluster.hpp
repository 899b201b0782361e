/// What workloads of Kubernetes among the resources are, need and are reached by: the evidence that
/// manifests give, of resources.
#pragma once

#include <cstddef>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "importer/evidence/imported.hpp"
#include "importer/kubernetes/needs.hpp"
#include "importer/terraform/cluster_objects.hpp"
#include "importer/terraform/ways_in.hpp"

namespace cutpoint::terraform {

class Cluster {
 public:
  /// Finds the workloads, and gives their resources the kinds and roles of their images.
  Cluster(Inventory& inventory, const ResourceTypes& types);

  /// Calls by the names of Services; hosts that are such a name are no longer foreign.
  void add_needs(References& references, Wiring& wiring) const;
  /// Services and Ingresses that let users in, where no other way in leads there already.
  void add_ways_in(const Wiring& wiring, std::vector<WayIn>& ways) const;
  /// The names of its Services, by which what stands beside these files may call.
  void add_answers(const std::vector<std::string>& names, Imported& imported) const;
  /// What manifests say of workloads beside that, and is not concluded here.
  void tell_what_is_left(Diagnostics& diagnostics) const;

 private:
  void recognise(Inventory& inventory);
  [[nodiscard]] std::optional<Requirement> requirement_of(const kubernetes::Need& need,
                                                          std::size_t from) const;
  [[nodiscard]] std::string reason_of(const kubernetes::Need& need) const;
  /// Of workloads; ascending.
  [[nodiscard]] std::vector<std::size_t> resources_of(
      const std::vector<std::size_t>& workloads) const;
  [[nodiscard]] WayIn way_in(const std::vector<std::size_t>& workloads, std::string reason) const;

  const Inventory& inventory_;
  ClusterObjects objects_;
  std::vector<kubernetes::Workload> workloads_;
  std::vector<std::size_t> resources_;  ///< by workload
  std::unique_ptr<kubernetes::ServiceTable> services_;
};

}  // namespace cutpoint::terraform
