/// All states that a root of a part goes through, kept as a diagram.
#pragma once

#include <cstdint>
#include <vector>

#include "analyzer/engine/budget/engine_meter.hpp"

namespace cutpoint {

/// Leaves are decided turn after turn (`LikelyStates`); states go on to later ones. Holds whatever
/// the probabilities are.
struct StateRecord {
  /// The first two states: the root is decided.
  static constexpr std::uint32_t is_false = 0;
  static constexpr std::uint32_t is_true = 1;
  struct State {
    std::uint32_t low = 0;  ///< where to where the turn's vertex is false; equal if nothing asks
    std::uint32_t high = 0;
    /// Where the turn decides a gate that is left to chance: how many of its operands are true.
    std::uint32_t lost = 0;
  };
  struct Turn {
    std::uint32_t vertex = 0;
    std::uint32_t first = 0;  ///< of its states; those of the next begin after its last
  };
  /// Going on from a state makes an operand false of a gate that is left to chance: the members
  /// that stand on it are left.
  struct Spared {
    std::uint32_t state = 0;
    bool high = false;
    std::uint32_t gate = 0;     ///< vertex
    std::uint32_t operand = 0;  ///< vertex, doubled, and one where negated
    friend bool operator==(const Spared&, const Spared&) = default;
  };

  explicit StateRecord(EngineMeter* meter) : states(meter), spared(meter) {}

  std::vector<Turn> turns;
  MeteredVector<State> states;
  MeteredVector<Spared> spared;  ///< by state
};

}  // namespace cutpoint
