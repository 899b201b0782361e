/// Reordering of a diagram's variables while it is being built.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "analyzer/engine/bdd/bdd.hpp"

namespace cutpoint {

struct SiftingLimits {
  /// A variable's walk turns back once the diagram has grown by this factor.
  double growth = 1.2;
  /// Nodes looked at in all. Work, not time, so that the same input gives the same order.
  std::size_t work = 50'000'000;
};

/// Sifting after Rudell (1993): each variable, those with most nodes first, walks through all
/// levels and settles where the diagram is smallest. References stay valid: nodes change in place,
/// functions do not.
class Sifting {
 public:
  /// Frees what `roots` do not need, as Bdd::collect does.
  Sifting(Bdd& bdd, std::span<const Bdd::Ref> roots, const SiftingLimits& limits = {});
  /// Returns true where the diagram became smaller.
  bool run();

 private:
  using Level = Bdd::Level;
  using Ref = Bdd::Ref;
  using Variable = Bdd::Variable;

  void sift(Variable variable);
  /// Walks to `target`, noting the best place on the way; stops early where it grows too far.
  void walk(Variable variable, Level target, Level& best_level, std::size_t& best_size);
  void swap_with_next(Level level);
  void rewrite(std::uint32_t index, Variable upper, Variable lower);
  [[nodiscard]] Ref child(Variable variable, Ref low, Ref high);
  void release(Ref ref);

  Bdd& bdd_;
  SiftingLimits limits_;
  std::size_t work_ = 0;
  std::vector<std::uint32_t> uses_;                   ///< by node
  std::vector<std::vector<std::uint32_t>> nodes_at_;  ///< by variable
  std::vector<std::uint32_t> position_;               ///< by node: place in nodes_at_
};

}  // namespace cutpoint
