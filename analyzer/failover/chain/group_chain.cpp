#include "analyzer/failover/chain/group_chain.hpp"

#include <algorithm>
#include <array>
#include <memory>
#include <numeric>

#include "analyzer/failover/chain/group_dynamics.hpp"
#include "analyzer/failover/chain/group_states.hpp"
#include "model/base/math/sparse_chain.hpp"

namespace cutpoint {

namespace {

/// What waits for a crew has no phases.
double phases_at_once(const Behaviour& behaviour, std::uint32_t part) {
  const std::uint32_t group = behaviour.parts[part].group;
  const bool limited = group != Behaviour::none && behaviour.groups[group].crews != 0;
  return limited ? 1.0 : static_cast<double>(behaviour.parts[part].repair.size());
}

/// All parts may be in any of their phases at once; members that can be exchanged are counted as
/// a multiset.
double fewest_states(const Behaviour& behaviour) {
  std::vector<bool> counted(behaviour.parts.size(), false);
  double states = 1.0;
  for (const Behaviour::Group& group : behaviour.groups) {
    double same = 0.0;
    for (std::size_t m = 0; m < group.members.size(); ++m) {
      const Behaviour::Member& member = group.members[m];
      double kinds = 1.0;
      for (const std::uint32_t part : member.parts) {
        counted[part] = true;
        kinds *= 1.0 + phases_at_once(behaviour, part);
      }
      same = m > 0 && member.alike == group.members[m - 1].alike ? same + 1.0 : 1.0;
      states *= (kinds + same - 1.0) / same;
    }
  }
  for (std::size_t part = 0; part < counted.size(); ++part) {
    if (!counted[part]) states *= 1.0 + phases_at_once(behaviour, static_cast<std::uint32_t>(part));
  }
  return states;
}

class ChainSolver {
 public:
  ChainSolver(const Behaviour& behaviour, const GroupStates& states)
      : behaviour_(behaviour), states_(states) {
    build();
  }

  std::optional<GroupOutcome> solve() {
    std::vector<std::uint32_t> parts;
    for (std::size_t row = 0; row < states_.rows(); ++row) parts.push_back(states_.part(row));
    const auto steady = chain_.steady_state(parts);
    if (!steady) return std::nullopt;
    for (std::size_t row = 0; row < states_.rows(); ++row) {
      left_per_hour_ += (*steady)[row] * left_out_[row];
    }
    return outcome(*steady);
  }

  /// Failures an hour that were left out because too much was down already.
  [[nodiscard]] double left_per_hour() const { return left_per_hour_; }

 private:
  void build() {
    const std::vector<double> rates = states_.terms().values(behaviour_);
    left_out_.assign(states_.rows(), 0.0);
    std::vector<SparseChain::Transition> transitions;
    for (std::size_t row = 0; row < states_.rows(); ++row) {
      transitions.clear();
      states_.each_transition(row, [&](std::uint32_t to, RateTerms::Term term) {
        if (to < states_.rows()) {
          transitions.push_back({to, rates[term]});
        } else {
          left_out_[row] += rates[term];
        }
      });
      chain_.add_merged_row(transitions);
    }
  }

  GroupOutcome outcome(const std::vector<double>& steady) const {
    const std::size_t groups = behaviour_.groups.size();
    const std::size_t patterns = std::size_t{1} << (behaviour_.first_group_bit() + groups);
    GroupOutcome result;
    result.states = states_.rows();
    result.share.assign(patterns, 0.0);
    result.too_few.assign(groups, std::vector<double>(patterns, 0.0));
    result.switching.assign(groups, 0.0);
    result.failed_switch.assign(groups, 0.0);
    result.into_too_few.assign(groups, 0.0);
    for (std::size_t row = 0; row < states_.rows(); ++row) {
      const std::uint32_t from = states_.pattern(row);
      result.share[from] += steady[row];
      for (std::size_t g = 0; g < groups; ++g) {
        if (((states_.few(row) >> g) & 1U) != 0) result.too_few[g][from] += steady[row];
        const auto mode = states_.mode(row, g);
        if (mode == GroupDynamics::Mode::switching || mode == GroupDynamics::Mode::returning) {
          result.switching[g] += steady[row];
        } else if (mode != GroupDynamics::Mode::settled) {
          result.failed_switch[g] += steady[row];
        }
      }
      for (const auto* t = chain_.begin(row); t != chain_.end(row); ++t) {
        const double flow = steady[row] * t->per_hour;
        const std::uint32_t to = states_.pattern(t->to);
        if (from != to) result.flows[{from, to}] += flow;
        for (std::size_t g = 0; g < groups; ++g) {
          const bool was_up = ((from >> (behaviour_.first_group_bit() + g)) & 1U) == 0;
          if (was_up && ((states_.few(t->to) >> g) & 1U) != 0) result.into_too_few[g] += flow;
        }
      }
    }
    return result;
  }

  const Behaviour& behaviour_;
  const GroupStates& states_;
  std::vector<double> left_out_;  ///< an hour, by row
  double left_per_hour_ = 0.0;
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

bool can_be_shallow(const Behaviour& behaviour) {
  constexpr double most_ways = 4'000.0;
  return ways_of_four_down(behaviour) <= most_ways;
}

/// Whether whatever is down is being repaired, and ends at a constant rate.
bool is_repaired_at_once(const Behaviour& behaviour) {
  const bool waits = std::any_of(behaviour.groups.begin(), behaviour.groups.end(),
                                 [](const Behaviour::Group& group) { return group.crews != 0; });
  const auto ends = [](const RepairPhase& phase) { return phase.next == RepairPhase::ends; };
  return !waits && std::all_of(behaviour.parts.begin(), behaviour.parts.end(),
                               [&](const Behaviour::Part& part) {
                                 return std::all_of(part.repair.begin(), part.repair.end(), ends);
                               });
}

/// Of many parts that are seldom down together: failures are left out where so many parts are down
/// that time spent beyond is negligible. A failure that is left out starts no longer time beyond
/// than the busy period of crews that repair whatever fails, each time for the longest mean repair:
/// of one crew in general, of as many as parts are down beyond where each is repaired at a constant
/// rate from the start.
std::optional<GroupOutcome> solve_shallow(const Behaviour& behaviour, GroupStates& states,
                                          std::size_t most_states, double negligible_share,
                                          bool& too_many) {
  double failures = 0.0;
  for (const Behaviour::Part& part : behaviour.parts) failures += part.rate;
  const double longest = longest_repair(behaviour);
  if (failures * longest >= 1.0) return std::nullopt;
  const bool at_once = is_repaired_at_once(behaviour);
  std::size_t before = 0;
  for (std::size_t most_down = 2; most_down < behaviour.parts.size(); ++most_down) {
    const double repair = at_once ? longest / static_cast<double>(most_down + 1) : longest;
    const double beyond_hours = repair / (1.0 - failures * repair);
    too_many = !states.find_shallow(most_down, most_states);
    if (too_many) return std::nullopt;
    ChainSolver solver(behaviour, states);
    auto outcome = solver.solve();
    if (!outcome) return std::nullopt;
    const double beyond = solver.left_per_hour() * beyond_hours;
    if (beyond <= negligible_share * least_down(*outcome, behaviour)) return outcome;
    // The next one has more states than this one, by as much at least as this one had.
    too_many = 2 * outcome->states - before > most_states;
    if (too_many) return std::nullopt;
    before = outcome->states;
  }
  return std::nullopt;
}

}  // namespace

ChainShape::ChainShape() = default;
ChainShape::~ChainShape() = default;

std::size_t ChainShape::transitions() const {
  return (whole ? whole->transitions() : 0) + (shallow ? shallow->transitions() : 0);
}

std::optional<GroupOutcome> solve_groups(const Behaviour& behaviour, const ChainLimits& limits,
                                         ChainShape& shape) {
  if (behaviour.first_group_bit() + behaviour.groups.size() > most_pattern_bits) return {};
  constexpr std::size_t most_shallow_states = 40'000;
  const double fewest = fewest_states(behaviour);
  const bool early = fewest > limits.leave_out_from;
  const auto shallow = [&]() -> std::optional<GroupOutcome> {
    if (!can_be_shallow(behaviour)) return std::nullopt;
    if (!shape.shallow) shape.shallow = std::make_unique<GroupStates>(behaviour);
    const std::size_t most = std::min(limits.most_states, most_shallow_states);
    bool too_many = false;
    auto outcome =
        solve_shallow(behaviour, *shape.shallow, most, limits.negligible_share, too_many);
    // All states are more than those of them.
    if (too_many) shape.fewest = std::max(shape.fewest, most + 1);
    return outcome;
  };
  if (early) {
    if (auto outcome = shallow()) return outcome;
  }
  if (fewest <= static_cast<double>(limits.most_states) && shape.fewest <= limits.most_states) {
    if (!shape.whole) shape.whole = std::make_unique<GroupStates>(behaviour);
    if (shape.whole->find_all(limits.most_states)) {
      if (auto outcome = ChainSolver(behaviour, *shape.whole).solve()) return outcome;
    } else {
      shape.fewest = limits.most_states + 1;
      shape.whole.reset();
    }
  }
  return early ? std::nullopt : shallow();
}

}  // namespace cutpoint
