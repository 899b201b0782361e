#include "analyzer/analysis/importance_bounds.hpp"

#include <algorithm>
#include <array>
#include <limits>
#include <optional>
#include <utility>

#include "analyzer/engine/bounds/bound_search.hpp"
#include "analyzer/structure/nodes_below.hpp"

namespace cutpoint {

namespace {

/// More are not worth their time: what matters stands at the head.
constexpr std::size_t most_rows = 10;
/// Gates are looked at in about the time of a node of a diagram.
constexpr std::size_t nodes_a_step = 4;

/// The importance of an event at both ends of an interval, were they exact.
struct MeasuresAtEnd {
  double birnbaum, criticality, achievement, reduction, diagnostic;

  MeasuresAtEnd(double q, double failed, double perfect) : birnbaum(failed - perfect) {
    const double top = q * failed + (1.0 - q) * perfect;
    const double without = top > 0.0 ? std::numeric_limits<double>::infinity() : 1.0;
    criticality = top > 0.0 ? q * birnbaum / top : 0.0;
    achievement = top > 0.0 ? failed / top : 0.0;
    reduction = perfect > 0.0 ? top / perfect : without;
    diagnostic = q * achievement;
  }
};

double highest_criticality(const ImportanceBounds& row) {
  return row.criticality ? row.criticality->high : 1.0;
}

/// Nothing where the interval holds all that such a measure can be. What is left of an end by
/// rounding is no knowledge.
std::optional<Interval> known_between(double low, double high, double least, double most) {
  constexpr double rounding = 1e-9;
  const bool below = low <= least * (1.0 + rounding) + std::numeric_limits<double>::min();
  if (below && high >= most * (1.0 - rounding)) return std::nullopt;
  return Interval{low, high};
}

class ImportanceSearch {
 public:
  ImportanceSearch(const StructureFunction& function, NodeId top, const ProbabilityBounds& bounds,
                   const std::vector<EventId>& alone, EngineMeter& meter)
      : function_(function), changed_(function), top_(top), bounds_(bounds), meter_(meter) {
    alone_.insert(alone_.end(), alone.begin(), alone.end());
    std::sort(alone_.begin(), alone_.end());
  }

  BoundedImportances run() {
    const std::vector<std::pair<double, EventId>> events = most_first();
    BoundedImportances result;
    std::size_t wanted = std::min(most_rows, events.size());
    for (; wanted > 0; --wanted) {
      if (meter_.spent()) break;
      const EnginePortion portion(&meter_, PartsLeft{wanted});
      result.rows.push_back(row_of(events[result.rows.size()].second));
    }
    result.left_out = events.size() - result.rows.size();
    std::stable_sort(result.rows.begin(), result.rows.end(), [](const auto& a, const auto& b) {
      return highest_criticality(a) > highest_criticality(b);
    });
    for (std::size_t i = 0; i < result.rows.size(); ++i) {
      ImportanceBounds& row = result.rows[i];
      const double next =
          i + 1 < result.rows.size() ? highest_criticality(result.rows[i + 1]) : 0.0;
      row.is_ahead = row.criticality && row.criticality->low >= next;
    }
    return result;
  }

 private:
  [[nodiscard]] bool is_alone(EventId event) const {
    return std::binary_search(alone_.begin(), alone_.end(), event);
  }

  template <class Asked>
  [[nodiscard]] auto with(EventId event, double probability, const Asked& asked) {
    double& q = changed_.events[event].process.unavailability;
    const double before = std::exchange(q, probability);
    auto result = asked();
    q = before;
    return result;
  }

  /// Events below the top by falling upper bound of their criticality: q of it at most is lost
  /// where the top is as probable with the event as gates allow (`bound_probabilities`); where that
  /// took too long, q of it.
  [[nodiscard]] std::vector<std::pair<double, EventId>> most_first() {
    const auto below = mark_below(function_, std::array{top_});
    std::vector<std::pair<double, EventId>> events;
    for (std::size_t i = 0; i < function_.events.size(); ++i) {
      const NodeId node = function_.event_nodes[EventId(i)];
      const double q = function_.events[EventId(i)].probability();
      if (node.valid() && below[node] != 0 && q > 0.0) events.emplace_back(q, EventId(i));
    }
    std::stable_sort(events.begin(), events.end(),
                     [](const auto& a, const auto& b) { return a.first > b.first; });
    const EnginePortion portion(&meter_, PartsLeft{2});
    for (auto& [most, event] : events) {
      if (is_alone(event)) continue;
      if (!meter_.step(1 + function_.nodes.size() / nodes_a_step)) break;
      most *= with(event, 1.0, [this] { return bound_probabilities(changed_)[top_].upper; });
    }
    std::stable_sort(events.begin(), events.end(),
                     [](const auto& a, const auto& b) { return a.first > b.first; });
    return events;
  }

  [[nodiscard]] ProbabilityBounds bounds_with(EventId event, double probability,
                                              std::size_t parts) {
    return with(event, probability, [&] {
      const EnginePortion portion(&meter_, PartsLeft{parts});
      std::vector<ProbabilityBounds> found{bound_probabilities(changed_)[top_]};
      BoundSearch(changed_, {top_}, meter_).tighten(found);
      return found.front();
    });
  }

  /// The top fails no less often with the event than as it is, and no more often without.
  [[nodiscard]] ImportanceBounds row_of(EventId event) {
    const double q = function_.events[event].probability();
    ProbabilityBounds failed{1.0, 1.0};
    if (!is_alone(event)) failed = bounds_with(event, 1.0, 2);
    ProbabilityBounds perfect = bounds_with(event, 0.0, 1);
    failed.lower = std::max(failed.lower, bounds_.lower);
    perfect.upper = std::min(perfect.upper, bounds_.upper);
    return importance_between(event, q, failed, perfect);
  }

  const StructureFunction& function_;
  StructureFunction changed_;
  NodeId top_;
  ProbabilityBounds bounds_;
  std::vector<EventId> alone_;
  EngineMeter& meter_;
};

}  // namespace

ImportanceBounds importance_between(EventId event, double q, const ProbabilityBounds& failed,
                                    const ProbabilityBounds& perfect) {
  const MeasuresAtEnd least(q, failed.lower, std::min(failed.lower, perfect.upper));
  const MeasuresAtEnd most(q, failed.upper, perfect.lower);
  ImportanceBounds row;
  row.event = event;
  constexpr double infinite = std::numeric_limits<double>::infinity();
  row.birnbaum = known_between(least.birnbaum, most.birnbaum, 0.0, 1.0);
  row.criticality = known_between(least.criticality, most.criticality, 0.0, 1.0);
  row.risk_achievement_worth = known_between(least.achievement, most.achievement, 1.0, 1.0 / q);
  row.risk_reduction_worth = known_between(least.reduction, most.reduction, 1.0, infinite);
  row.diagnostic = known_between(least.diagnostic, most.diagnostic, q, 1.0);
  // Where the event decides, a cut set with it has occurred; where one has, so have event and top.
  row.fussell_vesely = known_between(least.criticality, most.diagnostic, 0.0, 1.0);
  return row;
}

BoundedImportances bound_importances(const StructureFunction& function, NodeId top,
                                     const ProbabilityBounds& top_bounds,
                                     const std::vector<EventId>& alone, EngineMeter& meter) {
  // Of thousands of tops none must cost a pass over all nodes that it has no steps for.
  if (!meter.step(function.nodes.size() + function.events.size())) return {};
  return ImportanceSearch(function, top, top_bounds, alone, meter).run();
}

}  // namespace cutpoint
