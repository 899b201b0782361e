/// A journey's single points of failure with what each of them takes down.
#pragma once

#include <functional>
#include <optional>
#include <unordered_map>
#include <utility>
#include <vector>

#include "analyzer/analysis/single_points/failure_paths.hpp"
#include "analyzer/structure/failure_wave.hpp"
#include "analyzer/structure/parents.hpp"
#include "cutpoint/single_points.hpp"

namespace cutpoint {

/// Asks journeys of one function one after the other; keeps what they share.
class SinglePointFinder {
 public:
  /// `while_working`, where given, is called for each event that is followed.
  SinglePointFinder(const Model& model, const StructureFunction& function,
                    const SinglePointOptions& options, std::function<void()> while_working = {});

  /// Most downtime first.
  [[nodiscard]] std::vector<SinglePoint> find(JourneyId journey);

  /// Of the function that was given.
  [[nodiscard]] const Parents& parents() const {
    return compiled_parents_ ? *compiled_parents_ : parents_;
  }
  /// As single failures find it; what the wave is of.
  [[nodiscard]] const StructureFunction& function() const { return function_; }
  [[nodiscard]] FailureWave& wave() { return wave_; }
  [[nodiscard]] FailurePaths& paths() { return paths_; }

 private:
  [[nodiscard]] std::vector<EventId> events_of(JourneyId journey);
  [[nodiscard]] SinglePoint describe(EventId event, double share, JourneyId journey);
  [[nodiscard]] double share_of(EventId event, JourneyId journey) const;
  void follow_consequences(SinglePoint& point, JourneyId journey);
  [[nodiscard]] std::vector<ComponentId> all_that_falls(EventId event);
  void classify(SinglePoint& point, JourneyId journey) const;
  [[nodiscard]] bool recovers_soon(EventId failover) const;
  [[nodiscard]] const Acceptance* acceptance_of(const BasicEvent& event, JourneyId journey) const;

  const Model& model_;
  const StructureFunction& compiled_;
  std::optional<StructureFunction> with_stuck_;  ///< where who moves work may be down
  std::optional<Parents> compiled_parents_;      ///< then
  const StructureFunction& function_;
  SinglePointOptions options_;
  std::function<void()> while_working_;
  Parents parents_;
  FailureWave wave_;
  FailurePaths paths_;
  std::optional<std::vector<std::vector<EventId>>> of_all_;  ///< by journey
  /// Components by the node of their failure: circles share one.
  std::vector<std::pair<NodeId, ComponentId>> components_at_;
  IdVector<ComponentId, std::uint32_t> fallen_;  ///< number of the consequence that felled it
  std::uint32_t consequence_ = 0;
  std::size_t consequence_steps_ = 0;
  std::unordered_map<EventId, std::vector<ComponentId>> consequences_;  ///< of events asked before
  std::size_t kept_consequences_ = 0;                                   ///< components in them
};

}  // namespace cutpoint
