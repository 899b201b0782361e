#include "analyzer/analysis/uncertainty/figure_effects.hpp"

#include <algorithm>

#include "analyzer/analysis/uncertainty/figure_sampler.hpp"

namespace cutpoint {

namespace {

/// A quantity with all figures in the middle, and with one of them at either end.
struct Reached {
  struct ByFigure {
    std::uint32_t figure;
    double low;
    double high;
  };
  double central = 0;
  std::vector<ByFigure> figures;  ///< ascending
};

/// The ends of the middle 90 %, from a few draws: enough to see which figures matter.
Reached of_figure(const UncertainFigure& figure, std::uint32_t position, std::uint64_t seed) {
  constexpr std::uint32_t draws = 200, tail = 10;
  std::vector<double> values;
  for (std::uint32_t trial = 0; trial < draws; ++trial) {
    values.push_back(sample(figure, seed, position, trial));
  }
  std::sort(values.begin(), values.end());
  return {central_value(figure), {{position, values[tail - 1], values[draws - tail]}}};
}

Reached of_function(const UncertainQuantity& quantity, const std::vector<Reached>& earlier) {
  Reached result;
  std::vector<double> central;
  std::vector<std::uint32_t> figures;
  for (const std::uint32_t argument : quantity.arguments) {
    central.push_back(earlier[argument].central);
    for (const auto& each : earlier[argument].figures) figures.push_back(each.figure);
  }
  std::sort(figures.begin(), figures.end());
  figures.erase(std::unique(figures.begin(), figures.end()), figures.end());
  result.central = quantity.function(central);
  for (const std::uint32_t figure : figures) {
    std::vector<double> low = central;
    std::vector<double> high = central;
    for (std::size_t i = 0; i < quantity.arguments.size(); ++i) {
      const auto& behind = earlier[quantity.arguments[i]].figures;
      const auto found = std::lower_bound(
          behind.begin(), behind.end(), figure,
          [](const Reached::ByFigure& each, std::uint32_t wanted) { return each.figure < wanted; });
      if (found == behind.end() || found->figure != figure) continue;
      low[i] = found->low;
      high[i] = found->high;
    }
    result.figures.push_back({figure, quantity.function(low), quantity.function(high)});
  }
  return result;
}

}  // namespace

std::vector<std::vector<FigureEffect>> figure_effects(const UncertainInputs& inputs,
                                                      std::uint64_t seed) {
  std::vector<Reached> reached;
  reached.reserve(inputs.quantities.size());
  for (const UncertainQuantity& quantity : inputs.quantities) {
    if (quantity.figure != UncertainQuantity::no_figure) {
      reached.push_back(of_figure(inputs.figures[quantity.figure], quantity.figure, seed));
    } else if (quantity.function != nullptr) {
      reached.push_back(of_function(quantity, reached));
    } else {
      reached.push_back({quantity.constant, {}});
    }
  }
  std::vector<std::vector<FigureEffect>> effects(inputs.figures.size());
  for (const auto& [event, quantity] : inputs.probabilities) {
    for (const auto& by : reached[quantity].figures) {
      effects[by.figure].push_back({event, by.high - by.low});
    }
  }
  return effects;
}

}  // namespace cutpoint
