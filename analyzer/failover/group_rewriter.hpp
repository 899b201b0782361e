/// Writes the nodes of a function anew, those of groups in time in another form.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <vector>

#include "analyzer/structure/function_builder.hpp"
#include "cutpoint/structure_function.hpp"

namespace cutpoint {

/// A group where it stands in its cluster.
struct GroupPlace {
  const GroupCluster* cluster;  ///< null where it is in none
  const FailoverGroup& group;
  std::size_t position;  ///< in the cluster
};

/// What has been written anew.
struct RewrittenNodes {
  /// The node at a position in the cluster's ground, then of its arbiters and groups.
  std::function<NodeId(std::size_t)> at;
  /// Of a node as it was; one that never fails, where that stands on what is being written.
  std::function<NodeId(NodeId)> of;
};

/// What the node of a group becomes.
class GroupForm {
 public:
  virtual ~GroupForm() = default;
  /// False where the group stays as it is.
  [[nodiscard]] virtual bool changes(const GroupPlace& place) const = 0;
  /// Positions that the new form asks for.
  [[nodiscard]] virtual std::vector<std::uint32_t> asks(const GroupPlace&) const { return {}; }
  /// Nodes that it asks for, as they were.
  [[nodiscard]] virtual std::vector<NodeId> asks_of(const GroupPlace&) const { return {}; }
  [[nodiscard]] virtual NodeId write(FunctionBuilder& builder, const GroupPlace& place,
                                     NodeId as_it_was, const RewrittenNodes& nodes) const = 0;
};

/// Nodes get other ids, events keep theirs.
void rewrite_groups(StructureFunction& function, const GroupForm& form);

}  // namespace cutpoint
