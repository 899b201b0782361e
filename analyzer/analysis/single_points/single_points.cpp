#include "analyzer/analysis/single_points/single_points.hpp"

#include <algorithm>

namespace cutpoint {

namespace {

class SinglePointSweep {
 public:
  SinglePointSweep(const StructureFunction& function, const Parents& parents, FailureWave& wave)
      : function_(function), parents_(parents), wave_(wave) {}

  std::vector<EventId> run(NodeId top) {
    collect_below(top);
    fatal_.assign(function_.nodes.size(), 0);
    fatal_[top] = 1;
    std::vector<EventId> found;
    wave_.limit_to(&inside_);
    for (auto at = below_.rbegin(); at != below_.rend(); ++at) {
      if (*at != top) fatal_[*at] = is_fatal(*at) ? 1 : 0;
      const Node& node = function_.nodes[*at];
      if (node.type == NodeType::event && fatal_[*at] != 0 &&
          function_.events[node.event].can_fail) {
        found.push_back(node.event);
      }
    }
    wave_.limit_to(nullptr);
    std::sort(found.begin(), found.end());
    return found;
  }

 private:
  void collect_below(NodeId top) {
    inside_.assign(function_.nodes.size(), 0);
    below_.assign(1, top);
    inside_[top] = 1;
    for (std::size_t head = 0; head < below_.size(); ++head) {
      for (const NodeId child : function_.children_of(below_[head])) {
        if (inside_[child] != 0) continue;
        inside_[child] = 1;
        below_.push_back(child);
      }
    }
    std::sort(below_.begin(), below_.end());
  }

  /// Does this node, failing alone, fail the top? All nodes above are decided already.
  bool is_fatal(NodeId id) {
    NodeId only_parent;
    bool several = false;
    for (const Parents::Place& place : parents_.of(id)) {
      if (inside_[place.parent] == 0) continue;
      const NodeType type = function_.nodes[place.parent].type;
      if (type == NodeType::any && fatal_[place.parent] != 0) return true;
      several = several || (only_parent.valid() && only_parent != place.parent);
      only_parent = place.parent;
    }
    if (!several && function_.nodes[only_parent].type == NodeType::any) return false;
    return wave_.spread(id, [&](NodeId failed, bool is_bottleneck) {
      if (failed == id) return FailureWave::Verdict::go_on;
      if (fatal_[failed] != 0) return FailureWave::Verdict::stop_failed;
      return is_bottleneck ? FailureWave::Verdict::stop_spared : FailureWave::Verdict::go_on;
    });
  }

  const StructureFunction& function_;
  const Parents& parents_;
  FailureWave& wave_;
  IdVector<NodeId, std::uint8_t> inside_;
  std::vector<NodeId> below_;
  IdVector<NodeId, std::uint8_t> fatal_;
};

}  // namespace

std::vector<EventId> single_points_of_failure(const StructureFunction& function,
                                              const Parents& parents, NodeId top,
                                              FailureWave& wave) {
  return SinglePointSweep(function, parents, wave).run(top);
}

}  // namespace cutpoint
