/// The networks that links make, and the `connected` requirements over them.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <utility>
#include <vector>

#include "cutpoint/structure_function.hpp"

namespace cutpoint {

/// Finds components and links in the networks of a function.
class NetworkIndex {
 public:
  /// Adds to `function` one network for each set of components that links join.
  NetworkIndex(const Model& model, StructureFunction& function);

  /// The reachability of these ends, shared by equal requirements; nothing where no links join
  /// them.
  [[nodiscard]] std::optional<std::uint32_t> reachability(const std::vector<ComponentId>& ends);

  [[nodiscard]] const std::vector<ComponentId>& vertices(NetworkId network) const {
    return vertices_[network];
  }
  [[nodiscard]] const std::vector<LinkId>& links(NetworkId network) const {
    return links_[network];
  }

 private:
  StructureFunction& function_;
  IdVector<ComponentId, NetworkId> network_of_;
  IdVector<ComponentId, std::uint32_t> position_;
  IdVector<NetworkId, std::vector<ComponentId>> vertices_;
  IdVector<NetworkId, std::vector<LinkId>> links_;
  std::map<std::pair<NetworkId, std::vector<std::uint32_t>>, std::uint32_t> known_;
};

}  // namespace cutpoint
