/// On which machines services may stand: one, unless Swarm's placement says otherwise.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "cutpoint/diagnostic.hpp"
#include "importer/compose/service.hpp"

namespace cutpoint::compose {

struct NodeLayout {
  struct Node {
    std::string name;
    std::string description;
    SourceSpan span;
    std::string key;  ///< nodes of one key are surely different ones
  };
  std::vector<Node> nodes;
  /// What services stand on, in the order of instances; the first list is empty. Most stand where
  /// others do, so that each list is here once.
  std::vector<std::vector<std::size_t>> lists = {{}};
  std::vector<std::uint32_t> list_of;    ///< by service
  std::vector<std::uint32_t> instances;  ///< by service

  [[nodiscard]] const std::vector<std::size_t>& nodes_of(std::size_t service) const {
    return lists[list_of[service]];
  }
};

/// What is required is taken; what is only preferred is not guaranteed, and told. Names may still
/// have to be changed where services bear them.
[[nodiscard]] NodeLayout lay_out_nodes(const std::vector<Service>& services, SourceSpan start,
                                       Diagnostics& diagnostics);

}  // namespace cutpoint::compose
