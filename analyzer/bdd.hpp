/// Reduced ordered binary decision diagrams: hash-consed, iterative, within a node budget.
#pragma once

#include <cstddef>
#include <cstdint>
#include <limits>
#include <vector>

namespace cutpoint {

/// A function of variables 0, 1, 2, … (smaller ones are tested first). References are dense: a
/// node's successors have smaller references than the node itself.
class Bdd {
 public:
  using Ref = std::uint32_t;
  using Variable = std::uint32_t;
  static constexpr Ref zero = 0;
  static constexpr Ref one = 1;
  /// What operations give once the budget is spent.
  static constexpr Ref exhausted = std::numeric_limits<Ref>::max();
  static constexpr Variable no_variable = std::numeric_limits<Variable>::max();

  struct Node {
    Variable variable;
    Ref low;   ///< the function where the variable is false (works)
    Ref high;  ///< the function where the variable is true (failed)
  };

  explicit Bdd(std::size_t node_budget);

  /// The node (variable ? high : low); both must test later variables only.
  Ref make(Variable variable, Ref low, Ref high);
  Ref variable(Variable variable) { return make(variable, zero, one); }
  /// condition ? then : otherwise, for any three functions.
  Ref if_then_else(Ref condition, Ref then, Ref otherwise);
  Ref either(Ref a, Ref b) { return if_then_else(a, one, b); }
  Ref both(Ref a, Ref b) { return if_then_else(a, b, zero); }

  [[nodiscard]] const Node& node(Ref ref) const { return nodes_[ref]; }
  [[nodiscard]] std::size_t size() const { return nodes_.size(); }
  [[nodiscard]] bool is_exhausted() const { return exhausted_; }

 private:
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
  };

  static bool simplify(Ref& condition, Ref& then, Ref& otherwise, Ref& result);
  [[nodiscard]] Ref branch(Ref ref, Variable variable, bool high) const;
  [[nodiscard]] std::size_t cache_slot(Ref condition, Ref then, Ref otherwise) const;
  bool find_or_push(Ref condition, Ref then, Ref otherwise, Ref& result);
  void grow();

  std::size_t budget_;
  bool exhausted_ = false;
  std::vector<Node> nodes_;
  std::vector<Ref> unique_;  ///< open addressing, zero = free
  std::vector<CacheEntry> cache_;
  std::vector<Frame> frames_;
};

}  // namespace cutpoint
