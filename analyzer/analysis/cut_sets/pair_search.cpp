#include "analyzer/analysis/cut_sets/pair_search.hpp"

#include <algorithm>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <limits>
#include <queue>
#include <span>
#include <tuple>
#include <vector>

#include "analyzer/analysis/cut_sets/pair_gates.hpp"

namespace cutpoint {

namespace {

struct FailingPair {
  double probability;
  EventId one, other;
  friend bool operator<(const FailingPair& a, const FailingPair& b) {
    return std::tuple(-a.probability, a.one, a.other) < std::tuple(-b.probability, b.one, b.other);
  }
};

/// The most probable of them, so many at most.
class PairList {
 public:
  PairList(std::size_t limit, double least) : limit_(limit), least_(least) {}

  void add(const FailingPair& pair) {
    ++count_;
    if (pair.probability < least_) return;
    pairs_.push_back(pair);
    if (pairs_.size() >= 2 * limit_ + least_kept) cut_to_limit();
  }

  std::vector<FailingPair> sorted() {
    cut_to_limit();
    std::sort(pairs_.begin(), pairs_.end());
    return std::move(pairs_);
  }

  [[nodiscard]] std::uint64_t count() const { return count_; }

 private:
  static constexpr std::size_t least_kept = 1024;

  void cut_to_limit() {
    if (pairs_.size() <= limit_) return;
    const auto end = pairs_.begin() + static_cast<std::ptrdiff_t>(limit_);
    std::nth_element(pairs_.begin(), end, pairs_.end());
    pairs_.erase(end, pairs_.end());
  }

  std::size_t limit_;
  double least_;
  std::vector<FailingPair> pairs_;
  std::uint64_t count_ = 0;
};

void sort_as_asked(const CutSetOptions& options, CutSets& result) {
  const auto before = [&](const CutSet& a, const CutSet& b) {
    const bool by_order = !options.most_probable_first && a.events.size() != b.events.size();
    return by_order ? a.events.size() < b.events.size() : a.probability > b.probability;
  };
  std::stable_sort(result.sets.begin(), result.sets.end(), before);
  if (result.sets.size() > options.listed_cut_sets) result.sets.resize(options.listed_cut_sets);
}

}  // namespace

std::optional<CutSets> find_pairs(const StructureFunction& function, NodeId top,
                                  const CutSetOptions& options, EngineMeter& meter) {
  // Of thousands of tops none must cost a pass over all nodes that it has no steps for.
  if (!meter.step(function.nodes.size())) return std::nullopt;
  PairGates gates(function, top, meter);
  if (!gates.prepare()) return std::nullopt;
  const auto probability = [&](EventId event) { return function.events[event].probability(); };
  const double least = options.most_probable_first ? options.cutoff.value_or(0.0) : 0.0;
  CutSets result;
  std::uint64_t singles = 0;
  for (const EventId event : gates.events()) {
    if (!gates.fails_alone(event)) continue;
    ++singles;
    if (probability(event) >= least) result.sets.push_back({{event}, probability(event)});
  }
  PairList pairs(options.listed_cut_sets, least);
  for (const EventId event : gates.events()) {
    if (gates.fails_alone(event)) continue;
    const bool whole = gates.each_partner(event, [&](EventId partner) {
      pairs.add({probability(event) * probability(partner), event, partner});
    });
    if (!whole) return std::nullopt;
  }
  for (const FailingPair& pair : pairs.sorted()) {
    result.sets.push_back({{pair.one, pair.other}, pair.probability});
  }
  sort_as_asked(options, result);
  result.by_order = {singles, pairs.count()};
  result.ends_early = true;
  result.all_listed = result.sets.size() == singles + pairs.count();
  if (options.most_probable_first) {
    result.truncation.emplace().cutoff = options.cutoff;
    result.truncation->all_above_cutoff = false;
  }
  return result;
}

}  // namespace cutpoint
