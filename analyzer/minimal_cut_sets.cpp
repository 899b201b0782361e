#include "analyzer/minimal_cut_sets.hpp"

#include <algorithm>
#include <limits>
#include <queue>
#include <unordered_map>

namespace cutpoint {

namespace {

constexpr std::uint32_t unlimited = std::numeric_limits<std::uint32_t>::max();

/// Computes with frames: (function, order still allowed) → family.
class CutSetExtractor {
 public:
  CutSetExtractor(const Bdd& bdd, Zdd& zdd) : bdd_(bdd), zdd_(zdd) {}

  Zdd::Ref extract(Bdd::Ref top, std::uint32_t order) {
    // Functions that are not coherent may be true with nothing failed and yet not be constant.
    holds_untouched_.assign(top + std::size_t{1}, false);
    if (top >= Bdd::one) holds_untouched_[Bdd::one] = true;
    for (Bdd::Ref at = Bdd::one + 1; at <= top; ++at) {
      holds_untouched_[at] = holds_untouched_[bdd_.node(at).low];
    }
    Zdd::Ref result = Zdd::none;
    if (find_or_push(top, order, result)) return result;
    while (!frames_.empty()) {
      advance(result);
      if (zdd_.is_exhausted()) return Zdd::exhausted;
    }
    return result;
  }

 private:
  struct Frame {
    Bdd::Ref function;
    std::uint32_t order;
    std::uint8_t stage;
    Zdd::Ref low;
  };

  bool find_or_push(Bdd::Ref function, std::uint32_t order, Zdd::Ref& result) {
    if (function == Bdd::zero) return result = Zdd::none, true;
    if (function == Bdd::one) return result = Zdd::only_empty, true;
    if (order == 0) {
      return result = holds_untouched_[function] ? Zdd::only_empty : Zdd::none, true;
    }
    const auto known = known_.find((std::uint64_t{order} << 32U) | function);
    if (known != known_.end()) return result = known->second, true;
    frames_.push_back({function, order, 0, Zdd::none});
    return false;
  }

  void advance(Zdd::Ref& result) {
    Frame& frame = frames_.back();
    const Bdd::Node& node = bdd_.node(frame.function);
    const std::uint8_t stage = frame.stage++;
    if (stage == 0) {
      (void)find_or_push(node.low, frame.order, result);
      return;
    }
    if (stage == 1) {
      frame.low = result;
      const std::uint32_t rest = frame.order == unlimited ? unlimited : frame.order - 1;
      (void)find_or_push(node.high, rest, result);
      return;
    }
    const Zdd::Ref high = zdd_.without(result, frame.low);
    result = zdd_.make(node.variable, frame.low, high);
    known_.emplace((std::uint64_t{frame.order} << 32U) | frame.function, result);
    frames_.pop_back();
  }

  const Bdd& bdd_;
  Zdd& zdd_;
  std::vector<bool> holds_untouched_;
  std::unordered_map<std::uint64_t, Zdd::Ref> known_;
  std::vector<Frame> frames_;
};

/// Per node of the family: how many sets of each size, and the most probable of each size.
class SizeTable {
 public:
  SizeTable(const Diagram& diagram, const Zdd& zdd, Zdd::Ref family) : zdd_(zdd) {
    // References are dense and children come first, so one ascending pass serves.
    const std::size_t size = family + std::size_t{1};
    counts_.resize(std::max<std::size_t>(size, 2));
    best_.resize(counts_.size());
    counts_[Zdd::only_empty] = {1};
    best_[Zdd::only_empty] = {1.0};
    std::vector<bool> needed(counts_.size(), false);
    needed[family] = true;
    for (Zdd::Ref at = family; at > Zdd::only_empty; --at) {
      if (needed[at]) needed[zdd.node(at).low] = needed[zdd.node(at).high] = true;
    }
    for (Zdd::Ref at = 2; at < size; ++at) {
      if (needed[at]) fill(at, diagram.unavailability(zdd.node(at).variable));
    }
  }

  [[nodiscard]] const std::vector<std::uint64_t>& counts(Zdd::Ref ref) const {
    return counts_[ref];
  }
  [[nodiscard]] std::uint64_t count(Zdd::Ref ref, std::size_t size) const {
    return size < counts_[ref].size() ? counts_[ref][size] : 0;
  }
  [[nodiscard]] double best(Zdd::Ref ref, std::size_t size) const {
    return size < best_[ref].size() ? best_[ref][size] : 0.0;
  }

 private:
  static std::uint64_t saturating_sum(std::uint64_t a, std::uint64_t b) {
    return a > std::numeric_limits<std::uint64_t>::max() - b
               ? std::numeric_limits<std::uint64_t>::max()
               : a + b;
  }

  void fill(Zdd::Ref at, double q) {
    const Zdd::Node& node = zdd_.node(at);
    const std::size_t sizes = std::max(counts_[node.low].size(), counts_[node.high].size() + 1);
    counts_[at].resize(sizes, 0);
    best_[at].resize(sizes, 0.0);
    for (std::size_t k = 0; k < sizes; ++k) {
      counts_[at][k] = count(node.low, k);
      best_[at][k] = best(node.low, k);
      if (k == 0) continue;
      counts_[at][k] = saturating_sum(counts_[at][k], count(node.high, k - 1));
      best_[at][k] = std::max(best_[at][k], q * best(node.high, k - 1));
    }
  }

  const Zdd& zdd_;
  std::vector<std::vector<std::uint64_t>> counts_;
  std::vector<std::vector<double>> best_;
};

/// Lists sets of one size by falling probability: best-first search with the exact best as guide.
class CutSetLister {
 public:
  CutSetLister(const Diagram& diagram, const Zdd& zdd, const SizeTable& sizes)
      : diagram_(diagram), zdd_(zdd), sizes_(sizes) {}

  void list(Zdd::Ref family, std::uint32_t size, std::size_t limit, std::vector<CutSet>& sets) {
    steps_.clear();
    std::priority_queue<Partial> open;
    push(open, family, size, 1.0, no_step);
    while (!open.empty() && sets.size() < limit) {
      const Partial partial = open.top();
      open.pop();
      if (partial.ref == Zdd::only_empty) {
        sets.push_back(finish(partial));
        continue;
      }
      const Zdd::Node& node = zdd_.node(partial.ref);
      push(open, node.low, partial.left, partial.product, partial.step);
      if (partial.left == 0) continue;
      steps_.push_back({node.variable, partial.step});
      push(open, node.high, partial.left - 1,
           partial.product * diagram_.unavailability(node.variable),
           static_cast<std::uint32_t>(steps_.size() - 1));
    }
  }

 private:
  static constexpr std::uint32_t no_step = std::numeric_limits<std::uint32_t>::max();
  struct Step {
    Zdd::Variable variable;
    std::uint32_t before;
  };
  struct Partial {
    double bound;
    double product;
    std::uint64_t number;  ///< earlier ones first among equals, so that the order is stable
    Zdd::Ref ref;
    std::uint32_t left;
    std::uint32_t step;
    bool operator<(const Partial& other) const {
      return bound != other.bound ? bound < other.bound : number > other.number;
    }
  };

  void push(std::priority_queue<Partial>& open, Zdd::Ref ref, std::uint32_t left, double product,
            std::uint32_t step) {
    if (sizes_.count(ref, left) == 0) return;
    open.push({product * sizes_.best(ref, left), product, number_++, ref, left, step});
  }

  [[nodiscard]] CutSet finish(const Partial& partial) const {
    CutSet set;
    set.probability = partial.product;
    for (std::uint32_t step = partial.step; step != no_step; step = steps_[step].before) {
      set.events.push_back(diagram_.events()[steps_[step].variable]);
    }
    std::sort(set.events.begin(), set.events.end());
    return set;
  }

  const Diagram& diagram_;
  const Zdd& zdd_;
  const SizeTable& sizes_;
  std::vector<Step> steps_;
  std::uint64_t number_ = 0;
};

}  // namespace

Zdd::Ref minimal_cut_sets(const Bdd& bdd, Bdd::Ref top, std::optional<std::uint32_t> max_order,
                          Zdd& zdd) {
  if (top == Bdd::exhausted) return Zdd::exhausted;
  return CutSetExtractor(bdd, zdd).extract(top, max_order.value_or(unlimited));
}

CutSets summarise_cut_sets(const Diagram& diagram, const Zdd& zdd, Zdd::Ref family,
                           std::optional<std::uint32_t> max_order, std::size_t listed_limit) {
  CutSets result;
  const SizeTable sizes(diagram, zdd, family);
  const auto& counts = sizes.counts(family);
  std::uint32_t last = counts.empty() ? 0 : static_cast<std::uint32_t>(counts.size()) - 1;
  if (max_order) last = std::max(last, *max_order);
  for (std::uint32_t order = 1; order <= last; ++order) {
    result.by_order.push_back(sizes.count(family, order));
  }
  result.complete = !max_order;
  CutSetLister lister(diagram, zdd, sizes);
  std::uint64_t total = 0;
  for (std::uint32_t order = 0; order <= last; ++order) {
    total += std::min<std::uint64_t>(sizes.count(family, order), listed_limit + 1);
    lister.list(family, order, listed_limit, result.sets);
  }
  result.all_listed = total == result.sets.size();
  return result;
}

}  // namespace cutpoint
