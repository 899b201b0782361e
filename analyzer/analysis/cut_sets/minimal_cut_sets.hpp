/// Minimal cut sets, as families that are counted without being listed.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "analyzer/engine/bdd/zdd.hpp"
#include "analyzer/engine/decision_diagram.hpp"
#include "cutpoint/cut_sets.hpp"

namespace cutpoint {

/// Families over the variables of a diagram: that of a top event, whose modules stand in it as
/// variables, and those of the modules. After Rauzy (1993): the sets with a variable are those of
/// the failed branch that hold no solution of the other one. Where the function is not coherent
/// these are the minimal sets of failures that can fail the top event. A count stands in them as
/// one variable, for each choice of as many of its members as it takes.
class CutSetFamilies {
 public:
  /// Sets up to `max_order` (all, where absent). `meter`, where given, must outlive the families.
  CutSetFamilies(const DecisionDiagram& diagram, std::optional<std::uint32_t> max_order,
                 std::size_t node_budget, EngineMeter* meter = nullptr);

  /// The family of a function of the diagram and those of all modules in it. Zdd::exhausted where
  /// the budget was spent.
  [[nodiscard]] Zdd::Ref of(DecisionDiagram::Ref function);
  /// The family of a module that stands in a family made before.
  [[nodiscard]] Zdd::Ref of_module(std::uint32_t module) const { return module_families_[module]; }

  [[nodiscard]] const DecisionDiagram& diagram() const { return diagram_; }
  [[nodiscard]] const Zdd& zdd() const { return zdd_; }

 private:
  struct Frame {
    DecisionDiagram::Ref function;
    std::uint32_t order;
    std::uint8_t stage;
    Zdd::Ref low;
  };

  [[nodiscard]] Zdd::Ref extract(DecisionDiagram::Ref function);
  bool find_or_push(DecisionDiagram::Ref function, std::uint32_t order, Zdd::Ref& result);
  void advance(Zdd::Ref& result);
  [[nodiscard]] Zdd::Ref& known(DecisionDiagram::Ref function, std::uint32_t order);

  const DecisionDiagram& diagram_;
  std::uint32_t max_order_;
  EngineMeter* meter_;
  bool out_of_room_ = false;
  Zdd zdd_;
  std::vector<bool> holds_untouched_;           ///< by function: true with nothing failed
  std::vector<MeteredVector<Zdd::Ref>> known_;  ///< by order still allowed, then by function
  std::vector<Zdd::Ref> module_families_;
  std::vector<Frame> frames_;
};

/// Counts by order and the listed sets: by order, within an order by falling probability.
[[nodiscard]] CutSets summarise_cut_sets(const CutSetFamilies& families, Zdd::Ref family,
                                         std::optional<std::uint32_t> max_order,
                                         std::size_t listed_limit);

/// Counts by order, and the most probable sets of all orders counted, by falling probability; with
/// `cutoff` only those at least as probable. The truncation's `error_upper` is the sum of the
/// probabilities of the sets that are counted and not listed.
[[nodiscard]] CutSets most_probable_cut_sets(const CutSetFamilies& families, Zdd::Ref family,
                                             std::optional<std::uint32_t> max_order,
                                             std::size_t listed_limit,
                                             std::optional<double> cutoff);

}  // namespace cutpoint
