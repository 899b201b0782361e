/// Probability, frequency and importance of one top event, from its diagram or as bounds without
/// one.
#pragma once

#include <cstdint>
#include <map>
#include <span>
#include <vector>

#include "analyzer/engine/decision_diagram.hpp"
#include "analyzer/engine/quantities/failure_count.hpp"
#include "cutpoint/structure_function.hpp"

namespace cutpoint {

/// Probabilities of all nodes of a diagram being true.
class NodeProbabilities {
 public:
  /// With the events of `occurred` failed for sure, and those of `working` (sorted) never failing;
  /// where both name an event it has occurred.
  /// Events of which the probability is estimated, at one end of their interval.
  enum class Estimate { likely, least, most };
  explicit NodeProbabilities(const DecisionDiagram& diagram, std::span<const EventId> occurred = {},
                             std::span<const EventId> working = {},
                             Estimate estimate = Estimate::likely);
  [[nodiscard]] double operator[](DecisionDiagram::Ref ref) const { return values_[ref]; }
  /// Of a variable: the unavailability of an event, the probability of a module or of a count.
  [[nodiscard]] double of_variable(DecisionDiagram::Variable variable) const;
  /// Of an event, as things stand.
  [[nodiscard]] double of_event(EventId id) const;

 private:
  const DecisionDiagram& diagram_;
  std::vector<EventId> occurred_;  ///< sorted
  std::vector<EventId> working_;
  Estimate estimate_;
  std::vector<double> values_;
  std::vector<double> counts_;  ///< by count
};

/// The parts of a count, with their probabilities.
[[nodiscard]] FailureCount failure_count(const DecisionDiagram::Count& count,
                                         const NodeProbabilities& probabilities);

/// Birnbaum importance of an event: ∂Q/∂q.
struct EventSensitivity {
  EventId event;
  double birnbaum = 0;
  /// Without this event the top event cannot happen.
  bool necessary = false;
};

/// All sensitivities in one backward pass over the diagram below `top`, by event.
[[nodiscard]] std::vector<EventSensitivity> sensitivities(const DecisionDiagram& diagram,
                                                          const NodeProbabilities& probabilities,
                                                          DecisionDiagram::Ref top);

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

 private:
  [[nodiscard]] std::vector<EventId> events_of(const GroupCluster& cluster,
                                               std::size_t position) const;
  [[nodiscard]] static std::vector<EventId> events_outside(const GroupCluster& cluster);
  [[nodiscard]] bool reacts(const GroupCluster& cluster) const;
  [[nodiscard]] bool follows(const GroupCluster& cluster) const;
  void follow(const GroupCluster& cluster, bool reacting);
  void find_patterns();

  const DecisionDiagram& diagram_;
  std::vector<EventId> working_;
  std::vector<bool> by_flow_;  ///< by event: its changes are among the flows
  struct Followed {
    const GroupCluster* cluster;
    std::vector<GroupCluster::Flow> flows;
    std::map<std::uint32_t, NodeProbabilities> patterns;
  };
  std::vector<Followed> followed_;
};

struct ProbabilityBounds {
  double lower = 0;
  double upper = 1;
};

/// Guaranteed bounds for every node, linear in the function. Basic events are independent and the
/// function is coherent, so nodes are positively associated (Esary, Proschan, Walkup 1967): a
/// conjunction is at least as probable as the product, a disjunction at most 1 − Π(1 − p).
[[nodiscard]] IdVector<NodeId, ProbabilityBounds> bound_probabilities(
    const StructureFunction& function);

}  // namespace cutpoint
