#include "model/base/math/sparse_elimination.hpp"

#include <algorithm>
#include <functional>
#include <queue>
#include <utility>

namespace cutpoint {

namespace {

using Transition = RateTo;

class Elimination {
 public:
  Elimination(std::vector<std::vector<Transition>> rows, std::uint64_t most_work)
      : most_work_(most_work),
        after_(std::move(rows)),
        before_(after_.size()),
        arrivals_(after_.size(), 0),
        is_gone_(after_.size(), 0),
        place_(after_.size(), 0) {
    for (std::uint32_t state = 0; state < after_.size(); ++state) {
      for (const Transition& t : after_[state]) {
        before_[t.to].push_back(state);
        ++arrivals_[t.to];
      }
    }
    for (std::uint32_t state = 1; state < after_.size(); ++state) consider(state);
  }

  std::optional<std::vector<double>> run() {
    std::vector<Gone> gone;
    gone.reserve(after_.size());
    while (!waiting_.empty()) {
      const auto [pairs, state] = waiting_.top();
      waiting_.pop();
      if (is_gone_[state] != 0 || pairs != pairs_of(state)) continue;  // considered again since
      gone.push_back(eliminate(state));
      if (gone.back().arrivals.empty() || work_ > most_work_) return std::nullopt;
    }
    return shares(gone);
  }

 private:
  using Waiting = std::pair<std::uint64_t, std::uint32_t>;  ///< pairs, state
  /// A state with the shares of time that others send to it, by its own departures.
  struct Gone {
    std::uint32_t state;
    std::vector<Transition> arrivals;  ///< `to` is where they come from
  };

  [[nodiscard]] std::uint64_t pairs_of(std::uint32_t state) const {
    return std::uint64_t{arrivals_[state]} * after_[state].size();
  }

  void consider(std::uint32_t state) {
    if (state != 0) waiting_.emplace(pairs_of(state), state);
  }

  /// Whoever comes to the state goes on to where it leads, at once.
  Gone eliminate(std::uint32_t state) {
    is_gone_[state] = 1;
    double departures = 0.0;
    for (const Transition& t : after_[state]) {
      departures += t.per_hour;
      --arrivals_[t.to];
    }
    Gone gone{state, {}};
    for (const std::uint32_t from : before_[state]) {
      if (is_gone_[from] != 0) continue;
      const double share = take_out(from, state) / departures;
      gone.arrivals.push_back({from, share});
      send_on(from, state, share);
      consider(from);
    }
    for (const Transition& t : after_[state]) consider(t.to);
    before_[state] = {};
    return gone;
  }

  /// The rate of the transition, which goes.
  double take_out(std::uint32_t from, std::uint32_t to) {
    std::vector<Transition>& row = after_[from];
    const auto at =
        std::find_if(row.begin(), row.end(), [to](const Transition& t) { return t.to == to; });
    const double rate = at->per_hour;
    *at = row.back();
    row.pop_back();
    return rate;
  }

  void send_on(std::uint32_t from, std::uint32_t state, double share) {
    std::vector<Transition>& row = after_[from];
    work_ += row.size() + after_[state].size();
    for (std::size_t i = 0; i < row.size(); ++i) place_[row[i].to] = i + 1;
    for (const Transition& t : after_[state]) {
      if (t.to == from) continue;
      if (place_[t.to] != 0) {
        row[place_[t.to] - 1].per_hour += share * t.per_hour;
        continue;
      }
      row.push_back({t.to, share * t.per_hour});
      place_[t.to] = row.size();
      before_[t.to].push_back(from);
      ++arrivals_[t.to];
    }
    for (const Transition& t : row) place_[t.to] = 0;
  }

  [[nodiscard]] std::vector<double> shares(const std::vector<Gone>& gone) const {
    std::vector<double> shares(after_.size(), 0.0);
    shares.front() = 1.0;
    double sum = 1.0;
    for (auto one = gone.rbegin(); one != gone.rend(); ++one) {
      double& share = shares[one->state];
      for (const Transition& t : one->arrivals) share += shares[t.to] * t.per_hour;
      sum += share;
    }
    for (double& share : shares) share /= sum;
    return shares;
  }

  std::uint64_t most_work_;
  std::uint64_t work_ = 0;
  std::vector<std::vector<Transition>> after_;      ///< to states that are not gone
  std::vector<std::vector<std::uint32_t>> before_;  ///< gone ones among them
  std::vector<std::uint32_t> arrivals_;             ///< of those that are not gone, how many
  std::vector<char> is_gone_;
  std::vector<std::size_t> place_;  ///< in the row at hand, from 1 on
  std::priority_queue<Waiting, std::vector<Waiting>, std::greater<>> waiting_;
};

}  // namespace

std::optional<std::vector<double>> steady_state_by_elimination(
    std::vector<std::vector<RateTo>> rows, std::uint64_t most_work) {
  return Elimination(std::move(rows), most_work).run();
}

}  // namespace cutpoint
