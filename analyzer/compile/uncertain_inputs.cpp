#include "analyzer/compile/uncertain_inputs.hpp"

#include <algorithm>
#include <map>
#include <numeric>
#include <optional>
#include <tuple>
#include <utility>

#include "model/base/math/portable_math.hpp"

namespace cutpoint {

namespace {

using Values = std::span<const double>;
using Position = std::uint32_t;

/// Quantile 0.95 of the standard normal distribution.
constexpr double normal_quantile_95 = 1.6448536269514722;

double reciprocal(Values v) {
  return 1.0 / v[0];
}

double share_of_odds(Values v) {
  return v[0] / (1.0 + v[0]);
}

/// Mean repair time, with restarts: repair, share that a restart cures, time of a restart.
double with_restarts(Values v) {
  return v[1] * v[2] + (1.0 - v[1]) * v[0];
}

double unavailability(Values v) {
  return v[1] / (v[0] + v[1]);
}

double product(Values v) {
  return v[0] * v[1];
}

/// Of two independent events at least one.
double either(Values v) {
  return v[0] + v[1] * (1.0 - v[0]);
}

/// What a member keeps beside its common causes: (q - c)/(1 - c).
double own_share(Values v) {
  return std::max(0.0, (v[0] - v[1]) / (1.0 - v[1]));
}

/// Sets of components whose figures are one figure.
class AlikeComponents {
 public:
  explicit AlikeComponents(const Model& model) : parents_(model.components.size()) {
    std::iota(parents_.begin(), parents_.end(), std::size_t{0});
    for (const CommonCause& cause : model.common_causes) {
      if (!cause.beta || cause.members.empty()) continue;
      for (const ComponentId member : cause.members) join(cause.members.front(), member);
    }
    figures_.assign(parents_.size(), nullptr);
    for (std::size_t i = 0; i < parents_.size(); ++i) {
      const Boxed<Figures>& own = model.components[ComponentId(i)].figures;
      const Figures*& shared = figures_[root(i)];
      if (own && (shared == nullptr || (!shared->spreads && own->spreads))) shared = &*own;
    }
  }

  /// The figures that count for a component: its own, or those of one that is alike.
  [[nodiscard]] const Figures* figures(ComponentId id) { return figures_[root(id.index())]; }

 private:
  std::size_t root(std::size_t i) {
    for (; parents_[i] != i; i = parents_[i]) parents_[i] = parents_[parents_[i]];
    return i;
  }
  void join(ComponentId a, ComponentId b) {
    const std::size_t one = root(a.index()), other = root(b.index());
    parents_[std::max(one, other)] = std::min(one, other);
  }

  std::vector<std::size_t> parents_;
  std::vector<const Figures*> figures_;
};

class InputWriter {
 public:
  InputWriter(const Model& model, const EventIndex& index, StructureFunction& function)
      : model_(model),
        index_(index),
        function_(function),
        inputs_(function.uncertain),
        alike_(model) {}

  void write() {
    share_by_common_causes();
    for (std::size_t i = 0; i < model_.components.size(); ++i) write_component(ComponentId(i));
    for (std::size_t i = 0; i < model_.links.size(); ++i) {
      write_figures(model_.links[LinkId(i)].figures, index_.link[LinkId(i)]);
    }
    for (std::size_t i = 0; i < model_.common_causes.size(); ++i) {
      const CommonCause& cause = model_.common_causes[CommonCauseId(i)];
      if (!cause.beta) write_figures(cause.figures, index_.common_cause[CommonCauseId(i)]);
    }
    std::sort(inputs_.probabilities.begin(), inputs_.probabilities.end());
    std::sort(inputs_.repairs.begin(), inputs_.repairs.end());
  }

 private:
  void write_component(ComponentId id) {
    const Figures* figures = alike_.figures(id);
    if (figures == nullptr || !figures->spreads) return;
    auto [q, repair] = quantities_of(*figures);
    if (const auto taken = shared_.find(id); taken != shared_.end()) {
      q = function_of(own_share, {q, taken->second});
    }
    for (const EventId event : function_.component_events[id]) give(event, {q, repair});
  }

  void write_figures(const Boxed<Figures>& figures, EventId event) {
    if (!figures || !figures->spreads || !event.valid()) return;
    give(event, quantities_of(*figures));
  }

  /// What is uncertain of an event: its probability, and the mean repair where that is, too.
  struct Quantities {
    Position probability;
    std::optional<Position> repair;
  };

  void give(EventId event, const Quantities& quantities) {
    if (!function_.events[event].can_fail) return;
    inputs_.probabilities.emplace_back(event.value(), quantities.probability);
    if (quantities.repair) inputs_.repairs.emplace_back(event.value(), *quantities.repair);
  }

  /// As the basic events do: the common event takes beta of q, its members keep the rest.
  void share_by_common_causes() {
    for (std::size_t i = 0; i < model_.common_causes.size(); ++i) {
      const CommonCause& cause = model_.common_causes[CommonCauseId(i)];
      if (!cause.beta || cause.members.empty()) continue;
      const Figures* figures = alike_.figures(cause.members.front());
      if (figures == nullptr || !figures->spreads) continue;
      const auto [whole, repair] = quantities_of(*figures);
      const Position q = function_of(product, {constant(cause.beta->value()), whole});
      give(index_.common_cause[CommonCauseId(i)], {q, repair});
      for (const ComponentId member : cause.members) {
        const auto [place, first] = shared_.emplace(member, q);
        if (!first) place->second = function_of(either, {place->second, q});
      }
    }
  }

  Quantities quantities_of(const Figures& figures) {
    const FigureSpreads& spreads = *figures.spreads;
    if (spreads.availability.form != FigureSpread::Form::certain) {
      const Position odds = mean_of(spreads.availability, "availability");
      return {function_of(share_of_odds, {odds}), std::nullopt};
    }
    const Position up = spreads.mtbf.form == FigureSpread::Form::certain
                            ? constant(figures.mtbf.in_hours())
                            : mean_of(spreads.mtbf, "mtbf");
    if (spreads.mttr.form == FigureSpread::Form::certain) {
      const Position down = constant(figures.mttr.in_hours());
      return {function_of(unavailability, {up, down}), std::nullopt};
    }
    Position down = mean_of(spreads.mttr, "mttr");
    if (figures.repair.cured > 0.0) {
      down = function_of(with_restarts, {down, constant(figures.repair.cured),
                                         constant(figures.repair.restart.in_hours())});
    }
    return {function_of(unavailability, {up, down}), down};
  }

  /// A mean time in hours (or odds) that is not certain.
  Position mean_of(const FigureSpread& spread, std::string name) {
    UncertainFigure figure;
    figure.span = spread.written;
    figure.name = std::move(name);
    if (spread.form == FigureSpread::Form::range) {
      const double low = portable::log(spread.low), high = portable::log(spread.high);
      figure.a = (low + high) / 2.0;
      figure.b = (high - low) / (2.0 * normal_quantile_95);
      return figure_of(std::move(figure));
    }
    const bool failures = spread.form == FigureSpread::Form::failures;
    figure.form = UncertainFigure::Form::gamma;
    figure.a = static_cast<double>(spread.count) + (failures ? 0.5 : 0.0);
    figure.b = 1.0 / spread.hours;
    figure.name = failures ? "observed failures" : "observed repairs";
    return function_of(reciprocal, {figure_of(std::move(figure))});
  }

  /// One figure for each place, however many components use it.
  Position figure_of(UncertainFigure figure) {
    const SourceSpan span = figure.span;
    const Place place{span.known() ? span.file.value() : 0U, span.line, span.column, figure.name};
    if (span.known()) {
      if (const auto found = places_.find(place); found != places_.end()) return found->second;
    }
    UncertainQuantity quantity;
    quantity.figure = static_cast<Position>(inputs_.figures.size());
    inputs_.figures.push_back(std::move(figure));
    const Position added = add(std::move(quantity));
    if (span.known()) places_.emplace(place, added);
    return added;
  }

  Position constant(double value) {
    const auto [place, added] = constants_.emplace(value, 0U);
    if (added) {
      UncertainQuantity quantity;
      quantity.constant = value;
      place->second = add(std::move(quantity));
    }
    return place->second;
  }

  Position function_of(UncertainQuantity::Function function, std::vector<Position> arguments) {
    auto& known = functions_[function];
    const auto found = known.find(arguments);
    if (found != known.end()) return found->second;
    UncertainQuantity quantity;
    quantity.function = function;
    quantity.arguments = arguments;
    return known.emplace(std::move(arguments), add(std::move(quantity))).first->second;
  }

  Position add(UncertainQuantity quantity) {
    inputs_.quantities.push_back(std::move(quantity));
    return static_cast<Position>(inputs_.quantities.size() - 1);
  }

  using Place = std::tuple<std::uint32_t, std::uint32_t, std::uint32_t, std::string>;

  const Model& model_;
  const EventIndex& index_;
  StructureFunction& function_;
  UncertainInputs& inputs_;
  AlikeComponents alike_;
  std::map<ComponentId, Position> shared_;  ///< what common causes with beta take, by member
  std::map<Place, Position> places_;
  std::map<double, Position> constants_;
  std::map<UncertainQuantity::Function, std::map<std::vector<Position>, Position>> functions_;
};

}  // namespace

void add_uncertain_inputs(const Model& model, const EventIndex& index,
                          StructureFunction& function) {
  InputWriter(model, index, function).write();
}

}  // namespace cutpoint
