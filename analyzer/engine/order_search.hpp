/// Finds an order of a part's leaves in which its diagram is small.
#pragma once

#include <memory>
#include <vector>

#include "analyzer/engine/module_builder.hpp"

namespace cutpoint {

struct OrderedPart {
  std::unique_ptr<PartBuilder> builder;  ///< where gates were joined; null where it was unfolded
  VariableOrder order;
  std::unique_ptr<Bdd> unfolded;
  std::vector<Bdd::Ref> unfolded_roots;

  [[nodiscard]] const Bdd& bdd() const { return unfolded ? *unfolded : builder->bdd(); }
  /// Exhausted where nothing fitted.
  [[nodiscard]] std::vector<Bdd::Ref> roots() const {
    return unfolded ? unfolded_roots : builder->roots();
  }
};

struct OrderSearchLimits {
  std::size_t nodes = 0;  ///< at a time
  /// Where nothing fits, at last with reordering, and whatever of several roots fits.
  bool to_the_end = true;
  /// Parts that have a choice of orders are tried in the first of them alone.
  bool first_order_only = false;
};

/// Builds in several orders with the same small allowance of nodes; those that came farthest go on
/// with larger and larger ones, the leader ahead of the others; parts of which little is open at a
/// time are unfolded instead; at last with reordering while building. Orders are those of `part`;
/// what is built, and must live as long as the builder, is `factored`, the same part with fewer
/// joins. Work is counted in nodes, so that the same input always gives the same diagram. A spent
/// `meter` ends the search.
[[nodiscard]] OrderedPart build_in_best_order(const GateGraph& graph, const GateModule& part,
                                              const GateModule& factored,
                                              const std::vector<LeafForm>& forms,
                                              const OrderSearchLimits& limits,
                                              EngineMeter* meter = nullptr);

}  // namespace cutpoint
