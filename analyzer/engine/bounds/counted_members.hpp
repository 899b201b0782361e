/// Members of large counts of which each has a leaf of its own: left out, and made up for by
/// chance.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "analyzer/engine/gates/module.hpp"
#include "analyzer/engine/quantities/probability.hpp"

namespace cutpoint {

/// A part without those leaves. What is left of a member is what it shares with others (its host);
/// how probable it is that enough members have failed depends only on how many of these have, as
/// the leaves left out are equally probable and nothing else uses them.
struct CountedMembers {
  struct Member {
    std::uint32_t leaf = 0;  ///< its own, left out
    std::optional<Operand>
        shared;  ///< what is left of it, an operand of the gate; nothing: no more
  };
  GateModule part;  ///< with the leaves of the part that it is made of
  /// By gate: empty, or by the number of operands that are true how probable the gate is, for all
  /// numbers below its threshold. The gate itself says nothing while it is not reached.
  std::vector<std::vector<double>> chances;
  std::vector<std::vector<Member>> members;  ///< by gate; all with the same probability
};

/// `leaves`: the probabilities of the part's leaves.
[[nodiscard]] CountedMembers count_members(const GateModule& part,
                                           const std::vector<ProbabilityBounds>& leaves);

}  // namespace cutpoint
