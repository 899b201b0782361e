/// How many minimal cut sets of each size a family holds, and how probable they are.
#pragma once

#include <cstdint>
#include <vector>

#include "analyzer/analysis/cut_sets/minimal_cut_sets.hpp"

namespace cutpoint {

/// Additions and products that stay at the largest number instead of overflowing.
[[nodiscard]] std::uint64_t saturated_sum(std::uint64_t a, std::uint64_t b);
[[nodiscard]] std::uint64_t saturated_product(std::uint64_t a, std::uint64_t b);

/// The sum of the probabilities of all sets of a count; infinite where that is too large.
[[nodiscard]] double sum_of_sets(const DecisionDiagram& diagram,
                                 const DecisionDiagram::Count& count);

/// What `CutSetSizes` of a family would take, found in a number a node.
struct SizesNeeded {
  std::size_t largest = 0;  ///< events of the largest set
  std::uint64_t rows = 0;   ///< of all nodes together, with sizes up to the limit
};
[[nodiscard]] SizesNeeded sizes_needed(const CutSetFamilies& families, Zdd::Ref family,
                                       std::size_t limit);

/// Per node of the families: how many sets of each size, the most probable of each size and the
/// sum of their probabilities. A module counts with the sizes of its own sets.
class CutSetSizes {
 public:
  struct Row {
    std::uint64_t count = 0;  ///< saturated
    double best = 0.0;
    double sum = 0.0;
  };
  using Rows = std::vector<Row>;

  /// Sizes up to `largest`.
  CutSetSizes(const CutSetFamilies& families, Zdd::Ref family, std::size_t largest);

  [[nodiscard]] const Rows& of(Zdd::Ref ref) const { return rows_[ref]; }
  [[nodiscard]] Row of(Zdd::Ref ref, std::size_t size) const {
    return size < rows_[ref].size() ? rows_[ref][size] : Row{};
  }
  /// Of what a variable stands for by itself.
  [[nodiscard]] Rows of_variable(Zdd::Variable variable) const;

 private:
  void fill_below(Zdd::Ref family);
  void fill(Zdd::Ref at, const Zdd::Node& node);
  [[nodiscard]] static Rows of_count(const DecisionDiagram& diagram, std::uint32_t position);

  const CutSetFamilies& families_;
  std::size_t largest_;
  std::vector<Rows> rows_;
};

}  // namespace cutpoint
