#include "analyzer/analysis/cut_sets/explanation.hpp"

#include <algorithm>

namespace cutpoint {

namespace {

using Lanes = SubsetFailures::Lanes;

/// Lane 0: all of them. Then each alone, then all but each: what fits into a word.
constexpr std::size_t most_events = 31;

}  // namespace

CutSetExplainer::CutSetExplainer(const Model& model, const StructureFunction& function,
                                 const Parents& parents, FailurePaths& paths,
                                 std::size_t work_limit)
    : model_(model),
      function_(function),
      parents_(parents),
      paths_(paths),
      work_limit_(work_limit) {}

void CutSetExplainer::prepare() {
  failures_.emplace(function_, parents_);
  on_way_.resize(function_.nodes.size());
  for (std::size_t i = 0; i < function_.groups.size(); ++i) {
    groups_.emplace_back(function_.groups[GroupId(i)].node, GroupId(i));
  }
  std::sort(groups_.begin(), groups_.end());
  const auto same_node = [](const auto& a, const auto& b) { return a.first == b.first; };
  groups_.erase(std::unique(groups_.begin(), groups_.end(), same_node), groups_.end());
}

void CutSetExplainer::explain(JourneyId journey, std::vector<CutSet>& sets) {
  if (sets.empty()) return;
  if (!failures_) prepare();
  for (CutSet& set : sets) {
    if (set.events.empty() || set.events.size() > most_events) continue;
    if (failures_->steps() + path_steps_ > work_limit_) return;
    find_defeated(journey, set);
    const std::size_t before = paths_.steps();
    if (model_.form.shows_needs) find_paths(journey, set);
    path_steps_ += paths_.steps() - before + set.events.size();
    set.explained = true;
  }
}

/// From the top down: parents come after their children.
void CutSetExplainer::find_ways_to(NodeId top) {
  ++set_;
  const auto& changed = failures_->changed();
  for (auto at = changed.rbegin(); at != changed.rend(); ++at) {
    if (!failures_->differs_in_first(*at)) continue;
    const auto above = parents_.of(*at);
    const bool leads_up = *at == top || std::any_of(above.begin(), above.end(), [this](auto place) {
      return on_way_[place.parent] == set_;
    });
    if (leads_up) on_way_[*at] = set_;
  }
}

void CutSetExplainer::find_defeated(JourneyId journey, CutSet& set) {
  const std::size_t count = set.events.size();
  const Lanes each = (Lanes{1} << count) - 1;
  std::vector<Lanes> lanes;
  for (std::size_t i = 0; i < count; ++i) {
    lanes.push_back(1U | Lanes{1} << (i + 1) | (each & ~(Lanes{1} << i)) << (count + 1));
  }
  failures_->spread(set.events, lanes);
  find_ways_to(function_.journey_failed[journey]);
  for (const NodeId node : failures_->changed()) {
    if (on_way_[node] != set_) continue;
    const auto at = std::lower_bound(groups_.begin(), groups_.end(), std::pair(node, GroupId(0U)));
    if (at == groups_.end() || at->first != node) continue;
    const Lanes failed = failures_->of(node);
    const bool by_one_alone = (failed >> 1U & each) != 0;
    if ((failed & 1U) == 0 || (by_one_alone && count > 1)) continue;
    DefeatedRedundancy defeated{at->second, {}};
    for (std::size_t i = 0; i < count; ++i) {
      if ((failed >> (count + 1 + i) & 1U) == 0) defeated.by.push_back(set.events[i]);
    }
    set.defeats.push_back(std::move(defeated));
  }
}

void CutSetExplainer::find_paths(JourneyId journey, CutSet& set) {
  const auto failed = [this](ComponentId id) {
    return (failures_->of(function_.component_failed[id]) & 1U) != 0;
  };
  for (const EventId event : set.events) {
    auto path = paths_.from_journey(journey, origins_of(model_, function_.events[event]), failed);
    if (!path.empty()) set.cuts.push_back(shortened(std::move(path)));
  }
}

}  // namespace cutpoint
