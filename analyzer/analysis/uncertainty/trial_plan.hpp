/// What is computed in each trial: uncertain figures, probabilities of events, then the part of the
/// diagram that they change.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "analyzer/analysis/uncertainty/group_trials.hpp"
#include "analyzer/engine/decision_diagram.hpp"
#include "analyzer/engine/quantities/probability.hpp"

namespace cutpoint {

/// Several trials side by side: quantity i of trial k of a block stands at i·lanes + k.
class TrialPlan {
 public:
  /// The probabilities of `tops` are what a trial yields: by position among all journeys down, then
  /// all journeys not full, which are the functions of the diagram. What no uncertain figure
  /// touches is taken from `probabilities`.
  TrialPlan(const Model& model, const DecisionDiagram& diagram,
            const NodeProbabilities& probabilities, std::vector<std::size_t> tops);

  [[nodiscard]] const UncertainInputs& inputs() const { return inputs_; }
  [[nodiscard]] std::size_t top_count() const { return top_slots_.size(); }
  /// Is this top the same in all trials?
  [[nodiscard]] bool is_certain(std::size_t top) const { return !varies_[tops_[top]]; }
  /// Steps of one trial, as a measure of its cost.
  [[nodiscard]] std::size_t cost() const;
  /// Of that, what chains of groups cost.
  [[nodiscard]] std::size_t cost_of_groups() const { return groups_.cost(); }
  /// Trials that are worth running side by side.
  [[nodiscard]] std::size_t lanes() const;

  /// Room for one block; threads have their own.
  struct Room {
    std::vector<double> quantities;  ///< those of the inputs, then the events of groups
    std::vector<double> slots;
    std::optional<GroupTrials::Room> groups;
    /// By trial of the block: what was made anew because no events of the function say it.
    std::vector<std::optional<std::vector<double>>> anew;
  };
  [[nodiscard]] Room make_room() const;
  /// Runs trials first, first + 1, …, count at most lanes().
  void run(std::uint64_t seed, std::uint32_t first, std::size_t count, Room& room) const;
  /// Probability of a top in the k-th trial of the block that was run last in this room.
  [[nodiscard]] double result(const Room& room, std::size_t top, std::size_t k) const {
    if (room.groups && room.anew[k]) return (*room.anew[k])[positions_[top]];
    return room.slots[top_slots_[top] * lanes() + k];
  }

 private:
  struct Step {
    std::uint32_t variable;  ///< slots
    std::uint32_t low;
    std::uint32_t high;
  };

  /// The probability of an event, or of as many of alike members as a count takes.
  struct EventSlot {
    EventId event;
    std::uint32_t count;
  };

  [[nodiscard]] bool is_uncertain(const DecisionDiagram::VariableMeaning& variable) const;
  [[nodiscard]] double drawn(EventId event, const Room& room, std::size_t k) const;
  [[nodiscard]] double drawn(const DecisionDiagram::Count& count, const Room& room,
                             std::size_t k) const;
  void mark_varying();
  void choose_slots();
  [[nodiscard]] std::uint32_t constant_slot(double value);
  [[nodiscard]] std::uint32_t slot_of_variable(DecisionDiagram::Variable variable);
  [[nodiscard]] std::uint32_t slot_of_node(DecisionDiagram::Ref ref);
  void draw(std::uint64_t seed, std::uint32_t first, std::size_t count, Room& room) const;
  void solve_groups(std::size_t count, Room& room) const;

  static constexpr std::uint32_t none = UINT32_MAX;

  const DecisionDiagram& diagram_;
  const NodeProbabilities& probabilities_;
  const UncertainInputs& inputs_;
  GroupTrials groups_;
  std::vector<std::size_t> positions_;  ///< of the tops
  std::vector<DecisionDiagram::Ref> tops_;
  std::vector<std::uint32_t> quantity_of_event_;  ///< none: certain
  std::vector<bool> varies_;                      ///< by node
  std::vector<std::uint32_t> node_slots_;
  std::vector<std::uint32_t> variable_slots_;
  std::vector<double> constants_;       ///< values of the first slots
  std::vector<EventSlot> event_slots_;  ///< the slots that follow
  std::vector<Step> steps_;             ///< each fills the slot that follows
  std::vector<std::uint32_t> top_slots_;
};

}  // namespace cutpoint
