/// Which workloads a name in the cluster leads to.
#pragma once

#include <cstddef>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "importer/kubernetes/workloads/label_index.hpp"

namespace cutpoint::kubernetes {

/// What a host name leads to.
struct Destination {
  std::vector<std::size_t> workloads;  ///< ascending
  std::string outside;                 ///< a host that an ExternalName or ServiceEntry stands for
  std::string service;                 ///< the name of the Service
  std::string key;                     ///< in the table
  bool is_split = false;               ///< a route sends a share of the requests to each
  SourceSpan span;

  [[nodiscard]] bool empty() const { return workloads.empty() && outside.empty(); }
};

/// Services with what they select, pods of StatefulSets, and names that operators give.
class ServiceTable {
 public:
  ServiceTable(const Objects& objects, const std::vector<Workload>& workloads,
               Conclusions& conclusions, Diagnostics& diagnostics);

  /// What the cluster's DNS gives for `host`, asked from a namespace; nothing where no Service of
  /// the files has that name.
  [[nodiscard]] std::optional<Destination> resolve(std::string_view host,
                                                   std::string_view name_space) const;
  /// The Service of a name in a namespace, and no other host.
  [[nodiscard]] std::optional<Destination> service(std::string_view name,
                                                   std::string_view name_space) const;
  /// The Service for which links set the variable `X_SERVICE_HOST`.
  [[nodiscard]] std::optional<Destination> of_variable(std::string_view variable,
                                                       std::string_view name_space) const;
  /// Leaves of a destination the pods that a DestinationRule gives the subset.
  void narrow(Destination& whole, std::string_view subset) const;
  /// True for names that can only be of this cluster: `x.shop.svc`.
  [[nodiscard]] static bool is_cluster_name(std::string_view host);

  /// By which a workload is named in the cluster: "web.shop.svc.cluster.local".
  [[nodiscard]] const std::vector<KnownAddress>& answers() const { return answers_; }
  /// What a Service opens to the outside, by position of its workloads.
  struct Opening {
    std::vector<std::size_t> workloads;
    std::string reason;  ///< "Service web of type LoadBalancer"
    bool is_declared = false;
    SourceSpan span;
  };
  [[nodiscard]] const std::vector<Opening>& openings() const { return openings_; }
  [[nodiscard]] bool is_listening(std::size_t workload) const {
    return listening_.contains(workload);
  }
  /// Its Services are those that the API server asks: webhooks, and parts of the API.
  [[nodiscard]] bool is_for_cluster(std::size_t workload) const {
    return for_cluster_.contains(workload);
  }
  /// It has a Service for what measures it.
  [[nodiscard]] bool is_measured(std::size_t workload) const {
    return measured_.contains(workload);
  }
  /// A Service of it has a port at which browsers ask.
  [[nodiscard]] bool is_at_web_port(std::size_t workload) const {
    return at_web_port_.contains(workload);
  }
  /// A Service with an address of its own passes requests to any of its instances.
  [[nodiscard]] bool is_balanced(std::size_t workload) const {
    return balanced_.contains(workload);
  }

 private:
  void find_asked_by_cluster();
  void note_callers(const Object& object, const std::vector<std::size_t>& workloads);
  void add_service(const Object& object, Conclusions& conclusions, Diagnostics& diagnostics);
  void add_pool(const Object& object);
  [[nodiscard]] std::vector<std::size_t> selected_by(const Object& object) const;
  [[nodiscard]] std::vector<std::size_t> as_wholes(std::vector<std::size_t> selected) const;
  [[nodiscard]] std::vector<std::size_t> endpoints_of(const Object& object) const;
  void open(const Object& object, const Destination& destination);
  void weigh_openings();
  void add_entries();
  void split_by_routes();
  [[nodiscard]] std::vector<std::size_t> subset_of(const Destination& whole,
                                                   std::string_view subset) const;

  const Objects& objects_;
  const std::vector<Workload>& workloads_;
  std::map<std::string, Destination, std::less<>> services_;  ///< by namespace and name
  std::map<std::string, Destination, std::less<>> hosts_;     ///< outside names of ServiceEntries
  std::set<std::string, std::less<>> spaces_;                 ///< that are written
  LabelIndex index_;
  std::set<std::size_t> listening_;
  std::set<std::size_t> balanced_;
  std::set<std::size_t> for_cluster_;
  std::set<std::size_t> measured_;
  std::set<std::size_t> at_web_port_;
  std::multimap<std::string, std::string, std::less<>> asked_by_cluster_;  ///< name and namespace
  std::vector<KnownAddress> answers_;
  std::vector<Opening> openings_;
};

}  // namespace cutpoint::kubernetes
