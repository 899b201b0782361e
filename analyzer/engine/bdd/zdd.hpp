/// Zero-suppressed decision diagrams: families of sets, here of minimal cut sets.
#pragma once

#include <cstddef>
#include <cstdint>
#include <limits>
#include <vector>

#include "analyzer/engine/budget/engine_meter.hpp"

namespace cutpoint {

/// Families of sets of variables. A node holds the sets without its variable (`low`) and, with it
/// taken out, those with it (`high`). References are dense, successors smaller than their node.
class Zdd {
 public:
  using Ref = std::uint32_t;
  using Variable = std::uint32_t;
  static constexpr Ref none = 0;        ///< no set at all
  static constexpr Ref only_empty = 1;  ///< the empty set alone
  static constexpr Ref exhausted = std::numeric_limits<Ref>::max();

  struct Node {
    Variable variable;
    Ref low;
    Ref high;
  };

  /// `meter`, where given, must outlive the diagram: its limits exhaust it as the budget does.
  explicit Zdd(std::size_t node_budget, EngineMeter* meter = nullptr);

  Ref make(Variable variable, Ref low, Ref high);
  /// The sets of `family` that contain no set of `minimal`, a family of which no set contains
  /// another.
  Ref without(Ref family, Ref minimal);

  [[nodiscard]] const Node& node(Ref ref) const { return nodes_[ref]; }
  [[nodiscard]] std::size_t size() const { return nodes_.size(); }
  [[nodiscard]] bool is_exhausted() const { return exhausted_; }

 private:
  struct CacheEntry {
    Ref family = exhausted;
    Ref minimal = 0;
    Ref result = 0;
  };
  struct Frame {
    Ref family;
    Ref minimal;
    std::uint8_t stage;
    Ref low;
  };
  bool find_or_push(Ref family, Ref minimal, Ref& result);
  void advance(Ref& result);
  /// How many variables the smallest and the largest set of a family hold; the latter saturates.
  struct Sizes {
    std::uint16_t least = 0;
    std::uint16_t most = 0;
  };
  static constexpr std::uint16_t very_large = 0xffff;

  [[nodiscard]] Sizes sizes_of(Ref low, Ref high) const;
  [[nodiscard]] bool may_take_node();
  void grow();
  void grow_cache(std::size_t size);

  std::size_t budget_;
  EngineMeter* meter_;
  bool exhausted_ = false;
  MeteredVector<Node> nodes_;
  MeteredVector<Sizes> sizes_;  ///< by node
  MeteredVector<Ref> unique_;   ///< open addressing, zero = free
  MeteredVector<CacheEntry> without_;
  std::size_t missed_ = 0;  ///< results computed since the cache grew
  std::vector<Frame> frames_;
};

}  // namespace cutpoint
