/// Reduced ordered binary decision diagrams while they are being built: complement edges, garbage
/// collection, reordering of the variables, all within a node budget.
#pragma once

#include <cstddef>
#include <cstdint>
#include <limits>
#include <span>
#include <utility>
#include <vector>

#include "analyzer/engine/bdd/conjunction_tables.hpp"
#include "analyzer/engine/budget/engine_meter.hpp"
#include "model/base/math/table_hash.hpp"

namespace cutpoint {

/// Functions of numbered variables. Each variable stands at a level; smaller levels are tested
/// first. A reference is a node and whether the node's function is negated. The canonical form
/// never negates a low branch, so that coherent functions hold no negation at all. Iterative
/// throughout: the depth of a diagram is limited by memory alone.
class Bdd {
 public:
  using Ref = std::uint32_t;
  using Variable = std::uint32_t;
  using Level = std::uint32_t;
  static constexpr Ref zero = 0;
  static constexpr Ref one = 1;
  /// What operations give once the budget is spent.
  static constexpr Ref exhausted = std::numeric_limits<Ref>::max();
  /// The level of constants.
  static constexpr Level no_level = std::numeric_limits<Level>::max();

  /// Variable i begins at level i. Budgets are cut to what references can number, 2³¹ − 2. `meter`,
  /// where given, must outlive the diagram: its limits exhaust the diagram as the budget does.
  Bdd(std::size_t variables, std::size_t node_budget, EngineMeter* meter = nullptr);

  /// The function that is `high` where the variable is true (failed), else `low`; both must test
  /// later levels only.
  Ref make(Variable variable, Ref low, Ref high);
  Ref variable(Variable variable) { return make(variable, zero, one); }
  /// condition ? then : otherwise, for any three functions.
  Ref if_then_else(Ref condition, Ref then, Ref otherwise);
  Ref both(Ref a, Ref b);
  Ref either(Ref a, Ref b) { return negated(both(negated(a), negated(b))); }
  static Ref negated(Ref ref) { return ref == exhausted ? exhausted : ref ^ 1U; }

  [[nodiscard]] Variable variable_of(Ref ref) const { return nodes_[ref >> 1U].variable; }
  [[nodiscard]] Level level_of(Ref ref) const { return level_of_[nodes_[ref >> 1U].variable]; }
  [[nodiscard]] Ref low(Ref ref) const { return nodes_[ref >> 1U].low ^ (ref & 1U); }
  [[nodiscard]] Ref high(Ref ref) const { return nodes_[ref >> 1U].high ^ (ref & 1U); }
  [[nodiscard]] std::span<const Variable> order() const { return {at_level_}; }

  /// Nodes in use, garbage included.
  [[nodiscard]] std::size_t size() const { return in_use_; }
  /// Every reference is below twice this.
  [[nodiscard]] std::size_t capacity() const { return nodes_.size(); }
  [[nodiscard]] bool is_exhausted() const { return exhausted_; }
  [[nodiscard]] EngineMeter* meter() const { return meter_; }

  /// A larger budget; what was exhausted may be tried again.
  void raise_budget(std::size_t node_budget);
  /// Frees every node that none of `roots` needs, and with it an exhausted budget.
  void collect(std::span<const Ref> roots);

 private:
  friend class Sifting;
  friend class LevelwiseConjunction;

  struct Node {
    Variable variable;
    Ref low;
    Ref high;
    std::uint32_t next;  ///< in the bucket of the unique table, or in the list of free nodes
  };
  struct CacheEntry {
    Ref condition = exhausted;
    Ref then = 0;
    Ref otherwise = 0;
    Ref result = 0;
  };
  struct Frame {
    Ref condition;
    Ref then;
    Ref otherwise;
    Variable variable;
    Ref low;
    std::uint8_t stage;
    std::uint8_t negate;
  };

  struct PairFrame {
    Ref a;
    Ref b;
    Variable variable;
    Ref low;
    bool has_low;
  };

  /// Brings a pair into the one form that the cache knows. True where that gives the result.
  static bool simplify_pair(Ref& a, Ref& b, Ref& result) {
    if (a > b) std::swap(a, b);
    // Constants are the least references.
    if (a > one && a >> 1U != b >> 1U) return false;
    result = a == zero ? zero : (a == one || a == b) ? b : zero;
    return true;
  }
  bool find_or_push_pair(Ref a, Ref b, Ref& result);
  static bool simplify(Ref& condition, Ref& then, Ref& otherwise, Ref& result);
  [[nodiscard]] Ref branch(Ref ref, Variable variable, bool high) const {
    const Node& node = nodes_[ref >> 1U];
    if (node.variable != variable) return ref;
    return (high ? node.high : node.low) ^ (ref & 1U);
  }
  [[nodiscard]] std::size_t cache_slot(Ref condition, Ref then, Ref otherwise) const {
    return table_hash(condition, then, otherwise) & (cache_.size() - 1);
  }
  bool find_or_push(Ref condition, Ref then, Ref otherwise, Ref& result);
  [[nodiscard]] std::size_t bucket_of(Variable variable, Ref low, Ref high) const {
    return table_hash(variable, low, high) & (buckets_.size() - 1);
  }
  [[nodiscard]] bool may_take_node();
  [[nodiscard]] std::uint32_t take_node();
  void unlink(std::uint32_t index);
  void link(std::uint32_t index);
  void free_node(std::uint32_t index);
  void grow();
  [[nodiscard]] std::vector<bool> marked_below(std::span<const Ref> roots) const;
  void sweep(const std::vector<bool>& needed);
  void forget_results();

  static constexpr std::uint32_t no_node = 0;  ///< the constant is in no bucket

  std::size_t budget_;
  EngineMeter* meter_;
  bool always_fits_ = false;  ///< while variables are reordered
  bool exhausted_ = false;
  std::size_t in_use_ = 1;
  MeteredVector<Node> nodes_;
  std::uint32_t free_ = no_node;
  MeteredVector<std::uint32_t> buckets_;
  MeteredVector<CacheEntry> cache_;
  std::vector<Frame> frames_;
  std::vector<PairFrame> pair_frames_;
  ConjunctionTables conjunction_tables_;
  std::vector<Level> level_of_;  ///< by variable; the last entry is that of the constant
  std::vector<Variable> at_level_;
};

}  // namespace cutpoint
