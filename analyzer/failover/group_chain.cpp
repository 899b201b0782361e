#include "analyzer/failover/group_chain.hpp"

#include <algorithm>
#include <array>
#include <numeric>
#include <unordered_map>

#include "analyzer/failover/group_dynamics.hpp"
#include "model/base/math/sparse_chain.hpp"

namespace cutpoint {

namespace {

class ChainBuilder {
 public:
  ChainBuilder(const Behaviour& behaviour, std::size_t most_states,
               std::size_t most_down = SIZE_MAX)
      : behaviour_(behaviour),
        most_states_(most_states),
        most_down_(most_down),
        dynamics_(behaviour) {}

  std::optional<GroupOutcome> solve() {
    const bool whole = most_down_ == SIZE_MAX;
    too_large_ = whole && fewest_states() > static_cast<double>(most_states_);
    if (!too_large_) too_large_ = !find_states();
    if (too_large_) return std::nullopt;
    const auto steady = chain_.steady_state(parts_);
    if (!steady) return std::nullopt;
    for (std::size_t state = 0; state < left_out_.size(); ++state) {
      left_per_hour_ += (*steady)[state] * left_out_[state];
    }
    return outcome(*steady);
  }

  /// More states than allowed.
  [[nodiscard]] bool too_large() const { return too_large_; }
  /// Failures an hour that were left out because too much was down already.
  [[nodiscard]] double left_per_hour() const { return left_per_hour_; }

 private:
  /// All parts may be in any of their phases at once; members that can be exchanged are counted as
  /// a multiset.
  [[nodiscard]] double fewest_states() const {
    std::vector<bool> counted(behaviour_.parts.size(), false);
    double states = 1.0;
    for (const Behaviour::Group& group : behaviour_.groups) {
      double same = 0.0;
      for (std::size_t m = 0; m < group.members.size(); ++m) {
        const Behaviour::Member& member = group.members[m];
        double kinds = 1.0;
        for (const std::uint32_t part : member.parts) {
          counted[part] = true;
          kinds *= 1.0 + phases_at_once(part);
        }
        same = m > 0 && member.alike == group.members[m - 1].alike ? same + 1.0 : 1.0;
        states *= (kinds + same - 1.0) / same;
      }
    }
    for (std::size_t part = 0; part < counted.size(); ++part) {
      if (!counted[part]) states *= 1.0 + phases_at_once(static_cast<std::uint32_t>(part));
    }
    return states;
  }

  /// What waits for a crew has no phases.
  [[nodiscard]] double phases_at_once(std::uint32_t part) const {
    const std::uint32_t group = behaviour_.parts[part].group;
    const bool limited = group != Behaviour::none && behaviour_.groups[group].crews != 0;
    return limited ? 1.0 : static_cast<double>(behaviour_.parts[part].repair.size());
  }

  bool find_states() {
    std::vector<GroupDynamics::Step> steps;
    (void)number_of(dynamics_.initial());
    for (std::size_t next = 0; next < states_.size(); ++next) {
      if (states_.size() > most_states_) return false;
      dynamics_.leave(*states_[next], steps);
      std::vector<SparseChain::Transition> row;
      row.reserve(steps.size());
      for (GroupDynamics::Step& step : steps) {
        if (most_down_ != SIZE_MAX && dynamics_.parts_down(step.to) > most_down_) {
          left_out_.resize(next + 1, 0.0);
          left_out_.back() += step.per_hour;
          continue;
        }
        row.push_back({number_of(std::move(step.to)), step.per_hour});
      }
      chain_.add_row(std::move(row));
    }
    return true;
  }

  std::uint32_t number_of(GroupDynamics::State state) {
    const auto [place, added] =
        numbers_.try_emplace(std::move(state), static_cast<std::uint32_t>(states_.size()));
    if (added) {
      states_.push_back(&place->first);
      patterns_.push_back(dynamics_.pattern(place->first));
      parts_.push_back(dynamics_.who_serves(place->first));
      std::uint32_t few = 0;
      for (std::size_t g = 0; g < behaviour_.groups.size(); ++g) {
        if (dynamics_.too_few(g)) few |= 1U << g;
      }
      few_.push_back(few);
    }
    return place->second;
  }

  GroupOutcome outcome(const std::vector<double>& steady) const {
    const std::size_t groups = behaviour_.groups.size();
    const std::size_t patterns = std::size_t{1} << (behaviour_.first_group_bit() + groups);
    GroupOutcome result;
    result.states = states_.size();
    result.share.assign(patterns, 0.0);
    result.too_few.assign(groups, std::vector<double>(patterns, 0.0));
    result.switching.assign(groups, 0.0);
    result.failed_switch.assign(groups, 0.0);
    result.into_too_few.assign(groups, 0.0);
    for (std::size_t state = 0; state < states_.size(); ++state) {
      result.share[patterns_[state]] += steady[state];
      for (std::size_t g = 0; g < groups; ++g) {
        if (((few_[state] >> g) & 1U) != 0) result.too_few[g][patterns_[state]] += steady[state];
        const auto mode = dynamics_.mode(*states_[state], g);
        if (mode == GroupDynamics::Mode::switching || mode == GroupDynamics::Mode::returning) {
          result.switching[g] += steady[state];
        } else if (mode != GroupDynamics::Mode::settled) {
          result.failed_switch[g] += steady[state];
        }
      }
      for (const auto* t = chain_.begin(state); t != chain_.end(state); ++t) {
        const double flow = steady[state] * t->per_hour;
        const std::uint32_t from = patterns_[state], to = patterns_[t->to];
        if (from != to) result.flows[{from, to}] += flow;
        for (std::size_t g = 0; g < groups; ++g) {
          const bool was_up = ((from >> (behaviour_.first_group_bit() + g)) & 1U) == 0;
          if (was_up && ((few_[t->to] >> g) & 1U) != 0) result.into_too_few[g] += flow;
        }
      }
    }
    return result;
  }

  struct StateHash {
    std::size_t operator()(const GroupDynamics::State& state) const {
      std::uint64_t hash = 0x9e3779b97f4a7c15ULL;
      for (const char16_t place : state) {
        hash = (hash ^ place) * 0xff51afd7ed558ccdULL;
        hash ^= hash >> 29U;
      }
      return static_cast<std::size_t>(hash);
    }
  };

  const Behaviour& behaviour_;
  std::size_t most_states_;
  std::size_t most_down_;  ///< parts at once
  GroupDynamics dynamics_;
  std::unordered_map<GroupDynamics::State, std::uint32_t, StateHash> numbers_;
  std::vector<const GroupDynamics::State*> states_;
  std::vector<std::uint32_t> patterns_;
  std::vector<std::uint32_t> parts_;
  std::vector<std::uint32_t> few_;  ///< bits by group
  std::vector<double> left_out_;    ///< an hour, by state
  double left_per_hour_ = 0.0;
  bool too_large_ = false;
  SparseChain chain_;
};

/// The longest that a repair takes on average from any of its phases on.
double longest_repair(const Behaviour& behaviour) {
  double longest = 0.0;
  for (const Behaviour::Part& part : behaviour.parts) {
    std::vector<double> left(part.repair.size(), 0.0);
    for (std::size_t i = left.size(); i-- > 0;) {  // phases lead to later ones
      const RepairPhase& phase = part.repair[i];
      const double after = phase.next == RepairPhase::ends ? 0.0 : left[phase.next];
      left[i] = 1.0 / phase.per_hour + after;
      longest = std::max(longest, left[i]);
    }
  }
  return longest;
}

/// The shortest share of time that a group is down.
double least_down(const GroupOutcome& outcome, const Behaviour& behaviour) {
  double least = 1.0;
  for (std::size_t g = 0; g < behaviour.groups.size(); ++g) {
    const std::size_t bit = std::size_t{1} << (behaviour.first_group_bit() + g);
    double down = 0.0;
    for (std::size_t pattern = 0; pattern < outcome.share.size(); ++pattern) {
      if ((pattern & bit) != 0) down += outcome.share[pattern];
    }
    least = std::min(least, down);
  }
  return least;
}

/// How many ways there are to have at most four parts down, each in any of its phases; members that
/// can be exchanged are counted as a multiset.
double ways_of_four_down(const Behaviour& behaviour) {
  static constexpr std::size_t most = 4;
  std::array<double, most + 1> ways{1.0};
  const auto multiply = [&ways](double kinds, std::size_t members) {
    std::array<double, most + 1> sets{1.0}, next{};
    for (std::size_t down = 1; down <= std::min(most, members); ++down) {
      const auto count = static_cast<double>(down);
      sets[down] = sets[down - 1] * (kinds + count - 1.0) / count;
    }
    for (std::size_t one = 0; one <= most; ++one) {
      for (std::size_t other = 0; one + other <= most; ++other) {
        next[one + other] += ways[one] * sets[other];
      }
    }
    ways = next;
  };
  std::vector<bool> counted(behaviour.parts.size(), false);
  const auto phases_of = [&](std::uint32_t part) {
    counted[part] = true;
    return static_cast<double>(behaviour.parts[part].repair.size());
  };
  for (const Behaviour::Group& group : behaviour.groups) {
    for (std::size_t m = 0; m < group.members.size();) {
      double kinds = 0.0;
      std::size_t same = 0;
      for (const std::uint32_t alike = group.members[m].alike;
           m < group.members.size() && group.members[m].alike == alike; ++m, ++same) {
        double own = 0.0;
        for (const std::uint32_t part : group.members[m].parts) own += phases_of(part);
        kinds = std::max(kinds, own);
      }
      if (kinds > 0.0) multiply(kinds, same);
    }
  }
  for (std::uint32_t part = 0; part < counted.size(); ++part) {
    if (!counted[part]) multiply(phases_of(part), 1);
  }
  return std::accumulate(ways.begin(), ways.end(), 0.0);
}

/// Of many parts that are seldom down together: failures are left out where so many parts are down
/// that time spent beyond is negligible. A failure that is left out starts no longer time beyond
/// than the busy period of a single crew that repairs whatever fails, each time for the longest
/// mean repair.
std::optional<GroupOutcome> solve_shallow(const Behaviour& behaviour, std::size_t most_states,
                                          double negligible_share) {
  constexpr double most_ways = 4'000.0;
  if (ways_of_four_down(behaviour) > most_ways) return std::nullopt;
  double failures = 0.0;
  for (const Behaviour::Part& part : behaviour.parts) failures += part.rate;
  const double repair = longest_repair(behaviour);
  if (failures * repair >= 1.0) return std::nullopt;
  const double beyond_hours = repair / (1.0 - failures * repair);
  std::size_t before = 0;
  for (std::size_t most_down = 2; most_down < behaviour.parts.size(); ++most_down) {
    ChainBuilder builder(behaviour, most_states, most_down);
    auto outcome = builder.solve();
    if (!outcome) return std::nullopt;
    const double beyond = builder.left_per_hour() * beyond_hours;
    if (beyond <= negligible_share * least_down(*outcome, behaviour)) return outcome;
    // The next one has more states than this one, by as much at least as this one had.
    if (2 * outcome->states - before > most_states) return std::nullopt;
    before = outcome->states;
  }
  return std::nullopt;
}

}  // namespace

std::optional<GroupOutcome> solve_groups(const Behaviour& behaviour, std::size_t most_states,
                                         bool& too_large, double negligible_share) {
  if (behaviour.first_group_bit() + behaviour.groups.size() > most_pattern_bits) return {};
  if (!too_large) {
    ChainBuilder builder(behaviour, most_states);
    auto whole = builder.solve();
    if (whole) return whole;
    too_large = builder.too_large();
  }
  constexpr std::size_t most_shallow_states = 20'000;
  return solve_shallow(behaviour, std::min(most_states, most_shallow_states), negligible_share);
}

}  // namespace cutpoint
