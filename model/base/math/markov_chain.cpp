#include "model/base/math/markov_chain.hpp"

#include <algorithm>

namespace cutpoint {

std::vector<double> MarkovChain::steady_state() const {
  // Eliminates the last state again and again: its arrivals are passed on to where it leads.
  std::vector<double> rates = rates_;
  std::vector<double> departures(states_, 0.0);
  const auto at = [&rates, this](std::size_t from, std::size_t to) -> double& {
    return rates[from * states_ + to];
  };
  for (std::size_t last = states_; last-- > 1;) {
    for (std::size_t to = 0; to < last; ++to) departures[last] += at(last, to);
    if (departures[last] <= 0.0) continue;
    for (std::size_t from = 0; from < last; ++from) {
      const double share = at(from, last) / departures[last];
      for (std::size_t to = 0; to < last; ++to) {
        if (to != from) at(from, to) += share * at(last, to);
      }
    }
  }
  std::vector<double> steady(states_, 0.0);
  steady.front() = 1.0;
  double sum = 1.0;
  for (std::size_t state = 1; state < states_; ++state) {
    if (departures[state] <= 0.0) continue;
    for (std::size_t from = 0; from < state; ++from) {
      steady[state] += steady[from] * at(from, state);
    }
    steady[state] /= departures[state];
    sum += steady[state];
  }
  for (double& share : steady) share /= sum;
  return steady;
}

double MarkovChain::flow_between(const std::vector<double>& steady, const std::vector<bool>& from,
                                 const std::vector<bool>& to) const {
  double flow = 0.0;
  for (std::size_t i = 0; i < states_; ++i) {
    for (std::size_t k = 0; k < states_; ++k) {
      if (from[i] && to[k]) flow += steady[i] * rates_[i * states_ + k];
    }
  }
  return flow;
}

std::vector<double> shares_failed(const RepairShop& shop) {
  std::vector<double> shares = {1.0};
  double sum = 1.0;
  for (std::size_t failed = 0; failed < shop.members; ++failed) {
    const std::size_t up = shop.members - failed;
    const std::size_t exposed = shop.cold_spares ? std::min(up, shop.working) : up;
    const std::size_t repairs = std::min(failed + 1, shop.crews);
    shares.push_back(shares.back() * static_cast<double>(exposed) * shop.failure_rate /
                     (static_cast<double>(repairs) * shop.repair_rate));
    sum += shares.back();
    // Far from where most of the time is spent, numbers would overflow.
    constexpr double large = 1e200;
    if (sum < large) continue;
    for (double& share : shares) share /= sum;
    sum = 1.0;
  }
  for (double& share : shares) share /= sum;
  return shares;
}

}  // namespace cutpoint
