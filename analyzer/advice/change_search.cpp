#include "analyzer/advice/change_search.hpp"

#include <algorithm>
#include <bit>
#include <cassert>
#include <optional>
#include <vector>

namespace cutpoint {

namespace {

/// Differences below this part of a value are rounding.
constexpr double least_change = 1e-9;

/// Where time is over: halving takes seven of them.
constexpr std::size_t closing_evaluations = 16;

bool less(double a, double b) {
  return a < b - least_change * std::max(std::abs(a), std::abs(b));
}

bool better(const SetOutcome& a, const SetOutcome& b) {
  if (less(a.excess, b.excess)) return true;
  return !less(b.excess, a.excess) && less(a.cost, b.cost);
}

class ChangeSearch {
 public:
  ChangeSearch(std::size_t count, const std::function<SetOutcome(ChangeSet)>& evaluate,
               const SearchLimits& limits)
      : count_(count), evaluate_(evaluate), limits_(limits) {}

  FoundSet run() {
    const ChangeSet all = count_ == most_changes ? ~ChangeSet{0} : (ChangeSet{1} << count_) - 1;
    best_ = 0;
    // Of these there is an answer in any case.
    known_.emplace(0, evaluate_(0));
    const SetOutcome ceiling = known_.emplace(all, evaluate_(all)).first->second;
    consider(added_greedily());
    consider(without_needless(all));
    // The heuristics are a first bound, and count for little beside the search itself.
    const std::size_t before = known_.size();
    const bool small = count_ <= limits_.exact_changes;
    if (small) {
      stop_at_ = before + limits_.evaluations;
      goal_ = ceiling.excess;
      order_by_worth();
      branch(0, 0);
    }
    if (ended_) consider_growing(ceiling.excess);
    return {best_, method(small), known_.size()};
  }

 private:
  [[nodiscard]] SearchMethod method(bool small) const {
    if (ended_) return SearchMethod::ended;
    return small && !stopped_ ? SearchMethod::exact : SearchMethod::heuristic;
  }

  /// What is not known once time is over is taken for worse than anything.
  const SetOutcome& outcome(ChangeSet set) {
    const auto found = known_.find(set);
    if (found != known_.end()) return found->second;
    if (!ended_ && limits_.is_over()) {
      ended_ = true;
      most_known_ = known_.size();
    }
    // Finite, so that it can be compared by parts.
    static constexpr SetOutcome unknown{std::numeric_limits<double>::max(),
                                        std::numeric_limits<double>::max()};
    if (ended_ && known_.size() >= most_known_) return unknown;
    return known_.emplace(set, evaluate_(set)).first->second;
  }

  /// The smallest set that comes as near as all do, or is too dear, of those that grow by what is
  /// known to help most for its cost.
  void consider_growing(double goal) {
    if (order_.empty()) order_by_worth();
    std::erase_if(order_, [this](std::size_t i) { return !known_.contains(ChangeSet{1} << i); });
    const auto first = [this](std::size_t count) {
      ChangeSet set = 0;
      for (std::size_t i = 0; i < count; ++i) set |= ChangeSet{1} << order_[i];
      return set;
    };
    most_known_ += closing_evaluations;
    std::size_t fewest = 0;
    std::size_t most = order_.size();
    while (fewest < most) {
      const std::size_t middle = fewest + (most - fewest) / 2;
      const SetOutcome& value = outcome(first(middle));
      if (!less(goal, value.excess) || !affordable(value)) {
        most = middle;
      } else {
        fewest = middle + 1;
      }
    }
    if (most > 0) consider(first(most - 1));
    consider(without_needless(first(most)));
  }

  [[nodiscard]] bool affordable(const SetOutcome& value) const {
    return !less(limits_.budget, value.cost);
  }

  void consider(ChangeSet set) {
    const SetOutcome& value = outcome(set);
    if (affordable(value) && better(value, outcome(best_))) best_ = set;
  }

  /// What helps most for its cost, until the goal is reached or nothing helps.
  ChangeSet added_greedily() {
    ChangeSet set = 0;
    while (outcome(set).excess > 0.0) {
      const SetOutcome now = outcome(set);
      std::optional<std::size_t> next;
      double most = 0.0;
      for (std::size_t i = 0; i < count_; ++i) {
        const ChangeSet bit = ChangeSet{1} << i;
        if ((set & bit) != 0) continue;
        const SetOutcome then = outcome(set | bit);
        if (!affordable(then) || !less(then.excess, now.excess)) continue;
        const double gain = now.excess - then.excess;
        const double worth = gain / std::max(then.cost - now.cost, 1e-9);
        if (!next || less(most, worth)) {
          next = i;
          most = worth;
        }
      }
      if (!next) break;
      set |= ChangeSet{1} << *next;
    }
    return without_needless(set);
  }

  /// Leaves out, the dearest first, what the result does not need: as many at once as it can do
  /// without, which are the same as one by one as long as no change makes another one worse.
  ChangeSet without_needless(ChangeSet set) {
    std::vector<std::pair<double, std::size_t>> by_cost;
    for (std::size_t i = 0; i < count_; ++i) {
      if ((set >> i & 1U) != 0) by_cost.emplace_back(-outcome(ChangeSet{1} << i).cost, i);
    }
    std::sort(by_cost.begin(), by_cost.end());
    std::vector<std::pair<std::size_t, std::size_t>> open{
        {0, by_cost.size()}};  // the next one last
    while (!open.empty()) {
      const auto [first, end] = open.back();
      open.pop_back();
      if (first == end) continue;
      ChangeSet without = set;
      for (std::size_t i = first; i < end; ++i) without &= ~(ChangeSet{1} << by_cost[i].second);
      if (!less(outcome(set).excess, outcome(without).excess)) {
        set = without;
      } else if (end - first > 1) {
        const std::size_t middle = first + (end - first) / 2;
        open.emplace_back(middle, end);
        open.emplace_back(first, middle);
      }
    }
    return set;
  }

  /// Changes that bring much for their cost first: good sets are met early.
  void order_by_worth() {
    const double base = outcome(0).excess;
    std::vector<double> worth(count_);
    for (std::size_t i = 0; i < count_; ++i) {
      const SetOutcome& alone = outcome(ChangeSet{1} << i);
      worth[i] = (base - alone.excess) / std::max(alone.cost, 1e-9);
      order_.push_back(i);
    }
    std::stable_sort(order_.begin(), order_.end(),
                     [&](std::size_t a, std::size_t b) { return worth[a] > worth[b]; });
  }

  /// Of a set, or as much as what is known of larger and smaller ones says: whether it is more than
  /// `best`, or as little as there is.
  double least_excess(ChangeSet set, double best) {
    if (const auto known = known_.find(set); known != known_.end()) return known->second.excess;
    for (const auto& [other, value] : known_) {
      if ((set & ~other) == 0 && value.is_possible() && less(best, value.excess)) {
        return value.excess;
      }
      if ((other & ~set) == 0 && !less(goal_, value.excess)) return goal_;
    }
    return outcome(set).excess;
  }

  /// Sets that hold `chosen` and any of the changes from `next` on in the order. As deep as there
  /// are changes.
  void branch(std::size_t next, ChangeSet chosen) {
    if (known_.size() >= stop_at_ || ended_) stopped_ = true;
    if (stopped_) return;
    const SetOutcome now = outcome(chosen);
    if (!affordable(now)) return;
    consider(chosen);
    // Whatever comes on top costs more and cannot come nearer than the ceiling.
    if (next == count_ || !less(goal_, now.excess)) return;
    const SetOutcome best = outcome(best_);
    if (!less(goal_, best.excess) && !less(now.cost, best.cost)) return;
    ChangeSet rest = chosen;
    for (std::size_t i = next; i < count_; ++i) rest |= ChangeSet{1} << order_[i];
    const double bound = least_excess(rest, best.excess);
    if (less(best.excess, bound)) return;
    if (!less(bound, best.excess) && !less(now.cost, best.cost)) return;
    branch(next + 1, chosen | ChangeSet{1} << order_[next]);
    branch(next + 1, chosen);
  }

  std::size_t count_;
  const std::function<SetOutcome(ChangeSet)>& evaluate_;
  SearchLimits limits_;
  std::map<ChangeSet, SetOutcome> known_;
  std::vector<std::size_t> order_;
  ChangeSet best_ = 0;
  double goal_ = 0;
  std::size_t stop_at_ = 0;
  bool stopped_ = false;
  bool ended_ = false;  ///< the time is over: no more than so many are evaluated
  std::size_t most_known_ = 0;
};

}  // namespace

FoundSet cheapest_changes(std::size_t count, const std::function<SetOutcome(ChangeSet)>& evaluate,
                          const SearchLimits& limits) {
  assert(count <= most_changes);
  return ChangeSearch(count, evaluate, limits).run();
}

}  // namespace cutpoint
