#include <algorithm>
#include <limits>
#include <queue>

#include "analyzer/minimal_cut_sets.hpp"

namespace cutpoint {

namespace {

std::uint64_t sum(std::uint64_t a, std::uint64_t b) {
  constexpr std::uint64_t most = std::numeric_limits<std::uint64_t>::max();
  return a > most - b ? most : a + b;
}

std::uint64_t product(std::uint64_t a, std::uint64_t b) {
  constexpr std::uint64_t most = std::numeric_limits<std::uint64_t>::max();
  return a != 0 && b > most / a ? most : a * b;
}

/// Per node of the families: how many sets of each size, and the most probable of each size. A
/// module counts with the sizes of its own sets.
class SizeTable {
 public:
  struct Row {
    std::uint64_t count = 0;
    double best = 0.0;
  };
  using Rows = std::vector<Row>;

  SizeTable(const CutSetFamilies& families, Zdd::Ref family, std::size_t largest)
      : families_(families), largest_(largest), rows_(families.zdd().size()) {
    rows_[Zdd::only_empty] = {{1, 1.0}};
    fill_below(family);
  }

  [[nodiscard]] const Rows& of(Zdd::Ref ref) const { return rows_[ref]; }
  [[nodiscard]] Row of(Zdd::Ref ref, std::size_t size) const {
    return size < rows_[ref].size() ? rows_[ref][size] : Row{};
  }
  /// What a variable adds: an event is one set of size 1.
  [[nodiscard]] Rows of_variable(Zdd::Variable variable) const {
    const Diagram& diagram = families_.diagram();
    const Diagram::VariableMeaning& meaning = diagram.variables()[variable];
    if (meaning.module != Diagram::no_module) return rows_[families_.of_module(meaning.module)];
    return {{0, 0.0}, {1, diagram.unavailability(meaning.event)}};
  }

 private:
  /// Children, and families of modules, before what uses them.
  void fill_below(Zdd::Ref family) {
    std::vector<Zdd::Ref> stack{family};
    while (!stack.empty()) {
      const Zdd::Ref at = stack.back();
      if (at <= Zdd::only_empty || !rows_[at].empty()) {
        stack.pop_back();
        continue;
      }
      const Zdd::Node& node = families_.zdd().node(at);
      const std::uint32_t module = families_.diagram().variables()[node.variable].module;
      const std::size_t before = stack.size();
      const auto require = [&](Zdd::Ref ref) {
        if (ref > Zdd::only_empty && rows_[ref].empty()) stack.push_back(ref);
      };
      require(node.low);
      require(node.high);
      if (module != Diagram::no_module) require(families_.of_module(module));
      if (stack.size() != before) continue;
      stack.pop_back();
      fill(at, node);
    }
  }

  void fill(Zdd::Ref at, const Zdd::Node& node) {
    const Rows factor = of_variable(node.variable);
    const Rows& low = rows_[node.low];
    const Rows& high = rows_[node.high];
    std::size_t sizes = std::max(low.size(), high.size() + factor.size() - 1);
    sizes = std::min(sizes, std::max<std::size_t>(largest_ + 1, 1));
    Rows rows(std::max<std::size_t>(sizes, 1));
    for (std::size_t k = 0; k < low.size() && k < sizes; ++k) rows[k] = low[k];
    for (std::size_t i = 0; i < factor.size(); ++i) {
      if (factor[i].count == 0) continue;
      for (std::size_t j = 0; j < high.size() && i + j < sizes; ++j) {
        Row& row = rows[i + j];
        row.count = sum(row.count, product(factor[i].count, high[j].count));
        row.best = std::max(row.best, factor[i].best * high[j].best);
      }
    }
    rows_[at] = std::move(rows);
  }

  const CutSetFamilies& families_;
  std::size_t largest_;
  std::vector<Rows> rows_;
};

/// Lists sets of one size by falling probability: best-first search with the exact best as guide.
class CutSetLister {
 public:
  CutSetLister(const CutSetFamilies& families, const SizeTable& sizes)
      : families_(families), sizes_(sizes) {}

  void list(Zdd::Ref family, std::size_t size, std::size_t limit, std::vector<CutSet>& sets) {
    steps_.clear();
    tasks_.clear();
    std::priority_queue<Partial> open;
    push(open, {0.0, 1.0, 1.0, 0, family, size, none, none});
    while (!open.empty() && sets.size() < limit) {
      const Partial partial = open.top();
      open.pop();
      if (partial.ref != Zdd::only_empty) {
        branch(open, partial);
      } else if (partial.task != none) {
        const Task& task = tasks_[partial.task];
        push(open,
             {0.0, partial.product, task.rest, 0, task.family, task.size, partial.step, task.next});
      } else {
        sets.push_back(finish(partial));
      }
    }
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
    std::uint32_t next;
  };
  struct Partial {
    double bound;
    double product;        ///< of the events chosen
    double rest;           ///< the best of all later tasks
    std::uint64_t number;  ///< earlier ones first among equals, so that the order is stable
    Zdd::Ref ref;
    std::size_t size;  ///< still to be chosen from `ref`
    std::uint32_t step;
    std::uint32_t task;
    bool operator<(const Partial& other) const {
      return bound != other.bound ? bound < other.bound : number > other.number;
    }
  };

  void push(std::priority_queue<Partial>& open, Partial partial) {
    const SizeTable::Row row = sizes_.of(partial.ref, partial.size);
    if (row.count == 0) return;
    partial.bound = partial.product * row.best * partial.rest;
    partial.number = number_++;
    open.push(partial);
  }

  void branch(std::priority_queue<Partial>& open, const Partial& partial) {
    const Diagram& diagram = families_.diagram();
    const Zdd::Node& node = families_.zdd().node(partial.ref);
    Partial low = partial;
    low.ref = node.low;
    push(open, low);
    const Diagram::VariableMeaning& meaning = diagram.variables()[node.variable];
    if (meaning.module == Diagram::no_module) {
      if (partial.size == 0) return;
      Partial high = partial;
      steps_.push_back({meaning.event, partial.step});
      high.step = static_cast<std::uint32_t>(steps_.size() - 1);
      high.product *= diagram.unavailability(meaning.event);
      high.ref = node.high;
      high.size -= 1;
      push(open, high);
      return;
    }
    const Zdd::Ref inner = families_.of_module(meaning.module);
    const SizeTable::Rows& rows = sizes_.of(inner);
    for (std::size_t size = 0; size < rows.size() && size <= partial.size; ++size) {
      if (rows[size].count == 0) continue;
      Partial high = partial;
      tasks_.push_back({inner, size, partial.rest, partial.task});
      high.task = static_cast<std::uint32_t>(tasks_.size() - 1);
      high.rest = partial.rest * rows[size].best;
      high.ref = node.high;
      high.size -= size;
      push(open, high);
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
  const SizeTable& sizes_;
  std::vector<Step> steps_;
  std::vector<Task> tasks_;
  std::uint64_t number_ = 0;
};

}  // namespace

CutSets summarise_cut_sets(const CutSetFamilies& families, Zdd::Ref family,
                           std::optional<std::uint32_t> max_order, std::size_t listed_limit) {
  constexpr std::size_t all = std::numeric_limits<std::uint32_t>::max() - 1;
  CutSets result;
  const SizeTable sizes(families, family, max_order ? *max_order : all);
  const auto& rows = sizes.of(family);
  std::size_t last = rows.empty() ? 0 : rows.size() - 1;
  if (max_order) last = std::max<std::size_t>(last, *max_order);
  for (std::size_t order = 1; order <= last; ++order) {
    result.by_order.push_back(sizes.of(family, order).count);
  }
  result.complete = !max_order;
  CutSetLister lister(families, sizes);
  std::uint64_t total = 0;
  for (std::size_t order = 0; order <= last; ++order) {
    total = sum(total, sizes.of(family, order).count);
    lister.list(family, order, listed_limit, result.sets);
  }
  result.all_listed = total == result.sets.size();
  return result;
}

}  // namespace cutpoint
