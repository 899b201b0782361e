#include "analyzer/failover/failover_chain.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <utility>

#include "model/base/math/markov_chain.hpp"

namespace cutpoint {

namespace {

/// A switch in no time at all still has to be left: a millionth of a second.
double rate_of(double hours) {
  constexpr double shortest_hours = 1e-6 / 3600.0;
  return 1.0 / std::max(hours, shortest_hours);
}

double manual_rate(const SwitchTerms& terms) {
  return terms.manual_hours > 0.0 ? rate_of(terms.manual_hours) : 0.0;
}

using Classes = std::vector<OutageClass>;

Classes classes_of(const ChainMember& member) {
  if (!member.classes.empty()) return member.classes;
  return {{member.failure_rate, member.repair_rate}};
}

/// States by who serves (or served last), and by the lengths of the outages that are on.
class PairChain {
 public:
  PairChain(const ChainMember& first, const ChainMember& second, const SwitchTerms& terms)
      : terms_(terms), classes_{classes_of(first), classes_of(second)}, chain_(lay_out()) {
    for (std::size_t i = 0; i < 2; ++i) {
      const ChainMember& member = i == 0 ? first : second;
      const bool waits = terms.active_passive && member.failure_rate > 0.0;
      waiting_share_[i] = waits ? member.waiting_failure_rate / member.failure_rate : 1.0;
    }
    for (std::size_t serving = 0; serving < 2; ++serving) connect(serving);
    for (std::size_t a = 0; a < classes_[0].size(); ++a) {
      for (std::size_t b = 0; b < classes_[1].size(); ++b) {
        chain_.add(both_failed(a, b), alone(0, b), classes_[0][a].repair_rate);
        chain_.add(both_failed(a, b), alone(1, a), classes_[1][b].repair_rate);
      }
    }
  }

  [[nodiscard]] ChainShares shares() const {
    const std::vector<double> steady = chain_.steady_state();
    std::vector<bool> up(steady.size(), false), moving = up, none = up;
    ChainShares result;
    for (std::size_t i = 0; i < 2; ++i) {
      up[both_up(i)] = true;
      for (std::size_t k = 0; k < classes_[i].size(); ++k) {
        moving[switching(i, k)] = moving[failed_switch(i, k)] = true;
        result.switching += steady[switching(i, k)];
        result.failed_switch += steady[failed_switch(i, k)];
      }
      for (std::size_t k = 0; k < classes_[1 - i].size(); ++k) up[alone(i, k)] = true;
    }
    for (std::size_t state = first_both_; state < steady.size(); ++state) {
      none[state] = true;
      result.all_failed += steady[state];
    }
    result.into_switch = chain_.flow_between(steady, up, moving);
    result.into_failed = chain_.flow_between(steady, up, none);
    const double both = steady[both_up(0)] + steady[both_up(1)];
    if (both > 0.0) result.first_serves = steady[both_up(0)] / both;
    return result;
  }

 private:
  /// Numbers the states; how many there are.
  std::size_t lay_out() {
    std::size_t next = 2;
    for (std::size_t i = 0; i < 2; ++i) {
      first_moving_[i] = next;
      next += 2 * classes_[i].size();
    }
    for (std::size_t i = 0; i < 2; ++i) {
      first_alone_[i] = next;
      next += classes_[1 - i].size();
    }
    first_both_ = next;
    return next + classes_[0].size() * classes_[1].size();
  }

  [[nodiscard]] static std::size_t both_up(std::size_t serving) { return serving; }
  /// `k`: the class of the outage of who served.
  [[nodiscard]] std::size_t switching(std::size_t served, std::size_t k) const {
    return first_moving_[served] + 2 * k;
  }
  [[nodiscard]] std::size_t failed_switch(std::size_t served, std::size_t k) const {
    return first_moving_[served] + 2 * k + 1;
  }
  /// `k`: the class of the other one's outage.
  [[nodiscard]] std::size_t alone(std::size_t serving, std::size_t k) const {
    return first_alone_[serving] + k;
  }
  [[nodiscard]] std::size_t both_failed(std::size_t first, std::size_t second) const {
    return first_both_ + first * classes_[1].size() + second;
  }
  [[nodiscard]] std::size_t both_failed(std::size_t one, std::size_t k, std::size_t other) const {
    return one == 0 ? both_failed(k, other) : both_failed(other, k);
  }

  void connect(std::size_t serving) {
    const std::size_t other = 1 - serving;
    for (std::size_t k = 0; k < classes_[serving].size(); ++k) {
      const OutageClass& outage = classes_[serving][k];
      chain_.add(both_up(serving), switching(serving, k), outage.rate * terms_.success);
      chain_.add(both_up(serving), failed_switch(serving, k), outage.rate * (1.0 - terms_.success));
      for (const auto& [state, ends] :
           {std::pair{switching(serving, k), rate_of(terms_.switch_hours)},
            std::pair{failed_switch(serving, k), manual_rate(terms_)}}) {
        chain_.add(state, alone(other, k), ends);
        chain_.add(state, both_up(serving), rate_within(outage, ends));
        for (std::size_t l = 0; l < classes_[other].size(); ++l) {
          chain_.add(state, both_failed(serving, k, l),
                     classes_[other][l].rate * waiting_share_[other]);
        }
      }
    }
    for (std::size_t l = 0; l < classes_[other].size(); ++l) {
      const OutageClass& spare = classes_[other][l];
      chain_.add(both_up(serving), alone(serving, l), spare.rate * waiting_share_[other]);
      chain_.add(alone(serving, l), both_up(serving), spare.repair_rate);
      for (std::size_t k = 0; k < classes_[serving].size(); ++k) {
        chain_.add(alone(serving, l), both_failed(serving, k, l), classes_[serving][k].rate);
      }
    }
  }

  SwitchTerms terms_;
  std::array<Classes, 2> classes_;
  std::array<std::size_t, 2> first_moving_{};
  std::array<std::size_t, 2> first_alone_{};
  std::size_t first_both_ = 0;
  std::array<double, 2> waiting_share_{};
  MarkovChain chain_;
};

/// States by how many have failed, and whether work is moving.
class GroupChain {
 public:
  GroupChain(std::size_t count, std::size_t needed, std::size_t crews, const ChainMember& member,
             const SwitchTerms& terms)
      : count_(count),
        needed_(needed),
        crews_(crews),
        member_(member),
        terms_(terms),
        chain_(3 * (count + 1)) {
    for (std::size_t failed = 0; failed <= count; ++failed) {
      leave_settled(failed);
      if (failed > 0 && works(failed)) {
        leave_moving(failed, switching(failed), rate_of(terms_.switch_hours));
        leave_moving(failed, failed_switch(failed), manual_rate(terms_));
      }
    }
  }

  [[nodiscard]] ChainShares shares() const {
    const std::vector<double> steady = chain_.steady_state();
    const std::size_t states = 3 * (count_ + 1);
    std::vector<bool> up(states, false), moving(states, false), none(states, false);
    ChainShares result;
    for (std::size_t failed = 0; failed <= count_; ++failed) {
      (works(failed) ? up : none)[settled(failed)] = true;
      moving[switching(failed)] = moving[failed_switch(failed)] = true;
      result.switching += steady[switching(failed)];
      result.failed_switch += steady[failed_switch(failed)];
      if (!works(failed)) result.all_failed += steady[settled(failed)];
    }
    result.into_switch = chain_.flow_between(steady, up, moving);
    result.into_failed = chain_.flow_between(steady, up, none);
    return result;
  }

 private:
  [[nodiscard]] bool works(std::size_t failed) const { return count_ - failed >= needed_; }
  [[nodiscard]] static std::size_t settled(std::size_t failed) { return 3 * failed; }
  [[nodiscard]] static std::size_t switching(std::size_t failed) { return 3 * failed + 1; }
  [[nodiscard]] static std::size_t failed_switch(std::size_t failed) { return 3 * failed + 2; }

  /// Failures an hour of `serving` of the `up` members and of the rest, which may be waiting.
  [[nodiscard]] double rest_fails(std::size_t up, std::size_t serving) const {
    const double rate = terms_.active_passive ? member_.waiting_failure_rate : member_.failure_rate;
    return static_cast<double>(up - serving) * rate;
  }

  void leave_settled(std::size_t failed) {
    const std::size_t up = count_ - failed;
    if (failed > 0) {
      const double repairs = static_cast<double>(std::min(failed, crews_));
      chain_.add(settled(failed), settled(failed - 1), repairs * member_.repair_rate);
    }
    if (up == 0) return;
    // All work that is needed is done by `slots` members; of a group that all serve, one user's.
    const std::size_t slots = std::min(up, terms_.active_passive ? needed_ : std::size_t{1});
    const double all = rest_fails(up, slots) + static_cast<double>(slots) * member_.failure_rate;
    const double own = slots == 1 && member_.serving_failure_rate > 0.0
                           ? member_.serving_failure_rate
                           : member_.failure_rate;
    const double serving = std::min(all, static_cast<double>(slots) * own);
    chain_.add(settled(failed), settled(failed + 1), all - serving);
    if (!works(failed + 1)) {
      chain_.add(settled(failed), settled(failed + 1), serving);
      return;
    }
    chain_.add(settled(failed), switching(failed + 1), serving * terms_.success);
    chain_.add(settled(failed), failed_switch(failed + 1), serving * (1.0 - terms_.success));
  }

  void leave_moving(std::size_t failed, std::size_t state, double ends) {
    const std::size_t up = count_ - failed;
    chain_.add(state, settled(failed), ends);
    // Whose work is moving may be back sooner than others are, on average: its outage may be short.
    const double the_one = rate_within(member_, ends);
    const double attended =
        static_cast<double>(std::min(failed, crews_)) / static_cast<double>(failed);
    const std::size_t fewer = state - 3;
    chain_.add(state, settled(failed - 1), attended * the_one);
    const double others = attended * static_cast<double>(failed - 1);
    if (failed > 1) chain_.add(state, fewer, others * member_.repair_rate);
    const std::size_t slots = std::min(up, terms_.active_passive ? needed_ - 1 : std::size_t{0});
    const double fails = static_cast<double>(slots) * member_.failure_rate + rest_fails(up, slots);
    chain_.add(state, works(failed + 1) ? state + 3 : settled(failed + 1), fails);
  }

  std::size_t count_;
  std::size_t needed_;
  std::size_t crews_;
  ChainMember member_;
  SwitchTerms terms_;
  MarkovChain chain_;
};

}  // namespace

double rate_within(const ChainMember& member, double switch_rate) {
  double repaired = 0.0, hours = 0.0;
  for (const OutageClass& outage : classes_of(member)) {
    const double ends = rate_within(outage, switch_rate);
    repaired += outage.rate * ends / (switch_rate + ends);
    hours += outage.rate / (switch_rate + ends);
  }
  return repaired / hours;
}

ChainShares pair_shares(const ChainMember& first, const ChainMember& second,
                        const SwitchTerms& terms) {
  return PairChain(first, second, terms).shares();
}

ChainShares group_shares(std::size_t count, std::size_t needed, std::size_t crews,
                         const ChainMember& member, const SwitchTerms& terms) {
  return GroupChain(count, needed, crews, member, terms).shares();
}

double probability_of_more(const std::vector<double>& probabilities, std::size_t spare,
                           double scale) {
  // Of exactly so many so far; the last one: of more than `spare`.
  std::vector<double> exactly(spare + 2, 0.0);
  exactly.front() = 1.0;
  for (const double probability : probabilities) {
    const double p = std::min(1.0, probability * scale);
    exactly[spare + 1] += exactly[spare] * p;
    for (std::size_t i = spare + 1; i-- > 0;) {
      exactly[i] = exactly[i] * (1.0 - p) + (i > 0 ? exactly[i - 1] * p : 0.0);
    }
  }
  return exactly.back();
}

}  // namespace cutpoint
