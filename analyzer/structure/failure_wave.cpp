#include "analyzer/structure/failure_wave.hpp"

#include <algorithm>

namespace cutpoint {

void FailureWave::begin() {
  ++wave_;
  pending_ = {};
  half_hit_ = {};
}

void FailureWave::hit_parents(NodeId failed) {
  for (const Parents::Place& place : parents_.of(failed)) {
    if (inside_ != nullptr && (*inside_)[place.parent] == 0) continue;
    ++steps_;
    hit(place);
  }
}

void FailureWave::hit(const Parents::Place& place) {
  const NodeId parent = place.parent;
  const Node& node = function_.nodes[parent];
  const bool first_hit = stamp_[parent] != wave_;
  if (first_hit) {
    stamp_[parent] = wave_;
    hits_[parent] = 0;
  }
  if (hits_[parent] == has_failed) return;
  ++hits_[parent];
  if (node.type == NodeType::connected) {
    // Decided when its turn comes: all its elements have smaller ids.
    if (!connected_[parent]) {
      connected_[parent].emplace();
      const Reachability& reachability = function_.reachabilities[node.reachability];
      connected_[parent]->parts_alone =
          parting_elements(function_.networks[reachability.network], reachability);
      const auto children = function_.children_of(parent);
      for (std::uint32_t position = 0; position < children.size(); ++position) {
        const Node& child = function_.nodes[children[position]];
        if (child.type == NodeType::all && child.child_count == 0) {
          connected_[parent]->always.push_back(position);
        }
      }
    }
    if (first_hit) {
      connected_[parent]->failed.clear();
      pending_.push(parent);
    }
    connected_[parent]->failed.push_back(place.position);
    return;
  }
  const std::uint32_t needed = node.type == NodeType::any        ? 1
                               : node.type == NodeType::at_least ? node.threshold
                                                                 : node.child_count;
  if (hits_[parent] >= needed) {
    hits_[parent] = has_failed;
    pending_.push(parent);
  } else if (first_hit && may_complete(parent, needed)) {
    half_hit_.push(parent);
  }
}

/// A gate fails in this wave only if enough of its children lie above the start; most gates that
/// are hit once are thereby known to hold, and the wave can narrow past them.
bool FailureWave::may_complete(NodeId id, std::uint32_t needed) const {
  constexpr std::uint32_t most_children = 8;
  const auto children = function_.children_of(id);
  if (children.size() > most_children) return true;
  std::uint32_t possible = 0;
  for (const NodeId child : children) {
    if (ancestry_.may_be_below(start_, child)) ++possible;
  }
  return possible >= needed;
}

bool FailureWave::is_parted(NodeId id) {
  ConnectedState& state = *connected_[id];
  if (state.failed.size() == 1 && state.always.empty())
    return state.parts_alone[state.failed.front()];
  const Reachability& reachability = function_.reachabilities[function_.nodes[id].reachability];
  const Network& network = function_.networks[reachability.network];
  if (!state.adjacency) state.adjacency.emplace(network);
  steps_ += network.edges.size();
  std::vector<bool> failed(network.vertex_count + network.edges.size(), false);
  for (const std::uint32_t position : state.failed) failed[position] = true;
  for (const std::uint32_t position : state.always) failed[position] = true;
  return is_disconnected(network, *state.adjacency, reachability,
                         [&failed](std::uint32_t position) { return failed[position]; });
}

bool FailureWave::anything_half_hit(NodeId above) {
  while (!half_hit_.empty()) {
    const NodeId top = half_hit_.top();
    if (hits_[top] == has_failed) {
      half_hit_.pop();
      continue;
    }
    return top > above;
  }
  return false;
}

}  // namespace cutpoint
