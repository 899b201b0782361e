/// What fails when one node fails alone: the wave of consequences, upwards, in topological order.
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <queue>
#include <vector>

#include "analyzer/structure/ancestry.hpp"
#include "analyzer/structure/parents.hpp"
#include "analyzer/structure/reachability.hpp"
#include "cutpoint/structure_function.hpp"

namespace cutpoint {

/// Spreads single failures through a function. Work is proportional to what is touched; the marks
/// of one wave are cleared by the next.
class FailureWave {
 public:
  FailureWave(const StructureFunction& function, const Parents& parents)
      : function_(function),
        parents_(parents),
        ancestry_(function),
        stamp_(function.nodes.size(), 0),
        hits_(function.nodes.size(), 0),
        connected_(function.nodes.size()) {}

  /// Limits the waves to nodes of which `inside` is true; all, where null. Not owned.
  void limit_to(const IdVector<NodeId, std::uint8_t>* inside) { inside_ = inside; }

  enum class Verdict { stop_failed, stop_spared, go_on };

  /// Fails `start` and follows. For every node that fails, in ascending order and beginning with
  /// `start`, calls `visit(node, is_bottleneck)`; `is_bottleneck` says that all further
  /// consequences are those of this node failing alone. Stops where `visit` says so; true on
  /// stop_failed.
  template <class Visit>
  bool spread(NodeId start, Visit visit);

  /// Nodes touched since construction: the work done.
  [[nodiscard]] std::size_t steps() const { return steps_; }

 private:
  void begin();
  void hit_parents(NodeId failed);
  void hit(const Parents::Place& place);
  [[nodiscard]] bool may_complete(NodeId node, std::uint32_t needed) const;
  [[nodiscard]] bool is_parted(NodeId node);
  [[nodiscard]] bool anything_half_hit(NodeId above);

  const StructureFunction& function_;
  const Parents& parents_;
  Ancestry ancestry_;
  NodeId start_;
  const IdVector<NodeId, std::uint8_t>* inside_ = nullptr;
  std::uint32_t wave_ = 0;
  std::size_t steps_ = 0;
  IdVector<NodeId, std::uint32_t> stamp_;  ///< wave that last touched the node
  IdVector<NodeId, std::uint32_t> hits_;   ///< failed children; all bits set once failed
  static constexpr std::uint32_t has_failed = 0xffffffff;
  std::priority_queue<NodeId, std::vector<NodeId>, std::greater<>>
      pending_;                           ///< failed or to decide
  std::priority_queue<NodeId> half_hit_;  ///< touched, may fail yet (some have)
  struct ConnectedState {
    std::vector<bool> parts_alone;
    std::optional<NetworkAdjacency> adjacency;
    std::vector<std::uint32_t> always;  ///< positions of elements that never work
    std::vector<std::uint32_t> failed;  ///< positions, in this wave
  };
  IdVector<NodeId, std::optional<ConnectedState>> connected_;
};

template <class Visit>
bool FailureWave::spread(NodeId start, Visit visit) {
  begin();
  start_ = start;
  stamp_[start] = wave_;
  hits_[start] = has_failed;
  pending_.push(start);
  while (!pending_.empty()) {
    const NodeId at = pending_.top();
    pending_.pop();
    if (hits_[at] != has_failed) {
      if (!is_parted(at)) continue;
      hits_[at] = has_failed;
    }
    const bool bottleneck = pending_.empty() && !anything_half_hit(at);
    switch (visit(at, bottleneck)) {
      case Verdict::stop_failed:
        return true;
      case Verdict::stop_spared:
        return false;
      case Verdict::go_on:
        break;
    }
    hit_parents(at);
  }
  return false;
}

}  // namespace cutpoint
