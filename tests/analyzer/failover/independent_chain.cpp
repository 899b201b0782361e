#include "tests/analyzer/failover/independent_chain.hpp"

#include <algorithm>
#include <cmath>
#include <map>

#include "cutpoint/duration.hpp"
#include "tests/analyzer/failover/balance_equations.hpp"
#include "tests/analyzer/failover/system_moves.hpp"

namespace cutpoint::testing {

namespace {

/// The states that are ever entered, and the moves between them.
struct ReachedStates {
  std::vector<SystemState> states;
  std::vector<ChainMove> moves;
  bool too_many = false;

  ReachedStates(const SystemMoves& system, std::size_t most) {
    std::map<SystemState, std::size_t> positions;
    states.push_back(system.all_up());
    positions.emplace(states.front(), 0);
    for (std::size_t at = 0; at < states.size() && !too_many; ++at) {
      const SystemState from = states[at];
      system.moves_from(from, [&](const SystemState& to, double rate) {
        const auto [found, is_new] = positions.emplace(to, states.size());
        if (is_new) states.push_back(to);
        if (found->second != at) moves.push_back({at, found->second, rate});
      });
      too_many = states.size() > most;
    }
  }
};

std::vector<ChainFigures> figures_of(const ReachedStates& reached, const SystemMoves& system,
                                     const std::vector<long double>& probabilities) {
  std::vector<std::vector<bool>> down;
  down.reserve(reached.states.size());
  for (const SystemState& state : reached.states) down.push_back(system.journeys_down(state));
  std::vector<ChainFigures> figures(down.front().size());
  for (std::size_t j = 0; j < figures.size(); ++j) {
    long double unavailability = 0;
    long double outages = 0;
    for (std::size_t s = 0; s < down.size(); ++s)
      unavailability += down[s][j] ? probabilities[s] : 0;
    for (const ChainMove& move : reached.moves) {
      if (!down[move.from][j] && down[move.to][j]) outages += probabilities[move.from] * move.rate;
    }
    figures[j].unavailability = static_cast<double>(unavailability);
    figures[j].outages_per_year = static_cast<double>(outages) * Duration::hours_a_year;
  }
  return figures;
}

double difference(const ChainFigures& a, const ChainFigures& b) {
  const auto relative = [](double x, double y) {
    return x == y ? 0 : std::abs(x - y) / std::abs(y);
  };
  return std::max(relative(a.unavailability, b.unavailability),
                  relative(a.outages_per_year, b.outages_per_year));
}

double difference(const ChainSolution& a, const ChainSolution& b) {
  double most = 0;
  for (std::size_t j = 0; j < a.journeys.size(); ++j) {
    most = std::max(most, difference(a.journeys[j], b.journeys[j]));
  }
  return most;
}

/// A step of Neville's scheme to 1/phases = 0; `ratio` is of the most phases that the two know.
ChainSolution towards_limit(const ChainSolution& fewer, const ChainSolution& more, double ratio) {
  ChainSolution limit = more;
  const auto step = [ratio](double a, double b) { return b + (b - a) / (ratio - 1); };
  for (std::size_t j = 0; j < limit.journeys.size(); ++j) {
    const ChainFigures& a = fewer.journeys[j];
    ChainFigures& b = limit.journeys[j];
    b.unavailability = step(a.unavailability, b.unavailability);
    b.outages_per_year = step(a.outages_per_year, b.outages_per_year);
  }
  return limit;
}

}  // namespace

ChainSolution solve_with_phases(const Model& model, std::uint32_t phases, const ChainLimits& limits,
                                const ChainReading& reading) {
  ChainSolution solution;
  const WholeSystem system(model, reading);
  solution.refusal = system.refusal;
  if (!solution.refusal.empty()) return solution;
  const SystemMoves moves(system, phases);
  const ReachedStates reached(moves, limits.most_states);
  solution.states = reached.states.size();
  if (reached.too_many) {
    solution.refusal = "too many states";
    return solution;
  }
  const auto probabilities = long_run_probabilities(
      reached.states.size(), reached.moves,
      reached.states.size() <= limits.dense_states ? Decomposition::dense : Decomposition::sparse);
  if (probabilities.empty()) {
    solution.refusal = "equations without a solution";
    return solution;
  }
  solution.journeys = figures_of(reached, moves, probabilities);
  return solution;
}

ChainSolution solve_chain(const Model& model, const ChainLimits& limits,
                          const ChainReading& reading) {
  constexpr double near_enough = 1e-9;
  constexpr std::uint32_t most_phases = 14;  // more would lose digits in the differences
  ChainSolution best = solve_with_phases(model, 1, limits, reading);
  if (!best.refusal.empty()) return best;
  best.relative_error = 1;
  std::vector<ChainSolution> row{best};
  for (std::uint32_t phases = 2; phases <= most_phases; ++phases) {
    std::vector<ChainSolution> next{solve_with_phases(model, phases, limits, reading)};
    if (!next.front().refusal.empty()) break;
    for (std::uint32_t k = 1; k < phases; ++k) {
      next.push_back(
          towards_limit(row[k - 1], next.back(), static_cast<double>(phases) / (phases - k)));
    }
    next.back().relative_error = difference(next.back(), row.back());
    if (next.back().relative_error < best.relative_error) best = next.back();
    if (best.relative_error < near_enough) break;
    row = std::move(next);
  }
  if (best.relative_error > limits.most_error) best.refusal = "fixed times ask for more states";
  return best;
}

}  // namespace cutpoint::testing
