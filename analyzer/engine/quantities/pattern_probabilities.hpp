/// Probability of a top given which of some events have occurred, for many such patterns at once.
#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <vector>

#include "analyzer/engine/quantities/probability.hpp"

namespace cutpoint {

/// Of a pattern each bit stands for events that have all occurred (1), or none of them (0). Only
/// nodes that depend on such an event are evaluated, for several patterns side by side.
class PatternProbabilities {
 public:
  /// `others`: all nodes of the diagram as things stand; must outlive it. The top has a diagram.
  PatternProbabilities(const DecisionDiagram& diagram, const NodeProbabilities& others,
                       const std::vector<std::vector<EventId>>& events_of_bit,
                       DecisionDiagram::Ref top);

  /// Those that the top depends on. Patterns that differ in others only are alike.
  [[nodiscard]] std::uint32_t bits() const { return bits_; }
  /// By pattern.
  [[nodiscard]] std::vector<double> of(std::span<const std::uint32_t> patterns) const;

 private:
  static constexpr std::size_t lanes = 8;
  static constexpr std::uint32_t no_slot = UINT32_MAX;
  using Lanes = std::array<double, lanes>;
  /// A node that depends on patterns.
  struct Step {
    DecisionDiagram::Variable variable = 0;
    DecisionDiagram::Ref low = 0, high = 0;
  };

  [[nodiscard]] std::vector<std::uint8_t> needed_nodes() const;
  [[nodiscard]] std::uint32_t bits_of(DecisionDiagram::Variable variable) const;
  [[nodiscard]] bool depends(DecisionDiagram::Variable variable) const;
  [[nodiscard]] double of_event(EventId event, std::uint32_t pattern) const;
  [[nodiscard]] double of_count(const DecisionDiagram::Count& count, std::uint32_t pattern) const;
  [[nodiscard]] Lanes of_variable(DecisionDiagram::Variable variable,
                                  std::span<const std::uint32_t> patterns,
                                  const std::vector<Lanes>& values) const;
  [[nodiscard]] Lanes of_node(DecisionDiagram::Ref ref, const std::vector<Lanes>& values) const;
  void evaluate(std::span<const std::uint32_t> patterns, std::vector<Lanes>& values) const;

  const DecisionDiagram& diagram_;
  const NodeProbabilities& others_;
  DecisionDiagram::Ref top_;
  std::uint32_t bits_ = 0;
  IdVector<EventId, std::uint32_t> event_bits_;
  std::vector<std::uint32_t> slot_;  ///< by node
  std::vector<Step> steps_;          ///< by slot, operands first
};

}  // namespace cutpoint
