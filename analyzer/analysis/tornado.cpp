#include "analyzer/analysis/tornado.hpp"

#include <algorithm>
#include <cmath>

namespace cutpoint {

namespace {

/// What the odds of being failed, MTTR : MTBF, are multiplied with at either end.
struct Factors {
  double better = 0.5;
  double worse = 2.0;
  bool from_range = false;
};

Factors odds_factors(const Model& model, const BasicEvent& event) {
  if (event.kind != EventKind::component) return {};
  const Component& component = model.components[event.component];
  if (!component.figures) return {};
  Factors range{1.0, 1.0, true};
  const auto stretch = [&range](double low, double high) {
    range.better *= low;
    range.worse *= high;
  };
  if (const auto& mtbf = component.figures->mtbf_range; mtbf && mtbf->is_range()) {
    const double middle = mtbf->middle().in_seconds();
    stretch(middle / mtbf->high.in_seconds(), middle / mtbf->low.in_seconds());
  }
  // Where restarts are mixed into the repair time, its range is not that of the mean.
  const bool restarts = component.details && component.details->restart;
  if (const auto& mttr = component.figures->mttr_range; mttr && mttr->is_range() && !restarts) {
    const double middle = mttr->middle().in_seconds();
    stretch(mttr->low.in_seconds() / middle, mttr->high.in_seconds() / middle);
  }
  const bool usable = std::isfinite(range.worse) && range.worse > range.better;
  return usable ? range : Factors{};
}

double with_odds(double probability, double factor) {
  if (probability >= 1.0) return 1.0;
  const double odds = factor * probability / (1.0 - probability);
  return odds / (1.0 + odds);
}

}  // namespace

std::vector<TornadoBar> tornado_bars(const Model& model, const StructureFunction& function,
                                     const IdVector<NodeId, std::uint8_t>& below_groups,
                                     double unavailability,
                                     const std::vector<Importance>& importance) {
  std::vector<TornadoBar> rows;
  for (const Importance& row : importance) {
    const BasicEvent& event = function.events[row.event];
    if (below_groups[function.event_nodes[row.event]] != 0) continue;
    const double own = event.probability();
    const Factors factors = odds_factors(model, event);
    const auto moved = [&](double factor) {
      return std::clamp(unavailability + row.birnbaum * (with_odds(own, factor) - own), 0.0, 1.0);
    };
    rows.push_back({row.event, moved(factors.better), moved(factors.worse), factors.from_range});
  }
  std::stable_sort(rows.begin(), rows.end(), [](const TornadoBar& a, const TornadoBar& b) {
    return std::abs(a.worse - a.better) > std::abs(b.worse - b.better);
  });
  return rows;
}

}  // namespace cutpoint
