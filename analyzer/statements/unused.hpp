/// What no journey needs, and whether copies of data make use of it all the same.
#pragma once

#include <vector>

#include "cutpoint/analysis.hpp"
#include "cutpoint/model.hpp"

namespace cutpoint {

/// A component that no journey needs.
struct Unused {
  ComponentId component;
  bool serves_copies = false;  ///< backups or replicas are kept on it, or on what stands on it
};

/// In file order.
[[nodiscard]] std::vector<Unused> unused_of(const Model& model, const Analysis& analysis);

}  // namespace cutpoint
