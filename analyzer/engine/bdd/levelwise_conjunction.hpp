/// Conjunctions of large functions, all pairs of one level at a time.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "analyzer/engine/bdd/bdd.hpp"
#include "analyzer/engine/budget/engine_meter.hpp"

namespace cutpoint {

/// Going down pair by pair waits for memory at every step: which node is needed next is only known
/// when the last one has come. Here the pairs that stand at one level are met together, so that
/// what many of them need is fetched at the same time (after Ashar and Cheong 1994, and Sanghavi et
/// al. 1996). Pairs are parted from the top level down, then joined from the last level up.
class LevelwiseConjunction {
 public:
  explicit LevelwiseConjunction(Bdd& bdd)
      : bdd_(bdd),
        pairs_(bdd.conjunction_tables_.pairs),
        slots_(bdd.conjunction_tables_.slots),
        at_level_(bdd.conjunction_tables_.at_level) {}

  /// a and b; exhausted where a budget was spent, or where so many pairs were met that it would be.
  Bdd::Ref run(Bdd::Ref a, Bdd::Ref b);

 private:
  using Ref = Bdd::Ref;
  using Pair = ConjunctionTables::Pair;
  using Slot = ConjunctionTables::Slot;
  /// A branch of a pair, being looked up.
  struct Branch {
    std::uint32_t pair;
    bool high;
    Ref a;
    Ref b;
  };

  bool join_all();
  void clear();
  [[nodiscard]] bool part_level(Bdd::Level level);
  void add_branch(std::uint32_t pair, bool high);
  void look_up_branches();
  void answer(const Branch& branch, std::uint32_t answer, bool waits);
  [[nodiscard]] std::size_t first_slot(Ref a, Ref b) const;
  [[nodiscard]] const std::uint32_t& bucket_of(const Pair& pair) const;
  std::uint32_t find_or_add(Ref a, Ref b);
  std::uint32_t add(Ref a, Ref b);
  [[nodiscard]] bool has_room();
  void grow_slots();
  bool join_level(Bdd::Level level);
  [[nodiscard]] Ref resolved(std::uint32_t branch, bool waits) const {
    return waits ? pairs_[branch].low : branch;
  }

  Bdd& bdd_;
  std::size_t most_pairs_ = 0;
  MeteredVector<Pair>& pairs_;
  MeteredVector<Slot>& slots_;
  std::vector<MeteredVector<std::uint32_t>>& at_level_;
  std::vector<Branch> branches_;
};

}  // namespace cutpoint
