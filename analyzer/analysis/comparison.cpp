#include "cutpoint/comparison.hpp"

#include <algorithm>
#include <cmath>
#include <iterator>
#include <map>
#include <set>

#include "analyzer/analysis/compare.hpp"
#include "model/architecture/queries/requirement_text.hpp"

namespace cutpoint {

namespace {

constexpr double tolerance = 1e-9;

bool differ(double a, double b) {
  if (std::isinf(a) || std::isinf(b)) return a != b;
  return std::abs(a - b) > tolerance * std::max(std::abs(a), std::abs(b));
}

class EdgeList {
 public:
  explicit EdgeList(const Model& model) : model_(model) {
    for (const Component& component : model.components) {
      for (const ComponentId host : component.hosts) {
        add(component.name, host, {Kind::runs_on, "", {}});
      }
      add_needs(component.name, component.needs, {});
    }
    for (const Journey& journey : model.journeys) add_needs(journey.name, journey.needs, {});
    for (const Link& link : model.links) {
      add(model.components[link.from].name, link.to,
          {link.directed ? Kind::linked_one_way : Kind::linked, "", {}});
    }
  }

  [[nodiscard]] const std::set<ModelEdge>& edges() const { return edges_; }

 private:
  using Kind = ModelEdge::Kind;
  struct How {
    Kind kind = Kind::needs;
    std::string group;  ///< empty outside of groups
    std::optional<Probability> fallback;
  };

  void add(const std::string& from, ComponentId to, const How& how) {
    edges_.insert({from, model_.components[to].name, how.kind, how.group, how.fallback});
  }

  /// Nesting is limited by the reader, so this recursion is shallow.
  void add_needs(const std::string& from, const std::vector<Requirement>& needs,
                 const How& outside) {
    for (const Requirement& need : needs) {
      How how = outside;
      if (how.group.empty()) how.kind = need.soft ? Kind::wants : Kind::needs;
      how.fallback = need.fallback;
      switch (need.form) {
        case Requirement::Form::component:
          add(from, need.component, how);
          break;
        case Requirement::Form::connected:
          for (const ComponentId end : need.ends) add(from, end, {Kind::needs_connection, "", {}});
          break;
        case Requirement::Form::at_least:
          add_needs(from, need.members,
                    {need.soft ? Kind::wants_one_of : Kind::needs_one_of,
                     requirement_text(model_, need),
                     {}});
          break;
      }
    }
  }

  const Model& model_;
  std::set<ModelEdge> edges_;
};

using Aspect = ComponentDifference::Aspect;

void compare_figures(const Component& before, const Component& after,
                     std::vector<ComponentDifference>& differences) {
  const bool could = before.figures.has_value();
  const bool can = after.figures.has_value();
  if (could != can) {
    differences.emplace_back().aspect = can ? Aspect::can_fail : Aspect::perfect;
    return;
  }
  if (!could) return;
  const auto note = [&](Aspect aspect, Duration was, Duration is) {
    if (!differ(was.in_seconds(), is.in_seconds())) return;
    ComponentDifference& difference = differences.emplace_back();
    difference.aspect = aspect;
    difference.time_before = was;
    difference.time_after = is;
  };
  note(Aspect::mtbf, before.figures->mtbf, after.figures->mtbf);
  note(Aspect::mttr, before.figures->mttr, after.figures->mttr);
}

std::vector<ComponentDifference> differences_of(const Model& old_model, const Component& before,
                                                const Model& new_model, const Component& after) {
  std::vector<ComponentDifference> differences;
  const std::string& was = old_model.kinds[before.kind].name;
  const std::string& is = new_model.kinds[after.kind].name;
  if (was != is) {
    ComponentDifference& difference = differences.emplace_back();
    difference.kind_before = was;
    difference.kind_after = is;
  }
  const auto note = [&](Aspect aspect, std::uint32_t count_before, std::uint32_t count_after) {
    if (count_before == count_after) return;
    ComponentDifference& difference = differences.emplace_back();
    difference.aspect = aspect;
    difference.count_before = count_before;
    difference.count_after = count_after;
  };
  note(Aspect::replicas, before.replicas, after.replicas);
  note(Aspect::at_least, before.at_least, after.at_least);
  compare_figures(before, after, differences);
  return differences;
}

void compare_components(const Model& before, const Model& after, Comparison& result) {
  for (const Component& component : after.components) {
    const ComponentId id = before.find_component(component.name);
    if (!id.valid()) {
      result.components_added.push_back(component.name);
      continue;
    }
    auto differences = differences_of(before, before.components[id], after, component);
    if (!differences.empty()) {
      result.components_changed.push_back({component.name, std::move(differences)});
    }
  }
  for (const Component& component : before.components) {
    if (!after.find_component(component.name).valid()) {
      result.components_removed.push_back(component.name);
    }
  }
}

void compare_edges(const Model& before, const Model& after, Comparison& result) {
  const EdgeList old_edges(before);
  const EdgeList new_edges(after);
  std::set_difference(new_edges.edges().begin(), new_edges.edges().end(), old_edges.edges().begin(),
                      old_edges.edges().end(), std::back_inserter(result.edges_added));
  std::set_difference(old_edges.edges().begin(), old_edges.edges().end(), new_edges.edges().begin(),
                      new_edges.edges().end(), std::back_inserter(result.edges_removed));
}

/// Single points that nobody accepted, by name of the event. A switch under way is no single point
/// in a structure: what it costs shows in the downtime.
using OpenPoints = std::map<std::string, SinglePointClass>;

OpenPoints open_points(const AnalysedModel& side, const JourneyAnalysis& journey) {
  OpenPoints points;
  for (const SinglePoint& point : journey.single_points) {
    if (point.classification == SinglePointClass::accepted) continue;
    if (side.function.events[point.event].kind == EventKind::failover) continue;
    points.emplace(side.function.events[point.event].name, point.classification);
  }
  return points;
}

std::optional<std::size_t> smallest_cut(const JourneyAnalysis& journey) {
  const auto& by_order = journey.cut_sets.by_order;
  for (std::size_t i = 0; i < by_order.size(); ++i) {
    if (by_order[i] > 0) return i + 1;
  }
  return std::nullopt;
}

using NamedCut = std::vector<std::string>;

/// The listed cut sets, each by name in alphabetical order.
std::vector<NamedCut> named_cuts(const AnalysedModel& side, const JourneyAnalysis& journey) {
  std::vector<NamedCut> cuts;
  for (const CutSet& set : journey.cut_sets.sets) {
    NamedCut& names = cuts.emplace_back();
    for (const EventId event : set.events) names.push_back(side.function.events[event].name);
    std::sort(names.begin(), names.end());
  }
  return cuts;
}

std::vector<NamedCut> shorter_cuts(const AnalysedModel& before, const JourneyAnalysis& was,
                                   const AnalysedModel& after, const JourneyAnalysis& is) {
  // What is not listed may have been a cut set before.
  if (!was.cut_sets.available || !was.cut_sets.all_listed) return {};
  const std::vector<NamedCut> old_cuts = named_cuts(before, was);
  std::set<std::string_view> old_events;
  for (const BasicEvent& event : before.function.events) old_events.insert(event.name);
  std::vector<NamedCut> shorter = named_cuts(after, is);
  std::erase_if(shorter, [&](const NamedCut& cut) {
    const bool all_known = std::all_of(
        cut.begin(), cut.end(), [&](const std::string& name) { return old_events.contains(name); });
    return cut.size() < 2 || cut.size() > was.cut_sets.by_order.size() || !all_known ||
           std::any_of(old_cuts.begin(), old_cuts.end(), [&cut](const NamedCut& old) {
             return std::includes(cut.begin(), cut.end(), old.begin(), old.end());
           });
  });
  return shorter;
}

bool misses_target(const JourneyAnalysis& journey) {
  return journey.slo && journey.slo->met && !*journey.slo->met;
}

void compare_journey(const AnalysedModel& before, const JourneyAnalysis* was,
                     const AnalysedModel& after, const JourneyAnalysis* is,
                     JourneyComparison& result) {
  const OpenPoints old_points = was == nullptr ? OpenPoints() : open_points(before, *was);
  const OpenPoints new_points = is == nullptr ? OpenPoints() : open_points(after, *is);
  if (was != nullptr) {
    result.before = was->up;
    result.smallest_cut_before = smallest_cut(*was);
  }
  if (is != nullptr) {
    result.after = is->up;
    if (is->slo) result.target = is->slo->target;
    result.smallest_cut_after = smallest_cut(*is);
  }
  // A journey that is new or gone is neither better nor worse.
  if (was == nullptr || is == nullptr) return;
  for (const auto& [name, kind] : new_points) {
    const auto old = old_points.find(name);
    const bool worse = old != old_points.end() && old->second == SinglePointClass::partial &&
                       kind == SinglePointClass::full;
    if (old == old_points.end() || worse) result.points_gained.push_back(name);
  }
  for (const auto& [name, kind] : old_points) {
    if (!new_points.contains(name)) result.points_lost.push_back(name);
  }
  result.shorter_cuts = shorter_cuts(before, *was, after, *is);
  result.less_available =
      is->up.lower_unavailability > was->up.upper_unavailability * (1.0 + tolerance);
  result.target_missed_now = misses_target(*is) && !misses_target(*was);
}

std::map<std::string, const JourneyAnalysis*> journeys_by_name(const AnalysedModel& side) {
  std::map<std::string, const JourneyAnalysis*> journeys;
  for (const JourneyAnalysis& row : side.analysis.journeys) {
    journeys.emplace(side.model.journeys[row.journey].name, &row);
  }
  return journeys;
}

void compare_journeys(const AnalysedModel& before, const AnalysedModel& after, Comparison& result) {
  const auto old_journeys = journeys_by_name(before);
  const auto new_journeys = journeys_by_name(after);
  for (const Journey& journey : after.model.journeys) {
    const auto old = old_journeys.find(journey.name);
    JourneyComparison row;
    row.name = journey.name;
    compare_journey(before, old == old_journeys.end() ? nullptr : old->second, after,
                    new_journeys.at(journey.name), row);
    result.journeys.push_back(std::move(row));
  }
  for (const Journey& journey : before.model.journeys) {
    if (new_journeys.contains(journey.name)) continue;
    JourneyComparison row;
    row.name = journey.name;
    compare_journey(before, old_journeys.at(journey.name), after, nullptr, row);
    result.journeys.push_back(std::move(row));
  }
}

void compare_costs(const Model& before, const Model& after, Comparison& result) {
  constexpr double month = Duration::year / 12.0;
  std::map<std::string, MonthlyCost> sums;
  const auto add = [&sums](const Model& model, double MonthlyCost::*side) {
    for (const Component& component : model.components) {
      if (!component.details || !component.details->cost) continue;
      const Money& cost = component.details->cost->value;
      if (cost.per.in_seconds() <= 0.0) continue;
      MonthlyCost& sum = sums[cost.currency];
      sum.currency = cost.currency;
      sum.*side += cost.amount * month / cost.per.in_seconds();
    }
  };
  add(before, &MonthlyCost::before);
  add(after, &MonthlyCost::after);
  for (const auto& [currency, sum] : sums) {
    if (differ(sum.before, sum.after)) result.costs.push_back(sum);
  }
}

bool is_same(const JourneyComparison& journey) {
  return journey.before && journey.after && journey.points_gained.empty() &&
         journey.points_lost.empty() && journey.shorter_cuts.empty() &&
         !journey.target_missed_now &&
         !differ(journey.before->availability.unavailability(),
                 journey.after->availability.unavailability());
}

}  // namespace

bool Comparison::is_regression() const {
  return std::any_of(journeys.begin(), journeys.end(),
                     [](const JourneyComparison& journey) { return journey.is_regression(); });
}

bool Comparison::is_empty() const {
  return components_added.empty() && components_removed.empty() && components_changed.empty() &&
         edges_added.empty() && edges_removed.empty() && costs.empty() &&
         std::all_of(journeys.begin(), journeys.end(), is_same);
}

Comparison compare(const AnalysedModel& before, const AnalysedModel& after) {
  Comparison result;
  compare_components(before.model, after.model, result);
  compare_edges(before.model, after.model, result);
  compare_journeys(before, after, result);
  compare_costs(before.model, after.model, result);
  return result;
}

}  // namespace cutpoint
