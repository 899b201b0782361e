/// Probability, frequency and importance of one top event, from its diagram or as bounds without
/// one.
#pragma once

#include <cstdint>
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
  /// Of a member of a pool: that any of its events has occurred.
  [[nodiscard]] double of_member(std::span<const EventId> events) const;
  /// The members of a lot, by probability, and their host.
  [[nodiscard]] const PartsOnHost& parts_of_lot(std::uint32_t lot) const { return lots_[lot]; }

 private:
  const DecisionDiagram& diagram_;
  std::vector<EventId> occurred_;  ///< sorted
  std::vector<EventId> working_;
  Estimate estimate_;
  std::vector<double> values_;
  std::vector<PartsOnHost> lots_;
  std::vector<double> counts_;  ///< by count
};

/// The parts of a count, with their probabilities.
[[nodiscard]] HostedFailureCount failure_count(const DecisionDiagram::Count& count,
                                               const NodeProbabilities& probabilities);

/// That any of some independent events has occurred; `of_event` says it of one.
template <class OfEvent>
[[nodiscard]] double any_of_events(std::span<const EventId> events, const OfEvent& of_event) {
  double probability = 0.0;
  for (const EventId event : events) probability += (1.0 - probability) * of_event(event);
  return probability;
}

/// A lot by the probabilities of its events.
template <class OfEvent>
[[nodiscard]] PartsOnHost parts_on_host(const AlikeMembers& lot, const OfEvent& of_event) {
  PartsOnHost result{any_of_events(lot.host, of_event), {}};
  std::vector<AlikeParts>& parts = result.parts;  // neighbours are mostly alike
  for (std::size_t at = 0; at < lot.events.size(); at += lot.width) {
    const double probability =
        any_of_events(std::span(lot.events).subspan(at, lot.width), of_event);
    if (parts.empty() || parts.back().probability != probability) parts.push_back({probability, 0});
    ++parts.back().size;
  }
  return result;
}

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
