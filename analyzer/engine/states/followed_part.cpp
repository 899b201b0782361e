#include "analyzer/engine/states/followed_part.hpp"

#include <algorithm>
#include <map>
#include <utility>

#include "analyzer/engine/quantities/failure_count.hpp"

namespace cutpoint {

FollowedPart::FollowedPart(CountedMembers counted, StateRecord record)
    : counted_(std::move(counted)), record_(std::move(record)) {}

std::uint32_t FollowedPart::end_of(std::size_t turn) const {
  return turn + 1 < record_.turns.size() ? record_.turns[turn + 1].first
                                         : static_cast<std::uint32_t>(record_.states.size());
}

bool FollowedPart::counts_members() const {
  return std::any_of(counted_.members.begin(), counted_.members.end(),
                     [](const auto& some) { return !some.empty(); });
}

std::uint64_t FollowedPart::work() const {
  const auto pools =
      static_cast<std::uint64_t>(std::count_if(counted_.members.begin(), counted_.members.end(),
                                               [](const auto& some) { return !some.empty(); }));
  return (pools + 2) * record_.states.size();
}

std::optional<FollowedPart::Chances> FollowedPart::chances(std::span<const double> leaves) const {
  Chances result(counted_.members.size());
  for (std::size_t gate = 0; gate < result.size(); ++gate) {
    const std::vector<CountedMembers::Member>& members = counted_.members[gate];
    if (members.empty()) continue;
    const double own = leaves[members.front().leaf];
    const bool alike = std::all_of(members.begin(), members.end(),
                                   [&](const auto& member) { return leaves[member.leaf] == own; });
    if (!alike) return std::nullopt;
    const auto threshold = static_cast<std::uint32_t>(counted_.chances[gate].size());
    for (std::uint32_t lost = 0; lost < threshold; ++lost) {
      const auto left = static_cast<std::uint32_t>(members.size()) - lost;
      result[gate].push_back(FailureCount(threshold - lost, {{own, left}}).at_least());
    }
  }
  return result;
}

/// How probable it is that the vertex of a turn is true in a state.
double FollowedPart::high_of(std::uint32_t vertex, const State& state,
                             std::span<const double> leaves, const Chances& chances) const {
  if (vertex < first_gate()) return leaves[vertex];
  // Decided already, it goes on in one way.
  return state.low == state.high ? 0.0 : chances[vertex - first_gate()][state.lost];
}

std::vector<double> FollowedPart::values(std::span<const double> leaves,
                                         const Chances& chances) const {
  std::vector<double> result(record_.states.size(), 0.0);
  result[StateRecord::is_true] = 1.0;
  for (std::size_t turn = record_.turns.size(); turn-- > 0;) {
    for (std::uint32_t at = record_.turns[turn].first; at < end_of(turn); ++at) {
      const State& state = record_.states[at];
      const double high = high_of(record_.turns[turn].vertex, state, leaves, chances);
      result[at] = (1.0 - high) * result[state.low] + high * result[state.high];
    }
  }
  return result;
}

std::vector<double> FollowedPart::reached(std::span<const double> leaves,
                                          const Chances& chances) const {
  std::vector<double> result(record_.states.size(), 0.0);
  result[record_.turns.front().first] = 1.0;
  for (std::size_t turn = 0; turn < record_.turns.size(); ++turn) {
    for (std::uint32_t at = record_.turns[turn].first; at < end_of(turn); ++at) {
      const State& state = record_.states[at];
      const double high = high_of(record_.turns[turn].vertex, state, leaves, chances);
      result[state.low] += (1.0 - high) * result[at];
      result[state.high] += high * result[at];
    }
  }
  return result;
}

std::optional<double> FollowedPart::probability(std::span<const double> leaves) const {
  const auto known = chances(leaves);
  if (!known) return std::nullopt;
  return values(leaves, *known)[record_.turns.front().first];
}

std::vector<double> FollowedPart::slopes(std::span<const double> leaves) const {
  const Chances known = *chances(leaves);
  const std::vector<double> value = values(leaves, known);
  const std::vector<double> come = reached(leaves, known);
  std::vector<double> result(first_gate(), 0.0);
  for (std::size_t turn = 0; turn < record_.turns.size(); ++turn) {
    const std::uint32_t vertex = record_.turns[turn].vertex;
    if (vertex >= first_gate()) continue;
    for (std::uint32_t at = record_.turns[turn].first; at < end_of(turn); ++at) {
      const State& state = record_.states[at];
      result[vertex] += come[at] * (value[state.high] - value[state.low]);
    }
  }
  for (std::uint32_t gate = 0; gate < counted_.members.size(); ++gate) {
    if (!counted_.members[gate].empty()) add_members(gate, leaves, known, value, come, result);
  }
  return result;
}

/// A member matters where what it stands on works, by what the chance changes with one more that
/// has failed. What that is to be expected to be, from each state on, is summed up where the
/// member is spared.
void FollowedPart::add_members(std::uint32_t gate, std::span<const double> leaves,
                               const Chances& chances, const std::vector<double>& values,
                               const std::vector<double>& reached,
                               std::vector<double>& slopes) const {
  const std::vector<CountedMembers::Member>& members = counted_.members[gate];
  const auto vertex = static_cast<std::uint32_t>(first_gate() + gate);
  const double own = leaves[members.front().leaf];
  const auto threshold = static_cast<std::uint32_t>(chances[gate].size());
  std::vector<double> by_lost;
  for (std::uint32_t lost = 0; lost < threshold; ++lost) {
    const auto left = static_cast<std::uint32_t>(members.size()) - lost;
    by_lost.push_back(FailureCount(threshold - lost, {{own, left}}).slope(own));
  }
  std::vector<double> expected(record_.states.size(), 0.0);
  for (std::size_t turn = record_.turns.size(); turn-- > 0;) {
    const std::uint32_t decided = record_.turns[turn].vertex;
    for (std::uint32_t at = record_.turns[turn].first; at < end_of(turn); ++at) {
      const State& state = record_.states[at];
      const double high = high_of(decided, state, leaves, chances);
      expected[at] = decided == vertex && state.low != state.high
                         ? by_lost[state.lost] * (values[state.high] - values[state.low])
                         : (1.0 - high) * expected[state.low] + high * expected[state.high];
    }
  }
  std::map<std::uint32_t, double> spared;  // by operand
  std::size_t turn = 0;
  for (const StateRecord::Spared& row : record_.spared) {
    while (row.state >= end_of(turn)) ++turn;
    if (row.gate != vertex) continue;
    const State& state = record_.states[row.state];
    const double high = high_of(record_.turns[turn].vertex, state, leaves, chances);
    spared[row.operand] += reached[row.state] * (row.high ? high : 1.0 - high) *
                           expected[row.high ? state.high : state.low];
  }
  const double always = expected[record_.turns.front().first];
  for (const CountedMembers::Member& member : members) {
    slopes[member.leaf] =
        member.shared ? spared[2 * member.shared->vertex + (member.shared->negated ? 1U : 0U)]
                      : always;
  }
}

}  // namespace cutpoint
