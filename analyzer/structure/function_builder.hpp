/// Appends nodes to a structure function: simplifies, and gives equal nodes one id.
#pragma once

#include <cstddef>
#include <cstdint>
#include <unordered_set>
#include <vector>

#include "cutpoint/structure_function.hpp"

namespace cutpoint {

/// Children must exist before their parents, so the result is in topological order.
class FunctionBuilder {
 public:
  explicit FunctionBuilder(StructureFunction& function)
      : function_(function), known_(64, Hash{this}, Equal{this}) {}
  FunctionBuilder(const FunctionBuilder&) = delete;
  FunctionBuilder& operator=(const FunctionBuilder&) = delete;

  /// The node of an event; made on first use.
  NodeId event(EventId event);
  /// Never failed, always failed.
  NodeId constant(bool failed);
  NodeId any(std::vector<NodeId> children);
  NodeId all(std::vector<NodeId> children);
  /// Fails when at least `threshold` of the children fail; a child may stand there more than once.
  NodeId at_least(std::uint32_t threshold, std::vector<NodeId> children);
  NodeId negation(NodeId child);
  /// `children`: failures of the network's vertices, then of its edges.
  NodeId connected(std::uint32_t reachability, const std::vector<NodeId>& children);

  [[nodiscard]] StructureFunction& function() { return function_; }

 private:
  struct Hash {
    const FunctionBuilder* builder;
    std::size_t operator()(NodeId node) const;
  };
  struct Equal {
    const FunctionBuilder* builder;
    bool operator()(NodeId a, NodeId b) const;
  };

  [[nodiscard]] bool is_constant(NodeId node, bool failed) const;
  NodeId add(NodeType type, std::uint32_t threshold, std::uint32_t reachability,
             const std::vector<NodeId>& children);

  StructureFunction& function_;
  std::unordered_set<NodeId, Hash, Equal> known_;
};

}  // namespace cutpoint
