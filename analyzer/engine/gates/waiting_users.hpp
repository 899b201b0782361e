/// Which results of a part are still needed while its gates are built one after the other.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "analyzer/engine/gates/module.hpp"

namespace cutpoint {

/// Counts, for each vertex, the gates that are still to be built from it, and roots. The part must
/// live as long.
class WaitingUsers {
 public:
  explicit WaitingUsers(const GateModule& part) : part_(part), users_(part.uses()) {}

  /// The gate has been built: its operands have one user less.
  void built(std::size_t gate) {
    part_.each_operand(gate, [this](Operand operand) { --users_[operand.vertex]; });
  }
  /// Calls `visit` with each vertex that is still needed, in ascending order.
  template <class Visit>
  void each_needed(const Visit& visit) const {
    for (std::size_t vertex = 0; vertex < users_.size(); ++vertex) {
      if (users_[vertex] > 0) visit(vertex);
    }
  }

 private:
  const GateModule& part_;
  std::vector<std::uint32_t> users_;
};

}  // namespace cutpoint
