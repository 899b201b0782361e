#include "analyzer/structure/subset_failures.hpp"

#include <array>

namespace cutpoint {

SubsetFailures::SubsetFailures(const StructureFunction& function, const Parents& parents)
    : function_(function),
      parents_(parents),
      failed_with_nothing_(evaluate(function, {})),
      stamp_(function.nodes.size(), 0),
      value_(function.nodes.size(), 0),
      adjacency_(function.networks.size()) {}

void SubsetFailures::spread(std::span<const EventId> events, std::span<const Lanes> lanes) {
  ++wave_;
  changed_.clear();
  for (std::size_t i = 0; i < events.size(); ++i) {
    const NodeId node = function_.event_nodes[events[i]];
    if (node.valid() && lanes[i] != 0) set(node, lanes[i]);
  }
  while (!pending_.empty()) {
    const NodeId at = pending_.top();
    while (!pending_.empty() && pending_.top() == at) pending_.pop();
    const Lanes value = value_of(at);
    if (value != with_nothing(at)) set(at, value);
  }
}

void SubsetFailures::set(NodeId node, Lanes value) {
  stamp_[node] = wave_;
  value_[node] = value;
  changed_.push_back(node);
  for (const Parents::Place& place : parents_.of(node)) pending_.push(place.parent);
}

SubsetFailures::Lanes SubsetFailures::value_of(NodeId node) {
  const auto children = function_.children_of(node);
  steps_ += children.size();
  Lanes result = 0;
  switch (function_.nodes[node].type) {
    case NodeType::any:
      for (const NodeId child : children) result |= of(child);
      return result;
    case NodeType::all:
      result = ~Lanes{0};
      for (const NodeId child : children) result &= of(child);
      return result;
    case NodeType::negation:
      return ~of(children.front());
    case NodeType::at_least:
      return at_least(node);
    case NodeType::connected:
      return parted(node);
    case NodeType::event:
      break;
  }
  return result;
}

SubsetFailures::Lanes SubsetFailures::at_least(NodeId node) {
  std::array<std::uint32_t, 64> counts{};
  for (const NodeId child : function_.children_of(node)) {
    for (Lanes left = of(child); left != 0; left &= left - 1) {
      ++counts[static_cast<std::size_t>(__builtin_ctzll(left))];
    }
  }
  Lanes result = 0;
  for (std::size_t lane = 0; lane < counts.size(); ++lane) {
    if (counts[lane] >= function_.nodes[node].threshold) result |= Lanes{1} << lane;
  }
  return result;
}

/// Only lanes in which an element's state differs from that with nothing failed need a search.
SubsetFailures::Lanes SubsetFailures::parted(NodeId node) {
  const auto children = function_.children_of(node);
  Lanes differs = 0;
  for (const NodeId child : children) differs |= of(child) ^ with_nothing(child);
  const Reachability& reachability = function_.reachabilities[function_.nodes[node].reachability];
  const Network& network = function_.networks[reachability.network];
  auto& adjacency = adjacency_[reachability.network];
  if (!adjacency) adjacency.emplace(network);
  Lanes result = with_nothing(node) & ~differs;
  for (Lanes left = differs; left != 0; left &= left - 1) {
    const auto lane = static_cast<unsigned>(__builtin_ctzll(left));
    steps_ += children.size();
    if (is_disconnected(network, *adjacency, reachability, [&](std::uint32_t position) {
          return (of(children[position]) >> lane & 1U) != 0;
        })) {
      result |= Lanes{1} << lane;
    }
  }
  return result;
}

}  // namespace cutpoint
