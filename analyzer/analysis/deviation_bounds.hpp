/// How far a journey may be off because events of groups in time do not say all that their chains
/// do.
#pragma once

#include <optional>
#include <vector>

#include "analyzer/engine/decision_diagram.hpp"
#include "analyzer/engine/quantities/probability.hpp"

namespace cutpoint {

/// Of tops that never fall when more is down.
///
/// Let J be down by the chains and J' by the function. They differ only in states in which a group
/// does, in one of its deviations: so P(J' and not J) is at most the sum over these of the share of
/// time in which the group is down by the function alone, times the chance that J' is down when all
/// is that is down then. The last is exact as what else is down is independent of the group's
/// context; and it is an upper end where the context is told generously. What several groups do at
/// the same time is counted for each of them.
class DeviationBounds {
 public:
  /// Shares of time.
  struct Ends {
    double too_much = 0;
    double too_little = 0;
  };

  /// The diagram must outlive it.
  explicit DeviationBounds(const DecisionDiagram& diagram);
  /// There is nothing to ask.
  [[nodiscard]] bool none() const { return groups_.empty(); }
  /// `events`: what the top depends on, sorted. Without a diagram nothing is known of when the top
  /// is down with them.
  [[nodiscard]] Ends of(DecisionDiagram::Ref top, const std::vector<EventId>& events);
  /// The greatest `deviation_share` of groups that the top depends on, weighted by what of its
  /// downtime goes with them; at most that.
  [[nodiscard]] double share_of(const std::vector<EventSensitivity>& events,
                                double unavailability) const;

 private:
  struct Group {
    const FailoverGroup* group;
    std::vector<EventId> events;                          ///< its own, sorted
    std::vector<std::optional<NodeProbabilities>> given;  ///< by deviation, made when asked for
  };
  [[nodiscard]] static bool meets(const Group& group, const std::vector<EventId>& events);

  const DecisionDiagram& diagram_;
  std::vector<Group> groups_;
  std::size_t work_ = 0;  ///< nodes evaluated so far
};

}  // namespace cutpoint
