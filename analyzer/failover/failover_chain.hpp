/// Markov chains of redundancy groups whose members fail, are repaired, and take over from each
/// other in a time.
#pragma once

#include <cstddef>
#include <vector>

#include "analyzer/engine/quantities/outage_classes.hpp"

namespace cutpoint {

/// One member; rates by hour.
struct ChainMember {
  double failure_rate = 0;
  double waiting_failure_rate = 0;  ///< while it waits; the same for a hot standby
  double repair_rate = 0;
  /// Its failures by length, where they differ: short ones may end before a switch does. Pairs
  /// follow each through the chain, larger groups only while work moves.
  std::vector<OutageClass> classes = {};
  /// Of larger groups: of the member who serves, where members differ; 0: as any other.
  double serving_failure_rate = 0;
};

/// The rate at which a member's outage ends while a switch of `switch_rate` goes on: the one with
/// which chance and mean time are those of all its failures together.
[[nodiscard]] double rate_within(const ChainMember& member, double switch_rate);

/// How work moves from a failed member to another one.
struct SwitchTerms {
  bool active_passive = false;  ///< else all members serve, and one user's member is followed
  double success = 1.0;
  double switch_hours = 0.0;
  double manual_hours = 0.0;  ///< after a failed switch; 0: it lasts until the repair
};

/// Long-run shares of time and flows an hour.
struct ChainShares {
  double switching = 0;
  double failed_switch = 0;
  double all_failed = 0;
  double into_switch = 0;     ///< from working to switching, or to a failed switch
  double into_failed = 0;     ///< from working straight to too few members
  double first_serves = 0.5;  ///< of a pair: share of the time that both work and none moves
};

/// One of two serves, the other takes over; the two may differ, and have outages of several
/// lengths. Whoever took over keeps the work. A repair of the failed member ends the switch, and
/// after both have failed the first one back serves at once. Times are exponential, but for
/// outages of fixed length while a switch goes on.
[[nodiscard]] ChainShares pair_shares(const ChainMember& first, const ChainMember& second,
                                      const SwitchTerms& terms);

/// The largest group that `group_shares` takes.
inline constexpr std::size_t most_chain_members = 100;

/// `needed` of `count` alike members, repaired by at most `crews` at once. Further failures during
/// a switch join it. Outages of several lengths are taken apart while a switch goes on.
[[nodiscard]] ChainShares group_shares(std::size_t count, std::size_t needed, std::size_t crews,
                                       const ChainMember& member, const SwitchTerms& terms);

/// Probability that more than `spare` of independent events occur, all probabilities times `scale`.
[[nodiscard]] double probability_of_more(const std::vector<double>& probabilities,
                                         std::size_t spare, double scale);

}  // namespace cutpoint
