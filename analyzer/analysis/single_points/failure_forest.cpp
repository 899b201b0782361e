#include "analyzer/analysis/single_points/failure_forest.hpp"

#include <algorithm>

namespace cutpoint {

FailureForest::FailureForest(const Model& model, const FailurePaths& paths,
                             std::vector<ComponentId> origins, const FailurePaths::Failed& failed)
    : model_(model),
      paths_(paths),
      origins_(std::move(origins)),
      failed_(failed),
      next_(model.components.size()),
      distance_(model.components.size(), unreached),
      toward_(model.components.size()),
      tail_(model.components.size()) {
  collect_edges();
  measure();
  plant();
}

void FailureForest::collect_edges() {
  for (std::size_t i = 0; i < model_.components.size(); ++i) {
    const ComponentId id(i);
    if (failed_(id) || model_.components[id].is_pool())
      paths_.next_of(id, origins_, failed_, next_[id]);
  }
}

void FailureForest::measure() {
  IdVector<ComponentId, std::vector<ComponentId>> before(model_.components.size());
  for (std::size_t i = 0; i < next_.size(); ++i) {
    for (const ComponentId next : next_[ComponentId(i)]) before[next].push_back(ComponentId(i));
  }
  by_distance_ = origins_;
  for (const ComponentId origin : origins_) distance_[origin] = 0;
  for (std::size_t head = 0; head < by_distance_.size(); ++head) {
    const ComponentId at = by_distance_[head];
    for (const ComponentId earlier : before[at]) {
      if (distance_[earlier] != unreached) continue;
      distance_[earlier] = distance_[at] + 1;
      by_distance_.push_back(earlier);
    }
  }
}

/// Nearer components come first, so that what a way goes on with is planted already.
void FailureForest::plant() {
  for (const ComponentId id : by_distance_) {
    if (distance_[id] != 0) toward_[id] = nearest_of(next_[id]);
    const bool in_tail = distance_[id] < FailurePath::kept_at_each_end;
    tail_[id] = in_tail ? id : tail_[toward_[id]];
  }
}

ComponentId FailureForest::nearest_of(const std::vector<ComponentId>& candidates) const {
  ComponentId nearest;
  for (const ComponentId id : candidates) {
    if (distance_[id] == unreached) continue;
    if (!nearest.valid() || distance_[id] < distance_[nearest]) nearest = id;
  }
  return nearest;
}

FailurePath FailureForest::from(ComponentId start) const {
  FailurePath path;
  if (distance_[start] == unreached) return path;
  constexpr std::size_t ends = FailurePath::kept_at_each_end;
  const std::size_t length = std::size_t{distance_[start]} + 1;
  ComponentId at = start;
  if (length > 2 * ends) {
    path.omitted = length - 2 * ends;
    for (std::size_t i = 0; i < ends; ++i, at = toward_[at]) path.steps.push_back(at);
    at = tail_[start];
  }
  for (; at.valid(); at = toward_[at]) path.steps.push_back(at);
  return path;
}

FailurePath FailureForest::from(JourneyId journey) const {
  std::vector<ComponentId> starts;
  paths_.next_of(model_.journeys[journey].needs, origins_, failed_, starts);
  const ComponentId start = nearest_of(starts);
  return start.valid() ? from(start) : FailurePath{};
}

}  // namespace cutpoint
