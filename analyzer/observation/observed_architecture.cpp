// Measured figures as a document that can be laid over another one.
#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "analyzer/observation/observe.hpp"
#include "analyzer/observation/watched_time.hpp"

namespace cutpoint {

namespace {

template <class T>
Spanned<T> unplaced(T value) {
  return {std::move(value), {}};
}

/// What was counted of a component, or of those instances of a pool that records name.
struct CountsInRecords {
  std::string name;
  std::uint32_t failures = 0;
  std::vector<Duration> repairs;
  double repair_seconds = 0;   ///< of all failures together, as far as they went
  double watched_seconds = 0;  ///< each instance
  bool all_ended = true;
  std::optional<Duration> never_up_for;  ///< at least, of what was never up
  bool was_up = false;
};

void add(const ObservedComponent& row, CountsInRecords& counts) {
  if (row.never_up()) {
    counts.never_up_for = row.mttr;
    return;
  }
  counts.was_up = true;
  counts.failures += row.failures;
  counts.repairs.insert(counts.repairs.end(), row.repairs.begin(), row.repairs.end());
  const bool ended = row.repairs.size() == row.failures;
  counts.all_ended = counts.all_ended && ended;
  const double mean = row.mttr ? row.mttr->in_seconds() : 0.0;
  double seconds = mean * row.failures;
  if (ended) {
    seconds = 0.0;
    for (const Duration repair : row.repairs) seconds += repair.in_seconds();
  }
  counts.repair_seconds += seconds;
  counts.watched_seconds = std::max(counts.watched_seconds, row.operating.in_seconds() + seconds);
}

DraftComponent written(const CountsInRecords& counts) {
  DraftComponent component;
  component.name = unplaced(counts.name);
  const auto set_mean = [&component](Duration mean) {
    component.figures.mttr = unplaced(DurationRange{mean, mean});
  };
  if (!counts.was_up) {
    if (counts.never_up_for) set_mean(*counts.never_up_for);
    return component;
  }
  DraftFigures::Observed& observed = component.figures.observed.emplace();
  observed.window = unplaced(Duration::seconds(counts.watched_seconds));
  observed.failures = unplaced(counts.failures);
  if (counts.all_ended) {
    for (const Duration repair : counts.repairs) observed.repairs.push_back(unplaced(repair));
  } else if (counts.failures > 0) {
    // Some repairs have not ended: only their mean is known.
    set_mean(Duration::seconds(counts.repair_seconds / counts.failures));
  }
  return component;
}

}  // namespace

Draft observed_architecture(const Observation& observation) {
  std::vector<CountsInRecords> all;
  std::map<std::string, std::size_t> places;
  for (const ObservedComponent& row : observation.components) {
    const std::string name = row.name.substr(0, row.name.rfind('#'));
    const auto [at, is_new] = places.try_emplace(name, all.size());
    if (is_new) all.emplace_back().name = name;
    add(row, all[at->second]);
  }
  Draft draft;
  draft.version = unplaced<std::uint32_t>(1);
  for (const CountsInRecords& counts : all) draft.components.push_back(written(counts));
  return draft;
}

std::optional<Duration> operating_of_watched(const DraftFigures& figures, std::uint32_t instances) {
  const DraftFigures::Observed& observed = *figures.observed;
  double down = 0.0;
  for (const Spanned<Duration>& repair : observed.repairs) down += repair.value.in_seconds();
  if (observed.repairs.empty() && figures.mttr) {
    down = figures.mttr->value.high.in_seconds() * observed.failures->value;
  }
  const double seconds = observed.window->value.in_seconds() * instances - down;
  return seconds > 0.0 ? std::optional(Duration::seconds(seconds)) : std::nullopt;
}

}  // namespace cutpoint
