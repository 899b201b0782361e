#include "model/base/math/sparse_chain.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include "model/base/math/markov_chain.hpp"

namespace cutpoint {

namespace {

/// Up to here elimination is the quicker way.
constexpr std::size_t small_chain = 120;
/// A chain that mixes settles within a few dozen rounds; one that does not is eliminated, and swept
/// on only where that would be too much.
constexpr std::size_t usual_rounds = 150;
constexpr std::uint64_t elimination_work = 1'000'000'000;
/// Transitions looked at in all sweeps of one chain.
constexpr double sweep_work = 4e9;
constexpr double settled = 1e-13;
/// Shares change by so much from one sweep to the next for ever: the rounding of their sums.
constexpr double noise_of_sums = 16.0 * std::numeric_limits<double>::epsilon();

std::size_t most_rounds(const SparseChain& chain) {
  const double most = sweep_work / static_cast<double>(chain.transitions() + 1);
  return static_cast<std::size_t>(std::max(50.0, most));
}

/// The transitions into each state, and its rate of departure.
struct Arrivals {
  std::vector<std::size_t> first;
  std::vector<SparseChain::Transition> from;
  std::vector<double> departures;

  explicit Arrivals(const SparseChain& chain)
      : first(chain.states() + 1, 0), from(chain.transitions()), departures(chain.states(), 0.0) {
    const auto states = static_cast<std::uint32_t>(chain.states());
    for (std::uint32_t state = 0; state < states; ++state) {
      for (const auto* t = chain.begin(state); t != chain.end(state); ++t) {
        ++first[t->to + 1];
        departures[state] += t->per_hour;
      }
    }
    for (std::size_t i = 1; i < first.size(); ++i) first[i] += first[i - 1];
    std::vector<std::size_t> next(first.begin(), first.end() - 1);
    for (std::uint32_t state = 0; state < states; ++state) {
      for (const auto* t = chain.begin(state); t != chain.end(state); ++t) {
        from[next[t->to]++] = {state, t->per_hour};
      }
    }
  }
};

class Sweeps {
 public:
  Sweeps(const SparseChain& chain, const std::vector<std::uint32_t>& parts)
      : chain_(chain), parts_(parts), arrivals_(chain), shares_(chain.states(), 0.0) {
    number_parts();
    shares_.front() = 1.0;
  }

  /// Goes on for so many rounds more; nothing where no end is reached in them.
  std::optional<std::vector<double>> run(std::size_t rounds) {
    for (const std::size_t end = round_ + rounds; round_ < end; ++round_) {
      // There and back: what failures bring arrives in one sweep, what repairs bring in the other.
      // At first only state 0 has a share, and every other state is reached from an earlier one.
      (void)sweep(true, round_ == 0 ? 1 : 0);
      const double change = sweep(false);
      if (part_count_ > 1 && change > settled) aggregate();
      normalise();
      // What is still to come is a geometric row of such changes.
      const double ratio = std::clamp(change / before_, 0.0, 0.9999);
      const double to_come = change * std::max(1.0, ratio / (1.0 - ratio));
      if (round_ > 2 && (change <= noise_of_sums || to_come < settled * 10.0)) {
        return std::move(shares_);
      }
      before_ = change;
    }
    return std::nullopt;
  }

 private:
  /// Anew, so that state 0 is in part 0 and no number is without states.
  void number_parts() {
    constexpr std::uint32_t none = UINT32_MAX;
    std::vector<std::uint32_t> now(SparseChain::most_parts, none);
    for (std::uint32_t& part : parts_) {
      std::uint32_t& number = now[part % SparseChain::most_parts];
      if (number == none) number = static_cast<std::uint32_t>(part_count_++);
      part = number;
    }
  }

  /// Each share from those of the states before it; the largest relative change.
  double sweep(bool upwards, std::size_t first = 0) {
    double change = 0.0;
    const std::size_t states = shares_.size();
    for (std::size_t i = first; i < states; ++i) {
      const std::size_t state = upwards ? i : states - 1 - i;
      double arrives = 0.0;
      for (std::size_t k = arrivals_.first[state]; k < arrivals_.first[state + 1]; ++k) {
        arrives += shares_[arrivals_.from[k].to] * arrivals_.from[k].per_hour;
      }
      const double share = arrives / arrivals_.departures[state];
      if (share > 0.0) change = std::max(change, std::abs(share - shares_[state]) / share);
      shares_[state] = share;
    }
    return change;
  }

  /// Shares of whole parts are right when each part is one state.
  void aggregate() {
    MarkovChain coarse(part_count_);
    std::vector<double> weights(part_count_, 0.0);
    for (std::size_t state = 0; state < shares_.size(); ++state) {
      weights[parts_[state]] += shares_[state];
    }
    for (std::size_t state = 0; state < shares_.size(); ++state) {
      const std::uint32_t part = parts_[state];
      if (weights[part] <= 0.0) return;
      for (const auto* t = chain_.begin(state); t != chain_.end(state); ++t) {
        if (parts_[t->to] == part) continue;
        coarse.add(part, parts_[t->to], shares_[state] * t->per_hour / weights[part]);
      }
    }
    const std::vector<double> steady = coarse.steady_state();
    for (std::size_t state = 0; state < shares_.size(); ++state) {
      const std::uint32_t part = parts_[state];
      if (steady[part] > 0.0) shares_[state] *= steady[part] / weights[part];
    }
  }

  void normalise() {
    double sum = 0.0;
    for (const double share : shares_) sum += share;
    for (double& share : shares_) share /= sum;
  }

  const SparseChain& chain_;
  std::vector<std::uint32_t> parts_;
  std::size_t part_count_ = 0;
  std::size_t round_ = 0;
  double before_ = 1.0;  ///< the change of the last round
  Arrivals arrivals_;
  std::vector<double> shares_;
};

}  // namespace

void SparseChain::add_row(std::vector<Transition> row) {
  const auto state = static_cast<std::uint32_t>(states());
  std::sort(row.begin(), row.end(),
            [](const Transition& a, const Transition& b) { return a.to < b.to; });
  for (const Transition& transition : row) {
    if (transition.to == state || transition.per_hour <= 0.0) continue;
    if (transitions_.size() > first_.back() && transitions_.back().to == transition.to) {
      transitions_.back().per_hour += transition.per_hour;
    } else {
      transitions_.push_back(transition);
    }
  }
  first_.push_back(transitions_.size());
}

void SparseChain::add_merged_row(const std::vector<Transition>& row) {
  for (const Transition& transition : row) {
    if (transition.per_hour > 0.0) transitions_.push_back(transition);
  }
  first_.push_back(transitions_.size());
}

std::vector<double> SparseChain::by_elimination() const {
  MarkovChain dense(states());
  for (std::size_t state = 0; state < states(); ++state) {
    for (const Transition* t = begin(state); t != end(state); ++t) {
      dense.add(state, t->to, t->per_hour);
    }
  }
  return dense.steady_state();
}

std::optional<std::vector<double>> SparseChain::by_sparse_elimination(
    std::uint64_t most_work) const {
  std::vector<std::vector<Transition>> rows(states());
  for (std::size_t state = 0; state < states(); ++state)
    rows[state].assign(begin(state), end(state));
  return steady_state_by_elimination(std::move(rows), most_work);
}

std::optional<std::vector<double>> SparseChain::by_sweeps(
    const std::vector<std::uint32_t>& parts) const {
  return Sweeps(*this, parts).run(most_rounds(*this));
}

std::optional<std::vector<double>> SparseChain::steady_state(
    const std::vector<std::uint32_t>& parts) const {
  if (states() <= small_chain) return by_elimination();
  const std::size_t rounds = most_rounds(*this);
  Sweeps sweeps(*this, parts);
  if (auto shares = sweeps.run(std::min(rounds, usual_rounds))) return shares;
  if (auto shares = by_sparse_elimination(elimination_work)) return shares;
  return rounds > usual_rounds ? sweeps.run(rounds - usual_rounds) : std::nullopt;
}

}  // namespace cutpoint
