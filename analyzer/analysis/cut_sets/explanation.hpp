/// Why a minimal cut set fails a journey: the redundancies it defeats, the paths it cuts.
#pragma once

#include <cstddef>
#include <optional>

#include "analyzer/analysis/single_points/failure_paths.hpp"
#include "analyzer/structure/parents.hpp"
#include "analyzer/structure/subset_failures.hpp"
#include "cutpoint/cut_sets.hpp"

namespace cutpoint {

/// Explains the sets of one journey after the other, up to a limit on the work in all.
class CutSetExplainer {
 public:
  /// `work_limit`: children of nodes looked at.
  CutSetExplainer(const Model& model, const StructureFunction& function, const Parents& parents,
                  FailurePaths& paths, std::size_t work_limit);

  /// Sets left unexplained have more events than can be told apart or came after the limit.
  void explain(JourneyId journey, std::vector<CutSet>& sets);

 private:
  void prepare();
  void find_defeated(JourneyId journey, CutSet& set);
  void find_ways_to(NodeId top);
  void find_paths(JourneyId journey, CutSet& set);

  const Model& model_;
  const StructureFunction& function_;
  const Parents& parents_;
  FailurePaths& paths_;
  std::size_t work_limit_;
  std::size_t path_steps_ = 0;
  std::optional<SubsetFailures> failures_;  ///< made with the first set
  /// Groups by node: the first that declares a node stands for all.
  std::vector<std::pair<NodeId, GroupId>> groups_;
  /// By node: the last set of which it has failed on a way up to the journey.
  IdVector<NodeId, std::uint32_t> on_way_;
  std::uint32_t set_ = 0;
};

}  // namespace cutpoint
