/// How often a top goes down, from the rates of events and the flows of groups in time.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "analyzer/engine/quantities/probability.hpp"

namespace cutpoint {

/// By bit of the patterns of a cluster: the events that all have occurred where it is set, and none
/// of them where it is not.
[[nodiscard]] std::vector<std::vector<EventId>> events_by_bit(const StructureFunction& function,
                                                              const GroupCluster& cluster);

/// A group's own: what only it depends on, and its failovers.
[[nodiscard]] std::vector<EventId> events_of_group(const StructureFunction& function,
                                                   const GroupCluster& cluster,
                                                   std::size_t position);

/// Outages per year of coherent top events: w = Σ Birnbaumᵢ·λᵢ(1−qᵢ) over independent events, and
/// the flows of the chains of groups in time: each transition of a chain from a pattern of what is
/// down to another one, times the chance that the top is up with the first and down with the
/// second. So a zone's failure that starts two switches is one outage.
class OutageFrequency {
 public:
  /// The diagram must outlive it, and its events keep their figures.
  explicit OutageFrequency(const DecisionDiagram& diagram, std::span<const EventId> working = {});
  /// `sensitivities`: those of this top that count, by event.
  [[nodiscard]] double per_year(DecisionDiagram::Ref top,
                                const std::vector<EventSensitivity>& sensitivities) const;
  /// As a share: how far it may be off because flows follow fitted times. What the probabilities of
  /// events may be off comes on top.
  [[nodiscard]] double flows_error(const std::vector<EventSensitivity>& sensitivities) const;

 private:
  struct Followed {
    const GroupCluster* cluster;
    std::vector<GroupCluster::Flow> flows;
  };
  [[nodiscard]] static std::vector<EventId> events_outside(const GroupCluster& cluster);
  [[nodiscard]] bool reacts(const GroupCluster& cluster) const;
  [[nodiscard]] bool follows(const GroupCluster& cluster) const;
  [[nodiscard]] double by_flows(const Followed& followed, DecisionDiagram::Ref top) const;
  void follow(const GroupCluster& cluster, bool reacting);

  const DecisionDiagram& diagram_;
  std::vector<EventId> working_;
  NodeProbabilities others_;   ///< with `working_` never failing
  std::vector<bool> by_flow_;  ///< by event: its changes are among the flows
  std::vector<Followed> followed_;
};

}  // namespace cutpoint
