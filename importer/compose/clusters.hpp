/// Which services are members of one service, and with how many of them it lives.
#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "importer/compose/references.hpp"
#include "importer/compose/service.hpp"

namespace cutpoint::compose {

/// What each setting of each service names: `[service][setting]`.
using AllReferences = std::vector<std::vector<References>>;

/// With how many members a group lives, and how that is known.
struct GroupLife {
  std::uint32_t at_least = 1;
  std::string why;  ///< "image kafka: any", "majority of controllers"
};

/// Clusters of services of one program that name each other.
class Clusters {
 public:
  Clusters(const std::vector<Service>& services, const AllReferences& references);

  /// All members of the cluster that a service belongs to, itself among them; one member where it
  /// belongs to none.
  [[nodiscard]] std::vector<std::size_t> members_with(std::size_t service) const;
  [[nodiscard]] bool together(std::size_t a, std::size_t b) const;

  /// How a group of services of one program lives on without some; nothing where each is needed.
  /// `variable` is what lists them.
  [[nodiscard]] std::optional<GroupLife> life_of(const std::vector<std::size_t>& members,
                                                 const std::string& variable) const;

 private:
  void join_by(std::size_t service, const Setting& setting, const References& references);
  void settle();
  [[nodiscard]] std::size_t root_of(std::size_t service) const;
  void unite(std::size_t a, std::size_t b);
  [[nodiscard]] std::optional<GroupLife> kafka_life(const std::vector<std::size_t>& members,
                                                    const std::string& variable) const;
  [[nodiscard]] std::optional<std::size_t> replicas_of_shards(
      const std::vector<std::size_t>& members) const;

  const std::vector<Service>& services_;
  std::vector<std::size_t> parent_;
  std::map<std::size_t, std::vector<std::size_t>> members_;  ///< by root
  std::vector<std::vector<std::size_t>> named_;              ///< by service: of its program
  std::vector<std::pair<std::size_t, std::vector<std::size_t>>> joining_;
};

}  // namespace cutpoint::compose
