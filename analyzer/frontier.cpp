#include "analyzer/frontier.hpp"

#include <bit>
#include <cstdint>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

namespace cutpoint {

namespace {

/// rows[s]: the open vertices that slot s reaches through decided, working elements, itself among
/// them; 0 where the slot is free or its vertex has failed.
using State = std::vector<std::uint64_t>;

struct StateHash {
  std::size_t operator()(const State& state) const {
    std::uint64_t hash = 0x9e3779b97f4a7c15U;
    for (const std::uint64_t row : state) {
      hash = (hash ^ row) * 0xbf58476d1ce4e5b9U;
      hash ^= hash >> 31U;
    }
    return static_cast<std::size_t>(hash);
  }
};

constexpr std::uint32_t joined = 0xfffffffe;
constexpr std::uint32_t parted = 0xffffffff;

struct Branches {
  std::uint32_t works;
  std::uint32_t fails;
};

class FrontierSweep {
 public:
  FrontierSweep(Bdd& bdd, const FrontierPlan& plan, std::span<const Bdd::Ref> element_failed,
                const FrontierLimits& limits)
      : bdd_(bdd), plan_(plan), element_failed_(element_failed), limits_(limits) {
    for (const std::uint32_t slot : plan.terminal_slots) terminals_ |= bit(slot);
  }

  Bdd::Ref run() {
    std::vector<State> states{State()};
    layers_.reserve(plan_.steps.size());
    for (std::size_t i = 0; i < plan_.steps.size(); ++i) {
      terminals_known_ = i + 1 >= plan_.terminals_known_after;
      states = decide(plan_.steps[i], states);
      total_ += states.size();
      if (total_ > limits_.states) return Bdd::exhausted;
    }
    return build();
  }

 private:
  static std::uint64_t bit(std::uint32_t slot) { return std::uint64_t{1} << slot; }

  /// All successors of a layer; records where each branch leads.
  std::vector<State> decide(const FrontierStep& step, const std::vector<State>& states) {
    std::unordered_map<State, std::uint32_t, StateHash> known;
    std::vector<State> next;
    std::vector<Branches> layer;
    layer.reserve(states.size());
    const auto number_of = [&](State state) -> std::uint32_t {
      const std::uint32_t verdict = settle(step, state);
      if (verdict != 0) return verdict;
      const auto [place, added] =
          known.emplace(std::move(state), static_cast<std::uint32_t>(next.size()));
      if (added) next.push_back(place->first);
      return place->second;
    };
    const Bdd::Ref failed = element_failed_[step.element];
    for (const State& state : states) {
      Branches branches{parted, parted};
      if (step.is_vertex) {
        if (failed != Bdd::one) branches.works = number_of(with_vertex(step, state, true));
        // An end that has failed is not reached.
        if (failed != Bdd::zero && !step.is_end) {
          branches.fails = number_of(with_vertex(step, state, false));
        }
      } else {
        if (failed != Bdd::one) branches.works = number_of(with_edge(step, state));
        if (failed != Bdd::zero) branches.fails = number_of(state);
      }
      layer.push_back(branches);
    }
    layers_.push_back(std::move(layer));
    return next;
  }

  static State with_vertex(const FrontierStep& step, State state, bool works) {
    if (state.size() <= step.first) state.resize(step.first + 1U, 0);
    state[step.first] = works ? bit(step.first) : 0;
    return state;
  }

  static State with_edge(const FrontierStep& step, State state) {
    if (state[step.first] == 0 || state[step.second] == 0) return state;
    add_arc(state, step.first, step.second);
    if (!step.directed) add_arc(state, step.second, step.first);
    return state;
  }

  static void add_arc(State& state, std::uint32_t from, std::uint32_t to) {
    const std::uint64_t gained = state[to];
    for (std::uint64_t& row : state) {
      if ((row & bit(from)) != 0) row |= gained;
    }
  }

  /// Closes vertices and says whether the question is answered: 0 where it is not.
  std::uint32_t settle(const FrontierStep& step, State& state) const {
    const std::uint64_t reached = state.size() > plan_.source_slot ? state[plan_.source_slot] : 0;
    if (terminals_known_ && (reached & terminals_) == terminals_) return joined;
    // Nothing that the source reaches has an undecided edge: it reaches no more.
    if ((reached & step.pending) == 0) return parted;
    if (step.closed != 0) {
      for (std::size_t slot = 0; slot < state.size(); ++slot) {
        state[slot] = (step.closed >> slot & 1U) != 0 ? 0 : state[slot] & ~step.closed;
      }
    }
    return 0;
  }

  Bdd::Ref build() {
    std::vector<Bdd::Ref> below;
    for (std::size_t i = layers_.size(); i-- > 0;) {
      std::vector<Bdd::Ref> here;
      here.reserve(layers_[i].size());
      const auto function = [&below](std::uint32_t target) {
        if (target == joined) return Bdd::zero;
        if (target == parted) return Bdd::one;
        return below[target];
      };
      for (const Branches& branches : layers_[i]) {
        here.push_back(bdd_.if_then_else(element_failed_[plan_.steps[i].element],
                                         function(branches.fails), function(branches.works)));
        if (here.back() == Bdd::exhausted) return Bdd::exhausted;
      }
      below = std::move(here);
    }
    return below.front();
  }

  Bdd& bdd_;
  const FrontierPlan& plan_;
  std::span<const Bdd::Ref> element_failed_;
  const FrontierLimits& limits_;
  std::uint64_t terminals_ = 0;
  bool terminals_known_ = false;
  std::size_t total_ = 0;
  std::vector<std::vector<Branches>> layers_;
};

}  // namespace

Bdd::Ref parted_function(Bdd& bdd, const FrontierPlan& plan,
                         std::span<const Bdd::Ref> element_failed, const FrontierLimits& limits) {
  if (plan.too_wide) return Bdd::exhausted;
  if (plan.parted_always) return Bdd::one;
  if (plan.steps.empty()) return Bdd::zero;
  return FrontierSweep(bdd, plan, element_failed, limits).run();
}

}  // namespace cutpoint
