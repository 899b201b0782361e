/// Bounds of what is too large for a diagram, from the states that are likely.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

#include "analyzer/engine/bounds/counted_members.hpp"
#include "analyzer/engine/bounds/state_record.hpp"
#include "analyzer/engine/budget/engine_meter.hpp"
#include "analyzer/engine/gates/module.hpp"
#include "analyzer/engine/orders/variable_order.hpp"
#include "analyzer/engine/quantities/probability.hpp"

namespace cutpoint {

/// Decides the leaves of a part one after the other. What is known of the gates then, how many
/// operands of each have come true, is a *state*; states from which all goes on alike are one, with
/// the sum of their probabilities. Where there are more than allowed, the least probable are given
/// up: how probable the root is then is bounded by what its gates still need. Where failures are
/// rare and gates count (pools over shared hosts, of which no diagram is small), few states are
/// nearly all of the probability. Holds for functions that are not monotone too. Not for networks.
class LikelyStates {
 public:
  /// Not where the part has networks or gates of too many operands.
  [[nodiscard]] static bool can_follow(const GateModule& part);

  /// Leaves are decided in `order`. `counted` and `meter` must outlive it.
  LikelyStates(const CountedMembers& counted, const VariableOrder& order, Operand root,
               EngineMeter& meter);

  /// `leaves`: the probabilities of the part's leaves. With so many states at a time; where the
  /// meter ends it or refuses the room, nothing is known. As many steps as there are
  /// states followed, more where they are long.
  [[nodiscard]] ProbabilityBounds follow(const std::vector<ProbabilityBounds>& leaves,
                                         std::size_t states);
  /// All states, none given up; nothing where that takes more than so many at a time, or the meter
  /// ends it. The root must be a gate of which something is decided.
  [[nodiscard]] std::optional<StateRecord> record(const std::vector<ProbabilityBounds>& leaves,
                                                  std::size_t states);
  /// How long a state is: as many numbers are copied for each.
  [[nodiscard]] std::size_t width() const { return width_; }
  /// None was given up the last time: nothing is gained by more.
  [[nodiscard]] bool followed_all() const { return followed_all_; }

 private:
  /// What a state says of a gate: how many of its operands are true, and how many are false; 0 of
  /// gates that are not begun or over, `closed` where the gate is decided or nothing asks for it
  /// any more. (What is true tells what is false where states are the same otherwise.)
  using Status = std::uint32_t;
  static constexpr Status closed = 0xffffffffU;
  static constexpr Status true_mask = 0xffffU;
  struct Use {
    std::uint32_t gate;  ///< vertex
    bool negated;
  };
  struct Gate {
    std::uint32_t threshold = 0;   ///< true operands that make it true
    std::uint32_t most_false = 0;  ///< more make it false
    std::uint32_t slot = 0;        ///< in states
    std::uint32_t first = 0;       ///< the turns between which something is known of it
    std::uint32_t last = 0;
    std::vector<std::uint32_t> below;  ///< operands that are gates
    /// Of operands that must all be true: those that share no leaf with one before.
    std::vector<std::uint8_t> apart;
  };
  /// A leaf is decided, or, after all its operands, a gate that they leave to chance.
  struct Turn {
    std::uint32_t vertex = 0;
    std::vector<std::uint32_t> begun;  ///< gates, users first
    std::vector<std::uint32_t> over;   ///< gates
  };
  /// Those between two leaves.
  struct Level {
    explicit Level(EngineMeter* meter) : statuses(meter), probability(meter), table(meter) {}
    MeteredVector<Status> statuses;      ///< by state, `width_` each
    MeteredVector<double> probability;   ///< by state
    MeteredVector<std::uint32_t> table;  ///< states by their hash, and one; 0: none
  };

  [[nodiscard]] std::vector<std::uint8_t> below_root() const;
  void make_gates(const std::vector<std::uint8_t>& below);
  void make_turns(const VariableOrder& order, const std::vector<std::uint8_t>& below);
  [[nodiscard]] std::vector<std::uint32_t> with_gates_of_chance(
      const VariableOrder& order, const std::vector<std::uint8_t>& below);
  [[nodiscard]] bool is_of_chance(std::uint32_t vertex) const {
    return is_gate(vertex) && !chances_[vertex - part_.leaves.size()].empty();
  }
  void give_slots();
  void find_apart(const std::vector<std::uint8_t>& below);
  [[nodiscard]] bool is_gate(std::uint32_t vertex) const { return vertex >= part_.leaves.size(); }
  [[nodiscard]] Gate& gate(std::uint32_t vertex) { return gates_[vertex - part_.leaves.size()]; }
  [[nodiscard]] bool is_asked_for(std::uint32_t vertex);

  [[nodiscard]] bool make_room(std::size_t states);
  void follow_state(std::size_t state, const std::vector<ProbabilityBounds>& leaves);
  [[nodiscard]] bool has_room_for_records() const;
  [[nodiscard]] ProbabilityBounds chance_of(std::uint32_t vertex) const;
  std::uint32_t follow_value(bool value, double probability);
  void load(std::size_t state);
  void decide(std::uint32_t vertex, bool value);
  void close_unasked();
  void note_spared(std::uint32_t vertex, const Use& use, bool is_true);
  std::uint32_t arrive(double probability);
  [[nodiscard]] bool take_turn(const std::vector<ProbabilityBounds>& leaves);
  [[nodiscard]] bool give_up_least(std::size_t states);
  void find_worst_at_first(const std::vector<ProbabilityBounds>& leaves);
  [[nodiscard]] double worst(std::size_t state);
  [[nodiscard]] double worst_of_gate(std::uint32_t vertex, std::uint32_t needed,
                                     const Status* statuses);
  [[nodiscard]] double worst_of_chance(std::uint32_t vertex, std::uint32_t needed, double sum);
  /// Below 0 where it is decided.
  [[nodiscard]] double worst_of(Operand operand, const Status* statuses) const;

  const GateModule& part_;
  const std::vector<std::vector<double>>& chances_;  ///< by gate
  Operand root_;
  EngineMeter& meter_;
  std::vector<std::vector<Use>> uses_;  ///< by vertex, below the root only
  std::vector<Gate> gates_;
  std::vector<std::uint32_t> turn_of_;  ///< by vertex: of leaves, and of gates left to chance
  std::vector<Turn> turns_;
  std::size_t width_ = 0;  ///< of a state
  std::uint32_t at_ = 0;   ///< the turn
  Level now_;
  Level next_;
  std::vector<Status> state_;  ///< the one being followed
  std::vector<std::pair<std::uint32_t, bool>> decided_;
  bool decided_to_ = false;  ///< what the turn's vertex is
  std::vector<std::uint32_t> unasked_;
  std::optional<bool> outcome_;         ///< of the root, in the state being followed
  std::vector<std::uint32_t> alive_;    ///< gates that are begun and not over, operands first
  std::vector<double> worst_at_first_;  ///< by vertex: how probable it is at most
  std::vector<double> worst_;           ///< the same in a state, of gates that are alive
  std::vector<double> undecided_;
  bool followed_all_ = false;
  StateRecord* record_ = nullptr;  ///< where all states are kept
  std::uint32_t next_first_ = 0;   ///< number in it of the first state after the turn
  double true_ = 0;                ///< of the root
  double unknown_ = 0;             ///< may be true
};

}  // namespace cutpoint
