#include "analyzer/failover/group_rewriter.hpp"

#include <map>
#include <utility>

namespace cutpoint {

namespace {

class FunctionRewriter {
 public:
  FunctionRewriter(StructureFunction& function, const GroupForm& form)
      : function_(function),
        form_(form),
        nodes_(std::exchange(function.nodes, {})),
        children_(std::exchange(function.children, {})),
        builder_(function),
        now_(nodes_.size()),
        entered_(nodes_.size(), 0) {
    function.event_nodes = IdVector<EventId, NodeId>(function.events.size());
    for (const GroupCluster& cluster : function.clusters) {
      for (std::size_t i = 0; i < cluster.groups.size(); ++i) {
        add_place({&cluster, function.failover_groups[cluster.groups[i]], i});
      }
    }
    for (const FailoverGroup& group : function.failover_groups) {
      if (group.node.valid() && !of_node_.contains(group.node)) add_place({nullptr, group, 0});
    }
  }

  void rewrite() {
    for (std::size_t i = 0; i < nodes_.size(); ++i) write(NodeId(i));
    for (auto* ids : {&function_.journey_failed, &function_.journey_not_full}) {
      for (NodeId& id : *ids) replace(id);
    }
    for (NodeId& id : function_.component_failed) replace(id);
    for (RedundancyGroup& group : function_.groups) replace(group.node);
    for (FailoverGroup& group : function_.failover_groups) {
      replace(group.node);
      replace(group.full_node);
      replace(group.arbiter);
      for (NodeId& id : group.members) replace(id);
    }
    for (GroupCluster& cluster : function_.clusters) {
      for (NodeId& id : cluster.arbiters) replace(id);
    }
  }

 private:
  void add_place(const GroupPlace& place) {
    if (!form_.changes(place)) return;
    of_node_.emplace(place.group.node, place);
    of_node_.emplace(place.group.full_node, place);
  }

  /// With all that it stands on first: an arbiter may have been written after the group.
  void write(NodeId root) {
    std::vector<NodeId> open{root};
    while (!open.empty()) {
      const NodeId id = open.back();
      if (entered_[id] == 0) {
        entered_[id] = 1;
        for (const NodeId other : stands_on(id)) {
          if (entered_[other] == 0) open.push_back(other);
        }
        continue;
      }
      open.pop_back();
      if (now_[id].valid()) continue;
      NodeId node = written(nodes_[id]);
      const auto place = of_node_.find(id);
      if (place != of_node_.end()) {
        const GroupCluster* cluster = place->second.cluster;
        const RewrittenNodes nodes{[&](std::size_t at) { return at_position(*cluster, at); },
                                   [&](NodeId other) { return known(other); }};
        node = form_.write(builder_, place->second, node, nodes);
      }
      now_[id] = node;
    }
  }

  [[nodiscard]] std::vector<NodeId> stands_on(NodeId id) const {
    const Node& node = nodes_[id];
    std::vector<NodeId> others(children_.begin() + node.first_child,
                               children_.begin() + node.first_child + node.child_count);
    const auto place = of_node_.find(id);
    if (place == of_node_.end()) return others;
    for (const std::uint32_t at : form_.asks(place->second)) {
      const NodeId other = node_at(*place->second.cluster, at);
      if (other.valid()) others.push_back(other);
    }
    const auto nodes = form_.asks_of(place->second);
    others.insert(others.end(), nodes.begin(), nodes.end());
    return others;
  }

  /// As it was; invalid where it is an event.
  [[nodiscard]] NodeId node_at(const GroupCluster& cluster, std::size_t at) const {
    if (at < cluster.ground.size()) return {};
    if (at < cluster.first_group_bit()) return cluster.arbiters[at - cluster.ground.size()];
    return function_.failover_groups[cluster.groups[at - cluster.first_group_bit()]].node;
  }

  void replace(NodeId& id) const {
    if (id.valid()) id = now_[id];
  }

  NodeId written(const Node& node) {
    std::vector<NodeId> children;
    for (std::uint32_t i = 0; i < node.child_count; ++i) {
      children.push_back(now_[children_[node.first_child + i]]);
    }
    switch (node.type) {
      case NodeType::event:
        return builder_.event(node.event);
      case NodeType::any:
        return builder_.any(std::move(children));
      case NodeType::all:
        return builder_.all(std::move(children));
      case NodeType::at_least:
        return builder_.at_least(node.threshold, std::move(children));
      case NodeType::negation:
        return builder_.negation(children.front());
      case NodeType::connected:
        break;
    }
    return builder_.connected(node.reachability, children);
  }

  NodeId at_position(const GroupCluster& cluster, std::size_t at) {
    const NodeId node = node_at(cluster, at);
    if (!node.valid()) return builder_.event(cluster.ground[at]);
    return known(node);
  }

  /// In a circle an arbiter may stand on a group that it serves: that does not stop itself.
  NodeId known(NodeId id) { return now_[id].valid() ? now_[id] : builder_.any({}); }

  StructureFunction& function_;
  const GroupForm& form_;
  IdVector<NodeId, Node> nodes_;  ///< as they were
  std::vector<NodeId> children_;
  FunctionBuilder builder_;
  IdVector<NodeId, NodeId> now_;  ///< by id as it was
  IdVector<NodeId, std::uint8_t> entered_;
  std::map<NodeId, GroupPlace> of_node_;
};

}  // namespace

void rewrite_groups(StructureFunction& function, const GroupForm& form) {
  FunctionRewriter(function, form).rewrite();
}

}  // namespace cutpoint
