/// The structure function upside down: which nodes a node's failure may bring down.
#pragma once

#include <cstddef>
#include <span>
#include <vector>

#include "cutpoint/structure_function.hpp"

namespace cutpoint {

/// Parents of every node; one entry for each place as a child, so an `at_least` that holds a child
/// twice is listed twice.
class Parents {
 public:
  explicit Parents(const StructureFunction& function);

  struct Place {
    NodeId parent;
    std::uint32_t position;  ///< among the parent's children
  };
  [[nodiscard]] std::span<const Place> of(NodeId node) const {
    return {places_.data() + first_[node.index()], first_[node.index() + 1] - first_[node.index()]};
  }

 private:
  std::vector<std::size_t> first_;
  std::vector<Place> places_;
};

}  // namespace cutpoint
