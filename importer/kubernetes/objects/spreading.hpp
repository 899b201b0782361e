/// How many instances one node and one zone may legally hold: the arithmetic of what the scheduler
/// must obey.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace cutpoint::kubernetes {

enum class DomainLevel { node, zone };

/// One hard rule about the instances of one workload. What is only preferred is no rule.
struct SpreadRule {
  DomainLevel level = DomainLevel::node;
  /// Nothing: no two in one domain (required anti-affinity). Otherwise no domain may hold more than
  /// this above the one that holds least.
  std::optional<std::uint32_t> max_skew;
  std::uint32_t min_domains = 1;  ///< with fewer the least counts as nothing
  std::string reason;             ///< "required anti-affinity on kubernetes.io/hostname"
};

/// What an operator keeps apart by such a label: no two in one zone, or on one node.
[[nodiscard]] SpreadRule kept_apart(std::string_view key, std::string reason);

/// A label of nodes or of volumes whose value is a zone: that of Kubernetes, its older name, and
/// those of drivers, `topology.gke.io/zone`.
[[nodiscard]] bool names_zone(std::string_view key);

/// How many domains of a level there are to choose from; nothing where the nodes are not known.
struct KnownDomains {
  std::optional<std::uint32_t> nodes;
  std::optional<std::uint32_t> zones;
};

/// The most that one domain may hold, and by which rule.
struct DomainCap {
  std::uint32_t most = 0;     ///< at most the number of instances
  std::string reason;         ///< empty: nothing limits it
  std::uint32_t domains = 1;  ///< the fewest domains that all instances take then
};

/// With nodes unknown, the fewest domains are taken that the rules allow: a rule about skew says
/// nothing where one domain is enough.
[[nodiscard]] DomainCap cap_of(DomainLevel level, std::uint32_t instances,
                               const std::vector<SpreadRule>& rules, const KnownDomains& known);

/// Instances by domain, the first holding the most that it may, such that all rules hold; their sum
/// is `instances` unless there are too few domains.
[[nodiscard]] std::vector<std::uint32_t> worst_loads(DomainLevel level, std::uint32_t instances,
                                                     const std::vector<SpreadRule>& rules,
                                                     const KnownDomains& known);

}  // namespace cutpoint::kubernetes
