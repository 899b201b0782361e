#include "analyzer/analysis/uncertainty/joined_trials.hpp"

#include <algorithm>
#include <cstddef>
#include <utility>

#include <fmt/format.h>

namespace cutpoint {

namespace {

/// Rounding may take a probability over the end.
bool is_share(double value) {
  return value >= -1e-9 && value <= 1.0 + 1e-9;
}

bool is_damaged(const UncertaintyPart& part) {
  if (part.count > part.samples || part.first > part.samples - part.count) return true;
  return !std::all_of(part.results.begin(), part.results.end(), [&](const auto& row) {
    return (row.empty() || row.size() == part.count) &&
           std::all_of(row.begin(), row.end(), is_share);
  });
}

/// The same functions vary in both, or one of them has no trial.
bool is_alike(const UncertaintyPart& a, const UncertaintyPart& b) {
  if (a.results.size() != b.results.size()) return false;
  if (a.count == 0 || b.count == 0) return true;
  for (std::size_t top = 0; top < a.results.size(); ++top) {
    if (a.results[top].empty() != b.results[top].empty()) return false;
  }
  return true;
}

Failure missing(std::uint32_t trial, std::uint32_t samples) {
  return Failure(fmt::format("trial {} of {} is in none of the parts: a shard is missing",
                             trial + 1, samples));
}

Failure gap_before(const UncertaintyPart& part, std::uint32_t next) {
  if (part.first >= next) return missing(next, part.samples);
  return Failure(
      fmt::format("trial {} is there twice: the same shard was given again", part.first + 1));
}

}  // namespace

Result<JoinedTrials> join_trials(std::vector<UncertaintyPart> parts) {
  if (parts.empty()) return Failure("there are no parts to put together");
  std::stable_sort(parts.begin(), parts.end(), [](const auto& a, const auto& b) {
    return a.first != b.first ? a.first < b.first : a.count < b.count;
  });
  // One that has trials, where any has: others may be of more shards than there are trials.
  const auto full = std::max_element(
      parts.begin(), parts.end(), [](const auto& a, const auto& b) { return a.count < b.count; });
  JoinedTrials joined{full->diagram, full->samples, full->seed, TrialResults(full->results.size())};
  std::uint32_t next = 0;
  for (const UncertaintyPart& part : parts) {
    if (part.samples != joined.samples || part.seed != joined.seed) {
      return Failure("the parts are of different runs: their trials and seeds must be the same");
    }
    if (part.diagram != joined.diagram) {
      return Failure("the parts were run with different budgets, and so on different diagrams");
    }
    if (is_damaged(part) || !is_alike(part, *full)) {
      return Failure(fmt::format("the part from trial {} on is damaged", part.first + 1));
    }
    if (part.count == 0) continue;
    if (part.first != next) return gap_before(part, next);
    for (std::size_t top = 0; top < joined.results.size(); ++top) {
      joined.results[top].insert(joined.results[top].end(), part.results[top].begin(),
                                 part.results[top].end());
    }
    next += part.count;
  }
  if (next == joined.samples) return joined;
  return missing(next, joined.samples);
}

}  // namespace cutpoint
