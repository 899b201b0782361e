/// The shortest ways from every failed component to what failed first, found in one search.
#pragma once

#include <vector>

#include "analyzer/analysis/single_points/failure_paths.hpp"

namespace cutpoint {

/// Linear in the model to make, and constant time for each path, since long ones keep their ends.
class FailureForest {
 public:
  /// `paths` decides whether soft requirements are followed; `origins` ascending.
  FailureForest(const Model& model, const FailurePaths& paths, std::vector<ComponentId> origins,
                const FailurePaths::Failed& failed);

  /// From a component, itself included, to the nearest origin; empty where none is reached.
  [[nodiscard]] FailurePath from(ComponentId start) const;
  /// From the needs of a journey.
  [[nodiscard]] FailurePath from(JourneyId journey) const;

 private:
  static constexpr std::uint32_t unreached = 0xffffffffU;

  void collect_edges();
  void measure();
  void plant();
  [[nodiscard]] ComponentId nearest_of(const std::vector<ComponentId>& candidates) const;

  const Model& model_;
  const FailurePaths& paths_;
  std::vector<ComponentId> origins_;
  const FailurePaths::Failed& failed_;
  IdVector<ComponentId, std::vector<ComponentId>> next_;
  IdVector<ComponentId, std::uint32_t> distance_;  ///< steps to the nearest origin
  std::vector<ComponentId> by_distance_;
  IdVector<ComponentId, ComponentId> toward_;  ///< the next step on the way there
  /// The component of the way whose distance is that of the tail's first one.
  IdVector<ComponentId, ComponentId> tail_;
};

}  // namespace cutpoint
