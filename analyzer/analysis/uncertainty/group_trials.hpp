/// Redundancy groups in time whose members' figures are uncertain: their chains anew in each trial.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <utility>
#include <vector>

#include "analyzer/compile/groups_anew.hpp"
#include "analyzer/failover/failover_groups.hpp"
#include "cutpoint/structure_function.hpp"

namespace cutpoint {

/// How often a group switches, and how long its members wait for a crew, follows from all that is
/// below it. So the events that tell it are found by its chain, with what a trial has drawn.
class GroupTrials {
 public:
  /// Both must outlive it; the function is that of the model.
  GroupTrials(const Model& model, const StructureFunction& function);

  /// Events whose probabilities follow from chains that something uncertain acts on; empty where
  /// there are none.
  [[nodiscard]] const std::vector<EventId>& events() const { return events_; }
  /// Steps of one trial, as a measure of its cost.
  [[nodiscard]] std::size_t cost() const { return cost_; }

  /// What one thread works on.
  struct Room {
    StructureFunction function;  ///< of which only groups that are solved are left
    std::unique_ptr<SolvedChains> chains;
    GroupsAnew anew;
  };
  [[nodiscard]] Room make_room() const;
  /// Probabilities of `events`, in their order. `drawn`: value of a quantity of the function's
  /// uncertain inputs. The result does not depend on what the room was used for before. False
  /// where no events of this function can say what the chains do with these figures: then the
  /// probabilities are too high in some contexts.
  using Drawn = std::function<double(std::uint32_t)>;
  [[nodiscard]] bool solve(const Drawn& drawn, Room& room,
                           std::vector<double>& probabilities) const;
  /// Probabilities of all journeys being down, then of not being full, by a function and a diagram
  /// that are made anew; absent where these would be large.
  [[nodiscard]] std::optional<std::vector<double>> solve_anew(const Drawn& drawn, Room& room) const;

 private:
  void give_figures(const Drawn& drawn, StructureFunction& function) const;
  [[nodiscard]] std::vector<std::uint8_t> uncertain_groups() const;

  const Model& model_;
  const StructureFunction& function_;
  std::vector<std::uint8_t> solved_;  ///< by group
  std::vector<EventId> events_;
  std::size_t cost_ = 0;
};

}  // namespace cutpoint
