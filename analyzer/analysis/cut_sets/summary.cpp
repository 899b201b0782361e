#include <algorithm>
#include <limits>
#include <queue>

#include "analyzer/analysis/cut_sets/minimal_cut_sets.hpp"
#include "analyzer/analysis/cut_sets/sizes.hpp"

namespace cutpoint {

namespace {

/// Lists sets by falling probability: best-first search with the exact best as guide.
class CutSetLister {
 public:
  CutSetLister(const CutSetFamilies& families, const CutSetSizes& sizes)
      : families_(families), sizes_(sizes) {}

  /// What is listed next is taken from all sizes that were opened.
  void open_size(Zdd::Ref family, std::size_t size) {
    push({0.0, 1.0, 1.0, 1.0, 0, family, size, none, none});
  }

  /// Appends up to `limit` sets that are at least as probable as `cutoff`.
  void list(std::size_t limit, double cutoff, std::vector<CutSet>& sets) {
    const std::size_t last = limit > sets.max_size() - sets.size() ? limit : sets.size() + limit;
    while (!open_.empty() && sets.size() < last && open_.top().bound >= cutoff) {
      const Partial partial = open_.top();
      open_.pop();
      if (partial.ref != Zdd::only_empty) {
        branch(partial);
      } else if (partial.task != none) {
        const Task& task = tasks_[partial.task];
        push({0.0, partial.product, task.rest, task.rest_sum, 0, task.family, task.size,
              partial.step, task.next});
      } else {
        sets.push_back(finish(partial));
      }
    }
  }

  /// Whether a set that was not listed is at least as probable as `cutoff`.
  [[nodiscard]] bool has_more(double cutoff) const {
    return (!open_.empty() && open_.top().bound >= cutoff) ||
           (best_left_out_ > 0.0 && best_left_out_ >= cutoff);
  }

  /// The sum of the probabilities of all sets that were not listed; ends the listing.
  [[nodiscard]] double sum_of_rest() {
    double rest = sum_left_out_;
    for (; !open_.empty(); open_.pop()) {
      const Partial& partial = open_.top();
      rest += partial.product * sizes_.of(partial.ref, partial.size).sum * partial.rest_sum;
    }
    return rest;
  }

 private:
  static constexpr std::uint32_t none = std::numeric_limits<std::uint32_t>::max();
  struct Step {
    EventId event;
    std::uint32_t before;
  };
  /// A family to be chosen from after the present one, with the best that the later ones can give.
  struct Task {
    Zdd::Ref family;
    std::size_t size;
    double rest;
    double rest_sum;
    std::uint32_t next;
  };
  struct Partial {
    double bound;
    double product;        ///< of the events chosen
    double rest;           ///< the best of all later tasks
    double rest_sum;       ///< the sums of all later tasks, multiplied
    std::uint64_t number;  ///< earlier ones first among equals, so that the order is stable
    Zdd::Ref ref;
    std::size_t size;  ///< still to be chosen from `ref`
    std::uint32_t step;
    std::uint32_t task;
    bool operator<(const Partial& other) const {
      return bound != other.bound ? bound < other.bound : number > other.number;
    }
  };

  void push(Partial partial) {
    const CutSetSizes::Row row = sizes_.of(partial.ref, partial.size);
    if (row.count == 0) return;
    partial.bound = partial.product * row.best * partial.rest;
    partial.number = number_++;
    open_.push(partial);
  }

  /// The sets with a count: so many, of so many events, that none is listed.
  void leave_out(const Partial& partial, const Zdd::Node& node) {
    const CutSetSizes::Rows rows = sizes_.of_variable(node.variable);
    const std::size_t taken = rows.size() - 1;
    if (partial.size < taken) return;
    const CutSetSizes::Row others = sizes_.of(node.high, partial.size - taken);
    if (others.count == 0) return;
    best_left_out_ =
        std::max(best_left_out_, partial.product * rows.back().best * others.best * partial.rest);
    sum_left_out_ += partial.product * rows.back().sum * others.sum * partial.rest_sum;
  }

  void branch(const Partial& partial) {
    const DecisionDiagram& diagram = families_.diagram();
    const Zdd::Node& node = families_.zdd().node(partial.ref);
    Partial low = partial;
    low.ref = node.low;
    push(low);
    const DecisionDiagram::VariableMeaning& meaning = diagram.variables()[node.variable];
    if (meaning.count != DecisionDiagram::no_module) {
      leave_out(partial, node);
      return;
    }
    if (meaning.module == DecisionDiagram::no_module) {
      if (partial.size == 0) return;
      Partial high = partial;
      steps_.push_back({meaning.event, partial.step});
      high.step = static_cast<std::uint32_t>(steps_.size() - 1);
      high.product *= diagram.unavailability(meaning.event);
      high.ref = node.high;
      high.size -= 1;
      push(high);
      return;
    }
    const Zdd::Ref inner = families_.of_module(meaning.module);
    const CutSetSizes::Rows& rows = sizes_.of(inner);
    for (std::size_t size = 0; size < rows.size() && size <= partial.size; ++size) {
      if (rows[size].count == 0) continue;
      Partial high = partial;
      tasks_.push_back({inner, size, partial.rest, partial.rest_sum, partial.task});
      high.task = static_cast<std::uint32_t>(tasks_.size() - 1);
      high.rest = partial.rest * rows[size].best;
      high.rest_sum = partial.rest_sum * rows[size].sum;
      high.ref = node.high;
      high.size -= size;
      push(high);
    }
  }

  [[nodiscard]] CutSet finish(const Partial& partial) const {
    CutSet set;
    set.probability = partial.product;
    for (std::uint32_t step = partial.step; step != none; step = steps_[step].before) {
      set.events.push_back(steps_[step].event);
    }
    std::sort(set.events.begin(), set.events.end());
    return set;
  }

  const CutSetFamilies& families_;
  const CutSetSizes& sizes_;
  std::priority_queue<Partial> open_;
  std::vector<Step> steps_;
  std::vector<Task> tasks_;
  std::uint64_t number_ = 0;
  double best_left_out_ = 0;
  double sum_left_out_ = 0;
};

/// The counts, and the largest order that has any.
std::size_t count_orders(const CutSetSizes& sizes, Zdd::Ref family,
                         std::optional<std::uint32_t> max_order, CutSets& result,
                         std::uint64_t& total) {
  const auto& rows = sizes.of(family);
  std::size_t last = rows.empty() ? 0 : rows.size() - 1;
  if (max_order) last = std::max<std::size_t>(last, *max_order);
  total = sizes.of(family, 0).count;
  for (std::size_t order = 1; order <= last; ++order) {
    result.by_order.push_back(sizes.of(family, order).count);
    total = saturated_sum(total, result.by_order.back());
  }
  result.complete = !max_order;
  return last;
}

constexpr std::size_t all_orders = std::numeric_limits<std::uint32_t>::max() - 1;
/// Products of the same factors in another order may differ by this much, relatively.
constexpr double product_rounding = 1e-12;

}  // namespace

CutSets summarise_cut_sets(const CutSetFamilies& families, Zdd::Ref family,
                           std::optional<std::uint32_t> max_order, std::size_t listed_limit) {
  CutSets result;
  const CutSetSizes sizes(families, family, max_order ? *max_order : all_orders);
  std::uint64_t total = 0;
  const std::size_t last = count_orders(sizes, family, max_order, result, total);
  for (std::size_t order = 0; order <= last && result.sets.size() < listed_limit; ++order) {
    CutSetLister lister(families, sizes);
    lister.open_size(family, order);
    lister.list(listed_limit - result.sets.size(), 0.0, result.sets);
  }
  result.all_listed = total == result.sets.size();
  return result;
}

CutSets most_probable_cut_sets(const CutSetFamilies& families, Zdd::Ref family,
                               std::optional<std::uint32_t> max_order, std::size_t listed_limit,
                               std::optional<double> cutoff) {
  CutSets result;
  const CutSetSizes sizes(families, family, max_order ? *max_order : all_orders);
  std::uint64_t total = 0;
  const std::size_t last = count_orders(sizes, family, max_order, result, total);
  CutSetLister lister(families, sizes);
  for (std::size_t order = 0; order <= last; ++order) lister.open_size(family, order);
  const double least = cutoff ? *cutoff * (1.0 - product_rounding) : 0.0;
  lister.list(listed_limit, least, result.sets);
  result.all_listed = total == result.sets.size();
  CutSetTruncation& truncation = result.truncation.emplace();
  truncation.cutoff = cutoff;
  truncation.all_above_cutoff = !lister.has_more(least);
  if (total == std::numeric_limits<std::uint64_t>::max()) {
    truncation.left_out = total;
  } else {
    truncation.left_out = total - result.sets.size();
  }
  // Boole: what is left out is at most as probable as all of it together.
  truncation.error_upper = std::min(1.0, lister.sum_of_rest() * (1.0 + 1e-9));
  return result;
}

}  // namespace cutpoint
