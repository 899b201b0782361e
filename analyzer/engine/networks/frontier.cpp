#include "analyzer/engine/networks/frontier.hpp"

#include <algorithm>
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
using FrontierState = std::vector<std::uint64_t>;

struct StateHash {
  std::size_t operator()(const FrontierState& state) const {
    std::uint64_t hash = 0x9e3779b97f4a7c15U;
    for (const std::uint64_t row : state) {
      hash = (hash ^ row) * 0xbf58476d1ce4e5b9U;
      hash ^= hash >> 31U;
    }
    return static_cast<std::size_t>(hash);
  }
};

/// Of a state that was not followed: its function is not known.
constexpr std::uint32_t dropped = 0xfffffffd;
constexpr std::uint32_t all_joined = 0xfffffffe;
constexpr std::uint32_t parted = 0xffffffff;

struct Branches {
  std::uint32_t works;
  std::uint32_t fails;
};

class FrontierSweep {
 public:
  FrontierSweep(Bdd& bdd, const FrontierPlan& plan, const EnclosedElements& elements,
                std::size_t most_states)
      : bdd_(bdd), plan_(plan), elements_(elements), most_states_(most_states) {
    for (const std::uint32_t slot : plan.terminal_slots) terminals_ |= bit(slot);
  }
  FrontierSweep(const FrontierSweep&) = delete;
  FrontierSweep& operator=(const FrontierSweep&) = delete;
  ~FrontierSweep() { give_back_all(); }

  /// Follows only so many states of each step from now on.
  void keep_in_step(std::size_t states) { kept_in_step_ = states; }

  /// False where a limit was hit.
  bool run() {
    std::vector<FrontierState> states{FrontierState()};
    masses_ = {1.0};
    layers_.reserve(plan_.steps.size());
    for (std::size_t i = 0; i < plan_.steps.size(); ++i) {
      terminals_known_ = i + 1 >= plan_.terminals_known_after;
      states = decide(plan_.steps[i], states);
      total_ += states.size();
      if (total_ > most_states_ || out_of_budget_) return false;
    }
    return true;
  }

  /// The function of the whole, the elements' failures and what was not followed as given.
  Bdd::Ref build(std::span<const Bdd::Ref> failed, Bdd::Ref not_followed) {
    std::vector<Bdd::Ref> below;
    for (std::size_t i = layers_.size(); i-- > 0;) {
      std::vector<Bdd::Ref> here;
      here.reserve(layers_[i].size());
      const auto function = [&](std::uint32_t target) {
        if (target == all_joined) return Bdd::zero;
        if (target == parted) return Bdd::one;
        return target == dropped ? not_followed : below[target];
      };
      for (const Branches& branches : layers_[i]) {
        Bdd::Ref fails = function(branches.fails);
        Bdd::Ref works = function(branches.works);
        // What parts the terminals with the element working does so without it: where one branch
        // was not followed, the other one may say more.
        if (branches.fails == dropped && not_followed == Bdd::zero) fails = works;
        if (branches.works == dropped && not_followed == Bdd::one) works = fails;
        here.push_back(bdd_.if_then_else(failed[plan_.steps[i].element], fails, works));
        if (here.back() == Bdd::exhausted) return Bdd::exhausted;
      }
      below = std::move(here);
    }
    return below.front();
  }

 private:
  static std::uint64_t bit(std::uint32_t slot) { return std::uint64_t{1} << slot; }

  /// All successors of a layer; records where each branch leads.
  std::vector<FrontierState> decide(const FrontierStep& step,
                                    const std::vector<FrontierState>& states) {
    std::unordered_map<FrontierState, std::uint32_t, StateHash> known;
    std::vector<FrontierState> next;
    std::vector<Branches> layer;
    layer.reserve(states.size());
    std::vector<double> masses;
    const auto number_of = [&](FrontierState state, double mass) -> std::uint32_t {
      const std::uint32_t verdict = settle(step, state);
      if (verdict != 0) return verdict;
      const auto [place, added] =
          known.emplace(std::move(state), static_cast<std::uint32_t>(next.size()));
      if (added) {
        next.push_back(place->first);
        masses.push_back(0.0);
        if (!may_keep(next.back())) out_of_budget_ = true;
      }
      masses[place->second] += mass;
      return place->second;
    };
    const bool may_work = elements_.lower[step.element] != Bdd::one;
    const bool may_fail = elements_.upper[step.element] != Bdd::zero;
    const double q = elements_.probability.empty() ? 0.0 : elements_.probability[step.element];
    for (std::size_t i = 0; i < states.size() && !out_of_budget_; ++i) {
      Branches branches{parted, parted};
      const double mass = masses_[i];
      if (step.is_vertex) {
        if (may_work)
          branches.works = number_of(with_vertex(step, states[i], true), mass * (1 - q));
        // An end that has failed is not reached.
        if (may_fail && !step.is_end) {
          branches.fails = number_of(with_vertex(step, states[i], false), mass * q);
        }
      } else {
        if (may_work) branches.works = number_of(with_edge(step, states[i]), mass * (1 - q));
        if (may_fail) branches.fails = number_of(states[i], mass * q);
      }
      layer.push_back(branches);
    }
    drop_improbable(layer, next, masses);
    layers_.push_back(std::move(layer));
    masses_ = std::move(masses);
    give_back(states);
    return next;
  }

  /// Keeps the order of those that stay, so that equal masses are no matter of chance.
  void drop_improbable(std::vector<Branches>& layer, std::vector<FrontierState>& states,
                       std::vector<double>& masses) {
    if (states.size() <= kept_in_step_) return;
    std::vector<std::uint32_t> order(states.size());
    for (std::uint32_t i = 0; i < order.size(); ++i) order[i] = i;
    std::nth_element(order.begin(), order.begin() + static_cast<std::ptrdiff_t>(kept_in_step_),
                     order.end(), [&masses](std::uint32_t a, std::uint32_t b) {
                       return masses[a] != masses[b] ? masses[a] > masses[b] : a < b;
                     });
    std::vector<std::uint32_t> place(states.size(), dropped);
    for (std::size_t i = 0; i < kept_in_step_; ++i) place[order[i]] = 0;
    std::uint32_t kept = 0;
    for (std::size_t i = 0; i < states.size(); ++i) {
      if (place[i] == dropped) {
        bytes_ -= give_back_one(states[i]);
        continue;
      }
      place[i] = kept;
      masses[kept] = masses[i];
      if (kept != i) states[kept] = std::move(states[i]);
      ++kept;
    }
    states.resize(kept);
    masses.resize(kept);
    const auto moved = [&place](std::uint32_t at) { return at < dropped ? place[at] : at; };
    for (Branches& branches : layer) {
      branches = {moved(branches.works), moved(branches.fails)};
    }
  }

  /// A state stands in a table and in a list while its step is decided, and leaves a pair of
  /// branches.
  static std::uint64_t bytes_of(const FrontierState& state) {
    return 2 * (sizeof(FrontierState) + 16 + state.capacity() * sizeof(std::uint64_t)) + 48;
  }

  bool may_keep(const FrontierState& state) {
    EngineMeter* meter = bdd_.meter();
    if (meter == nullptr) return true;
    const std::uint64_t bytes = bytes_of(state) + 2 * sizeof(Branches);
    // Tables double.
    if (!meter->step() || !meter->has_room(2 * bytes)) return false;
    meter->take(bytes);
    bytes_ += bytes;
    return true;
  }

  std::uint64_t give_back_one(const FrontierState& state) {
    if (bdd_.meter() == nullptr) return 0;
    const std::uint64_t bytes = std::min(bytes_, bytes_of(state));
    bdd_.meter()->give_back(bytes);
    return bytes;
  }

  void give_back(const std::vector<FrontierState>& states) {
    for (const FrontierState& state : states) bytes_ -= give_back_one(state);
  }

  void give_back_all() {
    if (bdd_.meter() != nullptr) bdd_.meter()->give_back(bytes_);
  }

  static FrontierState with_vertex(const FrontierStep& step, FrontierState state, bool works) {
    if (state.size() <= step.first) state.resize(step.first + 1U, 0);
    state[step.first] = works ? bit(step.first) : 0;
    return state;
  }

  static FrontierState with_edge(const FrontierStep& step, FrontierState state) {
    if (state[step.first] == 0 || state[step.second] == 0) return state;
    add_arc(state, step.first, step.second);
    if (!step.directed) add_arc(state, step.second, step.first);
    return state;
  }

  static void add_arc(FrontierState& state, std::uint32_t from, std::uint32_t to) {
    const std::uint64_t gained = state[to];
    for (std::uint64_t& row : state) {
      if ((row & bit(from)) != 0) row |= gained;
    }
  }

  /// Closes vertices and says whether the question is answered: 0 where it is not.
  std::uint32_t settle(const FrontierStep& step, FrontierState& state) const {
    const std::uint64_t reached = state.size() > plan_.source_slot ? state[plan_.source_slot] : 0;
    if (terminals_known_ && (reached & terminals_) == terminals_) return all_joined;
    // Nothing that the source reaches has an undecided edge: it reaches no more.
    if ((reached & step.pending) == 0) return parted;
    if (step.closed != 0) {
      for (std::size_t slot = 0; slot < state.size(); ++slot) {
        state[slot] = (step.closed >> slot & 1U) != 0 ? 0 : state[slot] & ~step.closed;
      }
    }
    return 0;
  }

  Bdd& bdd_;
  const FrontierPlan& plan_;
  const EnclosedElements& elements_;
  std::size_t most_states_;
  std::size_t kept_in_step_ = std::numeric_limits<std::size_t>::max();
  std::uint64_t terminals_ = 0;
  bool terminals_known_ = false;
  bool out_of_budget_ = false;
  std::uint64_t bytes_ = 0;  ///< told to the meter
  std::size_t total_ = 0;
  std::vector<double> masses_;  ///< by state of the present step
  std::vector<std::vector<Branches>> layers_;
};

}  // namespace

Bdd::Ref parted_function(Bdd& bdd, const FrontierPlan& plan,
                         std::span<const Bdd::Ref> element_failed, const FrontierLimits& limits) {
  if (plan.too_wide) return Bdd::exhausted;
  if (plan.parted_always) return Bdd::one;
  if (plan.steps.empty()) return Bdd::zero;
  const EnclosedElements elements{element_failed, element_failed, {}};
  FrontierSweep sweep(bdd, plan, elements, limits.states);
  return sweep.run() ? sweep.build(element_failed, Bdd::exhausted) : Bdd::exhausted;
}

std::pair<Bdd::Ref, Bdd::Ref> enclose_parted_function(Bdd& bdd, const FrontierPlan& plan,
                                                      const EnclosedElements& elements,
                                                      std::size_t states_kept) {
  if (plan.too_wide) return {Bdd::zero, Bdd::one};
  if (plan.parted_always) return {Bdd::one, Bdd::one};
  if (plan.steps.empty()) return {Bdd::zero, Bdd::zero};
  FrontierSweep sweep(bdd, plan, elements, std::numeric_limits<std::size_t>::max());
  sweep.keep_in_step(states_kept);
  if (!sweep.run()) return {Bdd::exhausted, Bdd::exhausted};
  return {sweep.build(elements.lower, Bdd::zero), sweep.build(elements.upper, Bdd::one)};
}

}  // namespace cutpoint
