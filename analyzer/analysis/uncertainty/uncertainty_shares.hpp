/// Which figures the spread of a result comes from: what to measure next.
#pragma once

#include <cstdint>
#include <vector>

#include "analyzer/analysis/uncertainty/figure_effects.hpp"
#include "analyzer/engine/quantities/probability.hpp"
#include "cutpoint/uncertainty.hpp"

namespace cutpoint {

/// Ranks of the values, equal values sharing their mean rank.
[[nodiscard]] std::vector<double> ranks_of(const std::vector<double>& values);

/// Shares of the figures that matter most, for one result after the other. Only figures that could
/// change a result much to first order, |Σ Birnbaum·(q(high) − q(low))|, are looked at: all trials
/// are drawn again for each of them.
class UncertaintyShares {
 public:
  /// `most`: how many figures are looked at for one result.
  UncertaintyShares(const UncertainInputs& inputs, std::uint32_t samples, std::uint64_t seed,
                    std::size_t most);

  /// `results`: by trial; `sensitivities`: of the same top event.
  [[nodiscard]] std::vector<UncertaintyShare> of(
      const std::vector<double>& results, const std::vector<EventSensitivity>& sensitivities);

 private:
  [[nodiscard]] std::vector<std::uint32_t> candidates(
      const std::vector<EventSensitivity>& sensitivities) const;
  [[nodiscard]] const std::vector<double>& ranks_of_figure(std::uint32_t figure);

  const UncertainInputs& inputs_;
  std::uint32_t samples_;
  std::uint64_t seed_;
  std::size_t most_;
  std::vector<std::vector<FigureEffect>> effects_;
  std::vector<std::vector<double>> ranks_;  ///< by figure; empty where not drawn yet
  std::size_t drawn_ = 0;
};

}  // namespace cutpoint
