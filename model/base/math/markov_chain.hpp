/// Small Markov chains in continuous time, in their steady state.
#pragma once

#include <cstddef>
#include <vector>

namespace cutpoint {

class MarkovChain {
 public:
  explicit MarkovChain(std::size_t states) : states_(states), rates_(states * states, 0.0) {}

  /// Adds to the rate from one state to another, by hour.
  void add(std::size_t from, std::size_t to, double per_hour) { rate(from, to) += per_hour; }

  /// Long-run share of time in each state. State 0 must be reachable from every state that is
  /// reached from it; states that are not reached have none. By the algorithm of Grassmann, Taksar
  /// and Heyman, which subtracts nothing and so keeps small probabilities to full precision.
  [[nodiscard]] std::vector<double> steady_state() const;

  /// Transitions an hour from the states of one set to those of another.
  [[nodiscard]] double flow_between(const std::vector<double>& steady,
                                    const std::vector<bool>& from,
                                    const std::vector<bool>& to) const;

 private:
  [[nodiscard]] double& rate(std::size_t from, std::size_t to) {
    return rates_[from * states_ + to];
  }

  std::size_t states_;
  std::vector<double> rates_;
};

/// Members that fail and are repaired: shares of time with 0, 1, … members failed.
struct RepairShop {
  std::size_t members = 1;
  std::size_t working = 1;  ///< how many must work; those beyond them are spares
  std::size_t crews = 1;    ///< repairs that can go on at once
  double failure_rate = 0;  ///< of a working member, by hour
  double repair_rate = 0;
  bool cold_spares = false;  ///< spares do not fail
};
/// By the product form of birth and death processes.
[[nodiscard]] std::vector<double> shares_failed(const RepairShop& shop);

}  // namespace cutpoint
